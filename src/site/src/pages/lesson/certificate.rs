//! A certificate of a lesson, to be printed. The name is written by hand: none is ever typed or kept.

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_domain::vocabulary::Kind;
use shine_ui::components::{PictureSize, decoration, load_view, page_heading};
use shine_ui::document_view::language_of;
use shine_ui::library::use_library;
use shine_ui::route::Route;
use shine_ui::school::use_school;
use shine_ui::text::{lesson, paper};

use crate::pages::cards::back_link;
use crate::pages::print::print_button;

/// The page of the lesson called `slug`.
pub(crate) fn page(slug: Slug) -> AnyView {
    load_view(use_library().load(Kind::Lesson, slug), |document| view(&document))
}

fn view(document: &Document) -> AnyView {
    let (lang, dir) = language_of(document);
    let school = use_school();
    let rows: Vec<_> = document.meta.objectives.iter().map(|row| view! { <li>{row.clone()}</li> }).collect();
    let blank = |name: &'static str| {
        view! { <p class="c-paper__blank">{name}<span class="c-paper__line"></span></p> }.into_any()
    };
    view! {
        <article class="l-read c-paper" lang=lang dir=dir>
            {back_link(&Route::Lesson(document.slug.clone()), lesson::ADULT_BACK)}
            <div class="c-certificate">
                {decoration("glowing-star", PictureSize::OfPage)}
                <p class="c-paper__school">{move || school.name()}</p>
                {page_heading(paper::certificate_title(&document.meta.title))}
                {blank(paper::THIS_SAYS)}
                <p>{paper::CAN_SAY}</p>
                <ul>{rows}</ul>
                <div class="c-certificate__foot">{blank(paper::DATE)}{blank(paper::SIGNED)}</div>
            </div>
            <p class="c-note u-no-print">{paper::BY_HAND}</p>
            {print_button(paper::PRINT)}
        </article>
    }
    .into_any()
}
