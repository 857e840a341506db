//! What stands around every page of the desk: the skip link, the way home, where one can go, signing out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_domain::vocabulary::Role;
use shine_ui::components::reading_settings;
use shine_ui::navigation::use_navigation;
use shine_ui::school::use_school;
use shine_wire::desk::MeResponse;

use crate::me::{has_role, use_me};
use crate::route::{Choice, DeskRoute};
use crate::{api, text};

/// The top of every page.
pub(crate) fn header() -> AnyView {
    let (school, me) = (use_school(), use_me());
    let is_demo = move || school.get().is_some_and(|school| school.demo);
    view! {
        <a class="c-skip" href="#main">{text::SKIP_LINK}</a>
        {move || is_demo().then(|| view! { <aside class="c-demo" aria-label=text::DEMO_LABEL>{text::DEMO}</aside> })}
        <header class="c-header c-desk-header">
            <a class="c-header__brand" href=DeskRoute::Start.href()>
                <img class="c-header__sun" src="/icons/shine.svg" alt="" width="44" height="44"/>
                <span class="c-header__names">
                    <span class="c-header__shine">{text::DESK}</span>
                    <span class="c-header__school">{move || school.short_name()}</span>
                </span>
            </a>
            {move || me.get().map(|who| menu(&who))}
            {reading_settings()}
        </header>
    }
    .into_any()
}

/// Where `who` can go.
fn menu(who: &MeResponse) -> AnyView {
    let sees_images =
        who.roles.is_empty() || has_role(who, &[Role::Office, Role::Dsl, Role::Teacher, Role::Curriculum]);
    let ways = [
        (sees_images, DeskRoute::List(Choice::School), text::NAV_IMAGES),
        (sees_images, DeskRoute::Check, text::NAV_CHECK),
        (has_role(who, &[Role::Office, Role::Dsl, Role::Teacher, Role::Governor]), DeskRoute::Board, text::NAV_BOARD),
        (has_role(who, &[Role::Office, Role::Dsl, Role::Teacher]), DeskRoute::Find, text::NAV_CHILDREN),
        (has_role(who, &[Role::Office, Role::Dsl]), DeskRoute::Letters, text::NAV_LETTERS),
        (has_role(who, &[Role::Office, Role::Dsl]), DeskRoute::Papers, text::NAV_PAPERS),
        (has_role(who, &[Role::Office, Role::Dsl]), DeskRoute::Roll, text::NAV_ROLL),
        (has_role(who, &[Role::Dsl]), DeskRoute::Log, text::NAV_LOG),
        (has_role(who, &[Role::Operator]), DeskRoute::Staff, text::NAV_STAFF),
        (!who.roles.is_empty(), DeskRoute::Account, text::NAV_ACCOUNT),
    ];
    let links = ways.into_iter().filter(|(is_shown, _, _)| *is_shown).map(|(_, route, name)| nav_link(route, name));
    let is_signed_in = !who.roles.is_empty();
    view! {
        <nav class="c-desk-nav" aria-label=text::NAV_LABEL>
            {links.collect_view()}
            {is_signed_in.then(sign_out)}
        </nav>
    }
    .into_any()
}

fn nav_link(route: DeskRoute, name: &'static str) -> AnyView {
    let navigation = use_navigation();
    let href = route.href();
    let here = href.clone();
    // A list of one class is still the list.
    let is_here = move || match DeskRoute::find(&navigation.path()) {
        Some(DeskRoute::List(_)) => matches!(route, DeskRoute::List(_)),
        Some(DeskRoute::Child(_)) => route == DeskRoute::Find,
        Some(other) => other.href() == here,
        None => false,
    };
    view! { <a class="c-header__link" href=href aria-current=move || is_here().then_some("page")>{name}</a> }.into_any()
}

fn sign_out() -> AnyView {
    let me = use_me();
    let leave = move |_| {
        spawn_local(async move {
            // Whether or not the server heard it, what is known here is asked anew.
            let _ = api::sign_out().await;
            me.ask_again();
        });
    };
    view! { <button type="button" class="c-desk-nav__out" on:click=leave>{text::SIGN_OUT}</button> }.into_any()
}

/// The end of every page.
pub(crate) fn footer() -> AnyView {
    let school = use_school();
    let name = move || school.get().map(|school| school.name);
    view! {
        <footer class="c-footer c-desk-footer">
            <p class="c-footer__contact"><strong>{name}</strong> <a href="/" rel="external">{text::TO_SITE}</a></p>
        </footer>
    }
    .into_any()
}
