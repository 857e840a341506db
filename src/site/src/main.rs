//! The site as the browser's program: starts it in `index.html`.

use shine_ui::answer_book::wipe_earlier_days;
use shine_ui::navigation::Navigation;
use shine_ui::platform::{crash, start};

fn main() {
    crash::show_message_on_crash();
    start::read_place();
    wipe_earlier_days();
    start::start(|| {
        let _ = Navigation::provide_window();
        shine_site::app()
    });
}
