//! `.scale`: say where one stands. There is no right answer; everybody is told the same afterwards.

use leptos::prelude::*;
use shine_domain::answers::Answer;
use shine_domain::steps::Step;
use shine_domain::steps::scale::Scale;

use super::asked::{Asked, told_panel};
use crate::answer_book::AnswerBook;
use crate::document_view::{HeadingLevel, blocks_view, inlines_view};
use crate::navigation::HEADING_ID;
use crate::text::lesson;

fn picked(answer: Option<Answer>) -> Option<usize> {
    if let Some(Answer::Scale { at }) = answer { Some(at) } else { None }
}

/// The points from one end to the other.
#[must_use]
pub(super) fn scale_view(step: &Step, scale: &Scale, book: AnswerBook) -> AnyView {
    let asked = Asked::new(step, book);
    let rows = scale.points.iter().enumerate().map(|(at, words)| {
        let id = format!("option-{at}");
        view! {
            <label class="c-choose__option" for=id.clone()>
                <input class="c-choose__radio" type="radio" name="option" id=id.clone()
                    prop:checked=move || picked(asked.answer()) == Some(at)
                    on:change=move |_| asked.keep(Answer::Scale { at })/>
                <span class="c-choose__words">{inlines_view(words)}</span>
            </label>
        }
    });
    let rows = rows.collect_view();
    let after = StoredValue::new(scale.after.clone());
    let told = move || {
        picked(asked.answer())?;
        let body = after.with_value(|after| blocks_view(after, HeadingLevel::Third));
        Some(told_panel(view! { <p>{lesson::NO_WRONG_ANSWER}</p> {body} }.into_any()))
    };
    view! {
        <div class="c-prose">{blocks_view(&scale.prompt, HeadingLevel::Second)}</div>
        <form class="c-choose" on:submit=|event| event.prevent_default()>
            <fieldset class="c-choose__options" aria-labelledby=HEADING_ID>{rows}</fieldset>
        </form>
        <div aria-live="polite">{told}</div>
    }
    .into_any()
}
