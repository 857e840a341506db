//! The steps of the gallery's lesson, as they stand on a lesson's page.

use leptos::prelude::*;
use shine_domain::SourceText;
use shine_domain::answers::{Answer, AnswerSheet};
use shine_domain::document::Document;
use shine_domain::ids::{Language, Slug};
use shine_domain::journey::{Stop, stops};
use shine_domain::parse::{DocumentName, Parsed, parse_document};
use shine_domain::vocabulary::{self, Band};

use super::drawn::drawn;
use super::properties::with_ticks;
use super::state::states;
use super::{Example, Kind, Shows};
use crate::answer_book::AnswerBook;
use crate::components::{Listening, heading_of, listen, progress, someone_else};
use crate::document_view::{inlines_view, language_of};
use crate::steps::step_view;

/// The lesson, as a school's resolver would give it.
const LESSON: &str = include_str!("lesson.md");

/// The lesson and what is wrong with it; `None` never, for its name is well formed.
pub(super) fn lesson() -> Option<Parsed> {
    let (slug, language) = (Slug::try_from("gallery").ok()?, Language::try_from("en").ok()?);
    let name = DocumentName { kind: vocabulary::Kind::Lesson, slug, language };
    Some(parse_document(&name, &SourceText::new(LESSON)))
}

/// Every step, by kind, band and state.
pub(super) fn examples() -> Vec<Example> {
    let Some(Parsed { document, .. }) = lesson() else { return Vec::new() };
    let mut found = Vec::new();
    for (at, stop) in stops(&document).into_iter().enumerate() {
        let Some(kind) = Kind::of(stop.step, stop.turn) else { continue };
        for band in Band::ALL.iter().copied() {
            for (state, answer) in states(stop.step, stop.turn) {
                let html = html_of(&document, at, stop, band, answer);
                found.push(Example { shows: Shows::Step { kind, band, state }, html });
            }
        }
    }
    // A question of the knowledge map is met three times: its pages belong together.
    found.sort_by_key(|example| match example.shows {
        Shows::Step { kind, .. } => Kind::ALL.iter().position(|one| *one == kind),
        Shows::Component(_) => None,
    });
    found
}

fn html_of(lesson: &Document, at: usize, stop: Stop<'_>, band: Band, answer: Option<Answer>) -> String {
    let mut sheet = AnswerSheet::default();
    if let Some(answer) = answer.clone() {
        sheet.keep_at(stop.turn, stop.step, answer);
    }
    let html = drawn(|| article(lesson, at, stop, band, AnswerBook::opened(lesson, sheet)));
    with_ticks(html, stop.step, answer.as_ref())
}

/// A step as on a lesson's page, without its ways on and back: those are the site's.
fn article(lesson: &Document, at: usize, stop: Stop<'_>, band: Band, book: AnswerBook) -> AnyView {
    let Stop { step, turn } = stop;
    let (lang, dir) = language_of(lesson);
    let listening = Listening::new(lesson.language.as_str());
    provide_context(listening);
    view! {
        <article class=format!("l-pupil l-pupil--{}", band.word()) lang=lang dir=dir>
            <div class="c-step__top">
                {progress(at, stops(lesson).len())}
                {listen(listening, ".c-step", Signal::stored(None))}
            </div>
            <div class="c-step">
                {heading_of(step.heading_text(), inlines_view(&step.heading))}
                {step_view(step, turn, book)}
            </div>
            {someone_else(book, || ())}
        </article>
    }
    .into_any()
}
