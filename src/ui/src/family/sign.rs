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
        let Signer { name, relationship } = Signer::remembered();
        let (name, relationship) = (RwSignal::new(name), RwSignal::new(relationship));
        if let Some(SignerMemory(memory)) = use_context::<SignerMemory>() {
            // As it is typed: whoever looks something up before signing finds it again.
            Effect::new(move |_| {
                let signer = Signer { name: name.get(), relationship: relationship.get() };
                let _ = memory.try_set_value(signer);
            });
        }
        Self {
            name,
            relationship,
            errors: FieldErrors::new(Vec::new()),
            is_busy: RwSignal::new(false),
            fault: RwSignal::new(None),
            act: RwSignal::new(ActRequest::Acknowledged),
        }
    }

    pub(super) fn draft(self, task: &TaskView) -> Draft {
        Draft {
            act: self.act.get_untracked(),
            digest: task.digest.clone(),
            pupils: task.children.clone(),
            name: self.name.get_untracked(),
            relationship: self.relationship.get_untracked(),
            answers: Default::default(),
        }
    }

    /// What to send, if nothing is wrong with it; else what is wrong is shown.
    fn checked_draft(self, task: &TaskView) -> Option<Draft> {
        let draft = self.draft(task);
        self.act.set(ActRequest::Acknowledged);
        self.check(draft)
    }

    /// `draft`, if nothing is wrong with it and nothing is being sent; else what is wrong is shown.
    pub(super) fn check(self, draft: Draft) -> Option<Draft> {
        if self.is_busy.get_untracked() {
            return None;
        }
        self.fault.set(None);
        let problems = draft.problems();
        let is_right = problems.is_empty();
        self.errors.show(problems);
        is_right.then_some(draft)
    }
}

/// Who signs in this window, as typed so far: offered again for the next child and after a look at another page, never kept
/// on the device.
#[derive(Clone, Debug, Default)]
pub struct Signer {
    name: String,
    relationship: String,
}

/// Where it is remembered.
#[derive(Clone, Copy, Debug)]
struct SignerMemory(StoredValue<Signer>);

impl Signer {
    /// Makes room to remember who signed, as long as the window stays.
    pub fn provide_memory() {
        provide_context(SignerMemory(StoredValue::new(Self::default())));
    }

    fn remembered() -> Self {
        use_context::<SignerMemory>().map(|memory| memory.0.get_value()).unwrap_or_default()
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
        if let Some(draft) = stored.with_value(|task| page.checked_draft(task)) {
            send(draft);
        }
    };
    let action = format!("/family/sign/{}", task.slug);
    view! {
        <form class="c-form c-sign" method="post" action=action on:submit=submit novalidate>
            {whom_view(task, children)}
            {name_and_relationship(page)}
            {declaration_view(document)}
            {not_sent(page)}
            {send_button(page, family::sign_button(&task.title))}
            {talk_view(page)}
        </form>
    }
    .into_any()
}

/// For whom it is signed, for people and for a form sent without script.
fn whom_view(task: &TaskView, children: &[ChildView]) -> AnyView {
    let hidden = task.children.iter().map(|id| view! { <input type="hidden" name="pupils" value=id.clone()/> });
    let about = children.iter().filter(|child| task.children.contains(&child.id));
    let about = about.map(|child| {
        view! { <li dir="auto">{family::child_in_class(&child.first_name, &child.class_name)}</li> }
    });
    view! {
        <input type="hidden" name="digest" value=task.digest.clone()/>
        {hidden.collect_view()}
        <h2 class="c-sign__title" id="pupils" tabindex="-1">{family::FOR_CHILDREN}</h2>
        <ul class="c-sign__children">{about.collect_view()}</ul>
    }
    .into_any()
}

/// Who signs.
pub(super) fn name_and_relationship(page: SignPage) -> AnyView {
    view! {
        {text_field(name_field(), page.name, page.errors)}
        {text_field(relationship_field(), page.relationship, page.errors)}
    }
    .into_any()
}

/// Why nothing was sent, if it was tried.
pub(super) fn not_sent(page: SignPage) -> AnyView {
    (move || page.fault.get().map(|fault| not_sent_view(&fault))).into_any()
}

/// The button that names the act.
pub(super) fn send_button(page: SignPage, words: String) -> AnyView {
    let words = move || if page.is_busy.get() { family::SENDING.to_owned() } else { words.clone() };
    view! {
        <p>
            <button type="submit" class="c-button c-button--large" name="act" value="acknowledged"
                aria-disabled=move || page.is_busy.get().then_some("true")>
                {words}
            </button>
        </p>
    }
    .into_any()
}

/// The other way: nothing is signed, the school gets in touch.
fn talk_view(page: SignPage) -> AnyView {
    view! {
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
    }
    .into_any()
}

const fn name_field() -> TextField {
    TextField {
        field: Field::Name,
        kind: "text",
        label: family::NAME_LABEL,
        hint: family::NAME_HINT,
        autocomplete: "name",
    }
}

