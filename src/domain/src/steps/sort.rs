//! `.sort`: a nested list; the outer items are groups, the inner ones the cards that belong in them.

use crate::document::{Block, Inline};

/// Cards to put into groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Sort {
    /// What stands before the list.
    pub prompt: Vec<Block>,
    /// The groups, in the author's order. At least two in a document without errors.
    pub groups: Vec<Vec<Inline>>,
    /// The cards, in the author's order; shown in [`Sort::shown_order`].
    pub cards: Vec<Card>,
}

/// A card and where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its words.
    pub text: Vec<Inline>,
    /// The index of its group.
    pub group: usize,
}

impl Sort {
    /// The order cards are shown in: mixed, and the same every time for the same number of cards, so that a
    /// reload or a neighbour's screen shows no other order.
    #[must_use]
    pub fn shown_order(&self) -> Vec<usize> {
        let count = self.cards.len();
        let step = [7, 5, 3, 11, 13].into_iter().find(|step| !count.is_multiple_of(*step)).unwrap_or(1);
        (0..count).map(|at| (at * step + count / 2) % count).collect()
    }
}
