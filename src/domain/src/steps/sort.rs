//! `.sort`: a nested list; the outer items are groups, the inner ones the cards that belong in them.

use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Block, Inline};
use crate::parse::{Item, Node, NodeKind, block};
use crate::steps::BelowList;
use crate::steps::cards::{Cards, mixed, report_long};
use crate::steps::head::Head;

/// Cards to put into groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Sort {
    /// What stands before the list.
    pub prompt: Vec<Block>,
    /// The groups, in the author's order. At least two in a document without errors.
    pub groups: Vec<Vec<Inline>>,
    /// The cards, in the author's order; shown in [`Sort::shown_order`].
    pub cards: Vec<Card>,
}

/// A card and where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its words.
    pub text: Vec<Inline>,
    /// The index of its group.
    pub group: usize,
}

impl Sort {
    /// The order cards are shown in: mixed, and the same every time for the same number of cards, so that a
    /// reload or a neighbour's screen shows no other order.
    #[must_use]
    pub fn shown_order(&self) -> Vec<usize> {
        mixed(self.cards.len())
    }
}

/// Reads the groups and cards below `head`.
pub(crate) fn read(head: &Head, nodes: Vec<Node>, sink: &mut Sink) -> Sort {
    let mut sort = Sort { prompt: Vec::new(), groups: Vec::new(), cards: Vec::new() };
    let mut words = Cards::default();
    let has_nested = nodes.iter().any(is_nested);
    let mut below = BelowList::of("cards");
    for node in nodes {
        let is_groups = if has_nested { is_nested(&node) } else { matches!(node.kind, NodeKind::List { .. }) };
        match node.kind {
            NodeKind::List { items, .. } if is_groups => {
                items.into_iter().for_each(|item| read_group(item, &mut sort, &mut words, sink));
            }
            _ => {
                below.look(!sort.groups.is_empty(), node.span, sink);
                sort.prompt.push(block(node));
            }
        }
    }
    if sort.groups.len() < 2 {
        sink.report(|| {
            let help = "Write each group as - Keep private, and below it its cards, each with two spaces before the \
                        dash.";
            Diagnostic::new("too-few-groups", head.span, "Sorting needs at least two groups.", help)
        });
    }
    sort
}

fn is_nested(node: &Node) -> bool {
    let has_list = |item: &Item| item.nodes.iter().any(|node| matches!(node.kind, NodeKind::List { .. }));
    matches!(&node.kind, NodeKind::List { items, .. } if items.iter().any(has_list))
}

fn read_group(item: Item, sort: &mut Sort, words: &mut Cards, sink: &mut Sink) {
    let span = item.span;
    let group = sort.groups.len();
    let before = sort.cards.len();
    let (name, rest) = item.split();
    sort.groups.push(name);
    for node in rest {
        match node.kind {
            NodeKind::List { items, .. } => {
                for item in items {
                    sort.cards.push(Card { text: words.read(item, sink), group });
                }
            }
            _ => report_long(node.span, sink),
        }
    }
    if sort.cards.len() == before {
        sink.report(|| {
            let help = "Write its cards below it, each with two spaces before the dash: \"  - My address\".";
            Diagnostic::new("group-empty", span, "This group has no cards.", help)
        });
    }
}
