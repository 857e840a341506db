//! Who looked at what: for the safeguarding lead.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_ui::components::{page_heading, use_announcer};
use shine_ui::load::Loader;
use shine_wire::desk::{LogResponse, OpeningView};

use crate::me::{behind_sign_in, shown};
use crate::{api, text};

/// The page.
pub(crate) fn page() -> AnyView {
    behind_sign_in(|_| {
        let loader = Loader::new(None, || api::log(None));
        shown(loader, log_view)
    })
}

fn log_view(first: LogResponse) -> AnyView {
    let looks = RwSignal::new(first.openings);
    let is_whole = RwSignal::new(looks.with_untracked(Vec::is_empty));
    let failed = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let announcer = use_announcer();
    let older = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let before = looks.with_untracked(|looks| looks.last().map(|look| look.number));
        spawn_local(async move {
            let more = api::log(before).await;
            let _ = is_busy.try_set(false);
            match more {
                Ok(more) => {
                    let _ = failed.try_set(false);
                    announcer.say(&text::more_shown(more.openings.len()));
                    let _ = is_whole.try_set(more.openings.is_empty());
                    let _ = looks.try_update(|looks| looks.extend(more.openings));
                }
                Err(_) => drop(failed.try_set(true)),
            }
        });
    };
    let rows = move || looks.with(|looks| looks.iter().map(row).collect_view());
    view! {
        <div class="l-desk__page">
            {page_heading(text::LOG)}
            <p>{text::LOG_LEAD}</p>
            {move || looks.with(Vec::is_empty).then(|| view! { <p>{text::LOG_EMPTY}</p> })}
            <ol class="c-section c-log">{rows}</ol>
            {move || failed.get().then(|| view! { <p class="c-field__error" role="alert">{text::LOG_FAILED}</p> })}
            {move || (!is_whole.get()).then(|| view! {
                <p class="u-no-print"><button type="button" class="c-button c-button--quiet" on:click=older>{text::LOG_OLDER}</button></p>
            })}
        </div>
    }
    .into_any()
}

fn row(look: &OpeningView) -> AnyView {
    let roles = look.roles.iter().map(|role| text::role(role).to_owned()).collect::<Vec<_>>().join(" + ");
    let about =
        [&look.child, &look.subject, &look.class_name, &roles].into_iter().filter(|word| !word.is_empty()).cloned();
    let about = about.collect::<Vec<_>>().join(", ");
    let count = usize::try_from(look.children).unwrap_or(usize::MAX);
    let is_one = !look.child.is_empty();
    let who = match look.by.as_str() {
        "trip-link" => text::LOG_LINK.to_owned(),
        "machine" => text::LOG_MACHINE.to_owned(),
        _ if look.who.is_empty() => text::LOG_NOBODY.to_owned(),
        _ => look.who.clone(),
    };
    view! {
        <li class="c-log__look">
            <strong>{text::opened(&look.what)}</strong>
            {(!about.is_empty()).then(|| view! { <span dir="auto">{about}</span> })}
            {(!is_one && count > 0).then(|| view! { <span>{text::children(count)}</span> })}
            <span class="c-log__who"><span dir="auto">{who}</span> ", " {text::moment(look.at)}</span>
        </li>
    }
    .into_any()
}
