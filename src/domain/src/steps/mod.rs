//! Steps: what a reader meets one at a time. One file per kind of step holds what that kind is made of, how it is
//! read from Markdown, what is wrong with it, and whether an answer to it is right. This file holds what all share
//! and the one list of kinds; the compiler names every place a new kind must be added.

pub mod ask;
mod cards;
pub mod choose;
pub mod choose_many;
pub(crate) mod head;
pub mod order;
pub mod pairs;
pub mod promise;
pub mod scale;
pub mod sort;
pub mod spot;
pub mod story;
pub mod words;

use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Block, Inline, Mark, marks_in, plain_text};
use crate::ids::{Digest, StepId};
use crate::parse::{Node, NodeKind, Section, block, blocks, find_box};
use crate::text::{SourceText, Span};
use crate::vocabulary::Kind;
pub use head::RESERVED_IDS;
use head::{Head, StepKind};

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
    /// The statement a question of the knowledge map is about: `statement=PS-Y3-1`. `None` where the lesson has only one.
    pub statement: Option<String>,
    /// SHA-256 of the step's own source text: an answer belongs to it, so an edit elsewhere loses nothing.
    pub digest: Digest,
    /// Where it stands in the resolved text.
    pub span: Span,
    /// Where its heading stands.
    pub heading_span: Span,
}

/// What a step asks or tells.
#[derive(Clone, Debug, PartialEq)]
pub enum StepBody {
    /// Reads or listens.
    Reading(Vec<Block>),
    /// Picks one.
    Choose(choose::Choose),
    /// Picks all that apply.
    ChooseMany(choose_many::ChooseMany),
    /// Puts cards into groups.
    Sort(sort::Sort),
    /// Puts cards in order.
    Order(order::Order),
    /// Finds what belongs together.
    Pairs(pairs::Pairs),
    /// Taps what is risky.
    Spot(spot::Spot),
    /// Fills gaps from a bank of words.
    Words(words::Words),
    /// Lives a branching story.
    Story(story::Story),
    /// Says how they feel or think.
    Scale(scale::Scale),
    /// Taps each promise.
    Promise(promise::Promise),
    /// An adult says yes or no (consents).
    Ask(ask::Ask),
    /// Notes for adults; a pupil's screen never shows them.
    Adult(Vec<Block>),
    /// To talk about at home.
    Home(Vec<Block>),
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
        !matches!(self.body, StepBody::Reading(_) | StepBody::Adult(_) | StepBody::Home(_))
    }
}

/// Reads the steps of a document of the kind `document`.
pub(crate) fn read_steps(document: Kind, sections: Vec<Section>, source: &SourceText, sink: &mut Sink) -> Vec<Step> {
    let heads = head::read_heads(document, &sections, sink);
    let steps = sections.into_iter().zip(heads);
    steps
        .map(|(section, head)| {
            report_shared(document, &head, &section.nodes, sink);
            let body = read_body(&head, section.nodes, source.as_str(), sink);
            let digest = Digest::of(&source.as_str().as_bytes()[section.span.start..section.span.end]);
            let statement = head.statement(sink);
            Step {
                id: head.id,
                heading: section.heading,
                body,
                is_map: head.is_map,
                statement,
                digest,
                span: section.span,
                heading_span: head.span,
            }
        })
        .collect()
}

fn read_body(head: &Head, nodes: Vec<Node>, text: &str, sink: &mut Sink) -> StepBody {
    match head.kind {
        StepKind::Reading => StepBody::Reading(blocks(nodes)),
        StepKind::Choose => StepBody::Choose(choose::read(head, nodes, sink)),
        StepKind::ChooseMany => StepBody::ChooseMany(choose_many::read(head, nodes, sink)),
        StepKind::Sort => StepBody::Sort(sort::read(head, nodes, sink)),
        StepKind::Order => StepBody::Order(order::read(head, nodes, sink)),
        StepKind::Pairs => StepBody::Pairs(pairs::read(head, nodes, sink)),
        StepKind::Spot => StepBody::Spot(spot::read(head, nodes, sink)),
        StepKind::Words => StepBody::Words(words::read(head, nodes, sink)),
        StepKind::Story => StepBody::Story(story::read(head, nodes, text, sink)),
        StepKind::Scale => StepBody::Scale(scale::read(head, nodes, sink)),
        StepKind::Promise => StepBody::Promise(promise::read(head, nodes, sink)),
        StepKind::Ask => StepBody::Ask(ask::read(head, nodes, sink)),
        StepKind::Adult => StepBody::Adult(blocks(nodes)),
        StepKind::Home => StepBody::Home(blocks(nodes)),
    }
}

/// What is wrong with a step whatever its kind.
fn report_shared(document: Kind, head: &Head, nodes: &[Node], sink: &mut Sink) {
    if head.kind == StepKind::Ask && document != Kind::Consent {
        sink.report(|| {
            let help = "Move the question to a file in the folder consents, or take .ask away.";
            Diagnostic::new("ask-outside-consent", head.span, "Only a consent can ask an adult yes or no.", help)
        });
    }
    if nodes.is_empty() {
        sink.report(|| {
            let help = "Write what belongs on this page below the heading, or take the heading away.";
            Diagnostic::new("step-empty", head.span, "There is nothing below this heading.", help)
        });
    }
    report_marks(head, nodes, sink);
    if let Some(span) = find_box(nodes).filter(|_| !matches!(head.kind, StepKind::Choose | StepKind::ChooseMany)) {
        sink.report(|| {
            let help = "If it is a question, end the heading with {.choose #a-name}; if not, take the boxes away.";
            Diagnostic::new("box-outside-question", span, "Boxes are for questions, and this step is none.", help)
        });
    }
    for node in nodes.iter().filter(|_| head.kind != StepKind::Story) {
        if let NodeKind::Heading { attributes: Some(span), .. } = node.kind {
            sink.report(|| {
                let help = "Use two hashes if it begins a step of its own, or take the braces away.";
                let message = "Only a heading with two hashes can carry braces.";
                Diagnostic::new("braces-on-small-heading", span, message, help)
            });
        }
    }
}

/// Reports words marked for a kind of step this one is not: they would be shown as words only.
fn report_marks(head: &Head, nodes: &[Node], sink: &mut Sink) {
    let all: Vec<Block> = nodes.iter().cloned().map(block).collect();
    let is_wrong = |mark: Mark| match head.kind {
        StepKind::Spot => mark == Mark::Gap,
        StepKind::Words => mark != Mark::Gap,
        _ => true,
    };
    if marks_in(&all).iter().any(|(mark, _, _)| is_wrong(*mark)) {
        sink.report(|| {
            let help = "#clue and #fine belong in a .spot step, #gap in a .words step.";
            Diagnostic::new(
                "mark-outside-its-step",
                head.span,
                "Marked words stand in a step that cannot use them.",
                help,
            )
        });
    }
}

/// What stands below the list a step ends with: told once a step.
struct BelowList {
    what: &'static str,
    is_told: bool,
}

impl BelowList {
    /// Below the list of `what`, such as options.
    const fn of(what: &'static str) -> Self {
        Self { what, is_told: false }
    }

    /// Looks at a part of the step at `span`; `has_list` says whether the list has been read before it.
    fn look(&mut self, has_list: bool, span: Span, sink: &mut Sink) {
        if !has_list || self.is_told {
            return;
        }
        self.is_told = true;
        sink.report(|| {
            let message = format!("There is text below the {}, and it will be shown above them.", self.what);
            let help = "Move it above the list, or give it a heading of its own.";
            Diagnostic::new("text-after-list", span, message, help)
        });
    }
}
