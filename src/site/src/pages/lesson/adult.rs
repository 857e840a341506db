//! A lesson's notes for the adult beside it.

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_domain::steps::{Step, StepBody};
use shine_ui::components::{load_view, page_heading};
use shine_ui::document_view::{HeadingLevel, blocks_view, inlines_view, language_of};
use shine_ui::library::use_library;
use shine_ui::route::Route;
use shine_ui::text::lesson;

use crate::pages::cards::back_link;

/// The page of the lesson called `slug`.
pub(crate) fn page(slug: Slug) -> AnyView {
    load_view(use_library().load_whole_lesson(slug), |document| view(&document))
}

fn view(document: &Document) -> AnyView {
    let (lang, dir) = language_of(document);
    let notes: Vec<_> = document.steps.iter().filter_map(note_view).collect();
    let none = notes.is_empty().then(|| view! { <p>{lesson::ADULT_NONE}</p> });
    view! {
        <article class="l-read">
            {back_link(&Route::Lesson(document.slug.clone()), lesson::ADULT_BACK)}
            {page_heading(lesson::adult_title(&document.meta.title))}
            <p class="c-lead">{document.meta.summary.clone()}</p>
            {none}
            <div class="c-whole" lang=lang dir=dir>{notes}</div>
        </article>
    }
    .into_any()
}

fn note_view(step: &Step) -> Option<AnyView> {
    let StepBody::Adult(blocks) = &step.body else { return None };
    let view = view! {
        <section class="c-section">
            <h2 class="c-section__title">{inlines_view(&step.heading)}</h2>
            <div class="c-prose">{blocks_view(blocks, HeadingLevel::Third)}</div>
        </section>
    };
    Some(view.into_any())
}
