//! `.choose`: a task list with one `[x]`; the quotation under an option is its feedback.

use crate::document::{Block, Inline};
use crate::vocabulary::Level;

/// A question with one right answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Choose {
    /// What stands before the options.
    pub prompt: Vec<Block>,
    /// The options, in the author's order. Never empty in a document without errors.
    pub options: Vec<ChoiceOption>,
}

/// One thing to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceOption {
    /// Its words.
    pub text: Vec<Inline>,
    /// Whether it is the author's `[x]`.
    pub is_right: bool,
    /// What choosing it shows, on a question of the knowledge map.
    pub level: Option<Level>,
    /// What the reader is told after choosing it.
    pub feedback: Vec<Block>,
}
