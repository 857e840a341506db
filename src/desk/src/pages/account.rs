//! One's own sessions, and this device.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_domain::vocabulary::Role;
use shine_ui::components::{FieldErrors, TextField, error_summary, page_heading_with_problem, text_field};
use shine_ui::load::Loader;
use shine_wire::desk::{DeskSessionView, DeviceView, DevicesResponse, MeResponse, SessionsResponse};

use crate::field::{Field, problems};
use crate::me::{Me, behind_sign_in, has_role, shown, use_me};
use crate::{api, text};

/// The page.
pub(crate) fn page() -> AnyView {
    behind_sign_in(|me| account(&me))
}

fn account(who: &MeResponse) -> AnyView {
    let me = use_me();
    let errors = FieldErrors::new(Vec::new());
    let sees_images = has_role(who, &[Role::Office, Role::Dsl, Role::Teacher, Role::Curriculum]);
    let keeps_devices = has_role(who, &[Role::Office, Role::Dsl, Role::Operator]);
    let sessions = Loader::new(None, api::sessions);
    let roles: Vec<&str> = who.roles.iter().map(|word| text::role(word)).collect();
    view! {
        <div class="l-desk__page">
            {error_summary(errors)}
            {page_heading_with_problem(text::ACCOUNT, errors.any())}
            <p><strong>{who.name.clone()}</strong> ": " {roles.join(", ")}</p>
            <section class="c-section">
                <h2>{text::ACCOUNT_SESSIONS}</h2>
                {shown(sessions, move |found| sessions_view(found, sessions))}
            </section>
            {sees_images.then(|| device(who.device.as_deref(), me, errors))}
            {keeps_devices.then(devices)}
        </div>
    }
    .into_any()
}

fn sessions_view(found: SessionsResponse, loader: Loader<SessionsResponse>) -> AnyView {
    let row = move |session: DeskSessionView| {
        let id = StoredValue::new(session.id);
        let end = move |_| {
            spawn_local(async move {
                let _ = api::end_session(&id.get_value()).await;
                loader.try_again();
            });
        };
        let button = if session.is_this {
            view! { <span class="c-answer c-answer--yes">{text::ACCOUNT_THIS}</span> }.into_any()
        } else {
            view! { <button type="button" class="c-button c-button--quiet" on:click=end>{text::ACCOUNT_END}</button> }
                .into_any()
        };
        view! { <li class="c-row">{button} <span>{text::moment(session.created_at)}</span></li> }
    };
    view! { <ul class="c-rows">{found.sessions.into_iter().map(row).collect_view()}</ul> }.into_any()
}

fn device(remembered: Option<&str>, me: Me, errors: FieldErrors<Field>) -> AnyView {
    let (name, is_busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let answer = api::remember_device(name.get_untracked()).await;
            let _ = is_busy.try_set(false);
            match answer {
                Ok(()) => me.ask_again(),
                Err(fault) => errors.show(problems(&fault, Field::Name)),
            }
        });
    };
    let field = TextField {
        field: Field::Name,
        kind: "text",
        label: text::ACCOUNT_DEVICE_NAME,
        hint: text::ACCOUNT_DEVICE_HINT,
        autocomplete: "off",
    };
    let body = match remembered {
        Some(device) => view! { <p><strong>{text::on_device(device)}</strong></p> }.into_any(),
        None => view! {
            <form class="c-form" novalidate on:submit=on_submit>
                {text_field(field, name, errors)}
                <p><button type="submit" class="c-button c-button--quiet">{text::ACCOUNT_DEVICE_BUTTON}</button></p>
            </form>
        }
        .into_any(),
    };
    view! { <section class="c-section"><h2>{text::ACCOUNT_DEVICE}</h2><p>{text::ACCOUNT_DEVICE_LEAD}</p>{body}</section> }
        .into_any()
}

fn devices() -> AnyView {
    let loader = Loader::new(None, api::devices);
    view! {
        <section class="c-section">
            <h2>{text::ACCOUNT_DEVICES}</h2>
            {shown(loader, move |found| devices_view(found, loader))}
        </section>
    }
    .into_any()
}

fn devices_view(found: DevicesResponse, loader: Loader<DevicesResponse>) -> AnyView {
    let row = move |device: DeviceView| {
        let id = StoredValue::new(device.id);
        let forget = move |_| {
            spawn_local(async move {
                let _ = api::forget_device(&id.get_value()).await;
                loader.try_again();
            });
        };
        view! {
            <li class="c-row">
                <button type="button" class="c-button c-button--quiet" on:click=forget>{text::ACCOUNT_FORGET}</button>
                <span><strong dir="auto">{device.name}</strong> " " {text::until(device.until)}</span>
            </li>
        }
    };
    if found.devices.is_empty() {
        return view! { <p>{text::ACCOUNT_NO_DEVICES}</p> }.into_any();
    }
    view! { <ul class="c-rows">{found.devices.into_iter().map(row).collect_view()}</ul> }.into_any()
}
