//! What a child says for themselves: an act of its own.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_wire::desk::{ChildsWordRequest, EnterableView};

use super::child::Page;
use crate::field::{Field, problems};
use crate::{api, text};

/// What the child says, where the child's own yes is needed; nothing where no question needs it.
pub(crate) fn view(documents: &[EnterableView], page: Page) -> AnyView {
    let asked = documents.iter().flat_map(|document| {
        let questions = document.questions.iter().filter(|question| question.needs_child);
        questions.map(|question| (document.slug.clone(), question.step.clone(), question.question.clone()))
    });
    let asked: Vec<_> = asked.collect();
    if asked.is_empty() {
        return ().into_any();
    }
    let say = move |(document, step): (String, String), said: &'static str| {
        move |_| {
            let request =
                ChildsWordRequest { document: document.clone(), said: said.to_owned(), steps: vec![step.clone()] };
            spawn_local(async move {
                match api::childs_word(page.child.get_value().as_str(), request).await {
                    Ok(()) => page.has_done(text::CHILD_SAVED.to_owned()),
                    Err(fault) => page.errors.show(problems(&fault, Field::Record)),
                }
            });
        }
    };
    let row = |(document, step, question): (String, String, String)| {
        let about = (document, step);
        view! {
            <li>
                <p>{question}</p>
                <p class="c-row">
                    <button type="button" class="c-button c-button--quiet" on:click=say(about.clone(), "yes")>{text::CHILDS_YES}</button>
                    <button type="button" class="c-button c-button--quiet" on:click=say(about, "no")>{text::CHILDS_NO}</button>
                </p>
            </li>
        }
    };
    view! {
        <section class="c-section u-no-print">
            <h2>{text::CHILDS_WORD}</h2>
            <p>{text::CHILDS_WORD_LEAD}</p>
            <ul class="c-rows">{asked.into_iter().map(row).collect_view()}</ul>
        </section>
    }
    .into_any()
}
