//! The site for pupils, families and the public: one WebAssembly program drawn into `index.html`.
//!
//! What pages are made of lives in `shine-ui`; here is which page stands at which address, and what each one fetches.

mod app;
mod pages;
mod shell;
mod watch;

#[cfg(test)]
mod tests;

use shine_ui::answer_book::wipe_earlier_days;
use shine_ui::navigation::Navigation;
use shine_ui::platform::{crash, start};

fn main() {
    crash::show_message_on_panic();
    wipe_earlier_days();
    start::start(|| {
        let _ = Navigation::provide_window();
        app::app()
    });
}
