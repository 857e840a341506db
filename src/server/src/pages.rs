//! Pages drawn before any program runs in the browser. Drawing is handed in from outside (the site draws, see its own crate), so
//! that the server and the site never see each other; here is what is drawn for, and what was drawn is kept.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use shine_wire::{DrawnPage, PageSource};

/// Draws the page at a path; `None` for pages that cannot be drawn without a person, such as a family's own.
pub type PageDrawer = Arc<dyn Fn(&PageSource, &str) -> Option<DrawnPage> + Send + Sync>;

/// Pages that were drawn, as long as what they were drawn from stays the same.
#[derive(Default)]
pub struct DrawnPages {
    kept: RwLock<Kept>,
}

#[derive(Default)]
struct Kept {
    key: String,
    pages: HashMap<String, Arc<DrawnPage>>,
}

/// The most pages that are kept: more than a school has.
const MOST_PAGES: usize = 2_000;

impl DrawnPages {
    /// The page at `path`, if it was drawn from what `key` names.
    #[must_use]
    pub fn kept(&self, key: &str, path: &str) -> Option<Arc<DrawnPage>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if kept.key == key { kept.pages.get(path).cloned() } else { None }
    }

    /// Keeps what was drawn at `path` from what `key` names, and gives it back. Pages that are none are not kept: whoever
    /// asks for them must not fill the memory.
    pub fn keep(&self, key: &str, path: &str, drawn: Option<DrawnPage>) -> Option<Arc<DrawnPage>> {
        let page = Arc::new(drawn?);
        if page.is_missing {
            return Some(page);
        }
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.key != key {
            *kept = Kept { key: key.to_owned(), pages: HashMap::new() };
        }
        if kept.pages.len() < MOST_PAGES {
            kept.pages.insert(path.to_owned(), Arc::clone(&page));
        }
        Some(page)
    }
}
