//! Which page is drawn at which address, and what all pages share.

use leptos::prelude::*;
use shine_ui::components::{Announcer, live_region};
use shine_ui::navigation::use_navigation;
use shine_ui::school::School;

use crate::me::Me;
use crate::route::DeskRoute;
use crate::{pages, shell};

/// The desk. Needs a navigation around it.
pub(crate) fn app() -> AnyView {
    let _ = School::provide();
    let announcer = Announcer::provide();
    let _ = Me::provide();
    let navigation = use_navigation();
    let page = move || draw(DeskRoute::find(&navigation.path()));
    view! {
        {shell::header()}
        <main class="l-main l-desk" id="main" tabindex="-1">{page}</main>
        {shell::footer()}
        {live_region(announcer)}
    }
    .into_any()
}

fn draw(route: Option<DeskRoute>) -> AnyView {
    match route {
        Some(DeskRoute::Start) => pages::start::page(),
        Some(DeskRoute::Join) => pages::join::page(),
        Some(DeskRoute::List(choice)) => pages::list::page(choice),
        Some(DeskRoute::Trip) => pages::trip::page(),
        Some(DeskRoute::Check) => pages::check::page(),
        Some(DeskRoute::Attention) => pages::attention::page(),
        Some(DeskRoute::Board) => pages::board::page(),
        Some(DeskRoute::Find) => pages::find::page(),
        Some(DeskRoute::Child(child)) => pages::child::page(child),
        Some(DeskRoute::Letters) => pages::letters::page(),
        Some(DeskRoute::Papers) => pages::papers::page(),
        Some(DeskRoute::Roll) => pages::roll::page(),
        Some(DeskRoute::Log) => pages::log::page(),
        Some(DeskRoute::Staff) => pages::staff::page(),
        Some(DeskRoute::Account) => pages::account::page(),
        None => pages::not_found(),
    }
}
