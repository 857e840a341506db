//! The desk: what staff see. Who may be photographed, who has signed, who may sign in. A program of its own, so that no
//! family's phone and no pupil's tablet downloads the office; what pages are made of lives in `shine-ui`.
//!
//! Nothing of a child's is kept on the device: no page is stored, and every page asks the server anew.

mod api;
mod app;
mod field;
mod freshness;
mod me;
mod pages;
mod qr;
mod route;
mod shell;
mod text;

use shine_ui::navigation::Navigation;
use shine_ui::platform::{crash, start};
use shine_ui::reading;
use shine_wire::desk::is_desk_path;

/// Starts the desk in the page this program was loaded by.
pub fn run() {
    crash::show_message_on_crash();
    reading::apply(reading::kept());
    start::start(move || {
        let _ = Navigation::provide_own(is_desk_path);
        app::app()
    });
}
