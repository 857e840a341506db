//! Small parts that pages are made of. One file each; nothing here fetches, stores or decides.

mod announcer;
mod carry_on;
mod error_summary;
mod hide_screen;
mod listen;
mod load_view;
mod page_heading;
mod picture;
mod progress;
mod reading_settings;
mod text_field;
mod turn;

pub use announcer::{Announcer, live_region, use_announcer};
pub use carry_on::{CarryOn, carry_on};
pub use error_summary::{FieldErrors, FieldName, error_summary};
pub use hide_screen::hide_screen;
pub use listen::{Listening, listen, listen_here, listen_to_page};
pub use load_view::{load_failed, load_view, loading, not_found};
pub use page_heading::{bare_heading, failure_heading, heading_of, page_heading, page_heading_with_problem};
pub use picture::{PictureSize, decoration, picture};
pub use progress::progress;
pub use reading_settings::reading_settings;
pub use text_field::{TextField, text_field};
pub use turn::someone_else;
