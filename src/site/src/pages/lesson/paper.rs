//! A lesson to be printed and done without a screen: the pupils' sheet, the adult's page, the slip for home.

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_domain::steps::StepBody;
use shine_ui::components::{heading_of, load_view};
use shine_ui::document_view::language_of;
use shine_ui::library::use_library;
use shine_ui::paper::{answers, sheet};
use shine_ui::route::Route;
use shine_ui::text::{lesson, paper};

use super::adults_parts;
use super::home::slip;
use crate::pages::cards::back_link;
use crate::pages::print::{print_button, ways};

/// The page of the lesson called `slug`.
pub(crate) fn page(slug: Slug) -> AnyView {
    load_view(use_library().load_whole_lesson(slug), |document| view(&document))
}

fn view(document: &Document) -> AnyView {
    let (lang, dir) = language_of(document);
    let meta = &document.meta;
    let title = meta.title.clone();
    let about = meta.band.map(|band| band.title().to_owned()).into_iter().chain(meta.minutes.map(lesson::minutes));
    let about: Vec<String> = about.collect();
    let home = document.steps.iter().any(|step| matches!(step.body, StepBody::Home(_)));
    let home = home.then(|| {
        let heading = view! { <h2>{paper::at_home_title(&title)}</h2> };
        view! { <section class="c-paper__page">{slip(document, heading.into_any())}</section> }
    });
    view! {
        <article class="l-read c-paper" lang=lang dir=dir>
            {back_link(&Route::AdultNotes(document.slug.clone()), paper::PAPER_BACK)}
            {heading_of(paper::paper_title(&title), title.clone().into_any())}
            <p>{about.join(", ")}</p>
            {print_button(paper::PRINT)}
            {ways(vec![(Route::AtHome(document.slug.clone()), paper::AT_HOME_LINK)])}
            {list_of(lesson::LEARN_TITLE, &meta.objectives)}
            {list_of(lesson::WORDS_TITLE, &meta.vocabulary)}
            {sheet(document)}
            <section class="c-paper__page">
                <h2>{paper::ANSWERS_TITLE}</h2>
                {answers(document)}
                {adults_parts(document)}
            </section>
            {home}
        </article>
    }
    .into_any()
}

/// A list under a heading of its own, on paper; nothing if it is empty.
pub(super) fn list_of(title: &'static str, rows: &[String]) -> Option<AnyView> {
    let items: Vec<_> = rows.iter().map(|row| view! { <li>{row.clone()}</li> }).collect();
    let list = view! { <section class="c-paper__list"><h2>{title}</h2><ul>{items}</ul></section> };
    (!rows.is_empty()).then(|| list.into_any())
}
