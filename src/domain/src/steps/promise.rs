//! `.promise`: a list of promises, each of which the reader taps; in a charter it carries its letter.

use crate::document::{Block, Inline};

/// Promises to make.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// The letter of the charter it stands for: `letter=S`.
    pub letter: Option<char>,
    /// What stands before the list.
    pub prompt: Vec<Block>,
    /// The promises. Never empty in a document without errors.
    pub promises: Vec<Vec<Inline>>,
}
