//! A question of the knowledge map before and after the lesson: pick one. Nothing is said about it, so that the answer is
//! what somebody thinks and not what they were told.

use leptos::prelude::*;
use shine_domain::answers::{Answer, Turn};
use shine_domain::knowledge::shown_options;
use shine_domain::steps::Step;
use shine_domain::steps::choose::Choose;

use crate::answer_book::AnswerBook;
use crate::document_view::{HeadingLevel, blocks_view, inlines_view};
use crate::navigation::HEADING_ID;
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
    let rows =
        options.into_iter().filter_map(|at| choose.options.get(at).map(|option| (at, option))).map(|(at, option)| {
            let id = format!("option-{at}");
            view! {
                <label class="c-choose__option" for=id.clone()>
                    <input class="c-choose__radio" type="radio" name="option" id=id.clone()
                        prop:checked=move || picked() == Some(at) on:change=move |_| pick(at)/>
                    <span class="c-choose__words">{inlines_view(&option.text)}</span>
                </label>
            }
        });
    view! {
        <p class="c-choose__help">{lead}</p>
        <div class="c-prose">{blocks_view(&choose.prompt, HeadingLevel::Second)}</div>
        <form class="c-choose" on:submit=|event| event.prevent_default()>
            <fieldset class="c-choose__options" aria-labelledby=HEADING_ID>{rows.collect_view()}</fieldset>
        </form>
        <p class="c-choose__help" aria-live="polite">{move || picked().map(|_| lesson::MAP_THANKS)}</p>
    }
    .into_any()
}
