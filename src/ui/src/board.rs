//! Board mode: a lesson shown to a whole class, large, with nothing around it, moved on by keyboard or clicker. It lasts as
//! long as the window, or until somebody leaves it. How it looks is the style sheet's (`style/components/board.css`).

use crate::platform::page;
use crate::platform::storage::{self, Shelf};
use crate::route::Route;

/// Where it is kept that this window is a board.
const KEY: &str = "shine.board";

/// Whether this window is a board.
#[must_use]
pub fn is_on() -> bool {
    storage::read(Shelf::Window, KEY).is_some()
}

/// Makes this window a board.
pub fn begin() {
    storage::write(Shelf::Window, KEY, "1");
}

/// Makes this window one like any other.
pub fn leave() {
    storage::remove(Shelf::Window, KEY);
}

/// Marks the page of `route` as shown on a board, or not: only what a class looks at is, so that every other page keeps its
/// header and the way to help.
pub fn apply(route: Option<&Route>) {
    let is_shown = matches!(route, Some(Route::Step { .. } | Route::Finished(_)));
    page::mark_root("data-board", (is_shown && is_on()).then_some(""));
}

/// What a key means on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// To the next page.
    Next,
    /// To the page before.
    Previous,
    /// Away from the board.
    Leave,
}

/// What `key` means. A clicker sends Page Down and Page Up. The arrows are left to what is answered with them, as `answering` says.
#[must_use]
pub fn press(key: &str, answering: Answering) -> Option<Press> {
    match (key, answering) {
        ("PageDown", _) | ("ArrowRight", Answering::No) => Some(Press::Next),
        ("PageUp", _) | ("ArrowLeft", Answering::No) => Some(Press::Previous),
        ("Escape", _) => Some(Press::Leave),
        _ => None,
    }
}

/// Whether the focus is on something that arrows change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answering {
    /// It is.
    Yes,
    /// It is not.
    No,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clicker_moves_on_and_arrows_are_left_to_radios_and_lists() {
        assert_eq!(press("PageDown", Answering::Yes), Some(Press::Next));
        assert_eq!(press("PageUp", Answering::No), Some(Press::Previous));
        assert_eq!(press("ArrowRight", Answering::No), Some(Press::Next));
        assert_eq!(press("ArrowRight", Answering::Yes), None);
        assert_eq!(press("Escape", Answering::Yes), Some(Press::Leave));
        assert_eq!(press("a", Answering::No), None);
    }
}
