//! Cards: what several kinds of step lay on the table. One line of words or a picture each, no two alike.

use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Inline, plain_text};
use crate::parse::Item;
use crate::text::Span;

/// The cards of one step, read one after another.
#[derive(Default)]
pub(super) struct Cards {
    seen: Vec<String>,
}

impl Cards {
    /// Reads the card that `item` is.
    pub(super) fn read(&mut self, item: Item, sink: &mut Sink) -> Vec<Inline> {
        let span = item.span;
        let (text, rest) = item.split();
        if let Some(node) = rest.first() {
            report_long(node.span, sink);
        }
        self.note(&text, span, sink);
        text
    }

    /// Takes `text` as a card, and says so if it has no words or another has the same.
    pub(super) fn note(&mut self, text: &[Inline], span: Span, sink: &mut Sink) {
        let plain = plain_text(text).trim().to_lowercase();
        if plain.is_empty() {
            sink.report(|| {
                Diagnostic::new("card-empty", span, "This card has no words.", "Write some, or take it away.")
            });
        } else if self.seen.contains(&plain) {
            sink.report(|| {
                let help = "Change its words or take one away: a child could not tell the two apart.";
                Diagnostic::new("card-doubled", span, "Another card has the same words.", help)
            });
        }
        self.seen.push(plain);
    }
}

/// Says that a card has more than one line.
pub(super) fn report_long(span: Span, sink: &mut Sink) {
    sink.report(|| {
        let help = "Keep the card to one line. What belongs to all of them stands above the list.";
        Diagnostic::new("card-too-long", span, "Only a card's first lines are shown; this is left out.", help)
    });
}

/// The order in which `count` cards are shown: mixed, and the same every time for the same number of cards, so that a
/// reload or a neighbour's screen shows no other order.
#[must_use]
pub(crate) fn mixed(count: usize) -> Vec<usize> {
    let step = [7, 5, 3, 11, 13].into_iter().find(|step| !count.is_multiple_of(*step)).unwrap_or(1);
    (0..count).map(|at| (at * step + count / 2) % count).collect()
}

#[cfg(test)]
mod tests {
    use super::mixed;

    #[test]
    fn every_card_is_shown_once_and_two_or_more_never_in_the_authors_order() {
        for count in 0..200 {
            let shown = mixed(count);
            let mut sorted = shown.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..count).collect::<Vec<_>>());
            assert!(count < 2 || shown != sorted, "{count}");
        }
    }
}
