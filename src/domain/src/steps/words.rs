//! `.words`: prose with gaps, `[word](#gap)`, then a list of words that fit nowhere.

use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Block, Mark, marks_in, plain_text};
use crate::parse::{Node, NodeKind, block};
use crate::steps::BelowList;
use crate::steps::cards::{Cards, mixed};
use crate::steps::head::Head;

/// Gaps to fill from a bank of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// The prose; its gaps are marks, in reading order.
    pub text: Vec<Block>,
    /// The word each gap wants. Never empty in a document without errors.
    pub gaps: Vec<String>,
    /// The words to choose from, mixed; each once.
    pub bank: Vec<String>,
}

impl Words {
    /// Whether `word` of the bank is what `gap` wants.
    #[must_use]
    pub fn is_right(&self, gap: usize, word: usize) -> bool {
        self.gaps.get(gap).is_some_and(|wanted| self.bank.get(word) == Some(wanted))
    }
}

/// Reads the prose below `head`.
pub(crate) fn read(head: &Head, nodes: Vec<Node>, sink: &mut Sink) -> Words {
    let last_list = nodes.iter().rposition(|node| matches!(node.kind, NodeKind::List { .. }));
    let mut text = Vec::new();
    let mut extra = Vec::new();
    let mut cards = Cards::default();
    let mut below = BelowList::of("words");
    for (at, node) in nodes.into_iter().enumerate() {
        let span = node.span;
        match node.kind {
            NodeKind::List { items, .. } if Some(at) == last_list => {
                for item in items {
                    extra.push(plain_text(&cards.read(item, sink)).trim().to_owned());
                }
            }
            _ => {
                below.look(last_list.is_some_and(|list| at > list), span, sink);
                text.push(block(node));
            }
        }
    }
    let marks = marks_in(&text);
    let gaps = marks.iter().filter(|(mark, _, _)| *mark == Mark::Gap);
    let gaps: Vec<String> = gaps.map(|(_, words, _)| plain_text(words).trim().to_owned()).collect();
    if gaps.is_empty() {
        sink.report(|| {
            let help = "Put a word in square brackets with (#gap) behind it: My password is [secret](#gap).";
            Diagnostic::new("words-without-gap", head.span, "There is no gap to fill.", help)
        });
    }
    if gaps.iter().any(String::is_empty) {
        sink.report(|| {
            let help = "Write the missing word between the square brackets: [secret](#gap).";
            Diagnostic::new("gap-empty", head.span, "A gap has no word that belongs in it.", help)
        });
    }
    let bank = bank(&gaps, extra);
    Words { text, gaps, bank }
}

/// Every word once, in an order that tells nothing.
fn bank(gaps: &[String], extra: Vec<String>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in gaps.iter().cloned().chain(extra) {
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    mixed(words.len()).into_iter().map(|at| words[at].clone()).collect()
}
