//! Pages drawn before any program runs in the browser: what they are drawn from, and what comes of it. The server serves
//! them, the site draws them, and neither sees the other.

use std::collections::BTreeMap;

use crate::{ContentIndex, SchoolResponse};

/// What pages are drawn from: what the browser's program would fetch itself.
#[derive(Clone, Debug)]
pub struct PageSource {
    /// The school.
    pub school: SchoolResponse,
    /// Every document that can be read.
    pub index: ContentIndex,
    /// Their texts, by `<kind>/<slug>.<language>`.
    pub texts: BTreeMap<String, String>,
}

/// A drawn page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnPage {
    /// Its title, escaped.
    pub title: String,
    /// What stands in its body.
    pub body: String,
    /// Addresses the program will fetch for it.
    pub fetches: Vec<String>,
    /// Whether it says that there is no such page.
    pub is_missing: bool,
}
