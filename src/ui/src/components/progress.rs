//! How far one is: in words and as a row of stars.

use leptos::prelude::*;

use crate::text::lesson;

/// Step `at` (from 0) of `count`.
#[must_use]
pub fn progress(at: usize, count: usize) -> AnyView {
    let star = |step: usize| {
        let class = match step.cmp(&at) {
            std::cmp::Ordering::Less => "c-progress__star c-progress__star--done",
            std::cmp::Ordering::Equal => "c-progress__star c-progress__star--now",
            std::cmp::Ordering::Greater => "c-progress__star",
        };
        view! { <span class=class></span> }
    };
    view! {
        <div class="c-progress">
            <p class="c-progress__text">{lesson::step_of(at + 1, count)}</p>
            <div class="c-progress__stars" aria-hidden="true">{(0..count).map(star).collect_view()}</div>
        </div>
    }
    .into_any()
}
