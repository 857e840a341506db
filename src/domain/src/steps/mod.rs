//! Steps: what a reader meets one at a time. One file per kind of step holds what that kind is made of, how it is
//! read from Markdown, what is wrong with it, and whether an answer to it is right. This file holds what all share
//! and the one list of kinds; the compiler names every place a new kind must be added.

pub mod ask;
pub mod choose;
pub mod promise;
pub mod sort;

use crate::document::{Block, Inline, plain_text};
use crate::ids::{Digest, StepId};
use crate::text::Span;

/// One step of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its id: written by the author, or made from the heading for steps that ask nothing.
    pub id: StepId,
    /// Its heading.
    pub heading: Vec<Inline>,
    /// What it asks or tells.
    pub body: StepBody,
    /// Whether it is a question of the knowledge map (`.map`), asked before and after the lesson.
    pub is_map: bool,
    /// SHA-256 of the step's own source text: an answer belongs to it, so an edit elsewhere loses nothing.
    pub digest: Digest,
    /// Where it stands in the resolved text.
    pub span: Span,
}

/// What a step asks or tells.
#[derive(Clone, Debug, PartialEq)]
pub enum StepBody {
    /// Reads or listens.
    Reading(Vec<Block>),
    /// Picks one.
    Choose(choose::Choose),
    /// Puts cards into groups.
    Sort(sort::Sort),
    /// Taps each promise.
    Promise(promise::Promise),
    /// An adult says yes or no (consents).
    Ask(ask::Ask),
    /// Notes for adults; a pupil's screen never shows them.
    Adult(Vec<Block>),
    /// To talk about at home.
    Home(Vec<Block>),
    /// A kind this version cannot show yet; a diagnostic says so and its text is kept as reading.
    NotYet {
        /// The class as written.
        class: String,
        /// Its text.
        blocks: Vec<Block>,
    },
}

impl Step {
    /// The heading's plain words.
    #[must_use]
    pub fn heading_text(&self) -> String {
        plain_text(&self.heading)
    }

    /// Whether only adults see it.
    #[must_use]
    pub const fn is_for_adults(&self) -> bool {
        matches!(self.body, StepBody::Adult(_))
    }

    /// Whether it waits for an answer.
    #[must_use]
    pub const fn asks(&self) -> bool {
        matches!(self.body, StepBody::Choose(_) | StepBody::Sort(_) | StepBody::Promise(_) | StepBody::Ask(_))
    }
}
