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
    let kept = storage(shelf).and_then(|storage| storage.get_item(key).ok().flatten());
    kept.or_else(|| MEMORY.with_borrow(|memory| memory.get(&(shelf, key.to_owned())).cloned()))
}

/// Keeps `text` as `key`. Whether the browser keeps it, and not only this page.
pub fn write(shelf: Shelf, key: &str, text: &str) -> bool {
    let is_kept = storage(shelf).is_some_and(|storage| storage.set_item(key, text).is_ok());
    if !is_kept {
        // A full browser still has the earlier text, which would be read in place of this one.
        remove(shelf, key);
        MEMORY.with_borrow_mut(|memory| memory.insert((shelf, key.to_owned()), text.to_owned()));
    }
    is_kept
}

/// Forgets `key`.
pub fn remove(shelf: Shelf, key: &str) {
    if let Some(storage) = storage(shelf) {
        let _ = storage.remove_item(key);
    }
    MEMORY.with_borrow_mut(|memory| memory.remove(&(shelf, key.to_owned())));
}

/// The keys the browser keeps that begin with `prefix`.
#[must_use]
pub fn keys(shelf: Shelf, prefix: &str) -> Vec<String> {
    let Some(storage) = storage(shelf) else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    (0..count).filter_map(|at| storage.key(at).ok().flatten()).filter(|key| key.starts_with(prefix)).collect()
}
