//! What the office should look at, and on the start page how much of it there is.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_domain::attention::Concern;
use shine_domain::ids::PersonId;
use shine_ui::components::{page_heading, use_announcer};
use shine_ui::load::{Load, Loader};
use shine_wire::desk::{AttentionResponse, ConcernView};

use crate::me::{behind_sign_in, shown};
use crate::route::DeskRoute;
use crate::{api, text};

/// The page.
pub(crate) fn page() -> AnyView {
    behind_sign_in(|_| {
        let loader = Loader::new(None, || api::attention(0));
        shown(loader, attention_view)
    })
}

fn attention_view(first: AttentionResponse) -> AnyView {
    let as_at = first.as_at;
    let (answer, failed) = (RwSignal::new(first), RwSignal::new(None::<&'static str>));
    let is_busy = RwSignal::new(false);
    let announcer = use_announcer();
    let more = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let (from, known) = answer.with_untracked(|answer| (answer.concerns.len(), answer.count));
        spawn_local(async move {
            let mut page = api::attention(from).await;
            // Something came or went meanwhile: the pages would not fit together, so it begins anew.
            let is_anew = matches!(&page, Ok(page) if page.count != known);
            if is_anew {
                page = api::attention(0).await;
            }
            let _ = is_busy.try_set(false);
            match page {
                Ok(page) => {
                    let _ = failed.try_set(None);
                    announcer.say(&text::more_shown(page.concerns.len()));
                    let _ = answer.try_update(|answer| {
                        if is_anew {
                            answer.concerns.clear();
                        }
                        answer.concerns.extend(page.concerns);
                        answer.count = page.count;
                    });
                }
                Err(fault) => drop(failed.try_set(Some(text::fault(&fault)))),
            }
        });
    };
    let left = move || answer.with(|answer| count(answer.count).saturating_sub(answer.concerns.len()));
    let sections = move || {
        answer.with(|answer| {
            let section = |concern: &Concern| {
                let of: Vec<_> = answer.concerns.iter().filter(|one| one.concern == concern.word()).collect();
                (!of.is_empty()).then(|| section_view(*concern, &of))
            };
            Concern::ALL.iter().map(section).collect_view()
        })
    };
    view! {
        <div class="l-desk__page">
            {page_heading(text::ATTENTION)}
            <p><strong>{text::as_at(as_at)}</strong></p>
            {move || answer.with(|answer| answer.concerns.is_empty()).then(|| view! { <p>{text::ATTENTION_NOTHING}</p> })}
            {sections}
            {move || failed.get().map(|words| view! { <p class="c-field__error" role="alert">{words}</p> })}
            {move || (left() > 0).then(|| view! {
                <p>{text::left(left())} " " <button type="button" class="c-button c-button--quiet" on:click=more>{text::MORE}</button></p>
            })}
        </div>
    }
    .into_any()
}

fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
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

/// How many children have something to look at, for the start page. The way there does not wait for the number.
pub(crate) fn teaser() -> AnyView {
    let loader = Loader::new(None, api::attention_count);
    let words = move || match loader.get() {
        Load::Waiting => String::new(),
        Load::Failed(_) => text::ATTENTION_UNKNOWN.to_owned(),
        Load::Ready(found) if found.children == 0 => text::ATTENTION_NOTHING.to_owned(),
        Load::Ready(found) => text::to_look_at(count(found.children)),
    };
    let is_urgent = move || loader.ready().is_some_and(|found| found.children > 0);
    let class = move || if is_urgent() { "c-desk-card c-desk-card--attention" } else { "c-desk-card" };
    view! {
        <a class=class href=DeskRoute::Attention.href()>
            <strong class="c-desk-card__title">{text::ATTENTION}</strong>
            <span>{words}</span>
        </a>
    }
    .into_any()
}
