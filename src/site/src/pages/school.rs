//! The school's door: what it asks of everyone, what it tells everyone, how to reach it.

use leptos::prelude::*;
use shine_domain::ids::Slug;
use shine_domain::vocabulary::Kind;
use shine_ui::components::{PictureSize, decoration, heading_of};
use shine_ui::library::{entries_of, use_library};
use shine_ui::load::Load;
use shine_ui::route::Route;
use shine_ui::school::use_school;
use shine_ui::text::{self, errors, pages};
use shine_wire::{ContentIndex, DocumentEntry, SchoolResponse};

use super::cards::{Card, cards};
use super::charters::charter_card;

/// The page.
pub(crate) fn page() -> AnyView {
    let school = use_school();
    let index = use_library().load_index();
    let heading = (move || pages::school_heading(&school.name())).into_any();
    let trust =
        move || school.get().and_then(|school| school.trust).map(|trust| view! { <p class="c-lead">{trust}</p> });
    let documents = move || match index.get() {
        Load::Waiting => ().into_any(),
        Load::Ready(index) => documents_view(&index),
        Load::Failed(fault) => view! { <p>{errors::reading(&fault)}</p> }.into_any(),
    };
    view! {
        <div class="l-read">
            <div class="c-welcome">
                {decoration("school", PictureSize::OfPage)}
                <div>
                    {heading_of(text::NAV_SCHOOL, heading)}
                    {trust}
                </div>
            </div>
            <h2>{pages::SCHOOL_DOCUMENTS}</h2>
            {documents}
            {move || school.get().map(|school| contact_view(&school))}
        </div>
    }
    .into_any()
}

fn documents_view(index: &ContentIndex) -> AnyView {
    let charters = entries_of(index, Kind::Charter).iter().filter_map(charter_card).collect::<Vec<_>>();
    let others = [Kind::Policy, Kind::Notice, Kind::Guide].into_iter();
    let others =
        others.flat_map(|kind| entries_of(index, kind).into_iter().filter_map(move |entry| card(kind, &entry)));
    cards(charters.into_iter().chain(others).collect())
}

fn card(kind: Kind, entry: &DocumentEntry) -> Option<Card> {
    let picture = match kind {
        Kind::Notice => "locked",
        Kind::Guide => "waving-hand",
        Kind::Charter | Kind::Agreement | Kind::Consent | Kind::Lesson | Kind::Policy => "scroll",
    };
    let route = Route::of_document(kind, &Slug::try_from(entry.slug.as_str()).ok()?);
    Some(Card { route, picture, title: entry.meta.title.clone(), note: entry.meta.summary.clone() })
}

fn contact_view(school: &SchoolResponse) -> AnyView {
    let phone = format!("tel:{}", school.phone.replace(' ', ""));
    let email = format!("mailto:{}", school.email);
    view! {
        <section class="c-contact" aria-labelledby="contact-title">
            <h2 id="contact-title">{pages::SCHOOL_CONTACT}</h2>
            <dl class="c-facts">
                <div class="c-facts__row"><dt>{pages::SCHOOL_PHONE}</dt><dd><a href=phone>{school.phone.clone()}</a></dd></div>
                <div class="c-facts__row"><dt>{pages::SCHOOL_EMAIL}</dt><dd><a href=email>{school.email.clone()}</a></dd></div>
            </dl>
        </section>
    }
    .into_any()
}
