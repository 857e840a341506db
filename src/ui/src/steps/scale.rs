//! `.scale`: say where one stands. There is no right answer; everybody is told the same afterwards.

use leptos::prelude::*;
use shine_domain::answers::Answer;
use shine_domain::steps::Step;
use shine_domain::steps::scale::Scale;

use super::asked::{Asked, pick_one, told_panel};
use crate::answer_book::AnswerBook;
use crate::document_view::{HeadingLevel, blocks_view};
use crate::text::lesson;

fn picked(answer: Option<Answer>) -> Option<usize> {
    if let Some(Answer::Scale { at }) = answer { Some(at) } else { None }
}

/// The points from one end to the other.
#[must_use]
pub(super) fn scale_view(step: &Step, scale: &Scale, book: AnswerBook) -> AnyView {
    let asked = Asked::new(step, book);
    let points = scale.points.iter().enumerate();
    let options = pick_one(points, move || picked(asked.answer()), move |at| asked.keep(Answer::Scale { at }));
    let after = StoredValue::new(scale.after.clone());
    let told = move || {
        picked(asked.answer())?;
        let body = after.with_value(|after| blocks_view(after, HeadingLevel::Third));
        Some(told_panel(view! { <p>{lesson::NO_WRONG_ANSWER}</p> {body} }.into_any()))
    };
    view! {
        <div class="c-prose">{blocks_view(&scale.prompt, HeadingLevel::Second)}</div>
        {options}
        <div aria-live="polite">{told}</div>
    }
    .into_any()
}