const fn relationship_field() -> TextField {
    TextField {
        field: Field::Relationship,
        kind: "text",
        label: family::RELATIONSHIP_LABEL,
        hint: family::RELATIONSHIP_HINT,
        autocomplete: "off",
    }
}

pub(super) fn declaration_view(document: &Document) -> Option<AnyView> {
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
            {fault.may_be_sent_again().then(|| view! { <p>{family::NOT_SENT_BODY}</p> })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{a_document, a_promise, a_step, count, drawn};
    use shine_domain::steps::StepBody;
    use shine_domain::vocabulary::Kind;
    use shine_wire::{ErrorCode, SignedView};

    fn a_child(id: &str, name: &str) -> ChildView {
        ChildView { id: id.into(), first_name: name.into(), class_name: "Willow".into(), year: "Y3".into() }
    }

    fn a_task(standing: StandingView) -> TaskView {
        TaskView {
            slug: "parents".into(),
            kind: "charters".into(),
            title: "SHINE charter for parents".into(),
            summary: "What we ask.".into(),
            version: "1.0".into(),
            language: "en".into(),
            digest: "d".repeat(64),
            children: vec!["p-1".into(), "p-2".into()],
            standing,
            signed: vec![SignedView {
                reference: "7KDW3XPA".into(),
                act: "acknowledged".into(),
                version: "1.0".into(),
                digest: "d".repeat(64),
                at: 0,
                children: vec![],
            }],
            answers: vec![],
        }
    }

    fn page_with(standing: StandingView, change: impl FnOnce(SignPage) -> SignPage) -> String {
        let step = a_step("safe", "Safe: we look after each other", StepBody::Promise(a_promise(Some('S'))));
        let mut charter = a_document(Kind::Charter, "A charter", vec![step]);
        charter.meta.declaration = Some("I have read this and will help.".into());
        let children = [a_child("p-1", "Rowan"), a_child("p-2", "Hazel"), a_child("p-3", "Ash")];
        drawn(|| {
            let page = change(SignPage::new());
            sign_view(page, &a_task(standing), &children, &Arc::new(charter), |_| {})
        })
    }

    fn with_fault(page: SignPage, fault: Fault) -> SignPage {
        page.fault.set(Some(fault));
        page
    }

    #[test]
    fn the_whole_text_comes_before_the_form_and_the_button_names_the_act() {
        let html = page_with(StandingView::ToSign, |page| page);
        assert_eq!(count(&html, "<h1"), 1);
        assert!(html.find("I tell an adult.") < html.find("<form"), "{html}");
        assert!(html.contains("Sign the SHINE charter for parents"));
        assert!(html.contains("I have read this and will help."));
        assert!(html.contains(family::TALK_BUTTON));
    }

    #[test]
    fn the_form_works_without_script_for_all_its_children() {
        let html = page_with(StandingView::ToSign, |page| page);
        assert!(html.contains(r#"method="post""#) && html.contains(r#"action="/family/sign/parents""#));
        assert_eq!(count(&html, r#"name="pupils""#), 2);
        for name in ["digest", "name", "relationship"] {
            assert!(html.contains(&format!(r#"name="{name}""#)), "{name}");
        }
        assert!(html.contains(r#"value="acknowledged""#) && html.contains(r#"value="declined""#));
        assert!(html.contains(r#"for="name""#) && html.contains(r#"autocomplete="name""#));
        assert!(html.contains("Rowan (Willow)") && !html.contains("Ash (Willow)"));
    }

    #[test]
    fn what_is_wrong_is_said_above_the_heading_and_at_its_field_in_the_same_words() {
        let problems = vec![(Field::Name, "Enter your full name".to_owned())];
        let html = page_with(StandingView::ToSign, |page| SignPage { errors: FieldErrors::new(problems), ..page });
        assert!(html.find("c-error-summary") < html.find("<h1"));
        assert_eq!(count(&html, "Enter your full name"), 2);
        assert!(html.contains(r##"href="#name""##) && html.contains(r#"id="name-error""#));
    }

    #[test]
    fn what_was_not_sent_says_so_and_a_newer_version_asks_to_read_again() {
        let html = page_with(StandingView::ToSign, |page| with_fault(page, Fault::Network));
        assert!(html.contains(family::NOT_SENT) && html.contains(family::NOT_SENT_BODY));
        let outdated = Fault::refused(ErrorCode::DocumentOutdated);
        let html = page_with(StandingView::ToSign, |page| with_fault(page, outdated));
        assert!(html.contains("newer version") && !html.contains(family::NOT_SENT_BODY));
    }

    #[test]
    fn what_is_signed_already_shows_its_receipt_and_no_form() {
        let html = page_with(StandingView::Signed, |page| page);
        assert!(!html.contains("<form") && html.contains(r#"href="/family/receipts/7KDW3XPA""#));
    }
}
