//! Markdown as a tree with places: what the step readers look at. It knows lists, quotations and boxes, and nothing
//! of steps; nothing outside this crate sees it.

use crate::document::{Block, Inline};
use crate::text::Span;

/// A block and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) kind: NodeKind,
}

/// What a block is.
#[derive(Clone, Debug)]
pub(crate) enum NodeKind {
    Paragraph(Vec<Inline>),
    /// A heading and what stands in braces at its end.
    Heading {
        level: u8,
        text: Vec<Inline>,
        attributes: Option<Span>,
    },
    List {
        start: Option<u64>,
        items: Vec<Item>,
    },
    Quote(Vec<Node>),
    Code(String),
    Table {
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Rule,
}

/// One item of a list.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) span: Span,
    /// `[ ]` is `Some(false)`, `[x]` is `Some(true)`.
    pub(crate) is_ticked: Option<bool>,
    pub(crate) nodes: Vec<Node>,
}

impl Item {
    /// The item's first paragraph, and what follows it.
    pub(crate) fn split(self) -> (Vec<Inline>, Vec<Node>) {
        let mut nodes = self.nodes.into_iter().peekable();
        let first = nodes.next_if(|node| matches!(node.kind, NodeKind::Paragraph(_)));
        let words = match first.map(|node| node.kind) {
            Some(NodeKind::Paragraph(words)) => words,
            _ => Vec::new(),
        };
        (words, nodes.collect())
    }
}

/// `nodes` as blocks of the document.
pub(crate) fn blocks(nodes: Vec<Node>) -> Vec<Block> {
    nodes.into_iter().map(block).collect()
}

/// `node` as a block of the document.
pub(crate) fn block(node: Node) -> Block {
    match node.kind {
        NodeKind::Paragraph(words) => Block::Paragraph(words),
        NodeKind::Heading { level, text, .. } => Block::Heading { level: level.max(3), text },
        NodeKind::List { start, items } => {
            Block::List { start, items: items.into_iter().map(|item| blocks(item.nodes)).collect() }
        }
        NodeKind::Quote(nodes) => Block::Quote(blocks(nodes)),
        NodeKind::Code(text) => Block::Code(text),
        NodeKind::Table { head, rows } => Block::Table { head, rows },
        NodeKind::Rule => Block::Rule,
    }
}

/// The first item with a box in `nodes`, at any depth.
pub(crate) fn find_box(nodes: &[Node]) -> Option<Span> {
    nodes.iter().find_map(|node| match &node.kind {
        NodeKind::List { items, .. } => {
            items.iter().find_map(|item| item.is_ticked.map(|_| item.span).or_else(|| find_box(&item.nodes)))
        }
        NodeKind::Quote(inner) => find_box(inner),
        _ => None,
    })
}
