//! Large links with a picture: how lists of lessons, charters and bands look.

use leptos::prelude::*;
use shine_ui::components::{PictureSize, decoration};
use shine_ui::route::Route;

/// A large link.
pub(crate) struct Card {
    /// Where it leads.
    pub(crate) route: Route,
    /// Its picture.
    pub(crate) picture: &'static str,
    /// Its name.
    pub(crate) title: String,
    /// A sentence about it, or nothing.
    pub(crate) note: String,
}

/// Cards in a grid.
pub(crate) fn cards(cards: Vec<Card>) -> AnyView {
    let card = |card: Card| view! { <li>{card_view(card)}</li> };
    view! { <ul class="c-cards">{cards.into_iter().map(card).collect_view()}</ul> }.into_any()
}

fn card_view(card: Card) -> AnyView {
    let note = (!card.note.is_empty()).then(|| view! { <span class="c-card__note">{card.note}</span> });
    view! {
        <a class="c-card" href=card.route.href()>
            {decoration(card.picture, PictureSize::OfCard)}
            <span class="c-card__words"><span class="c-card__title">{card.title}</span>{note}</span>
        </a>
    }
    .into_any()
}

/// A link back to where this page was come from.
pub(crate) fn back_link(route: &Route, name: &'static str) -> AnyView {
    view! { <p class="c-back"><a class="c-back__link" href=route.href()>{name}</a></p> }.into_any()
}
