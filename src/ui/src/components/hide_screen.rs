//! "Hide this screen": one tap, and the window shows times tables, as if nothing else had been there. The address of the page
//! that was open is not left in the window's history. Three taps on Shift do the same. Nothing is recorded or sent.

use leptos::prelude::*;

use crate::navigation::use_navigation;
use crate::platform::clock;
use crate::route::Route;
use crate::text;

/// How many taps on Shift hide the screen.
const TAPS: u32 = 3;
/// Within how many milliseconds.
const WITHIN: i64 = 5000;

/// The link. Before the program is there it leads to the same page.
#[must_use]
pub fn hide_screen() -> AnyView {
    let navigation = use_navigation();
    // How often, and since when in milliseconds.
    let taps = StoredValue::new((0, 0));
    Effect::new(move |_| {
        let listener = window_event_listener(leptos::ev::keyup, move |event| {
            let (now, (count, since)) = (clock::now(), taps.get_value());
            let count = match event.key().as_str() {
                "Shift" if now - since <= WITHIN => count + 1,
                "Shift" => 1,
                _ => 0,
            };
            taps.set_value((count, if count == 1 { now } else { since }));
            if count >= TAPS {
                navigation.go_instead(Route::Hidden);
            }
        });
        on_cleanup(move || listener.remove());
    });
    let hide = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        navigation.go_instead(Route::Hidden);
    };
    view! {
        <a class="c-hide" href=Route::Hidden.href() aria-label=text::HIDE_SCREEN on:click=hide>{text::HIDE}</a>
    }
    .into_any()
}
