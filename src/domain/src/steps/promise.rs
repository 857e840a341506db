//! `.promise`: a list of promises, each of which the reader taps; in a charter it carries its letter.

use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Block, Inline, plain_text};
use crate::parse::{Item, Node, NodeKind, block};
use crate::steps::BelowList;
use crate::steps::head::Head;

/// Promises to make.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// The letter of the charter it stands for: `letter=S`.
    pub letter: Option<char>,
    /// What stands before the list.
    pub prompt: Vec<Block>,
    /// The promises. Never empty in a document without errors.
    pub promises: Vec<Vec<Inline>>,
}

/// What its heading may carry besides kind and id.
pub(crate) const KEYS: &[&str] = &["letter"];

/// Reads the promises below `head`.
pub(crate) fn read(head: &Head, nodes: Vec<Node>, sink: &mut Sink) -> Promise {
    let mut promise = Promise { letter: read_letter(head, sink), prompt: Vec::new(), promises: Vec::new() };
    let mut below = BelowList::of("promises");
    for node in nodes {
        match node.kind {
            NodeKind::List { items, .. } => {
                promise.promises.extend(items.into_iter().map(|item| read_promise(item, sink)));
            }
            _ => {
                below.look(!promise.promises.is_empty(), node.span, sink);
                promise.prompt.push(block(node));
            }
        }
    }
    if promise.promises.is_empty() {
        sink.report(|| {
            let help = "Write each promise on a line of its own, beginning with a dash and a space.";
            Diagnostic::new("promise-without-list", head.span, "This step has no list of promises.", help)
        });
    }
    promise
}

fn read_promise(item: Item, sink: &mut Sink) -> Vec<Inline> {
    let span = item.span;
    let (text, rest) = item.split();
    if let Some(node) = rest.first() {
        sink.report(|| {
            let help = "Keep each promise to one paragraph, and put explanations above the list.";
            let message = "Only a promise's first paragraph is shown; this is left out.";
            Diagnostic::new("promise-too-long", node.span, message, help)
        });
    }
    if plain_text(&text).trim().is_empty() {
        sink.report(|| {
            Diagnostic::new("promise-empty", span, "This promise has no words.", "Write some after the dash.")
        });
    }
    text
}

fn read_letter(head: &Head, sink: &mut Sink) -> Option<char> {
    let (value, span) = head.attributes.find("letter")?;
    let mut letters = value.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_uppercase() => Some(letter),
        _ => {
            sink.report(|| {
                let message = format!("The letter \"{value}\" is not one capital letter.");
                Diagnostic::new("letter-not-capital", span, message, "Write one, such as letter=S.")
            });
            None
        }
    }
}
