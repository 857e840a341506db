//! Reading and signing: fetches the family and the published text, sends what was signed.

use std::sync::Arc;

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::{Digest, Language, Slug};
use shine_domain::parse::DocumentName;
use shine_domain::vocabulary::Kind;
use shine_ui::api;
use shine_ui::family::{Draft, SignPage, sign_view};
use shine_ui::fault::Fault;
use shine_ui::library::fetch_frozen;
use shine_ui::load::Loader;
use shine_wire::{ChildView, TaskView};

use super::family::behind_link;
use super::sending::{Sending, no_task};

/// What the page shows.
#[derive(Clone)]
struct Found {
    task: TaskView,
    children: Vec<ChildView>,
    document: Arc<Document>,
}

/// The page for the document called `slug`.
pub(crate) fn page(slug: Slug) -> AnyView {
    let loader = Loader::new(None, move || find(slug.clone()));
    behind_link(loader, |found: Option<Found>| found.map_or_else(no_task, |found| view(&found)))
}

async fn find(slug: Slug) -> Result<Option<Found>, Fault> {
    let family = api::family().await?;
    let Some(task) =
        family.tasks.iter().find(|task| task.slug == slug.as_str() && task.kind != Kind::Consent.word()).cloned()
    else {
        return Ok(None);
    };
    let name = Kind::find(&task.kind).zip(Language::try_from(task.language.as_str()).ok());
    let (kind, language) = name.ok_or(Fault::Unreadable)?;
    let digest = Digest::try_from(task.digest.as_str()).map_err(|_| Fault::Unreadable)?;
    let document = fetch_frozen(DocumentName { kind, slug, language }, digest).await?;
    Ok(Some(Found { task, children: family.children, document }))
}

fn view(found: &Found) -> AnyView {
    let page = SignPage::new();
    let sending = Sending::new(page);
    let send = move |draft: Draft| sending.send(draft, |_| false);
    sign_view(page, &found.task, &found.children, &found.document, send)
}
