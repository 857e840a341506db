//! Putting the program into the page.

use leptos::mount::mount_to;
use leptos::prelude::{IntoView, document};
use wasm_bindgen::JsCast;

/// The element of `index.html` the site is drawn into.
const APP_ID: &str = "app";
/// The element of `index.html` that is read until then.
const WAITING_ID: &str = "waiting";

/// Draws `app` in place of what `index.html` shows while the program loads. Without those elements nothing happens.
pub fn start<View: IntoView + 'static>(app: impl FnOnce() -> View + 'static) {
    let Some(place) = document().get_element_by_id(APP_ID).and_then(|element| element.dyn_into().ok()) else { return };
    if let Some(waiting) = document().get_element_by_id(WAITING_ID) {
        waiting.remove();
    }
    mount_to(place, app).forget();
}
