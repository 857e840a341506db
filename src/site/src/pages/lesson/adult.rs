//! A lesson's notes for the adult beside it.

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_ui::components::{load_view, page_heading};
use shine_ui::document_view::language_of;
use shine_ui::library::use_library;
use shine_ui::route::Route;
use shine_ui::text::{lesson, paper};

use super::adults_parts;
use crate::pages::cards::back_link;
use crate::pages::print::ways;

/// The page of the lesson called `slug`.
pub(crate) fn page(slug: Slug) -> AnyView {
    load_view(use_library().load_whole_lesson(slug), |document| view(&document))
}

fn view(document: &Document) -> AnyView {
    let (lang, dir) = language_of(document);
    let slug = &document.slug;
    let notes = adults_parts(document);
    let none = notes.is_empty().then(|| view! { <p>{lesson::ADULT_NONE}</p> });
    let printed =
        vec![(Route::Paper(slug.clone()), paper::PAPER_LINK), (Route::AtHome(slug.clone()), paper::AT_HOME_LINK)];
    view! {
        <article class="l-read">
            {back_link(&Route::Lesson(slug.clone()), lesson::ADULT_BACK)}
            {page_heading(lesson::adult_title(&document.meta.title))}
            <p class="c-lead">{document.meta.summary.clone()}</p>
            {super::board::begin(document)}
            {ways(printed)}
            {none}
            <div class="c-whole" lang=lang dir=dir>{notes}</div>
        </article>
    }
    .into_any()
}
