//! Where one begins: one's classes and what may be done.

use leptos::prelude::*;
use shine_domain::ids::Slug;
use shine_domain::vocabulary::Role;
use shine_ui::components::page_heading;
use shine_wire::desk::{ClassView, MeResponse};

use super::attention;
use crate::me::{behind_sign_in, has_role};
use crate::route::{Choice, DeskRoute};
use crate::text;

/// The page.
pub(crate) fn page() -> AnyView {
    behind_sign_in(|me| start(&me))
}

fn start(me: &MeResponse) -> AnyView {
    let is_device = me.roles.is_empty();
    let title = match (&me.device, is_device) {
        (Some(device), true) => text::on_device(device),
        _ => text::hello(&me.name),
    };
    let sees_images = is_device || has_role(me, &[Role::Office, Role::Dsl, Role::Teacher, Role::Curriculum]);
    let sees_children = has_role(me, &[Role::Office, Role::Dsl, Role::Teacher]);
    let sees_board = sees_children || has_role(me, &[Role::Governor]);
    let is_idle = !sees_images && !sees_board && !has_role(me, &[Role::Operator]);
    view! {
        <div class="l-desk__page">
            {page_heading(title)}
            {sees_images.then(|| lists(me))}
            <div class="c-desk-cards">
                {has_role(me, &[Role::Office, Role::Dsl]).then(attention::teaser)}
                {sees_images.then(|| card(&DeskRoute::Check, text::START_CHECK, text::START_CHECK_LEAD))}
                {sees_board.then(|| card(&DeskRoute::Board, text::START_BOARD, text::START_BOARD_LEAD))}
                {sees_children.then(|| card(&DeskRoute::Find, text::START_CHILD, text::START_CHILD_LEAD))}
                {has_role(me, &[Role::Dsl]).then(|| card(&DeskRoute::Log, text::LOG, text::LOG_LEAD))}
                {has_role(me, &[Role::Operator]).then(|| card(&DeskRoute::Staff, text::STAFF, text::NO_HINT))}
            </div>
            {is_idle.then(|| view! { <p>{text::START_NOTHING}</p> })}
        </div>
    }
    .into_any()
}

/// The classes whose list can be opened: one's own first.
fn lists(me: &MeResponse) -> AnyView {
    let (own, others): (Vec<&ClassView>, Vec<&ClassView>) =
        me.classes.iter().partition(|class| me.own_classes.contains(&class.id));
    let links = |classes: Vec<&ClassView>| classes.into_iter().map(class_link).collect_view();
    let has_own = !own.is_empty();
    view! {
        <section class="c-section" aria-labelledby="lists">
            <h2 id="lists">{text::START_LIST}</h2>
            {has_own.then(|| view! {
                <h3>{text::START_CLASSES}</h3>
                <ul class="c-classes c-classes--own">{links(own)}</ul>
                <h3>{text::START_ALL_CLASSES}</h3>
            })}
            <ul class="c-classes">
                {links(others)}
                <li><a class="c-classes__link" href=DeskRoute::List(Choice::School).href()>{text::START_SCHOOL}</a></li>
            </ul>
        </section>
    }
    .into_any()
}

fn class_link(class: &ClassView) -> AnyView {
    let Ok(id) = Slug::try_from(class.id.as_str()) else { return ().into_any() };
    view! {
        <li><a class="c-classes__link" href=DeskRoute::List(Choice::Class(id)).href()>
            {class.name.clone()} " " <span class="c-classes__year">{text::year(&class.year)}</span>
        </a></li>
    }
    .into_any()
}

fn card(route: &DeskRoute, title: &'static str, lead: &'static str) -> AnyView {
    view! {
        <a class="c-desk-card" href=route.href()>
            <strong class="c-desk-card__title">{title}</strong>
            <span>{lead}</span>
        </a>
    }
    .into_any()
}
