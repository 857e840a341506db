//! Reading and signing: fetches the family and the published text, sends what was signed.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_domain::document::Document;
use shine_domain::ids::{Digest, Language, Slug};
use shine_domain::parse::DocumentName;
use shine_domain::vocabulary::Kind;
use shine_ui::api;
use shine_ui::components::{PictureSize, decoration, page_heading, use_announcer};
use shine_ui::family::{Draft, NOT_SENT_ID, SignPage, Signing, sign_view};
use shine_ui::fault::Fault;
use shine_ui::library::fetch_frozen;
use shine_ui::load::Loader;
use shine_ui::navigation::use_navigation;
use shine_ui::platform::{page as window, random};
use shine_ui::route::Route;
use shine_ui::text::{errors, family};
use shine_wire::{ChildView, ErrorCode, ReceiptResponse, TaskView};

use super::family::behind_link;

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
    let Some(task) = family.tasks.iter().find(|task| task.slug == slug.as_str()).cloned() else { return Ok(None) };
    let name = Kind::find(&task.kind).zip(Language::try_from(task.language.as_str()).ok());
    let (kind, language) = name.ok_or(Fault::Unreadable)?;
    let digest = Digest::try_from(task.digest.as_str()).map_err(|_| Fault::Unreadable)?;
    let document = fetch_frozen(DocumentName { kind, slug, language }, digest).await?;
    Ok(Some(Found { task, children: family.children, document }))
}

fn no_task() -> AnyView {
    view! {
        <section class="c-message">
            {decoration("envelope", PictureSize::OfStep)}
            {page_heading(family::NO_TASK_TITLE)}
            <p>{family::NO_TASK_BODY}</p>
            <p><a class="c-button" href=Route::Family.href()>{family::TO_FAMILY}</a></p>
        </section>
    }
    .into_any()
}

fn view(found: &Found) -> AnyView {
    let page = SignPage::new();
    let signing = StoredValue::new(Signing::default());
    let navigation = use_navigation();
    let announcer = use_announcer();
    let send = move |draft: Draft| {
        let request = signing.try_update_value(|signing| signing.request(draft, random::submission_key));
        let Some(request) = request else { return };
        page.is_busy.set(true);
        announcer.say(family::SENDING);
        spawn_local(async move {
            let answer = api::record(request).await;
            let _ = page.is_busy.try_set(false);
            match answer {
                Ok(ReceiptResponse { receipt }) => navigation.go_instead(Route::Receipt(receipt.receipt.reference)),
                Err(fault) => not_sent(page, signing, fault),
            }
        });
    };
    sign_view(page, &found.task, &found.children, &found.document, send)
}

/// Says what was not right, or that nothing was sent; what was typed stays.
fn not_sent(page: SignPage, signing: StoredValue<Signing>, fault: Fault) {
    if fault.code() == Some(ErrorCode::KeyReused) {
        signing.update_value(Signing::forget_key);
    }
    if let Fault::Refused(body) = &fault {
        let problems: Vec<_> =
            body.fields.iter().filter_map(errors::field).map(|(field, words)| (field, words.to_owned())).collect();
        if !problems.is_empty() {
            page.errors.show(problems);
            return;
        }
    }
    if page.fault.try_set(Some(fault)).is_none() {
        request_animation_frame(|| {
            window::go_to(NOT_SENT_ID);
        });
    }
}
