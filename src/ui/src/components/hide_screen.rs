//! "Hide this screen": one tap, and the window shows times tables, as if nothing else had been there. The address of the page
//! that was open is not left in the window's history. Three taps on Shift do the same. Nothing is recorded or sent.

use leptos::prelude::*;

use crate::navigation::use_navigation;
use crate::route::Route;
use crate::text;

/// How many taps on Shift hide the screen.
const TAPS: u32 = 3;

/// The link. Before the program is there it leads to the same page.
#[must_use]
pub fn hide_screen() -> AnyView {
    let navigation = use_navigation();
    let taps = StoredValue::new(0);
    Effect::new(move |_| {
        let listener = window_event_listener(leptos::ev::keyup, move |event| {
            let is_shift = event.key() == "Shift";
            taps.update_value(|taps| *taps = if is_shift { *taps + 1 } else { 0 });
            if taps.get_value() >= TAPS {
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
