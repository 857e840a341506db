//! What is wrong with a form: a list above its heading, as GOV.UK does it, with the same sentences as at the fields.

use leptos::prelude::*;

use crate::platform::page;
use crate::text::errors::Field;
use crate::text::family;

/// The id of the list.
const SUMMARY_ID: &str = "error-summary";

/// A field of a form, by its name.
pub trait FieldName: Copy + PartialEq + Send + Sync + 'static {
    /// The field's name in forms and on the network; also its id in the page.
    fn id(self) -> String;
}

impl FieldName for Field {
    fn id(self) -> String {
        self.word()
    }
}

/// The problems of one form, in the order of its fields. Copies are the same list.
#[derive(Debug)]
pub struct FieldErrors<F: 'static = Field> {
    list: RwSignal<Vec<(F, String)>>,
}

impl<F> Clone for FieldErrors<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for FieldErrors<F> {}

impl<F: FieldName> FieldErrors<F> {
    /// No problems, or those a form was sent back with.
    #[must_use]
    pub fn new(problems: Vec<(F, String)>) -> Self {
        Self { list: RwSignal::new(problems) }
    }

    /// Puts `problems` in place of what was wrong before, and moves focus to the list if there are any.
    pub fn show(self, problems: Vec<(F, String)>) {
        let has_problems = !problems.is_empty();
        self.list.set(problems);
        if has_problems {
            request_animation_frame(|| {
                page::go_to(SUMMARY_ID);
            });
        }
    }

    /// What is wrong with `field`.
    #[must_use]
    pub fn of(self, field: F) -> Option<String> {
        self.list.with(|list| list.iter().find(|(of, _)| *of == field).map(|(_, text)| text.clone()))
    }

    /// Whether anything is wrong.
    #[must_use]
    pub fn any(self) -> Signal<bool> {
        let list = self.list;
        Signal::derive(move || !list.with(Vec::is_empty))
    }
}

/// The list, empty while nothing is wrong.
#[must_use]
pub fn error_summary<F: FieldName>(errors: FieldErrors<F>) -> AnyView {
    let row = |(field, words): (F, String)| {
        let id = field.id();
        let target = id.clone();
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            page::focus(&target);
        };
        view! { <li><a href=format!("#{id}") on:click=go>{words}</a></li> }
    };
    (move || {
        let problems = errors.list.get();
        (!problems.is_empty()).then(|| {
            view! {
                <div class="c-error-summary" id=SUMMARY_ID tabindex="-1" role="alert" aria-labelledby="error-summary-title">
                    <h2 class="c-error-summary__title" id="error-summary-title">{family::PROBLEM}</h2>
                    <ul class="c-error-summary__list">{problems.into_iter().map(row).collect_view()}</ul>
                </div>
            }
        })
    })
    .into_any()
}
