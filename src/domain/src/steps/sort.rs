//! `.sort`: a nested list; the outer items are groups, the inner ones the cards that belong in them.

use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Block, Inline, plain_text};
use crate::parse::{Item, Node, NodeKind, block};
use crate::steps::head::Head;
use crate::text::Span;

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
        let count = self.cards.len();
        let step = [7, 5, 3, 11, 13].into_iter().find(|step| !count.is_multiple_of(*step)).unwrap_or(1);
        (0..count).map(|at| (at * step + count / 2) % count).collect()
    }
}

/// Reads the groups and cards below `head`.
pub(crate) fn read(head: &Head, nodes: Vec<Node>, sink: &mut Sink) -> Sort {
    let mut sort = Sort { prompt: Vec::new(), groups: Vec::new(), cards: Vec::new() };
    let mut words: Vec<String> = Vec::new();
    let has_nested = nodes.iter().any(is_nested);
    let mut has_late_text = false;
    for node in nodes {
        let is_groups = if has_nested { is_nested(&node) } else { matches!(node.kind, NodeKind::List { .. }) };
        match node.kind {
            NodeKind::List { items, .. } if is_groups => {
                items.into_iter().for_each(|item| read_group(item, &mut sort, &mut words, sink));
            }
            _ => {
                if !sort.groups.is_empty() && !has_late_text {
                    super::report_after_list("cards", node.span, sink);
                    has_late_text = true;
                }
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

fn read_group(item: Item, sort: &mut Sort, words: &mut Vec<String>, sink: &mut Sink) {
    let span = item.span;
    let group = sort.groups.len();
    let before = sort.cards.len();
    let (name, rest) = item.split();
    sort.groups.push(name);
    for node in rest {
        match node.kind {
            NodeKind::List { items, .. } => {
                items.into_iter().for_each(|item| read_card(item, group, sort, words, sink));
            }
            _ => report_card(node.span, sink),
        }
    }
    if sort.cards.len() == before {
        sink.report(|| {
            let help = "Write its cards below it, each with two spaces before the dash: \"  - My address\".";
            Diagnostic::new("group-empty", span, "This group has no cards.", help)
        });
    }
}

fn read_card(item: Item, group: usize, sort: &mut Sort, words: &mut Vec<String>, sink: &mut Sink) {
    let span = item.span;
    let (text, rest) = item.split();
    if let Some(node) = rest.first() {
        report_card(node.span, sink);
    }
    let plain = plain_text(&text).trim().to_lowercase();
    if plain.is_empty() {
        sink.report(|| Diagnostic::new("card-empty", span, "This card has no words.", "Write some after the dash."));
    } else if words.contains(&plain) {
        sink.report(|| {
            let help = "Change its words or take one away: a child could not tell the two apart.";
            Diagnostic::new("card-doubled", span, "Another card has the same words.", help)
        });
    }
    words.push(plain);
    sort.cards.push(Card { text, group });
}

fn report_card(span: Span, sink: &mut Sink) {
    sink.report(|| {
        let help = "Keep the card to one line. Lists here have two levels only: groups, and cards inside them.";
        Diagnostic::new("card-too-long", span, "Only a card's first lines are shown; this is left out.", help)
    });
}
