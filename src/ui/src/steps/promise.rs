//! `.promise`: promises to make one by one, or only to read.

use leptos::prelude::*;
use shine_domain::answers::Answer;
use shine_domain::document::Inline;
use shine_domain::steps::Step;
use shine_domain::steps::promise::Promise;

use crate::answer_book::AnswerBook;
use crate::components::{Announcer, use_announcer};
use crate::document_view::{HeadingLevel, blocks_view, inlines_view};
use crate::text::lesson;

fn made(promise: &Promise, answer: Option<Answer>) -> Vec<bool> {
    match answer {
        Some(Answer::Promise { made }) if made.len() == promise.promises.len() => made,
        _ => vec![false; promise.promises.len()],
    }
}

/// Promises on the screen.
#[derive(Clone, Copy)]
struct Promises {
    step: StoredValue<(Step, Promise)>,
    book: AnswerBook,
    announcer: Announcer,
}

impl Promises {
    fn made(self) -> Vec<bool> {
        self.step.with_value(|(step, promise)| made(promise, self.book.find(step)))
    }

    /// Keeps that the promise `at` is made, or is not.
    fn set(self, at: usize, is_made: bool) {
        let all = self.step.with_value(|(step, promise)| {
            let mut made = made(promise, self.book.find_now(step));
            if let Some(one) = made.get_mut(at) {
                *one = is_made;
            }
            let all = made.iter().all(|one| *one);
            self.book.keep(step, Answer::Promise { made });
            all
        });
        if all {
            self.announcer.say(lesson::PROMISES_ALL);
        }
    }
}

/// Promises to tap. What is tapped is kept in `book`.
#[must_use]
pub fn promise_view(step: &Step, promise: &Promise, book: AnswerBook, top: HeadingLevel) -> AnyView {
    let step = StoredValue::new((step.clone(), promise.clone()));
    let promises = Promises { step, book, announcer: use_announcer() };
    let rows = promise.promises.iter().enumerate().map(|(at, words)| row_view(promises, at, words)).collect_view();
    let thanks = move || {
        let made = promises.made();
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

fn row_view(promises: Promises, at: usize, words: &[Inline]) -> AnyView {
    let id = promises.step.with_value(|(step, _)| format!("{}-{at}", step.id));
    let is_made = move || promises.made().get(at) == Some(&true);
    view! {
        <li>
            <label class="c-promise__row" for=id.clone()>
                <input class="c-promise__box" type="checkbox" id=id.clone() prop:checked=is_made
                    on:change:target=move |event| promises.set(at, event.target().checked())/>
                <span class="c-promise__words">{inlines_view(words)}</span>
            </label>
        </li>
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
