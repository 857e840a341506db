//! The first page: three doors.

use leptos::prelude::*;
use shine_ui::components::{PictureSize, decoration, heading_of};
use shine_ui::document_view::letter_tile;
use shine_ui::route::Route;
use shine_ui::school::use_school;
use shine_ui::text::{self, pages};

/// The page.
pub(crate) fn page() -> AnyView {
    let school = use_school();
    let heading = (move || pages::home_heading(&school.name())).into_any();
    let letters = text::SHINE.chars().map(letter_tile).collect_view();
    view! {
        <div class="c-hero">
            <div class="c-hero__letters" aria-hidden="true">{letters}</div>
            {heading_of(pages::HOME_TITLE, heading)}
            <p class="c-hero__lead">{pages::HOME_LEAD}</p>
        </div>
        <ul class="c-doors" aria-label=pages::HOME_DOORS>
            {door("pupils", &Route::Pupils, "child", pages::DOOR_PUPILS, pages::DOOR_PUPILS_BODY)}
            {door("families", &Route::Family, "family", pages::DOOR_FAMILIES, pages::DOOR_FAMILIES_BODY)}
            {door("school", &Route::School, "school", pages::DOOR_SCHOOL, pages::DOOR_SCHOOL_BODY)}
        </ul>
    }
    .into_any()
}

fn door(colour: &str, route: &Route, picture: &str, name: &'static str, note: &'static str) -> AnyView {
    let class = format!("c-door c-door--{colour}");
    view! {
        <li>
            <a class=class href=route.href()>
                <span class="c-door__window">{decoration(picture, PictureSize::OfPage)}</span>
                <span class="c-door__words">
                    <span class="c-door__name">{name}</span>
                    <span class="c-door__note">{note}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}
