//! "Carry on" or "Start new", in pictures: nobody sees what somebody else answered before they say that it was them.

use leptos::prelude::*;

use super::{PictureSize, decoration};
use crate::answer_book::AnswerBook;
use crate::text::lesson;

/// The choice, for a reader of `book`. `done` is called after either.
#[must_use]
pub fn carry_on(book: AnswerBook, done: impl Fn(CarryOn) + Clone + 'static) -> AnyView {
    let new = done.clone();
    view! {
        <section class="c-carry-on" aria-labelledby="carry-on-title">
            <h2 class="c-carry-on__title" id="carry-on-title">{lesson::CARRY_ON_TITLE}</h2>
            <p>{lesson::CARRY_ON_BODY}</p>
            <div class="c-carry-on__choices">
                <button type="button" class="c-carry-on__choice" on:click=move |_| {
                    book.carry_on();
                    done(CarryOn::Going);
                }>
                    {decoration("open-book", PictureSize::OfStep)}
                    <strong>{lesson::CARRY_ON}</strong>
                    <span>{lesson::CARRY_ON_YES}</span>
                </button>
                <button type="button" class="c-carry-on__choice" on:click=move |_| {
                    book.wipe();
                    new(CarryOn::New);
                }>
                    {decoration("seedling", PictureSize::OfStep)}
                    <strong>{lesson::START_NEW}</strong>
                    <span>{lesson::CARRY_ON_NO}</span>
                </button>
            </div>
        </section>
    }
    .into_any()
}

/// What the reader chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CarryOn {
    /// Goes on with what is here.
    Going,
    /// What was here is wiped.
    New,
}
