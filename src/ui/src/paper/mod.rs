//! A lesson on paper: each kind of step as something to do with a pencil, in [`sheet`], and what the adult looks up about
//! it, in [`answers`]. Nothing here can be answered on a screen.

mod answers;
mod parts;
mod questions;

#[cfg(test)]
mod tests;

use leptos::prelude::*;
use shine_domain::document::Document;

use crate::document_view::{HeadingLevel, blocks_view, inlines_view};

/// All that pupils do in `lesson`, step by step, without a word about what is right.
#[must_use]
pub fn sheet(lesson: &Document) -> AnyView {
    let steps = lesson.pupil_steps().filter_map(|step| {
        let body = questions::question_view(step)?;
        let view = view! {
            <section class="c-paper__step" id=step.id.to_string()>
                <h2>{inlines_view(&step.heading)}</h2>
                {body}
            </section>
        };
        Some(view.into_any())
    });
    let steps: Vec<AnyView> = steps.collect();
    view! { {blocks_view(&lesson.intro, HeadingLevel::Third)} {steps} }.into_any()
}

/// The right answer to each question of `lesson`, and what to say to whom.
#[must_use]
pub fn answers(lesson: &Document) -> AnyView {
    let answers = lesson.pupil_steps().filter_map(|step| {
        let body = answers::answer_view(step)?;
        let view = view! {
            <section class="c-paper__answer">
                <h3>{inlines_view(&step.heading)}</h3>
                {body}
            </section>
        };
        Some(view.into_any())
    });
    answers.collect::<Vec<AnyView>>().into_any()
}
