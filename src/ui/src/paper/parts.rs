//! The few shapes everything on paper is made of.

use leptos::prelude::*;
use shine_domain::document::{Block, Inline};

use crate::document_view::{HeadingLevel, blocks_view, inlines_view};

/// A list that looks as `class` says.
pub(super) fn list(class: &'static str, rows: impl Iterator<Item = AnyView>) -> AnyView {
    let rows: Vec<_> = rows.map(|row| view! { <li>{row}</li> }).collect();
    view! { <ul class=class>{rows}</ul> }.into_any()
}

/// The same, of words only.
pub(super) fn words_list<'a>(class: &'static str, rows: impl Iterator<Item = &'a Vec<Inline>>) -> AnyView {
    list(class, rows.map(|words| inlines_view(words)))
}

/// What to do, in a sentence.
pub(super) fn help(words: &'static str) -> AnyView {
    view! { <p class="c-paper__help">{words}</p> }.into_any()
}

/// What an author wrote.
pub(super) fn prose(blocks: &[Block]) -> AnyView {
    view! { <div class="c-prose">{blocks_view(blocks, HeadingLevel::Third)}</div> }.into_any()
}
