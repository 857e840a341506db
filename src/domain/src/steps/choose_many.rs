//! `.choose-many`: a task list with several `[x]`; the quotation under an option is its feedback.

use crate::diagnostic::{Diagnostic, Sink};
use crate::document::Block;
use crate::parse::Node;
use crate::steps::choose::{self, ChoiceOption};
use crate::steps::head::Head;

/// A question with several right answers.
#[derive(Clone, Debug, PartialEq)]
pub struct ChooseMany {
    /// What stands before the options.
    pub prompt: Vec<Block>,
    /// The options, in the author's order. In a document without errors at least three, two or more of them right.
    pub options: Vec<ChoiceOption>,
}

impl ChooseMany {
    /// Whether exactly the right options are `picked`.
    #[must_use]
    pub fn is_right(&self, picked: &[usize]) -> bool {
        self.options.iter().enumerate().all(|(at, option)| option.is_right == picked.contains(&at))
    }
}

/// Reads the question below `head`.
pub(crate) fn read(head: &Head, nodes: Vec<Node>, sink: &mut Sink) -> ChooseMany {
    let choose::Choose { prompt, options } = choose::read_options(head, nodes, sink);
    let right = options.iter().filter(|option| option.is_right).count();
    let mut report = |code: &'static str, message: &str, help: &str| {
        sink.report(|| Diagnostic::new(code, head.span, message, help));
    };
    if options.len() < 2 {
        let help = "Below the question write each option on a line of its own, such as - [ ] Tell them.";
        report("too-few-options", "A question needs at least two options.", help);
    } else if right == 0 {
        report("no-right-answer", "No option is marked as right.", "Write - [x] before each right one.");
    } else if right == 1 {
        let help = "Mark the others that are right with - [x] too, or make it a question with one answer: .choose.";
        report("only-one-right-answer", "Only one option is marked as right.", help);
    }
    ChooseMany { prompt, options }
}
