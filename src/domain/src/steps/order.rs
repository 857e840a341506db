//! `.order`: a numbered list in the right order; its cards are shown mixed.

use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Block, Inline};
use crate::parse::{Node, NodeKind, block};
use crate::steps::BelowList;
use crate::steps::cards::{Cards, mixed};
use crate::steps::head::Head;

/// Cards to put in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// What stands before the list.
    pub prompt: Vec<Block>,
    /// The cards, in the right order. At least two in a document without errors.
    pub cards: Vec<Vec<Inline>>,
}

impl Order {
    /// The order cards are shown in at first, by index: never the right one.
    #[must_use]
    pub fn shown_order(&self) -> Vec<usize> {
        mixed(self.cards.len())
    }
}

/// Reads the cards below `head`.
pub(crate) fn read(head: &Head, nodes: Vec<Node>, sink: &mut Sink) -> Order {
    let mut order = Order { prompt: Vec::new(), cards: Vec::new() };
    let mut cards = Cards::default();
    let mut below = BelowList::of("cards");
    for node in nodes {
        match node.kind {
            NodeKind::List { start: Some(_), items } => {
                order.cards.extend(items.into_iter().map(|item| cards.read(item, sink)));
            }
            _ => {
                below.look(!order.cards.is_empty(), node.span, sink);
                order.prompt.push(block(node));
            }
        }
    }
    if order.cards.len() < 2 {
        sink.report(|| {
            let help = "Write the cards as a numbered list in the right order: 1. Stop, 2. Tell an adult.";
            Diagnostic::new("too-few-cards", head.span, "There are not two cards to put in order.", help)
        });
    }
    order
}
