//! A guide, notice, policy or other text, read in full.

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_domain::vocabulary::Kind;
use shine_ui::components::{load_view, page_heading};
use shine_ui::document_view::{Promises, whole_view};
use shine_ui::library::use_library;
use shine_ui::platform::clock;
use shine_ui::text::pages;
use shine_ui::uk_time::{UkTime, long_date};

/// The page of a document.
pub(crate) fn page(kind: Kind, slug: Slug) -> AnyView {
    load_view(use_library().load(kind, slug), |document| view(&document))
}

fn view(document: &Document) -> AnyView {
    view! {
        <article class="l-read">
            {page_heading(document.meta.title.clone())}
            <p class="c-lead">{document.meta.summary.clone()}</p>
            {about_view(document)}
            {whole_view(document, Promises::Read)}
        </article>
    }
    .into_any()
}

/// Its version; of a policy also who approved it, and by when it is looked at again (domain.md R89).
fn about_view(document: &Document) -> Option<AnyView> {
    let meta = &document.meta;
    let version = meta.version.map(|version| version.to_string())?;
    if document.kind != Kind::Policy {
        return Some(view! { <p class="c-version">{pages::version(&version)}</p> }.into_any());
    }
    let date = |date: &Option<String>| date.as_deref().and_then(long_date).unwrap_or_default();
    let approved = pages::approved(meta.approved_by.as_deref().unwrap_or_default(), &date(&meta.approved_on));
    let review = date(&meta.review_by);
    let overdue = overdue_note(meta.review_by.clone());
    let row = |name: &'static str, words: String| {
        let row = view! { <div class="c-facts__row"><dt>{name}</dt><dd>{words.clone()}</dd></div> };
        (!words.is_empty()).then(|| row.into_any())
    };
    let view = view! {
        <dl class="c-facts">
            {row(pages::POLICY_VERSION, version)}
            {row(pages::POLICY_APPROVED, approved)}
            {row(pages::POLICY_REVIEW, review)}
        </dl>
        {overdue}
    };
    Some(view.into_any())
}

/// Whether the day of the review has passed is known in the browser only.
fn overdue_note(review_by: Option<String>) -> AnyView {
    let today = RwSignal::new(String::new());
    Effect::new(move |_| today.set(UkTime::new(clock::now()).day_word()));
    let is_overdue =
        move || review_by.as_deref().is_some_and(|day| today.with(|today| !today.is_empty() && day < today.as_str()));
    (move || is_overdue().then(|| view! { <p class="c-note">{pages::POLICY_OVERDUE}</p> })).into_any()
}
