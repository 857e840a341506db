//! When the program itself breaks: `index.html` already holds what people then read, and what was answered is already
//! kept. Nothing is sent anywhere.

use js_sys::Reflect;
use leptos::prelude::{document, window_event_listener_untyped};
use wasm_bindgen::JsValue;

/// The element of `index.html` that is shown after a crash.
const CRASH_ID: &str = "crash";

/// Shows the message of `index.html` when the program breaks off. What families download says nothing before it does (its
/// panics are bare traps), so this listens to what the browser says of it; what developers run names the place as well.
pub fn show_message_on_crash() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        show_message();
    }));
    for (event, field) in [("error", "error"), ("unhandledrejection", "reason")] {
        let listener = window_event_listener_untyped(event, move |event| {
            let what = Reflect::get(&event, &field.into()).unwrap_or(JsValue::UNDEFINED);
            let name = Reflect::get(&what, &"name".into()).ok().and_then(|name| name.as_string());
            // Only WebAssembly breaks off with this; a script of the browser's own extensions is none of ours.
            if name.as_deref() == Some("RuntimeError") {
                show_message();
            }
        });
        // It lives as long as the page.
        std::mem::forget(listener);
    }
}

fn show_message() {
    if let Some(message) = document().get_element_by_id(CRASH_ID) {
        let _ = message.remove_attribute("hidden");
        message.scroll_into_view();
    }
}
