//! Reading a charter in full and signing it, for all the children it is about.

use std::sync::Arc;

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_wire::{ActRequest, ChildView, StandingView, TaskView};

use super::signing::Draft;
use crate::components::{FieldErrors, TextField, error_summary, page_heading_with_problem, text_field};
use crate::document_view::{Promises, language_of, whole_view};
use crate::fault::Fault;
use crate::route::Route;
use crate::text::errors::{self, Field};
use crate::text::family;

/// The id of what is said when sending failed.
pub const NOT_SENT_ID: &str = "not-sent";

/// The page's state. Copies are the same page.
#[derive(Clone, Copy, Debug)]
pub struct SignPage {
    /// The name as typed.
    pub name: RwSignal<String>,
    /// The relationship as typed.
    pub relationship: RwSignal<String>,
    /// What is wrong with them.
    pub errors: FieldErrors,
    /// Whether it is being sent.
    pub is_busy: RwSignal<bool>,
    /// Why it was not sent, if it was tried.
    pub fault: RwSignal<Option<Fault>>,
    /// Which button was pressed.
    act: RwSignal<ActRequest>,
}

impl SignPage {
    /// An empty form.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "signals belong to the page that makes them, which should be seen")]
    pub fn new() -> Self {
        Self {
            name: RwSignal::new(String::new()),
            relationship: RwSignal::new(String::new()),
            errors: FieldErrors::new(Vec::new()),
            is_busy: RwSignal::new(false),
            fault: RwSignal::new(None),
            act: RwSignal::new(ActRequest::Acknowledged),
        }
    }

    fn draft(self, task: &TaskView) -> Draft {
        Draft {
            act: self.act.get_untracked(),
            digest: task.digest.clone(),
            pupils: task.children.clone(),
            name: self.name.get_untracked(),
            relationship: self.relationship.get_untracked(),
        }
    }
}

/// The page. `send` is given a draft without problems.
#[must_use]
pub fn sign_view(
    page: SignPage,
    task: &TaskView,
    children: &[ChildView],
    document: &Arc<Document>,
    send: impl Fn(Draft) + Clone + 'static,
) -> AnyView {
    let title = family::sign_title(&task.title);
    let end = if task.standing == StandingView::Signed {
        signed_note(task)
    } else {
        form_view(page, task, children, document, send)
    };
    view! {
        <div class="l-family l-read">
            {error_summary(page.errors)}
            <p class="c-back"><a class="c-back__link" href=Route::Family.href()>{family::BACK_TO_FAMILY}</a></p>
            {page_heading_with_problem(title, page.errors.any())}
            <p class="c-lead">{task.summary.clone()}</p>
            {whole_view(document, Promises::Read)}
            {end}
        </div>
    }
    .into_any()
}

fn signed_note(task: &TaskView) -> AnyView {
    let receipts = task.signed.iter().filter_map(|signed| {
        let reference = shine_domain::ids::Reference::try_from(signed.reference.as_str()).ok()?;
        let words = format!("{} {reference}", family::SEE_RECEIPT);
        Some(view! { <p><a class="c-button c-button--quiet" href=Route::Receipt(reference).href()>{words}</a></p> })
    });
    view! {
        <section class="c-declaration">
            <h2 class="c-declaration__title">{family::ALREADY_SIGNED}</h2>
            <p>{family::SIGN_ANYWAY}</p>
            {receipts.collect_view()}
        </section>
    }
    .into_any()
}

fn form_view(
    page: SignPage,
    task: &TaskView,
    children: &[ChildView],
    document: &Document,
    send: impl Fn(Draft) + Clone + 'static,
) -> AnyView {
    let stored = StoredValue::new(task.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if page.is_busy.get_untracked() {
            return;
        }
        let draft = stored.with_value(|task| page.draft(task));
        page.act.set(ActRequest::Acknowledged);
        page.fault.set(None);
        let problems = draft.problems();
        let is_right = problems.is_empty();
        page.errors.show(problems);
        if is_right {
            send(draft);
        }
    };
    let action = format!("/family/sign/{}", task.slug);
    let hidden = task.children.iter().map(|id| view! { <input type="hidden" name="pupils" value=id.clone()/> });
    let children_row = |child: &ChildView| {
        view! { <li dir="auto">{family::child_in_class(&child.first_name, &child.class_name)}</li> }
    };
    let about = children.iter().filter(|child| task.children.contains(&child.id)).map(children_row);
    view! {
        <form class="c-form c-sign" method="post" action=action on:submit=submit novalidate>
            <input type="hidden" name="digest" value=task.digest.clone()/>
            {hidden.collect_view()}
            <h2 class="c-sign__title" id="pupils" tabindex="-1">{family::FOR_CHILDREN}</h2>
            <ul class="c-sign__children">{about.collect_view()}</ul>
            {text_field(name_field(), page.name, page.errors)}
            {text_field(relationship_field(), page.relationship, page.errors)}
            {declaration_view(document)}
            {move || page.fault.get().map(|fault| not_sent_view(&fault))}
            <p>
                <button type="submit" class="c-button c-button--large" name="act" value="acknowledged"
                    aria-disabled=move || page.is_busy.get().then_some("true")>
                    {let title = task.title.clone(); move || if page.is_busy.get() { family::SENDING.to_owned() } else { family::sign_button(&title) }}
                </button>
            </p>
            <section class="c-sign__talk" aria-labelledby="talk-title">
                <h2 class="c-sign__title" id="talk-title">{family::TALK_TITLE}</h2>
                <p>{family::TALK_BODY}</p>
                <p>
                    <button type="submit" class="c-button c-button--quiet c-button--large" name="act" value="declined"
                        aria-disabled=move || page.is_busy.get().then_some("true")
                        on:click=move |_| page.act.set(ActRequest::Declined)>
                        {family::TALK_BUTTON}
                    </button>
                </p>
            </section>
        </form>
    }
    .into_any()
}

const fn name_field() -> TextField {
    TextField { field: Field::Name, label: family::NAME_LABEL, hint: family::NAME_HINT, autocomplete: "name" }
}

const fn relationship_field() -> TextField {
    TextField {
        field: Field::Relationship,
        label: family::RELATIONSHIP_LABEL,
        hint: family::RELATIONSHIP_HINT,
        autocomplete: "off",
    }
}

fn declaration_view(document: &Document) -> Option<AnyView> {
    let words = document.meta.declaration.clone()?;
    let (lang, dir) = language_of(document);
    let view = view! {
        <div class="c-declaration">
            <p class="c-declaration__title">{family::DECLARATION}</p>
            <p class="c-declaration__words" lang=lang dir=dir>{words}</p>
        </div>
    };
    Some(view.into_any())
}

fn not_sent_view(fault: &Fault) -> AnyView {
    view! {
        <div class="c-not-sent" id=NOT_SENT_ID tabindex="-1" role="alert">
            <p class="c-not-sent__title">{family::NOT_SENT}</p>
            <p>{errors::fault(fault)}</p>
            <p>{family::NOT_SENT_BODY}</p>
        </div>
    }
    .into_any()
}
