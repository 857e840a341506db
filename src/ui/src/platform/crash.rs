//! When the program itself breaks: `index.html` already holds what people then read, and what was answered is already
//! kept. Nothing is sent anywhere.

use leptos::prelude::document;

/// The element of `index.html` that is shown after a crash.
const CRASH_ID: &str = "crash";

/// Shows the message of `index.html` when the program panics, and says where on the console.
pub fn show_message_on_panic() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        if let Some(message) = document().get_element_by_id(CRASH_ID) {
            let _ = message.remove_attribute("hidden");
            message.scroll_into_view();
        }
    }));
}
