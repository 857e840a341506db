//! One step of a lesson.

use std::sync::Arc;

use leptos::prelude::*;
use shine_domain::answers::Standing;
use shine_domain::document::Document;
use shine_domain::ids::{Slug, StepId};
use shine_domain::journey::Journey;
use shine_domain::steps::StepBody;
use shine_domain::vocabulary::Kind;
use shine_ui::answer_book::AnswerBook;
use shine_ui::components::{
    CarryOn, PictureSize, carry_on, decoration, heading_of, load_view, not_found, page_heading, progress, use_announcer,
};
use shine_ui::document_view::{inlines_view, language_of};
use shine_ui::drawing::is_drawing;
use shine_ui::keeping::Visit;
use shine_ui::library::use_library;
use shine_ui::navigation::use_navigation;
use shine_ui::route::Route;
use shine_ui::steps::{step_view, what_is_missing};
use shine_ui::text::lesson;

use super::{first_route, page_class, step_route};

/// The page of `step` of the lesson called `slug`.
pub(crate) fn page(slug: Slug, step: StepId) -> AnyView {
    load_view(use_library().load(Kind::Lesson, slug), move |document| {
        let Some(at) = document.pupil_steps().position(|one| one.id == step) else { return not_found() };
        let book = AnswerBook::new(&document);
        if is_drawing() {
            return step_page(&document, at, book);
        }
        Effect::new(move |_| book.open());
        (move || match book.visit() {
            Visit::Unread => ().into_any(),
            Visit::AskFirst => ask_first(&document, book),
            Visit::Going => going(&document, at, book),
        })
        .into_any()
    })
}

fn ask_first(document: &Arc<Document>, book: AnswerBook) -> AnyView {
    let navigation = use_navigation();
    let first = first_route(document);
    let done = move |chosen| {
        if let (CarryOn::New, Some(route)) = (chosen, first.clone()) {
            navigation.go_instead(route);
        }
    };
    view! {
        <article class=page_class(document)>
            {page_heading(document.meta.title.clone())}
            {carry_on(book, done)}
        </article>
    }
    .into_any()
}

fn going(document: &Document, at: usize, book: AnswerBook) -> AnyView {
    let sheet = untrack(|| book.sheet());
    let journey = Journey::new(document, &sheet);
    match earliest_open(&journey, at) {
        Some(open) => comes_later(document, &journey, open),
        None => step_page(document, at, book),
    }
}

/// The first step before `at` that has to be answered first. Promises are never forced.
fn earliest_open(journey: &Journey<'_>, at: usize) -> Option<usize> {
    let before = journey.places().iter().take(at);
    let mut waits = before.map(|place| {
        place.standing == Standing::Open && !matches!(place.step.body, StepBody::Promise(_) | StepBody::Ask(_))
    });
    waits.position(|waits| waits)
}

fn comes_later(document: &Document, journey: &Journey<'_>, open: usize) -> AnyView {
    let place = journey.places().get(open);
    let route = place.map(|place| step_route(&document.slug, place.step).href());
    view! {
        <article class=page_class(document)>
            <section class="c-message">
                {decoration("compass", PictureSize::OfStep)}
                {page_heading(lesson::COMES_LATER_TITLE)}
                <p>{lesson::COMES_LATER_BODY}</p>
                <p><a class="c-button c-button--sun" href=route>{lesson::COMES_LATER_LINK}</a></p>
            </section>
        </article>
    }
    .into_any()
}

/// The step with its heading, its progress and its ways on and back.
fn step_page(document: &Document, at: usize, book: AnswerBook) -> AnyView {
    let steps: Vec<_> = document.pupil_steps().collect();
    let Some(step) = steps.get(at).copied() else { return not_found() };
    let (lang, dir) = language_of(document);
    let previous = match at.checked_sub(1).and_then(|before| steps.get(before)) {
        Some(before) => step_route(&document.slug, before),
        None => Route::Lesson(document.slug.clone()),
    };
    let (next, next_name) = match steps.get(at + 1) {
        Some(after) => (step_route(&document.slug, after), lesson::NEXT),
        None => (Route::Finished(document.slug.clone()), lesson::FINISH),
    };
    let heading = heading_of(step.heading_text(), inlines_view(&step.heading));
    view! {
        <article class=page_class(document) lang=lang dir=dir>
            {progress(at, steps.len())}
            <div class="c-step">
                {heading}
                {step_view(step, book)}
            </div>
            {ways(step.clone(), book, &previous, &next, next_name)}
        </article>
    }
    .into_any()
}

fn ways(
    step: shine_domain::steps::Step,
    book: AnswerBook,
    previous: &Route,
    next: &Route,
    next_name: &'static str,
) -> AnyView {
    let announcer = use_announcer();
    let asked = RwSignal::new(false);
    let step = StoredValue::new(step);
    let missing = move || step.with_value(|step| what_is_missing(step, book));
    let on_next = move |event: leptos::ev::MouseEvent| {
        if let Some(words) = missing() {
            event.prevent_default();
            asked.set(true);
            announcer.say(words);
        }
    };
    let hint = move || {
        let _ = book.sheet();
        let words = asked.get().then(missing).flatten()?;
        Some(view! { <p class="c-ways__hint">{words}</p> })
    };
    view! {
        <div class="c-ways">
            {hint}
            <a class="c-button c-button--quiet c-button--large c-ways__previous" href=previous.href()>{lesson::PREVIOUS}</a>
            <a class="c-button c-button--large c-ways__next" href=next.href() on:click=on_next>{next_name}</a>
        </div>
    }
    .into_any()
}
