//! A pupils' charter as a poster for the classroom wall, with lines for the class's names. They are written by hand.

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_domain::steps::StepBody;
use shine_domain::vocabulary::{Kind, Signer};
use shine_ui::components::{heading_of, load_view, not_found};
use shine_ui::document_view::{Promises, language_of, section_view};
use shine_ui::library::use_library;
use shine_ui::route::Route;
use shine_ui::school::use_school;
use shine_ui::text::paper;

use super::cards::back_link;
use super::print::print_button;

/// How many lines there are: a large class and its adults.
const LINES: usize = 33;

/// The page of the charter called `slug`; only what pupils promise has one.
pub(crate) fn page(slug: Slug) -> AnyView {
    load_view(use_library().load(Kind::Charter, slug), |document| {
        if document.meta.signers.contains(&Signer::Pupil) { view(&document) } else { not_found() }
    })
}

fn view(document: &Document) -> AnyView {
    let (lang, dir) = language_of(document);
    let school = use_school();
    let title = document.meta.title.clone();
    let promises = document.steps.iter().filter(|step| matches!(step.body, StepBody::Promise(_)));
    let promises: Vec<_> = promises.map(|step| section_view(step, Promises::Read)).collect();
    let lines: Vec<_> = (0..LINES).map(|_| view! { <span class="c-paper__line"></span> }).collect();
    view! {
        <article class="l-read c-paper c-pledge">
            {back_link(&Route::Charter(document.slug.clone()), paper::PLEDGE_BACK)}
            <p class="c-paper__school">{move || school.name()}</p>
            {heading_of(paper::pledge_title(&title), title.into_any())}
            {print_button(paper::PRINT)}
            <div class="c-whole" lang=lang dir=dir>{promises}</div>
            <section class="c-pledge__names">
                <h2>{paper::OUR_NAMES}</h2>
                <p class="c-paper__blank">{paper::OUR_CLASS}<span class="c-paper__line"></span></p>
                <div class="c-pledge__lines" aria-hidden="true">{lines}</div>
            </section>
        </article>
    }
    .into_any()
}
