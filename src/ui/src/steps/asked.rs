//! What the views of all asking steps share: the step with its answers, and the panel that says how an answer stands.

use leptos::prelude::*;
use shine_domain::answers::Answer;
use shine_domain::document::Inline;
use shine_domain::steps::Step;

use crate::answer_book::AnswerBook;
use crate::components::{Announcer, listen_here, use_announcer};
use crate::document_view::inlines_view;
use crate::navigation::HEADING_ID;
use crate::platform::page;
use crate::text::lesson;

/// The id of what is said about an answer.
pub(super) const FEEDBACK_ID: &str = "feedback";

/// A step that asks, on the screen. Copies are the same step.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    step: StoredValue<Step>,
    book: AnswerBook,
    announcer: Announcer,
    hint: RwSignal<Option<&'static str>>,
}

impl Asked {
    pub(super) fn new(step: &Step, book: AnswerBook) -> Self {
        let (step, hint) = (StoredValue::new(step.clone()), RwSignal::new(None));
        Self { step, book, announcer: use_announcer(), hint }
    }

    /// Says what is still to be done before an answer can be checked, to those who see and to those who listen.
    pub(super) fn hint(self, words: &'static str) {
        self.hint.set(Some(words));
        self.say(words);
    }

    /// Where the hint is seen.
    pub(super) fn hint_view(self) -> AnyView {
        (move || self.hint.get().map(|words| view! { <p class="c-ways__hint">{words}</p> })).into_any()
    }

    /// The answer, followed as it changes.
    pub(super) fn answer(self) -> Option<Answer> {
        self.step.with_value(|step| self.book.find(step))
    }

    /// The answer now.
    pub(super) fn answer_now(self) -> Option<Answer> {
        self.step.with_value(|step| self.book.find_now(step))
    }

    pub(super) fn keep(self, answer: Answer) {
        self.hint.set(None);
        self.step.with_value(|step| self.book.keep(step, answer));
    }

    pub(super) fn say(self, words: &str) {
        self.announcer.say(words);
    }
}

/// Options of which one is picked, and nothing is to be checked: `at` and words of each, in the order shown.
pub(super) fn pick_one<'a>(
    options: impl Iterator<Item = (usize, &'a Vec<Inline>)>,
    picked: impl Fn() -> Option<usize> + Copy + Send + Sync + 'static,
    pick: impl Fn(usize) + Copy + 'static,
) -> AnyView {
    let rows = options.map(|(at, words)| {
        let id = format!("option-{at}");
        view! {
            <label class="c-choose__option" for=id.clone()>
                <input class="c-choose__radio" type="radio" name="option" id=id.clone()
                    prop:checked=move || picked() == Some(at) on:change=move |_| pick(at)/>
                <span class="c-choose__words">{inlines_view(words)}</span>
            </label>
        }
    });
    view! {
        <form class="c-choose" on:submit=|event| event.prevent_default()>
            <fieldset class="c-choose__options" aria-labelledby=HEADING_ID>{rows.collect_view()}</fieldset>
        </form>
    }
    .into_any()
}

/// Moves the focus to what is said about the answer, once it is there.
pub(super) fn focus_feedback() {
    request_animation_frame(|| {
        page::focus(FEEDBACK_ID);
    });
}

/// How an answer stands, in words and colour: well done, or think again. Nothing fails.
pub(crate) fn feedback_panel(is_right: bool, body: AnyView) -> AnyView {
    let (class, title) = if is_right {
        ("c-feedback c-feedback--right", lesson::RIGHT)
    } else {
        ("c-feedback c-feedback--again", lesson::THINK_AGAIN)
    };
    panel(class, title, body)
}

/// What is told whatever was answered.
pub(crate) fn told_panel(body: AnyView) -> AnyView {
    panel("c-feedback c-feedback--right", lesson::THANK_YOU, body)
}

fn panel(class: &'static str, title: &'static str, body: AnyView) -> AnyView {
    view! {
        <section class=class id=FEEDBACK_ID tabindex="-1" aria-labelledby="feedback-title">
            <h2 class="c-feedback__title" id="feedback-title">{title}</h2>
            {body}
            {listen_here("#feedback")}
        </section>
    }
    .into_any()
}
