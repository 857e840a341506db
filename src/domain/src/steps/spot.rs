//! `.spot`: a message, a post or a profile with `[words](#clue "why")` to spot and `[words](#fine "why")` that are fine.

use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Block, Mark, marks_in, plain_text};
use crate::parse::{Node, blocks};
use crate::steps::head::Head;

/// Something to look at closely.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// What is looked at; its spots are marks, in reading order.
    pub text: Vec<Block>,
    /// The spots. At least one is a clue in a document without errors.
    pub spots: Vec<Place>,
}

/// Words that can be tapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The words.
    pub words: String,
    /// Whether they are what is looked for.
    pub is_clue: bool,
    /// What a reader is told on tapping them.
    pub why: String,
}

impl Spot {
    /// The clues that are not among `tapped`.
    pub fn left<'a>(&'a self, tapped: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
        let places = self.spots.iter().enumerate();
        places.filter(|(at, place)| place.is_clue && !tapped.contains(at)).map(|(at, _)| at)
    }
}

/// Reads what stands below `head`.
pub(crate) fn read(head: &Head, nodes: Vec<Node>, sink: &mut Sink) -> Spot {
    let text = blocks(nodes);
    let marks = marks_in(&text);
    let spots: Vec<Place> = marks
        .iter()
        .filter(|(mark, _, _)| *mark != Mark::Gap)
        .map(|(mark, words, why)| Place {
            words: plain_text(words).trim().to_owned(),
            is_clue: *mark == Mark::Clue,
            why: (*why).to_owned(),
        })
        .collect();
    if !spots.iter().any(|place| place.is_clue) {
        sink.report(|| {
            let help = "Put words in square brackets with (#clue \"why\") behind them.";
            Diagnostic::new("spot-without-clue", head.span, "There is nothing to spot.", help)
        });
    }
    for place in spots.iter().filter(|place| place.why.trim().is_empty()) {
        sink.report(|| {
            let message = format!("Nothing is told about \"{}\".", place.words);
            let help = "Write why between straight quotes after #clue or #fine: [words](#clue \"why\").";
            Diagnostic::new("spot-without-why", head.span, message, help)
        });
    }
    Spot { text, spots }
}
