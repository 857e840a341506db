//! Runs of text.

use leptos::prelude::*;
use shine_domain::document::{Inline, Link};

use crate::components::{PictureSize, picture};
use crate::route::link_href;

/// Runs of text, one after another.
#[must_use]
pub fn inlines_view(inlines: &[Inline]) -> AnyView {
    inlines.iter().map(inline_view).collect_view().into_any()
}

fn inline_view(inline: &Inline) -> AnyView {
    match inline {
        Inline::Text(words) => words.clone().into_any(),
        Inline::Emphasis(inner) => view! { <em>{inlines_view(inner)}</em> }.into_any(),
        Inline::Strong(inner) => view! { <strong>{inlines_view(inner)}</strong> }.into_any(),
        Inline::Strikethrough(inner) => view! { <s>{inlines_view(inner)}</s> }.into_any(),
        Inline::Code(words) => view! { <code>{words.clone()}</code> }.into_any(),
        Inline::Link { to, text } => link_view(to, text),
        Inline::Picture { name, description } => picture(name.as_str(), description, PictureSize::InText),
        Inline::Break => view! { <br/> }.into_any(),
    }
}

fn link_view(to: &Link, text: &[Inline]) -> AnyView {
    let rel = matches!(to, Link::Web(_)).then_some("noopener noreferrer");
    view! { <a href=link_href(to) rel=rel>{inlines_view(text)}</a> }.into_any()
}
