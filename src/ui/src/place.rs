//! Where this copy of the site stands: below which path of its host, and where the school's own server is. On the
//! school's own server both are nothing; in a copy on another web host (`shine export`) they are said once, at the start.

use std::sync::OnceLock;

/// The name of the tag of `index.html` that says below which path the site stands.
pub const BASE_TAG: &str = "shine-base";
/// The name of the tag of `index.html` that says where the school's own server is.
pub const SERVER_TAG: &str = "shine-server";

static PLACE: OnceLock<Place> = OnceLock::new();

/// Where the site stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The path before every page and file, without a slash at its end: `` or `/shine`.
    pub base: String,
    /// The address of the school's own server, without a slash at its end, where this is not it.
    pub server: String,
}

impl Place {
    /// Says where the site stands, once for this program. A second word changes nothing.
    pub fn set(self) {
        let _ = PLACE.set(self);
    }
}

fn place() -> &'static Place {
    PLACE.get_or_init(Place::default)
}

/// Whether this is a copy on another web host, where nothing can be signed.
#[must_use]
pub fn is_copy() -> bool {
    !place().server.is_empty()
}

/// The address of a public page or file, which `path` names from its first slash.
#[must_use]
pub fn public(path: &str) -> String {
    format!("{}{path}", place().base)
}

/// The address of a page that only the school's own server has.
#[must_use]
pub fn on_server(path: &str) -> String {
    if is_copy() { format!("{}{path}", place().server) } else { public(path) }
}

/// `path` from the site's own first slash; `None` when it is not the site's.
#[must_use]
pub fn within(path: &str) -> Option<&str> {
    let rest = path.strip_prefix(place().base.as_str())?;
    if rest.is_empty() { Some("/") } else { rest.starts_with('/').then_some(rest) }
}
