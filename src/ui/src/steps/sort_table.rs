//! The table of a `.sort` step: which card is in which group, which one is in the hand. No screen, no storage.

use shine_domain::answers::Answer;
use shine_domain::steps::sort::Sort;

/// Cards on their way into groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortTable {
    groups: Vec<Option<usize>>,
    order: Vec<usize>,
    held: Option<usize>,
    checked: bool,
}

/// A card that was put into a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The card.
    pub card: usize,
    /// How many cards are in no group yet.
    pub left: usize,
}

impl SortTable {
    /// The table of `sort` as `answer` left it, with the first loose card in the hand.
    #[must_use]
    pub fn new(sort: &Sort, answer: Option<&Answer>) -> Self {
        let (groups, checked) = match answer {
            Some(Answer::Sort { groups, checked }) if groups.len() == sort.cards.len() => (groups.clone(), *checked),
            _ => (vec![None; sort.cards.len()], false),
        };
        let mut table = Self { groups, order: sort.shown_order(), held: None, checked };
        table.held = table.loose().first().copied();
        table
    }

    /// What there is to keep.
    #[must_use]
    pub fn answer(&self) -> Answer {
        Answer::Sort { groups: self.groups.clone(), checked: self.checked }
    }

    /// The card in the hand.
    #[must_use]
    pub const fn held(&self) -> Option<usize> {
        self.held
    }

    /// Whether the reader asked for it to be checked as it stands.
    #[must_use]
    pub const fn is_checked(&self) -> bool {
        self.checked
    }

    /// The cards in no group, in the order shown.
    #[must_use]
    pub fn loose(&self) -> Vec<usize> {
        self.cards_in(None)
    }

    /// The cards in `group`, in the order shown.
    #[must_use]
    pub fn cards_in(&self, group: Option<usize>) -> Vec<usize> {
        self.order.iter().copied().filter(|card| self.groups.get(*card) == Some(&group)).collect()
    }

    /// Takes `card` into the hand, wherever it is. A card in the hand already stays there: a child who taps the
    /// card that is waiting for them means that one.
    pub fn hold(&mut self, card: usize) {
        self.held = Some(card);
    }

    /// Puts the card in the hand into `group` and takes the next loose one. `None` when the hand is empty.
    pub fn put(&mut self, group: usize) -> Option<Placed> {
        let card = self.held?;
        *self.groups.get_mut(card)? = Some(group);
        self.checked = false;
        let loose = self.loose();
        self.held = loose.first().copied();
        Some(Placed { card, left: loose.len() })
    }

    /// Asks for the table to be checked. Whether it could be: only when no card is loose.
    pub fn check(&mut self) -> bool {
        self.checked = self.loose().is_empty();
        if self.checked {
            self.held = None;
        }
        self.checked
    }

    /// Whether `card` is where the author put it; `None` until checked.
    #[must_use]
    pub fn is_right(&self, sort: &Sort, card: usize) -> Option<bool> {
        let group = self.groups.get(card).copied().flatten()?;
        self.checked.then(|| sort.cards.get(card).is_some_and(|card| card.group == group))
    }

    /// How many cards are to be thought about again; `None` until checked.
    #[must_use]
    pub fn wrong(&self, sort: &Sort) -> Option<usize> {
        let count = (0..self.groups.len()).filter(|card| self.is_right(sort, *card) == Some(false)).count();
        self.checked.then_some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::a_sort;

    #[test]
    fn the_next_loose_card_is_always_in_the_hand() {
        let sort = a_sort();
        let mut table = SortTable::new(&sort, None);
        let first = sort.shown_order()[0];
        assert_eq!(table.held(), Some(first));
        let placed = table.put(0).expect("a card in the hand");
        assert_eq!(placed, Placed { card: first, left: sort.cards.len() - 1 });
        assert_eq!(table.held(), Some(sort.shown_order()[1]));
    }

    #[test]
    fn a_card_can_be_taken_back_and_moved() {
        let sort = a_sort();
        let mut table = SortTable::new(&sort, None);
        let card = table.put(0).expect("a card").card;
        table.hold(card);
        assert_eq!(table.held(), Some(card));
        table.put(1);
        assert_eq!(table.cards_in(Some(1)), [card]);
        assert!(table.cards_in(Some(0)).is_empty());
    }

    #[test]
    fn only_a_full_table_can_be_checked_and_moving_a_card_unchecks_it() {
        let sort = a_sort();
        let mut table = SortTable::new(&sort, None);
        assert!(!table.check());
        while table.held().is_some() {
            table.put(0);
        }
        assert!(table.check());
        let wrong = sort.cards.iter().filter(|card| card.group != 0).count();
        assert_eq!(table.wrong(&sort), Some(wrong));
        let card = (0..sort.cards.len()).find(|card| table.is_right(&sort, *card) == Some(false)).expect("a wrong one");
        table.hold(card);
        table.put(sort.cards[card].group);
        assert_eq!(table.wrong(&sort), None);
        assert!(table.check());
        assert_eq!(table.wrong(&sort), Some(wrong - 1));
    }

    #[test]
    fn a_table_is_the_same_after_a_reload() {
        let sort = a_sort();
        let mut table = SortTable::new(&sort, None);
        table.put(1);
        assert_eq!(SortTable::new(&sort, Some(&table.answer())), table);
    }

    #[test]
    fn tapping_the_waiting_card_keeps_it_in_the_hand() {
        let mut table = SortTable::new(&a_sort(), None);
        let card = table.held().expect("a card");
        table.hold(card);
        assert_eq!(table.put(0).map(|placed| placed.card), Some(card));
    }

    #[test]
    fn an_empty_hand_puts_nothing() {
        let mut table = SortTable::new(&a_sort(), None);
        while table.held().is_some() {
            table.put(0);
        }
        assert_eq!(table.put(0), None);
    }
}
