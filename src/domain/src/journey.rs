//! A reader's way through a document: recomputed from the document and the answers each time, never stored.

use crate::answers::{AnswerSheet, Standing, standing};
use crate::document::Document;
use crate::steps::Step;

/// Where a reader stands in a document.
#[derive(Clone, Debug)]
pub struct Journey<'a> {
    places: Vec<Place<'a>>,
}

/// One step of the way.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The step.
    pub step: &'a Step,
    /// How its answer stands.
    pub standing: Standing,
}

impl<'a> Journey<'a> {
    /// The way through `document` with the answers on `sheet`. Adults' notes are not on it.
    #[must_use]
    pub fn new(document: &'a Document, sheet: &AnswerSheet) -> Self {
        let place = |step: &'a Step| Place { step, standing: standing(step, sheet.find(step)) };
        Self { places: document.pupil_steps().map(place).collect() }
    }

    /// The steps of the way, in order.
    #[must_use]
    pub fn places(&self) -> &[Place<'a>] {
        &self.places
    }

    /// The index of the step called `id`.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.places.iter().position(|place| place.step.id.as_str() == id)
    }

    /// The last step that may be visited: every one up to and including the first that still waits for an answer.
    #[must_use]
    pub fn furthest(&self) -> usize {
        let waiting = self.places.iter().position(|place| place.standing == Standing::Open);
        waiting.unwrap_or_else(|| self.places.len().saturating_sub(1))
    }

    /// Whether the step at `index` may be visited yet.
    #[must_use]
    pub fn can_visit(&self, index: usize) -> bool {
        index <= self.furthest()
    }

    /// Where somebody who carries on begins: the first step that asks and is not done, else the last.
    #[must_use]
    pub fn resume_at(&self) -> usize {
        let open = self.places.iter().position(|place| place.standing != Standing::Done);
        open.unwrap_or_else(|| self.places.len().saturating_sub(1))
    }

    /// Whether nothing waits for an answer any more.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.places.iter().all(|place| place.standing != Standing::Open)
    }
}
