//! The site for pupils, families and the public: which page stands at which address, and what each one fetches. What
//! pages are made of lives in `shine-ui`. In the browser it is two WebAssembly programs, so that a pupil's tablet fetches
//! no signing and a family's phone no lessons; natively the same pages are drawn to HTML, so that they can be read before
//! either program is there.

mod app;
#[cfg(not(target_arch = "wasm32"))]
pub mod drawing;
mod offline;
mod pages;
mod shell;
mod watch;

#[cfg(test)]
mod tests;

pub use app::{everybodys_app, families_app};

use leptos::prelude::AnyView;
use shine_ui::answer_book::{watch_the_day, wipe_earlier_days};
use shine_ui::navigation::Navigation;
use shine_ui::platform::{crash, history, start};
use shine_ui::reading;
use shine_ui::route::{Program, Route};

/// Starts `app`, the view of `program`, in the page this program was loaded by.
pub fn run(program: Program, app: fn() -> AnyView) {
    crash::show_message_on_crash();
    reading::apply(reading::kept());
    start::read_place();
    if Route::find(&history::here().path).is_some_and(|route| route.is_only_read()) && start::keep_drawn_page() {
        return;
    }
    wipe_earlier_days();
    watch_the_day();
    start::start(move || {
        let _ = Navigation::provide_window(program);
        app()
    });
}
