//! A field to type in, with its label, its hint and what is wrong with it, tied together for everyone.

use leptos::prelude::*;

use super::{FieldErrors, FieldName};
use crate::text::errors::Field;

/// What a text field is.
#[derive(Clone, Copy, Debug)]
pub struct TextField<F = Field> {
    /// Which field: its name and id.
    pub field: F,
    /// What kind of `<input>` it is: `text`, `email`, `password`.
    pub kind: &'static str,
    /// Its label.
    pub label: &'static str,
    /// Its hint; may be nothing.
    pub hint: &'static str,
    /// What browsers may fill in: `name`, `off`.
    pub autocomplete: &'static str,
}

/// A field bound to `value`, with the problem `errors` has for it.
#[must_use]
pub fn text_field<F: FieldName>(made: TextField<F>, value: RwSignal<String>, errors: FieldErrors<F>) -> AnyView {
    let TextField { field, kind, label, hint, autocomplete } = made;
    let id = field.id();
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || {
            let hint = (!hint.is_empty()).then(|| hint_id.clone());
            let error = errors.of(field).is_some().then(|| error_id.clone());
            match (hint, error) {
                (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
                (hint, error) => hint.or(error),
            }
        }
    };
    let has_error = move || errors.of(field).is_some();
    let class = move || if has_error() { "c-field c-field--wrong" } else { "c-field" };
    let error = move || {
        let words = errors.of(field)?;
        Some(view! { <p class="c-field__error" id=error_id.clone()>{words}</p> })
    };
    view! {
        <div class=class>
            <label class="c-field__label" for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="c-field__hint" id=hint_id>{hint}</p> })}
            {error}
            <input class="c-field__input" type=kind id=id.clone() name=id autocomplete=autocomplete spellcheck="false" dir="auto"
                autocapitalize=if autocomplete == "name" { "words" } else { "off" }
                aria-describedby=described aria-invalid=move || has_error().then_some("true") bind:value=value/>
        </div>
    }
    .into_any()
}
