//! `.match`: a table of two columns; each left cell belongs with the right one beside it.

use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Block, Inline};
use crate::parse::{Node, NodeKind, block};
use crate::steps::BelowList;
use crate::steps::cards::{Cards, mixed};
use crate::steps::head::Head;
use crate::steps::sort::{Card, Sort};

/// Pairs to find.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs {
    /// The names of the two columns.
    pub columns: [Vec<Inline>; 2],
    /// The pairs as a table of cards: every right cell a group, in an order of its own, every left cell the card that
    /// belongs in it. What is put together, and how it stands, is the same as in sorting.
    pub table: Sort,
}

/// Reads the pairs below `head`.
pub(crate) fn read(head: &Head, nodes: Vec<Node>, sink: &mut Sink) -> Pairs {
    let mut prompt = Vec::new();
    let mut columns = [Vec::new(), Vec::new()];
    let mut rows: Vec<[Vec<Inline>; 2]> = Vec::new();
    let mut below = BelowList::of("pairs");
    for node in nodes {
        match node.kind {
            NodeKind::Table { head: names, rows: cells } if rows.is_empty() => {
                if names.len() != 2 {
                    sink.report(|| {
                        let help = "Give the table two columns: what is on the left belongs with what is on the right.";
                        Diagnostic::new("table-not-two-columns", node.span, "Pairs need a table of two columns.", help)
                    });
                }
                columns = first_two(names);
                rows = cells.into_iter().map(first_two).collect();
                let (mut left, mut right) = (Cards::default(), Cards::default());
                for [one, other] in &rows {
                    left.note(one, node.span, sink);
                    right.note(other, node.span, sink);
                }
            }
            _ => {
                below.look(!rows.is_empty(), node.span, sink);
                prompt.push(block(node));
            }
        }
    }
    if rows.len() < 2 {
        sink.report(|| {
            let help = "Write a table: a line of two names, a line of dashes, and a line for each pair.";
            Diagnostic::new("too-few-pairs", head.span, "There are not two pairs to find.", help)
        });
    }
    Pairs { columns, table: table(prompt, rows) }
}

fn first_two(cells: Vec<Vec<Inline>>) -> [Vec<Inline>; 2] {
    let mut cells = cells.into_iter();
    [cells.next().unwrap_or_default(), cells.next().unwrap_or_default()]
}

fn table(prompt: Vec<Block>, rows: Vec<[Vec<Inline>; 2]>) -> Sort {
    let mut order = mixed(rows.len());
    // Not the order the cards lie in: else each card would lie at its own partner's place.
    if !order.is_empty() {
        order.rotate_left(1);
    }
    let groups = order.iter().map(|at| rows[*at][1].clone()).collect();
    let cards = rows.into_iter().enumerate().map(|(at, [left, _])| {
        let group = order.iter().position(|one| *one == at).unwrap_or(0);
        Card { text: left, group }
    });
    Sort { prompt, cards: cards.collect(), groups }
}
