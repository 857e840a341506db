//! The page in the window: title, focus, scrolling, printing, loading anew.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollToOptions};

/// Names the page in the window's tab and in history.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Moves focus to the element called `id` and lets the browser bring it into view. Whether it was found.
pub fn focus(id: &str) -> bool {
    let found = find(id);
    if let Some(element) = &found {
        let _ = element.focus();
    }
    found.is_some()
}

/// Moves focus to the element called `id` without scrolling.
pub fn focus_in_place(id: &str) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = find(id) {
        let _ = element.focus_with_options(&options);
    }
}

/// Scrolls no further than needed for the element called `id` to be seen.
pub fn bring_into_view(id: &str) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    if let Some(element) = find(id) {
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Brings the element called `id` to the top of the window and moves focus to it. Whether it was found.
pub fn go_to(id: &str) -> bool {
    let found = find(id);
    if let Some(element) = &found {
        element.scroll_into_view();
        if !element.has_attribute("tabindex") && !is_focusable(element) {
            let _ = element.set_attribute("tabindex", "-1");
        }
        focus_in_place(id);
    }
    found.is_some()
}

/// Whether the focus is on something that is changed with arrow keys.
#[must_use]
pub fn is_at_a_choice() -> bool {
    let active = document().active_element();
    active.is_some_and(|active| matches!(active.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA"))
}

fn is_focusable(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "A" | "BUTTON" | "INPUT" | "SELECT" | "TEXTAREA")
}

/// Gives the page's root element an attribute, or takes it away.
pub fn mark_root(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Whether the person asked this device for more contrast everywhere.
#[must_use]
pub fn wants_contrast() -> bool {
    let asked = window().match_media("(prefers-contrast: more)").ok().flatten();
    asked.is_some_and(|asked| asked.matches())
}

fn find(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// How far the page is scrolled, in CSS pixels.
#[must_use]
pub fn scroll_position() -> f64 {
    window().scroll_y().unwrap_or(0.0)
}

/// Whether a part of the page is below what is seen of it.
#[must_use]
pub fn is_more_below() -> bool {
    let height = document().document_element().map_or(0, |root| root.scroll_height() - root.client_height());
    scroll_position() + 2.0 < f64::from(height)
}

/// Scrolls the page at once.
pub fn scroll_to(top: f64) {
    let options = ScrollToOptions::new();
    options.set_top(top);
    options.set_behavior(ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&options);
}

/// The address before every path: `https://shine.example`.
#[must_use]
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Opens the browser's print dialogue.
pub fn print() {
    let _ = window().print();
}

/// Calls `on_look` whenever somebody looks at this window again.
pub fn when_looked_at(on_look: impl Fn() + 'static) {
    let looks = leptos::prelude::window_event_listener_untyped("focus", move |_| on_look());
    // It lives as long as the page.
    std::mem::forget(looks);
}

/// Loads the whole site anew.
pub fn reload() {
    let _ = window().location().reload();
}
