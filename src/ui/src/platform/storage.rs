//! Small texts kept on this device or in this window. Where a browser forbids it, or is full, they are kept in memory
//! until the page is left.

use std::cell::RefCell;
use std::collections::HashMap;

use leptos::prelude::window;
use web_sys::Storage;

/// Where a text is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// On this device, over restarts.
    Device,
    /// In this window, until it is closed.
    Window,
}

fn storage(shelf: Shelf) -> Option<Storage> {
    match shelf {
        Shelf::Device => window().local_storage().ok().flatten(),
        Shelf::Window => window().session_storage().ok().flatten(),
    }
}

thread_local! {
    /// What the browser would not keep.
    static MEMORY: RefCell<HashMap<(Shelf, String), String>> = RefCell::default();
}

/// The text kept as `key`.
#[must_use]
pub fn read(shelf: Shelf, key: &str) -> Option<String> {
    // What the browser would not keep is newer than what it has.
    let newer = MEMORY.with_borrow(|memory| memory.get(&(shelf, key.to_owned())).cloned());
    newer.or_else(|| storage(shelf).and_then(|storage| storage.get_item(key).ok().flatten()))
}

/// Keeps `text` as `key`.
pub fn write(shelf: Shelf, key: &str, text: &str) {
    let is_kept = storage(shelf).is_some_and(|storage| storage.set_item(key, text).is_ok());
    MEMORY.with_borrow_mut(|memory| {
        let place = (shelf, key.to_owned());
        if is_kept {
            memory.remove(&place);
        } else {
            memory.insert(place, text.to_owned());
        }
    });
}

/// Forgets `key`.
pub fn remove(shelf: Shelf, key: &str) {
    if let Some(storage) = storage(shelf) {
        let _ = storage.remove_item(key);
    }
    MEMORY.with_borrow_mut(|memory| memory.remove(&(shelf, key.to_owned())));
}

/// Whether the browser keeps everything that was written to `shelf`, and not only this page.
#[must_use]
pub fn keeps_all(shelf: Shelf) -> bool {
    MEMORY.with_borrow(|memory| !memory.keys().any(|(of, _)| *of == shelf))
}

/// The keys of `shelf` that begin with `prefix`.
#[must_use]
pub fn keys(shelf: Shelf, prefix: &str) -> Vec<String> {
    let mut keys: Vec<String> =
        MEMORY.with_borrow(|memory| memory.keys().filter(|(of, _)| *of == shelf).map(|(_, key)| key.clone()).collect());
    if let Some(storage) = storage(shelf) {
        keys.extend((0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten()));
    }
    keys.retain(|key| key.starts_with(prefix));
    keys
}
