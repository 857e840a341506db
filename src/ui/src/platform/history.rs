//! The window's address and its past, and clicks on links. What an address means is in [`crate::route`]; what happens
//! on arrival is in [`crate::navigation`].

use leptos::prelude::{window, window_event_listener_untyped};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, ScrollRestoration};

/// Where the window is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path, from its first slash; no query.
    pub path: String,
    /// What stands after `#`, without it.
    pub fragment: String,
}

/// Where the window is now.
#[must_use]
pub fn here() -> Place {
    let location = window().location();
    let fragment = location.hash().unwrap_or_default();
    Place {
        path: location.pathname().unwrap_or_default(),
        fragment: fragment.strip_prefix('#').unwrap_or_default().to_owned(),
    }
}

/// Goes to `address` as a new entry of the window's history.
pub fn push(address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Gives the present entry of the history another address.
pub fn replace(address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Keeps, with the present entry of the history, how far the page is scrolled.
pub fn keep_scroll(top: f64) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state(&JsValue::from_f64(top), "");
    }
}

/// How far the page was scrolled when this entry of the history was left.
#[must_use]
pub fn kept_scroll() -> Option<f64> {
    window().history().ok()?.state().ok()?.as_f64()
}

/// Calls `on_link` with the place of every plainly clicked link within the site; what it answers says whether the link
/// was taken, else the browser follows it. Calls `on_return` after back and forward.
pub fn listen(on_link: impl Fn(Place) -> bool + 'static, on_return: impl Fn() + 'static) {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
    let clicks = window_event_listener_untyped("click", move |event| {
        if let Some(place) = event.dyn_ref::<MouseEvent>().and_then(link_place)
            && on_link(place)
        {
            event.prevent_default();
        }
    });
    let returns = window_event_listener_untyped("popstate", move |_| on_return());
    // They live as long as the page.
    std::mem::forget((clicks, returns));
}

/// Calls `on_rest` when scrolling has stopped for a moment.
pub fn listen_for_scrolling(on_rest: impl Fn() + Clone + 'static) {
    let rested = leptos::prelude::debounce(std::time::Duration::from_millis(150), move |()| on_rest());
    let rested = std::cell::RefCell::new(rested);
    let scrolls = window_event_listener_untyped("scroll", move |_| {
        if let Ok(mut rested) = rested.try_borrow_mut() {
            rested(());
        }
    });
    std::mem::forget(scrolls);
}

/// The place a click leads to: only of a plain click on a link within the site that asks for nothing special.
fn link_place(event: &MouseEvent) -> Option<Place> {
    let is_plain =
        event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key() && !event.alt_key();
    if !is_plain || event.default_prevented() {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let is_special = link.has_attribute("download") || link.has_attribute("target") || link.rel() == "external";
    if is_special || link.origin() != window().location().origin().ok()? {
        return None;
    }
    let fragment = link.hash();
    Some(Place { path: link.pathname(), fragment: fragment.strip_prefix('#').unwrap_or_default().to_owned() })
}
