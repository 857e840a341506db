//! One step of a lesson.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_domain::answers::Turn;
use shine_domain::document::Document;
use shine_domain::ids::{Slug, StepId};
use shine_domain::journey::{Journey, Stop, stops};
use shine_domain::steps::Step;
use shine_domain::vocabulary::Kind;
use shine_ui::answer_book::AnswerBook;
use shine_ui::components::{
    CarryOn, Listening, PictureSize, carry_on, decoration, heading_of, listen, listen_to_page, load_view, not_found,
    page_heading, progress, someone_else, use_announcer,
};
use shine_ui::document_view::{inlines_view, language_of};
use shine_ui::drawing::is_drawing;
use shine_ui::keeping::Visit;
use shine_ui::library::use_library;
use shine_ui::navigation::use_navigation;
use shine_ui::route::Route;
use shine_ui::steps::{step_view, what_is_missing};
use shine_ui::text::lesson;

use super::board;
use super::{first_route, page_class, stop_route};

/// The page of `step` of the lesson called `slug`.
pub(crate) fn page(slug: Slug, step: StepId, turn: Turn) -> AnyView {
    load_view(use_library().load(Kind::Lesson, slug), move |document| {
        let found = stops(&document).iter().position(|stop| stop.turn == turn && stop.step.id == step);
        let Some(at) = found else { return not_found() };
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
            {listen_to_page(document.language.as_str())}
            {carry_on(book, done)}
        </article>
    }
    .into_any()
}

fn going(document: &Document, at: usize, book: AnswerBook) -> AnyView {
    let sheet = untrack(|| book.sheet());
    let journey = Journey::new(document, &sheet);
    match journey.waits_before(at).filter(|_| !board::is_on()) {
        Some(open) => comes_later(document, Some(open)),
        None => step_page(document, at, book),
    }
}

/// Says that there are steps to do first, and leads to the stop at `open`, or to the lesson's start.
pub(super) fn comes_later(document: &Document, open: Option<usize>) -> AnyView {
    let stop = open.and_then(|open| stops(document).get(open).copied());
    let route = stop.map_or_else(|| Route::Lesson(document.slug.clone()), |stop| stop_route(document, stop));
    let route = route.href();
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
    let way = stops(document);
    let Some(Stop { step, turn }) = way.get(at).copied() else { return not_found() };
    let (lang, dir) = language_of(document);
    let previous = match at.checked_sub(1).and_then(|before| way.get(before)) {
        Some(before) => stop_route(document, *before),
        None => Route::Lesson(document.slug.clone()),
    };
    let (next, next_name) = match way.get(at + 1) {
        Some(after) => (stop_route(document, *after), lesson::NEXT),
        None => (Route::Finished(document.slug.clone()), lesson::FINISH),
    };
    let heading = heading_of(step.heading_text(), inlines_view(&step.heading));
    let listening = Listening::new(document.language.as_str());
    provide_context(listening);
    let navigation = use_navigation();
    let start = Route::Lesson(document.slug.clone());
    view! {
        <article class=page_class(document) lang=lang dir=dir>
            <div class="c-step__top">
                {progress(at, way.len())}
                {listen(listening, SPOKEN, recording_of(document, step))}
            </div>
            {move || (!book.is_kept()).then(|| view! { <p class="c-note" role="status">{lesson::NOT_KEPT}</p> })}
            <div class="c-step" on:click=move |event| listening.tapped(&event, SPOKEN)>
                {heading}
                {step_view(step, turn, book)}
            </div>
            {ways(step.clone(), turn, book, &previous, &next, next_name)}
            {board::controls(document, &previous, Some(&next))}
            {someone_else(book, move || navigation.go(start.clone()))}
        </article>
    }
    .into_any()
}

/// What of a step's page is read aloud.
const SPOKEN: &str = ".c-step";

/// Where the school's own recording of `step` is, once that is known: asked before anybody wants to hear it.
fn recording_of(document: &Document, step: &Step) -> Signal<Option<String>> {
    let library = use_library();
    let address = RwSignal::new(None);
    let asked = StoredValue::new((document.clone(), step.id.clone()));
    Effect::new(move |_| {
        let (document, step) = asked.get_value();
        spawn_local(async move {
            let found = library.recording(&document, &step).await;
            let _ = address.try_set(found);
        });
    });
    address.into()
}

fn ways(step: Step, turn: Turn, book: AnswerBook, previous: &Route, next: &Route, next_name: &'static str) -> AnyView {
    let announcer = use_announcer();
    let asked = RwSignal::new(false);
    let step = StoredValue::new(step);
    let missing = move || step.with_value(|step| what_is_missing(step, turn, book));
    let on_next = move |event: leptos::ev::MouseEvent| {
        if let Some(words) = missing().filter(|_| !board::is_on()) {
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
