//! A question of the knowledge map before and after the lesson: pick one. Nothing is said about it, so that the answer is
//! what somebody thinks and not what they were told.

use leptos::prelude::*;
use shine_domain::answers::{Answer, Turn};
use shine_domain::knowledge::shown_options;
use shine_domain::steps::Step;
use shine_domain::steps::choose::Choose;

use super::asked::pick_one;
use crate::answer_book::AnswerBook;
use crate::document_view::{HeadingLevel, blocks_view};
use crate::text::lesson;

/// The question, asked aside from the lesson.
#[must_use]
pub(super) fn aside_view(step: &Step, choose: &Choose, turn: Turn, book: AnswerBook) -> AnyView {
    let lead = if turn == Turn::Before { lesson::MAP_BEFORE } else { lesson::MAP_AFTER };
    let options = shown_options(step, choose, turn);
    let step = StoredValue::new(step.clone());
    let picked = move || match step.with_value(|step| book.find_at(turn, step)) {
        Some(Answer::Choose { tried }) => tried.last().copied(),
        _ => None,
    };
    let pick = move |at: usize| step.with_value(|step| book.keep_at(turn, step, Answer::Choose { tried: vec![at] }));
    let options = options.iter().filter_map(|at| choose.options.get(*at).map(|option| (*at, &option.text)));
    view! {
        <p class="c-choose__help">{lead}</p>
        <div class="c-prose">{blocks_view(&choose.prompt, HeadingLevel::Second)}</div>
        {pick_one(options, picked, pick)}
        <p class="c-choose__help" aria-live="polite">{move || picked().map(|_| lesson::MAP_THANKS)}</p>
    }
    .into_any()
}
