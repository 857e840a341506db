//! Blocks of text.

use leptos::prelude::*;
use shine_domain::document::{Block, Inline};

use super::inlines_view;
use crate::components::{PictureSize, picture};

/// The level of an author's `###` on the page that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingLevel {
    /// Below a step that is itself the page's heading.
    Second,
    /// Below a step that is a heading within the page.
    Third,
}

/// Blocks, one after another; the author's `###` is shown at `top`.
#[must_use]
pub fn blocks_view(blocks: &[Block], top: HeadingLevel) -> AnyView {
    blocks.iter().map(|block| block_view(block, top)).collect_view().into_any()
}

/// The picture of a paragraph that holds nothing else.
#[must_use]
pub fn paragraph_picture(block: &Block) -> Option<&Inline> {
    match block {
        Block::Paragraph(inlines) => match inlines.as_slice() {
            [only @ Inline::Picture { .. }] => Some(only),
            _ => None,
        },
        _ => None,
    }
}

fn block_view(block: &Block, top: HeadingLevel) -> AnyView {
    if let Some(Inline::Picture { name, description }) = paragraph_picture(block) {
        return picture(name.as_str(), description, PictureSize::OfStep);
    }
    match block {
        Block::Paragraph(inlines) => view! { <p>{inlines_view(inlines)}</p> }.into_any(),
        Block::Heading { level, text } => heading_view(*level, text, top),
        Block::List { start, items } => list_view(*start, items, top),
        Block::Quote(blocks) => view! { <blockquote>{blocks_view(blocks, top)}</blockquote> }.into_any(),
        Block::Code(words) => view! { <pre tabindex="0"><code>{words.clone()}</code></pre> }.into_any(),
        Block::Table { head, rows } => table_view(head, rows),
        Block::Rule => view! { <hr/> }.into_any(),
    }
}

fn heading_view(level: u8, text: &[Inline], top: HeadingLevel) -> AnyView {
    let shift = match top {
        HeadingLevel::Second => 1,
        HeadingLevel::Third => 0,
    };
    let text = inlines_view(text);
    match level.saturating_sub(shift) {
        0..=2 => view! { <h2>{text}</h2> }.into_any(),
        3 => view! { <h3>{text}</h3> }.into_any(),
        4 => view! { <h4>{text}</h4> }.into_any(),
        5 => view! { <h5>{text}</h5> }.into_any(),
        _ => view! { <h6>{text}</h6> }.into_any(),
    }
}

fn list_view(start: Option<u64>, items: &[Vec<Block>], top: HeadingLevel) -> AnyView {
    let items = items.iter().map(|item| view! { <li>{item_view(item, top)}</li> }).collect_view();
    match start {
        Some(start) => view! { <ol start=(start != 1).then(|| start.to_string())>{items}</ol> }.into_any(),
        None => view! { <ul>{items}</ul> }.into_any(),
    }
}

/// A list's item; a lone paragraph is shown without the space of one.
fn item_view(blocks: &[Block], top: HeadingLevel) -> AnyView {
    match blocks {
        [Block::Paragraph(inlines)] => inlines_view(inlines),
        [Block::Paragraph(inlines), rest @ ..] => view! { {inlines_view(inlines)} {blocks_view(rest, top)} }.into_any(),
        _ => blocks_view(blocks, top),
    }
}

fn table_view(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> AnyView {
    let head_cells = head.iter().map(|cell| view! { <th scope="col">{inlines_view(cell)}</th> }).collect_view();
    let row_view = |row: &Vec<Vec<Inline>>| {
        let cells = row.iter().map(|cell| view! { <td>{inlines_view(cell)}</td> }).collect_view();
        view! { <tr>{cells}</tr> }
    };
    let body = rows.iter().map(row_view).collect_view();
    // Reached by keyboard, because a wide table scrolls on a narrow screen.
    view! {
        <div class="c-table" tabindex="0" role="group" aria-label=head_label(head)>
            <table>
                <thead><tr>{head_cells}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn head_label(head: &[Vec<Inline>]) -> String {
    head.iter().map(|cell| shine_domain::document::plain_text(cell)).collect::<Vec<_>>().join(", ")
}
