//! What pages for the printer share. Neither part is printed.

use leptos::prelude::*;
use shine_ui::platform::page as window;
use shine_ui::route::Route;

/// The button that opens the browser's print dialogue.
pub(crate) fn print_button(name: &'static str) -> AnyView {
    view! {
        <p class="u-no-print">
            <button type="button" class="c-button c-button--quiet" data-print="" on:click=|_| window::print()>{name}</button>
        </p>
    }
    .into_any()
}

/// Ways on, one below the other.
pub(crate) fn ways(ways: Vec<(Route, &'static str)>) -> AnyView {
    let ways: Vec<_> =
        ways.into_iter().map(|(route, name)| view! { <li><a href=route.href()>{name}</a></li> }).collect();
    view! { <ul class="c-paper-ways u-no-print">{ways}</ul> }.into_any()
}
