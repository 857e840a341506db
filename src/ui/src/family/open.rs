//! Opening a family's page with a pasted link or a printed code.

use leptos::prelude::*;
use shine_domain::person::TextProblem;

use crate::components::{FieldErrors, TextField, error_summary, page_heading_with_problem, text_field};
use crate::route::FAMILY_SESSION_ACTION;
use crate::text::errors::{self, Field};
use crate::text::family;

/// The form's state. Copies are the same form.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// What was typed.
    pub typed: RwSignal<String>,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// Whether it is being sent.
    pub is_busy: RwSignal<bool>,
}

impl Opening {
    /// An empty form, or one with what was wrong with the link that was opened.
    #[must_use]
    pub fn new(problem: Option<String>) -> Self {
        Self {
            typed: RwSignal::new(String::new()),
            errors: FieldErrors::new(problem.map(|words| (Field::Token, words)).into_iter().collect()),
            is_busy: RwSignal::new(false),
        }
    }
}

/// The token or code in what somebody pasted: a whole link, the part after `#`, or a printed code.
///
/// # Errors
/// [`TextProblem::Empty`] when there is nothing.
pub fn token_in(typed: &str) -> Result<String, TextProblem> {
    let token = typed.rsplit('#').next().unwrap_or_default().trim();
    if token.is_empty() { Err(TextProblem::Empty) } else { Ok(token.to_owned()) }
}

/// The page with the form. `send` is given the token.
#[must_use]
pub fn open_view(form: Opening, send: impl Fn(String) + Clone + 'static) -> AnyView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if form.is_busy.get_untracked() {
            return;
        }
        match token_in(&form.typed.get_untracked()) {
            Ok(token) => send(token),
            Err(problem) => form.errors.show(vec![(Field::Token, errors::typed(Field::Token, problem).to_owned())]),
        }
    };
    let field = TextField {
        field: Field::Token,
        kind: "text",
        label: family::OPEN_LABEL,
        hint: family::OPEN_HINT,
        autocomplete: "off",
    };
    let button = move || if form.is_busy.get() { family::OPENING } else { family::OPEN_BUTTON };
    view! {
        <div class="l-family">
            {error_summary(form.errors)}
            {page_heading_with_problem(family::OPEN_TITLE, form.errors.any())}
            <p class="c-lead">{family::OPEN_LEAD}</p>
            <form class="c-form" method="post" action=FAMILY_SESSION_ACTION on:submit=submit novalidate>
                {text_field(field, form.typed, form.errors)}
                <p><button type="submit" class="c-button c-button--large">{button}</button></p>
            </form>
            <section class="c-note">
                <h2 class="c-note__title">{family::OPEN_WHY}</h2>
                <p>{family::OPEN_WHY_BODY}</p>
                <p>{family::OPEN_LOST}</p>
            </section>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{count, drawn};

    #[test]
    fn a_whole_link_its_end_and_a_printed_code_are_all_taken() {
        for typed in ["https://school.example/family#7KDW-3XPA", " 7KDW-3XPA ", "#7KDW-3XPA"] {
            assert_eq!(token_in(typed), Ok("7KDW-3XPA".to_owned()));
        }
        assert_eq!(token_in(" "), Err(TextProblem::Empty));
        assert_eq!(token_in("https://school.example/family#"), Err(TextProblem::Empty));
    }

    #[test]
    fn the_form_works_without_script() {
        let html = drawn(|| open_view(Opening::new(None), |_| {}));
        assert!(html.contains(r#"method="post""#) && html.contains(r#"action="/family/session""#), "{html}");
        assert!(html.contains(r#"name="token""#) && html.contains(r#"for="token""#));
        assert_eq!(count(&html, "<h1"), 1);
        assert!(!html.contains("c-error-summary"));
    }

    #[test]
    fn a_link_that_opens_nothing_is_explained_above_the_heading_and_at_the_field() {
        let html = drawn(|| open_view(Opening::new(Some("No such link".into())), |_| {}));
        let summary = html.find("c-error-summary").expect("a summary");
        assert!(summary < html.find("<h1").expect("a heading"));
        assert_eq!(count(&html, "No such link"), 2);
        assert!(html.contains(r##"href="#token""##) && html.contains(r#"aria-invalid="true""#));
        assert!(html.contains(r#"aria-describedby="token-hint token-error""#), "{html}");
    }
}
