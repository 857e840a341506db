//! A guide, notice, policy or other text, read in full.

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_domain::vocabulary::Kind;
use shine_ui::components::{load_view, page_heading};
use shine_ui::document_view::{Promises, whole_view};
use shine_ui::library::use_library;
use shine_ui::text::pages;

/// The page of a document.
pub(crate) fn page(kind: Kind, slug: Slug) -> AnyView {
    load_view(use_library().load(kind, slug), |document| view(&document))
}

fn view(document: &Document) -> AnyView {
    let version = document.meta.version.map(|version| pages::version(&version.to_string()));
    view! {
        <article class="l-read">
            {page_heading(document.meta.title.clone())}
            <p class="c-lead">{document.meta.summary.clone()}</p>
            {version.map(|version| view! { <p class="c-version">{version}</p> })}
            {whole_view(document, Promises::Read)}
        </article>
    }
    .into_any()
}
