//! How each kind of step looks and is answered. One file per kind, as in `shine_domain::steps`; the match in
//! [`step_view`] is where a new kind is named.

mod choose;
mod promise;
mod sort;
mod sort_table;

pub use sort_table::{Placed, SortTable};

use leptos::prelude::*;
use shine_domain::document::Block;
use shine_domain::steps::{Step, StepBody};

use crate::answer_book::AnswerBook;
use crate::document_view::{HeadingLevel, blocks_view};
use crate::text::{self, lesson};

/// The body of `step`, answered in `book`; the step's heading is the page's.
#[must_use]
pub fn step_view(step: &Step, book: AnswerBook) -> AnyView {
    match &step.body {
        StepBody::Reading(blocks) => reading_view(blocks),
        StepBody::Choose(choose) => choose::choose_view(step, choose, book),
        StepBody::Sort(sort) => sort::sort_view(step, sort, book),
        StepBody::Promise(promise) => promise::promise_view(step, promise, book, HeadingLevel::Second),
        StepBody::Ask(ask) => reading_view(&ask.prompt),
        StepBody::Adult(blocks) => aside_view(text::ADULT_PART, blocks),
        StepBody::Home(blocks) => aside_view(text::HOME_PART, blocks),
        StepBody::NotYet { blocks, .. } => not_yet_view(blocks),
    }
}

pub use promise::{promise_list, promise_view};

/// What keeps a reader at `step` for now, in words: `None` when they may go on. A promise is never forced.
#[must_use]
pub fn what_is_missing(step: &Step, book: AnswerBook) -> Option<&'static str> {
    use shine_domain::answers::{Standing, standing};
    let is_open = standing(step, book.find_now(step).as_ref()) == Standing::Open;
    match &step.body {
        StepBody::Choose(_) if is_open => Some(lesson::ANSWER_FIRST),
        StepBody::Sort(_) if is_open => Some(lesson::SORT_FIRST),
        StepBody::Choose(_)
        | StepBody::Sort(_)
        | StepBody::Promise(_)
        | StepBody::Reading(_)
        | StepBody::Ask(_)
        | StepBody::Adult(_)
        | StepBody::Home(_)
        | StepBody::NotYet { .. } => None,
    }
}

fn reading_view(blocks: &[Block]) -> AnyView {
    view! { <div class="c-prose">{blocks_view(blocks, HeadingLevel::Second)}</div> }.into_any()
}

fn aside_view(label: &'static str, blocks: &[Block]) -> AnyView {
    view! {
        <div class="c-prose c-prose--aside">
            <p class="c-prose__label">{label}</p>
            {blocks_view(blocks, HeadingLevel::Second)}
        </div>
    }
    .into_any()
}

fn not_yet_view(blocks: &[Block]) -> AnyView {
    view! {
        <div class="c-prose">
            <p class="c-prose__label">{text::NOT_YET_STEP}</p>
            {blocks_view(blocks, HeadingLevel::Second)}
        </div>
    }
    .into_any()
}
