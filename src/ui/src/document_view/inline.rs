//! Runs of text.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;
use shine_domain::document::{Inline, Link};

use crate::components::{PictureSize, picture};
use crate::route::link_href;

type DrawMark = Arc<dyn Fn(usize, &[Inline]) -> AnyView + Send + Sync>;

/// How marked words are drawn within a step that uses them, and how many have been drawn. Elsewhere only their words are
/// shown.
#[derive(Clone)]
pub struct MarkView {
    draw: DrawMark,
    count: Arc<AtomicUsize>,
}

impl MarkView {
    /// What `draw_all` draws, with its marks drawn by `draw`, which is told how many came before.
    pub fn around(
        draw: impl Fn(usize, &[Inline]) -> AnyView + Send + Sync + 'static,
        draw_all: impl FnOnce() -> AnyView,
    ) -> AnyView {
        let marks = Self { draw: Arc::new(draw), count: Arc::new(AtomicUsize::new(0)) };
        provide_context(marks);
        let drawn = draw_all();
        let _ = take_context::<Self>();
        drawn
    }

    fn next(&self, words: &[Inline]) -> AnyView {
        (self.draw)(self.count.fetch_add(1, Ordering::Relaxed), words)
    }
}

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
        Inline::Mark { text, .. } => match use_context::<MarkView>() {
            Some(marks) => marks.next(text),
            None => inlines_view(text),
        },
        Inline::Break => view! { <br/> }.into_any(),
    }
}

fn link_view(to: &Link, text: &[Inline]) -> AnyView {
    let rel = matches!(to, Link::Web(_)).then_some("noopener noreferrer");
    view! { <a href=link_href(to) rel=rel>{inlines_view(text)}</a> }.into_any()
}
