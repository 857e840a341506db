//! Finding a child by the beginnings of their names, keystroke by keystroke.

use leptos::prelude::*;
use shine_ui::components::page_heading;
use shine_ui::load::{Load, Loader};
use shine_wire::desk::{FoundChild, FoundResponse};

use crate::me::behind_sign_in;
use crate::route::DeskRoute;
use crate::{api, text};

/// The page.
pub(crate) fn page() -> AnyView {
    behind_sign_in(|_| {
        let child = |child: FoundChild| {
            let name = text::named(&child.first_name, &child.last_name, &child.class_name);
            let href = shine_domain::ids::PersonId::try_from(child.id).map(|id| DeskRoute::Child(id).href());
            view! { <a class="c-found__child" href=href.unwrap_or_default() dir="auto">{name}</a> }.into_any()
        };
        view! {
            <div class="l-desk__page">
                {page_heading(text::FIND)}
                {finder(child)}
            </div>
        }
        .into_any()
    })
}

/// A field to type a name in, and what is found, each as `child` shows it.
pub(crate) fn finder(child: impl Fn(FoundChild) -> AnyView + Copy + Send + Sync + 'static) -> AnyView {
    let wanted = RwSignal::new(String::new());
    let found = Loader::new(None, move || {
        let wanted = wanted.get();
        async move { if wanted.trim().is_empty() { Ok(nobody()) } else { api::find(wanted).await } }
    });
    let is_looking = move || wanted.with(|wanted| !wanted.trim().is_empty());
    let results = move || {
        match found.get() {
        Load::Waiting => ().into_any(),
        Load::Failed(fault) => view! { <p class="c-field__error">{text::fault(&fault)}</p> }.into_any(),
        Load::Ready(found) if found.children.is_empty() => {
            is_looking().then(|| view! { <p>{text::CHECK_NONE_FOUND}</p> }).into_any()
        }
        Load::Ready(found) => view! {
            <ul class="c-found">{found.children.into_iter().map(|one| view! { <li>{child(one)}</li> }).collect_view()}</ul>
            {found.more.then(|| view! { <p>{text::CHECK_MORE}</p> })}
        }
        .into_any(),
    }
    };
    view! {
        <div class="c-field">
            <label class="c-field__label" for="find">{text::CHECK_FIND}</label>
            <p class="c-field__hint" id="find-hint">{text::CHECK_FIND_HINT}</p>
            <input class="c-field__input" id="find" type="search" autocomplete="off" spellcheck="false" dir="auto"
                aria-describedby="find-hint" bind:value=wanted/>
        </div>
        <div role="status" aria-live="polite">{results}</div>
    }
    .into_any()
}

const fn nobody() -> FoundResponse {
    FoundResponse { children: Vec::new(), more: false }
}
