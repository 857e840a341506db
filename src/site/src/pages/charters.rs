//! The charters there are.

use leptos::prelude::*;
use shine_domain::ids::Slug;
use shine_domain::vocabulary::{Kind, Signer};
use shine_ui::components::{load_view, page_heading};
use shine_ui::document_view::letter_tile;
use shine_ui::library::{entries_of, use_library};
use shine_ui::route::Route;
use shine_ui::text::{self, pages};
use shine_wire::{ContentIndex, DocumentEntry};

use super::cards::{Card, cards};

/// The page.
pub(crate) fn page() -> AnyView {
    load_view(use_library().load_index(), |index| view(&index))
}

fn view(index: &ContentIndex) -> AnyView {
    let letters = text::SHINE.chars().map(letter_tile).collect_view();
    let all: Vec<Card> = entries_of(index, Kind::Charter).iter().filter_map(charter_card).collect();
    let none = all.is_empty().then(|| view! { <p>{pages::CHARTERS_NONE}</p> });
    view! {
        <div class="l-read">
            <div class="c-hero__letters" aria-hidden="true">{letters}</div>
            {page_heading(pages::CHARTERS_TITLE)}
            <p class="c-lead">{pages::CHARTERS_LEAD}</p>
            {none}
            {cards(all)}
        </div>
    }
    .into_any()
}

/// A charter's card, for this page and the school's.
pub(crate) fn charter_card(entry: &DocumentEntry) -> Option<Card> {
    let (picture, whose) = if entry.meta.signers.contains(&Signer::Pupil) {
        ("child", pages::CHARTER_FOR_PUPILS)
    } else if entry.meta.signers.contains(&Signer::Adult) {
        ("family", pages::CHARTER_FOR_ADULTS)
    } else {
        ("people", pages::CHARTER_FOR_OTHERS)
    };
    let note = if entry.meta.summary.is_empty() { whose.to_owned() } else { entry.meta.summary.clone() };
    let route = Route::Charter(Slug::try_from(entry.slug.as_str()).ok()?);
    Some(Card { route, picture, title: entry.meta.title.clone(), note })
}
