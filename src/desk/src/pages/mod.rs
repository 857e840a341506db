//! The desk's pages, one file each.

pub(crate) mod account;
mod adults;
pub(crate) mod attention;
pub(crate) mod board;
pub(crate) mod check;
pub(crate) mod child;
mod childs_word;
mod ending;
mod entering;
pub(crate) mod find;
pub(crate) mod join;
pub(crate) mod letters;
pub(crate) mod list;
pub(crate) mod log;
pub(crate) mod papers;
pub(crate) mod roll;
pub(crate) mod sign_in;
pub(crate) mod staff;
pub(crate) mod start;
pub(crate) mod trip;

use leptos::prelude::*;
use shine_ui::components::page_heading;

use crate::route::DeskRoute;
use crate::text;

/// A page that is not there, or not for this person.
pub(crate) fn not_found() -> AnyView {
    view! {
        <section class="c-message">
            {page_heading(text::NOT_FOUND)}
            <p>{text::NOT_FOUND_BODY}</p>
            <p><a class="c-button" href=DeskRoute::Start.href()>{text::TO_START}</a></p>
        </section>
    }
    .into_any()
}
