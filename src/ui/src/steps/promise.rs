//! `.promise`: promises to make one by one, or only to read.

use leptos::prelude::*;
use shine_domain::answers::Answer;
use shine_domain::steps::Step;
use shine_domain::steps::promise::Promise;

use crate::answer_book::AnswerBook;
use crate::components::use_announcer;
use crate::document_view::{HeadingLevel, blocks_view, inlines_view};
use crate::text::lesson;

fn made(promise: &Promise, answer: Option<Answer>) -> Vec<bool> {
    match answer {
        Some(Answer::Promise { made }) if made.len() == promise.promises.len() => made,
        _ => vec![false; promise.promises.len()],
    }
}

/// Promises to tap. What is tapped is kept in `book`.
#[must_use]
pub fn promise_view(step: &Step, promise: &Promise, book: AnswerBook, top: HeadingLevel) -> AnyView {
    let stored = StoredValue::new((step.clone(), promise.clone()));
    let announcer = use_announcer();
    let now = move || stored.with_value(|(step, promise)| made(promise, book.find(step)));
    let set = move |at: usize, is_made: bool| {
        let all = stored.with_value(|(step, promise)| {
            let mut made = made(promise, book.find_now(step));
            if let Some(one) = made.get_mut(at) {
                *one = is_made;
            }
            let all = made.iter().all(|one| *one);
            book.keep(step, Answer::Promise { made });
            all
        });
        if all {
            announcer.say(lesson::PROMISES_ALL);
        }
    };
    let row = |(at, words): (usize, &Vec<_>)| {
        let id = format!("{}-{at}", step.id);
        let is_made = move || now().get(at) == Some(&true);
        let words = inlines_view(words);
        view! {
            <li>
                <label class="c-promise__row" for=id.clone()>
                    <input class="c-promise__box" type="checkbox" id=id.clone() prop:checked=is_made
                        on:change:target=move |event| set(at, event.target().checked())/>
                    <span class="c-promise__words">{words}</span>
                </label>
            </li>
        }
    };
    let rows = promise.promises.iter().enumerate().map(row).collect_view();
    let thanks = move || {
        let made = now();
        let is_done = !made.is_empty() && made.iter().all(|one| *one);
        is_done.then(|| view! { <p class="c-promise__all">{lesson::PROMISES_ALL}</p> })
    };
    view! {
        <div class="c-prose">{blocks_view(&promise.prompt, top)}</div>
        <div class="c-promise">
            <p class="c-promise__help">{lesson::PROMISES_HELP}</p>
            <ul class="c-promise__list">{rows}</ul>
            {thanks}
        </div>
    }
    .into_any()
}

/// Promises to read.
#[must_use]
pub fn promise_list(promise: &Promise, top: HeadingLevel) -> AnyView {
    let rows = promise.promises.iter();
    let rows = rows.map(|words| view! { <li class="c-promise__read">{inlines_view(words)}</li> }).collect_view();
    view! {
        <div class="c-prose">{blocks_view(&promise.prompt, top)}</div>
        <div class="c-promise"><ul class="c-promise__list">{rows}</ul></div>
    }
    .into_any()
}
