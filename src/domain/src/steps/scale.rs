//! `.scale`: a list from one end to the other; there is no right answer. The quotation after it is told to everybody.

use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Block, Inline};
use crate::parse::{Node, NodeKind, block, blocks};
use crate::steps::BelowList;
use crate::steps::cards::Cards;
use crate::steps::head::Head;

/// How somebody feels or thinks, from one end to the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// What stands before the list.
    pub prompt: Vec<Block>,
    /// The points, from one end to the other. At least two in a document without errors.
    pub points: Vec<Vec<Inline>>,
    /// What everybody is told afterwards, whatever they said.
    pub after: Vec<Block>,
}

/// Reads the points below `head`.
pub(crate) fn read(head: &Head, nodes: Vec<Node>, sink: &mut Sink) -> Scale {
    let mut scale = Scale { prompt: Vec::new(), points: Vec::new(), after: Vec::new() };
    let mut cards = Cards::default();
    let mut below = BelowList::of("points");
    for node in nodes {
        match node.kind {
            NodeKind::List { items, .. } => {
                scale.points.extend(items.into_iter().map(|item| cards.read(item, sink)));
            }
            NodeKind::Quote(inner) if !scale.points.is_empty() => scale.after.extend(blocks(inner)),
            _ => {
                below.look(!scale.points.is_empty(), node.span, sink);
                scale.prompt.push(block(node));
            }
        }
    }
    if scale.points.len() < 2 {
        sink.report(|| {
            let help = "Write the points as a list from one end to the other, each on a line that begins with a dash.";
            Diagnostic::new("too-few-points", head.span, "A scale needs at least two points.", help)
        });
    }
    scale
}
