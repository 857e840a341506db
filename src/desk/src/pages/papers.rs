//! The paper twin of every charter and consent, from the very text that is signed on a screen.

use std::sync::Arc;

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::{Digest, Language, Slug};
use shine_domain::parse::DocumentName;
use shine_domain::steps::{Step, StepBody};
use shine_domain::vocabulary::{Basis, Kind};
use shine_ui::components::page_heading;
use shine_ui::document_view::{Promises, inlines_view, section_view};
use shine_ui::family::question_told;
use shine_ui::fault::Fault;
use shine_ui::library::fetch_frozen;
use shine_ui::load::Loader;
use shine_ui::platform::page;
use shine_ui::school::use_school;
use shine_wire::desk::{DocumentsResponse, EnterableView};

use crate::me::{behind_sign_in, shown};
use crate::{api, text};

/// The page.
pub(crate) fn page() -> AnyView {
    behind_sign_in(|_| {
        let loader = Loader::new(None, api::documents);
        shown(loader, |found| papers_view(&found))
    })
}

fn papers_view(found: &DocumentsResponse) -> AnyView {
    let chosen = RwSignal::new(None::<usize>);
    let documents = StoredValue::new(found.documents.clone());
    let option = |(at, document): (usize, &EnterableView)| {
        view! { <option value=at.to_string()>{document.title.clone()}</option> }
    };
    let options = found.documents.iter().enumerate().map(option).collect_view();
    let paper = move || {
        let document = chosen.get().and_then(|at| documents.with_value(|all| all.get(at).cloned()))?;
        let loader = Loader::new(None, move || fetch(document.clone()));
        Some(shown(loader, |document| paper_view(&document)))
    };
    view! {
        <div class="l-desk__page c-papers">
            <div class="l-desk__page u-no-print">
                {page_heading(text::PAPERS)}
                <p>{text::PAPERS_LEAD}</p>
                <p class="c-images__where">
                    <label for="paper">{text::PAPERS_WHICH}</label>
                    <select id="paper" class="c-select" on:change=move |event| chosen.set(event_target_value(&event).parse().ok())>
                        <option value="">{text::ENTER_CHOOSE}</option>
                        {options}
                    </select>
                </p>
            </div>
            {paper}
        </div>
    }
    .into_any()
}

async fn fetch(document: EnterableView) -> Result<Arc<Document>, Fault> {
    let kind = Kind::find(&document.kind);
    let (slug, language) = (Slug::try_from(document.slug).ok(), Language::try_from(document.language).ok());
    let digest = Digest::try_from(document.digest.as_str()).ok();
    let (Some(kind), Some(slug), Some(language), Some(digest)) = (kind, slug, language, digest) else {
        return Err(Fault::Unreadable);
    };
    fetch_frozen(DocumentName { kind, slug, language }, digest).await
}

fn paper_view(document: &Document) -> AnyView {
    let school = use_school();
    let version = document.meta.version.map(|version| text::version(&version.to_string())).unwrap_or_default();
    let steps = document.pupil_steps().map(step_view).collect_view();
    let line = |words: &'static str| view! { <p class="c-paper-line"><span>{words}</span></p> };
    let lines = [text::PAPER_CHILD, text::PAPER_NAME, text::PAPER_RELATIONSHIP, text::PAPER_SIGNATURE, text::PAPER_DAY];
    view! {
        <p class="u-no-print"><button type="button" class="c-button" on:click=move |_| page::print()>{text::PRINT}</button></p>
        <article class="c-papers__paper">
            <p><strong>{move || school.name()}</strong></p>
            <h2>{document.meta.title.clone()}</h2>
            <p>{version}</p>
            <div class="c-whole">{steps}</div>
            <section class="c-section">
                <p><strong>{document.meta.declaration.clone()}</strong></p>
                <p>{box_of(text::PAPER_TALK)}</p>
                {lines.map(line).into_iter().collect_view()}
                <p>{text::PAPER_RETURN}</p>
            </section>
        </article>
    }
    .into_any()
}

fn step_view(step: &Step) -> AnyView {
    let StepBody::Ask(ask) = &step.body else { return section_view(step, Promises::Read) };
    let boxes: &[&str] = if ask.basis == Basis::Consent {
        &[text::PAPER_YES, text::PAPER_NO, text::PAPER_LATER]
    } else {
        &[text::PAPER_OBJECT]
    };
    let child = ask.needs_child.then(|| box_of(text::PAPER_CHILD_SAYS));
    view! {
        <section class="c-section">
            <h3>{inlines_view(&step.heading)}</h3>
            {question_told(ask)}
            <p class="c-row">{boxes.iter().map(|words| box_of(words)).collect_view()} {child}</p>
        </section>
    }
    .into_any()
}

/// A box to tick with a pen.
fn box_of(words: &'static str) -> AnyView {
    view! { <span class="c-paper-box"><span aria-hidden="true">"☐"</span> " " {words}</span> }.into_any()
}
