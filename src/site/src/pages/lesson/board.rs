//! A lesson on the board: beginning it, moving on by keyboard or clicker, the notes in another window, leaving it.

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_ui::board::{self, Answering, Press, press};
use shine_ui::drawing::is_drawing;
use shine_ui::navigation::use_navigation;
use shine_ui::platform::page;
use shine_ui::route::Route;
use shine_ui::text::lesson;

use super::first_route;

/// Whether steps are shown on a board: then nobody has to answer before the next.
pub(super) fn is_on() -> bool {
    !is_drawing() && board::is_on()
}

/// The button that puts `lesson` on the board.
pub(super) fn begin(document: &Document) -> AnyView {
    let navigation = use_navigation();
    let first = first_route(document);
    let begin = move |_| {
        board::begin();
        if let Some(first) = first.clone() {
            navigation.go(first);
        }
    };
    view! {
        <p class="u-no-print">
            <button type="button" class="c-button" on:click=begin>{lesson::BOARD_BEGIN}</button>
        </p>
    }
    .into_any()
}

/// What a page has on the board besides itself: keys that move on and back, and a line for the adult. Without a way on the
/// clicker stops there.
pub(super) fn controls(document: &Document, previous: &Route, next: Option<&Route>) -> Option<AnyView> {
    if !is_on() {
        return None;
    }
    let navigation = use_navigation();
    let (notes, start) = (Route::AdultNotes(document.slug.clone()), Route::Lesson(document.slug.clone()));
    let leave = move || {
        board::leave();
        navigation.go(start.clone());
    };
    let ways = StoredValue::new((previous.clone(), next.cloned(), leave.clone()));
    Effect::new(move |_| {
        let listener = window_event_listener(leptos::ev::keydown, move |event| {
            let answering = if page::is_at_a_choice() { Answering::Yes } else { Answering::No };
            let is_held = event.repeat() || event.alt_key() || event.ctrl_key() || event.meta_key();
            let Some(press) = press(&event.key(), answering).filter(|_| !is_held) else { return };
            // What is still below is seen first: the browser scrolls to it.
            if event.key() == "PageDown" && page::is_more_below() {
                return;
            }
            event.prevent_default();
            let (previous, next, leave) = ways.get_value();
            match (press, next) {
                (Press::Next, Some(next)) => navigation.go(next),
                (Press::Next, None) => {}
                (Press::Previous, _) => navigation.go(previous),
                (Press::Leave, _) => leave(),
            }
        });
        on_cleanup(move || listener.remove());
    });
    let view = view! {
        <p class="c-board">
            <a href=notes.href() target="_blank" rel="noopener">{lesson::BOARD_NOTES}</a>
            <button type="button" class="c-board__leave" on:click=move |_| leave()>{lesson::BOARD_LEAVE}</button>
        </p>
    };
    Some(view.into_any())
}
