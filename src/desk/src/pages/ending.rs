//! Ending a record: corrected, made invalid or set aside, each an act of its own with its reason. Nothing is edited.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_ui::components::text_field;
use shine_wire::desk::{ActView, EndRequest, EndingRequest};

use super::child::Page;
use crate::field::{Field, problems, reason_field};
use crate::{api, text};

/// Ending the record of `act`, whose place on the page is `place`; nothing where there is nothing to end.
pub(crate) fn form(act: &ActView, place: usize, page: Page) -> AnyView {
    if act.is_ended || act.reference.is_empty() {
        return ().into_any();
    }
    let reference = StoredValue::new(act.reference.clone());
    let (ending, reason) = (RwSignal::new(None::<EndingRequest>), RwSignal::new(String::new()));
    let why = Field::ReasonOf(1_000 + place);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(ending) = ending.get_untracked().filter(|_| reason.with_untracked(|reason| !reason.trim().is_empty()))
        else {
            page.errors.show(vec![(why, text::field(why, "empty").to_owned())]);
            return;
        };
        spawn_local(async move {
            let request = EndRequest { ending, reason: reason.get_untracked() };
            match api::end_record(page.child.get_value().as_str(), &reference.get_value(), request).await {
                Ok(()) => page.has_done(text::CHILD_SAVED.to_owned()),
                Err(fault) => page.errors.show(problems(&fault, why)),
            }
        });
    };
    let ways = [
        (EndingRequest::Correct, "correct", text::END_CORRECT),
        (EndingRequest::Invalidate, "invalidate", text::END_INVALIDATE),
        (EndingRequest::SetAside, "set-aside", text::END_SET_ASIDE),
    ];
    let has_entered = !act.entered_by.is_empty();
    let way = move |(what, word, words): (EndingRequest, &'static str, &'static str)| {
        view! {
            <label class="c-tick">
                <input type="radio" name=format!("ending-{place}") id=format!("ending-{place}-{word}") on:change=move |_| ending.set(Some(what))/>
                <span>{words}</span>
            </label>
        }
    };
    // What a family said itself is never corrected by somebody else.
    let ways = ways.into_iter().filter(move |(what, _, _)| has_entered || *what != EndingRequest::Correct);
    view! {
        <details class="u-no-print">
            <summary>{text::END_RECORD}</summary>
            <form class="c-form" novalidate on:submit=save>
                <fieldset class="c-field c-ticks">
                    <legend class="c-field__label">{text::CHILD_CHANGE}</legend>
                    {ways.map(way).collect_view()}
                </fieldset>
                {text_field(reason_field(why), reason, page.errors)}
                <p><button type="submit" class="c-button">{text::END_BUTTON}</button></p>
            </form>
        </details>
    }
    .into_any()
}
