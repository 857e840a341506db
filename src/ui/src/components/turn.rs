//! "Someone else's turn": wipes everything that was answered on this device, so that the next child starts anew. Asked twice, for it cannot be undone.

use leptos::prelude::*;

use crate::answer_book::{AnswerBook, wipe_everything};
use crate::drawing::is_drawing;
use crate::text::lesson;

/// The choice, on a page with the answers in `book`; `done` is called after it was made.
#[must_use]
pub fn someone_else(book: AnswerBook, done: impl Fn() + 'static) -> AnyView {
    if is_drawing() {
        return ().into_any();
    }
    view! {
        <details class="c-turn">
            <summary class="c-turn__open">{lesson::SOMEONE_ELSE}</summary>
            <div class="c-turn__sure">
                <p>{lesson::SOMEONE_ELSE_BODY}</p>
                <button type="button" class="c-button c-button--quiet" on:click=move |_| {
                    wipe_everything();
                    book.wipe();
                    done();
                }>{lesson::SOMEONE_ELSE_YES}</button>
            </div>
        </details>
    }
    .into_any()
}
