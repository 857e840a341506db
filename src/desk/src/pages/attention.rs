//! What the office should look at, and on the start page how much of it there is.

use leptos::prelude::*;
use shine_domain::attention::Concern;
use shine_domain::ids::PersonId;
use shine_ui::components::page_heading;
use shine_ui::load::Loader;
use shine_wire::desk::{AttentionResponse, ConcernView};

use crate::me::{behind_sign_in, shown};
use crate::route::DeskRoute;
use crate::{api, text};

/// The page.
pub(crate) fn page() -> AnyView {
    behind_sign_in(|_| {
        let loader = Loader::new(None, api::attention);
        shown(loader, attention_view)
    })
}

fn attention_view(answer: AttentionResponse) -> AnyView {
    let is_empty = answer.concerns.is_empty();
    let has_more = answer.has_more;
    let section = |concern: &Concern| {
        let of: Vec<&ConcernView> = answer.concerns.iter().filter(|one| one.concern == concern.word()).collect();
        (!of.is_empty()).then(|| section_view(*concern, &of))
    };
    view! {
        <div class="l-desk__page">
            {page_heading(text::ATTENTION)}
            <p><strong>{text::as_at(answer.as_at)}</strong></p>
            {is_empty.then(|| view! { <p>{text::ATTENTION_NOTHING}</p> })}
            {Concern::ALL.iter().map(section).collect_view()}
            {has_more.then(|| view! { <p>{text::ATTENTION_MORE}</p> })}
        </div>
    }
    .into_any()
}

fn section_view(concern: Concern, of: &[&ConcernView]) -> AnyView {
    let row = |one: &&ConcernView| {
        let child = &one.child;
        let name = text::named(&child.first_name, &child.last_name, &child.class_name);
        let href = PersonId::try_from(child.id.as_str()).map(|id| DeskRoute::Child(id).href()).unwrap_or_default();
        view! {
            <li class="c-log__look">
                <a href=href dir="auto"><strong>{name}</strong></a>
                <span>{one.title.clone()}</span>
                <span class="c-log__who">{text::moment(one.at)}</span>
            </li>
        }
    };
    view! {
        <section class="c-section" aria-labelledby=concern.word()>
            <h2 id=concern.word()>{concern.title()}</h2>
            <p>{text::concern_lead(concern)}</p>
            <ol class="c-log">{of.iter().map(row).collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// How many children have something to look at, for the start page; nothing while nobody knows.
pub(crate) fn teaser() -> AnyView {
    let loader = Loader::new(None, api::attention_count);
    (move || {
        let children = usize::try_from(loader.ready()?.children).unwrap_or(usize::MAX);
        let count = if children == 0 { text::ATTENTION_NOTHING.to_owned() } else { text::to_look_at(children) };
        let class = if children == 0 { "c-desk-card" } else { "c-desk-card c-desk-card--attention" };
        Some(view! {
            <a class=class href=DeskRoute::Attention.href()>
                <strong class="c-desk-card__title">{text::ATTENTION}</strong>
                <span>{count}</span>
            </a>
        })
    })
    .into_any()
}
