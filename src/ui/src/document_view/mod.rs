//! A document's tree on the screen, node by node: no HTML of an author's ever reaches the page.

mod block;
mod inline;
mod letter;
mod whole;

pub use block::{HeadingLevel, blocks_view, paragraph_picture};
pub use inline::{MarkView, inlines_view};
pub use letter::{letter_tile, split_letter_heading};
pub use whole::{Promises, section_view, whole_view};

use shine_domain::document::Document;
use shine_domain::ids::Language;

/// Which way a language is written: `rtl` or `ltr`.
#[must_use]
pub fn direction(language: &Language) -> &'static str {
    match language.as_str() {
        "ar" | "ckb" | "fa" | "he" | "ps" | "sd" | "ur" => "rtl",
        _ => "ltr",
    }
}

/// `lang` and `dir` of a document's text.
#[must_use]
pub fn language_of(document: &Document) -> (String, &'static str) {
    (document.language.to_string(), direction(&document.language))
}
