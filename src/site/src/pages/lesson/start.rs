//! A lesson's start page: what it is about, and going in.

use std::sync::Arc;

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_domain::journey::Journey;
use shine_domain::vocabulary::Kind;
use shine_ui::answer_book::AnswerBook;
use shine_ui::components::{CarryOn, carry_on, listen_to_page, load_view, page_heading};
use shine_ui::document_view::{HeadingLevel, blocks_view, language_of};
use shine_ui::keeping::Visit;
use shine_ui::library::use_library;
use shine_ui::navigation::use_navigation;
use shine_ui::route::Route;
use shine_ui::text::{lesson, pages};

use super::{first_route, list_route, page_class, stop_route};
use crate::pages::cards::back_link;

/// The page of the lesson called `slug`.
pub(crate) fn page(slug: Slug) -> AnyView {
    load_view(use_library().load(Kind::Lesson, slug), |document| {
        let book = AnswerBook::new(&document);
        Effect::new(move |_| book.open());
        view(&document, book)
    })
}

fn view(document: &Arc<Document>, book: AnswerBook) -> AnyView {
    let (lang, dir) = language_of(document);
    let meta = &document.meta;
    let objectives = list_of(lesson::LEARN_TITLE, &meta.objectives);
    let words = words_view(&meta.vocabulary);
    let going = {
        let document = Arc::clone(document);
        move || going_view(&document, book)
    };
    view! {
        <article class=page_class(document) lang=lang dir=dir>
            {back_link(&list_route(document), pages::BACK_TO_LESSONS)}
            <div class="c-start">
                {page_heading(meta.title.clone())}
                {listen_to_page(document.language.as_str())}
                {meta.minutes.map(|minutes| view! { <p class="c-start__minutes">{lesson::minutes(minutes)}</p> })}
                {blocks_view(&document.intro, HeadingLevel::Second)}
                {going}
            </div>
            <div class="c-start__more">{objectives}{words}</div>
            <p class="c-start__adult"><a href=Route::AdultNotes(document.slug.clone()).href()>{lesson::ADULT_LINK}</a></p>
        </article>
    }
    .into_any()
}

/// Going in: from the start, on from where one was, or asking whose answers these are.
fn going_view(document: &Arc<Document>, book: AnswerBook) -> AnyView {
    let navigation = use_navigation();
    let resume = {
        let document = Arc::clone(document);
        move || {
            let sheet = book.sheet();
            let journey = Journey::new(&document, &sheet);
            journey.places().get(journey.resume_at()).map(|place| stop_route(&document, place.stop()))
        }
    };
    let first = first_route(document);
    match book.visit() {
        Visit::Unread => ().into_any(),
        Visit::AskFirst => carry_on(book, move |chosen| {
            let to = match chosen {
                CarryOn::Going => untrack(&resume),
                CarryOn::New => first.clone(),
            };
            if let Some(route) = to {
                navigation.go(route);
            }
        }),
        Visit::Going if book.sheet().is_empty() => view! {
            <p><a class="c-button c-button--sun c-button--large" href=first.map(|route| route.href())>{lesson::START}</a></p>
        }
        .into_any(),
        Visit::Going => view! {
            <p class="c-start__going">
                <a class="c-button c-button--sun c-button--large" href=resume().map(|route| route.href())>{lesson::CARRY_ON}</a>
                <button type="button" class="c-button c-button--quiet c-button--large" on:click=move |_| {
                    book.wipe();
                    if let Some(route) = first.clone() {
                        navigation.go(route);
                    }
                }>{lesson::START_NEW}</button>
            </p>
        }
        .into_any(),
    }
}

/// The words to know, each `word: meaning`.
fn words_view(words: &[String]) -> Option<AnyView> {
    let row = |row: &String| {
        let (word, meaning) = row.split_once(':').unwrap_or((row, ""));
        view! { <div><dt>{word.to_owned()}</dt><dd>{meaning.trim().to_owned()}</dd></div> }
    };
    let rows = words.iter().map(row).collect_view();
    let list = view! {
        <section class="c-start__list">
            <h2>{lesson::WORDS_TITLE}</h2>
            <dl class="c-start__words">{rows}</dl>
        </section>
    };
    (!words.is_empty()).then(|| list.into_any())
}

fn list_of(title: &'static str, rows: &[String]) -> Option<AnyView> {
    let rows_view = rows.iter().map(|row| view! { <li>{row.clone()}</li> }).collect_view();
    let list = view! {
        <section class="c-start__list">
            <h2>{title}</h2>
            <ul>{rows_view}</ul>
        </section>
    };
    (!rows.is_empty()).then(|| list.into_any())
}
