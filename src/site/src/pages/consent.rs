//! Answering a consent: fetches the family and the published text, sends what was said.

use std::sync::Arc;

use leptos::prelude::*;
use shine_domain::ids::{Digest, Language, Slug, StepId};
use shine_domain::parse::DocumentName;
use shine_domain::vocabulary::Kind;
use shine_ui::api;
use shine_ui::family::{ConsentPage, Consenting, Draft, consent_view, one_view};
use shine_ui::fault::Fault;
use shine_ui::library::fetch_frozen;
use shine_ui::load::Loader;

use super::family::behind_link;
use super::sending::{Sending, no_task};

/// The page for the consent called `slug` and the family's `child`th child; with `step`, for one question of it.
pub(crate) fn page(slug: Slug, child: usize, step: Option<StepId>) -> AnyView {
    let loader = Loader::new(None, move || find(slug.clone(), child));
    behind_link(loader, move |found: Option<Consenting>| match found {
        Some(about) => view(&about, step.as_ref()),
        None => no_task(),
    })
}

async fn find(slug: Slug, number: usize) -> Result<Option<Consenting>, Fault> {
    let family = api::family().await?;
    let child = number.checked_sub(1).and_then(|at| family.children.get(at)).cloned();
    let task = family.tasks.into_iter().find(|task| {
        let is_of_child = child.as_ref().is_some_and(|child| task.children.contains(&child.id));
        task.kind == Kind::Consent.word() && task.slug == slug.as_str() && is_of_child
    });
    let (Some(child), Some(task)) = (child, task) else { return Ok(None) };
    let language = Language::try_from(task.language.as_str()).map_err(|_| Fault::Unreadable)?;
    let digest = Digest::try_from(task.digest.as_str()).map_err(|_| Fault::Unreadable)?;
    let document = fetch_frozen(DocumentName { kind: Kind::Consent, slug, language }, digest).await?;
    Ok(Some(Consenting { task, child, number, document: Arc::clone(&document) }))
}

fn view(about: &Consenting, step: Option<&StepId>) -> AnyView {
    let page = ConsentPage::new(about.task.standing);
    let sending = Sending::new(page.sign);
    let refused = {
        let about = about.clone();
        move |fault: &Fault| match fault {
            Fault::Refused(body) => page.show_problems(&about, &body.fields),
            _ => false,
        }
    };
    let send = move |draft: Draft| sending.send(draft, refused.clone());
    match step {
        Some(step) => one_view(page, about, step, send),
        None => consent_view(page, about, send),
    }
}
