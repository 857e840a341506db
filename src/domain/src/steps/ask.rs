//! `.ask`: one purpose of a consent: its question, the four facts people must be told (domain.md R34), its channel.

use crate::diagnostic::{Diagnostic, Sink, suggest};
use crate::document::{Block, Inline, plain_text};
use crate::parse::{Node, NodeKind, block};
use crate::steps::head::Head;
use crate::text::Span;
use crate::vocabulary::{Basis, Channel, Rule};

/// A question an adult answers yes, no, or later.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// What stands before the four facts.
    pub prompt: Vec<Block>,
    /// Where the purpose leads. `None` only where a diagnostic says so.
    pub channel: Option<Channel>,
    /// Whether the child's own yes is needed too (`needs-child=yes`).
    pub needs_child: bool,
    /// Why the school may do it (`basis=`): the school's own, written in by the resolver; consent if nothing is said.
    pub basis: Basis,
    /// How many adults must say yes (`rule=`), as above; one if nothing is said.
    pub rule: Rule,
    /// The four facts, each as written after its bold word; empty only where a diagnostic says so.
    pub facts: Facts,
}

/// What people must be told before they answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// **Why:**
    pub why: String,
    /// **Where kept:**
    pub where_kept: String,
    /// **How long:**
    pub how_long: String,
    /// **Who sees it:**
    pub who_sees_it: String,
}

/// What its heading may carry besides kind and id.
pub(crate) const KEYS: &[&str] = &["channel", "needs-child", "basis", "rule"];

/// The bold words before the four facts, and what each tells.
const FACTS: [(&str, &str); 4] = [
    ("Why", "what the school does it for"),
    ("Where kept", "where the picture or information is kept"),
    ("How long", "how long it is kept"),
    ("Who sees it", "who will see it"),
];

/// Reads the question below `head`.
pub(crate) fn read(head: &Head, nodes: Vec<Node>, sink: &mut Sink) -> Ask {
    let mut found: [Option<String>; 4] = Default::default();
    let mut prompt = Vec::new();
    for node in nodes {
        if !read_facts(&node, &mut found, sink) {
            prompt.push(block(node));
        }
    }
    for (fact, (label, tells)) in found.iter().zip(FACTS) {
        if fact.as_deref().is_none_or(str::is_empty) {
            sink.report(|| {
                let message = format!("The question does not say {tells}.");
                Diagnostic::new("fact-missing", head.span, message, format!("Add a sentence that begins **{label}:**"))
            });
        }
    }
    let [why, where_kept, how_long, who_sees_it] = found.map(Option::unwrap_or_default);
    let facts = Facts { why, where_kept, how_long, who_sees_it };
    Ask {
        prompt,
        channel: read_channel(head, sink),
        needs_child: read_needs_child(head, sink),
        basis: read_word(head, "basis", &Basis::ALL.iter().map(|one| (one.word(), *one)).collect::<Vec<_>>(), sink),
        rule: read_word(head, "rule", &Rule::ALL.iter().map(|one| (one.word(), *one)).collect::<Vec<_>>(), sink),
        facts,
    }
}

/// The value of `key`, one of `known`; the first of them if nothing is said or nobody knows the word.
fn read_word<T: Copy>(head: &Head, key: &str, known: &[(&'static str, T)], sink: &mut Sink) -> T {
    let fallback = known[0].1;
    let Some((value, span)) = head.attributes.find(key) else { return fallback };
    let found = known.iter().find(|(word, _)| *word == value).map(|(_, one)| *one);
    found.unwrap_or_else(|| {
        sink.report(|| {
            let code = if key == "basis" { "unknown-basis" } else { "unknown-rule" };
            let message = format!("There is no {key} called \"{value}\".");
            Diagnostic::new(code, span, message, suggest(value, known.iter().map(|(word, _)| *word)))
        });
        fallback
    })
}

/// Takes the facts out of `node`, if it begins with one or is a list of them.
fn read_facts(node: &Node, found: &mut [Option<String>; 4], sink: &mut Sink) -> bool {
    match &node.kind {
        NodeKind::Paragraph(words) if begins_fact(words) => {
            read_paragraph(words, node.span, found, sink);
            true
        }
        NodeKind::List { items, .. } => {
            let paragraphs = items.iter().map(|item| item.nodes.as_slice());
            let all: Option<Vec<_>> = paragraphs
                .map(|nodes| match nodes {
                    [Node { kind: NodeKind::Paragraph(words), span }] if begins_fact(words) => Some((words, *span)),
                    _ => None,
                })
                .collect();
            let Some(all) = all else { return false };
            all.into_iter().for_each(|(words, span)| read_paragraph(words, span, found, sink));
            true
        }
        _ => false,
    }
}

/// The words of a bold label without its colon.
fn label(inline: &Inline) -> Option<String> {
    match inline {
        Inline::Strong(words) => Some(plain_text(words).trim().trim_end_matches(':').trim().to_owned()),
        _ => None,
    }
}

fn find_fact(label: &str) -> Option<usize> {
    FACTS.iter().position(|(known, _)| known.eq_ignore_ascii_case(label))
}

/// Whether a paragraph is one of facts: it begins with bold words that end with a colon or are a fact's label.
fn begins_fact(words: &[Inline]) -> bool {
    let first = words.first().and_then(label);
    let has_colon = matches!(words.first(), Some(Inline::Strong(words)) if plain_text(words).trim().ends_with(':'));
    first.is_some_and(|first| has_colon || find_fact(&first).is_some())
}

fn read_paragraph(words: &[Inline], span: Span, found: &mut [Option<String>; 4], sink: &mut Sink) {
    let mut at: Option<usize> = None;
    let mut pieces: [Vec<Inline>; 4] = Default::default();
    for (index, inline) in words.iter().enumerate() {
        let fact = label(inline).and_then(|label| find_fact(&label));
        if let Some(fact) = fact {
            if found[fact].is_some() || !pieces[fact].is_empty() {
                sink.report(|| {
                    let message = format!("The fact \"{}\" is told twice.", FACTS[fact].0);
                    Diagnostic::new("fact-twice", span, message, "Keep one of the two.")
                });
            }
            at = Some(fact);
        } else if let Some(unknown) = label(inline).filter(|_| index == 0) {
            sink.report(|| {
                let message = format!("The bold words \"{unknown}\" are not one of the four facts.");
                Diagnostic::new("unknown-fact", span, message, suggest(&unknown, FACTS.map(|(label, _)| label)))
            });
        } else if let Some(fact) = at {
            pieces[fact].push(inline.clone());
        }
    }
    for (fact, piece) in found.iter_mut().zip(pieces) {
        let text = plain_text(&piece);
        let text = text.trim().trim_start_matches(':').trim();
        if !text.is_empty() && fact.is_none() {
            *fact = Some(text.to_owned());
        }
    }
}

fn read_channel(head: &Head, sink: &mut Sink) -> Option<Channel> {
    let known = || Channel::ALL.iter().map(|channel| channel.word());
    let Some((value, span)) = head.attributes.find("channel") else {
        sink.report(|| {
            let help =
                format!("Add channel= and one of these to the braces: {}.", known().collect::<Vec<_>>().join(", "));
            Diagnostic::new("channel-missing", head.span, "The question does not say which channel it is about.", help)
        });
        return None;
    };
    let channel = Channel::find(value);
    if channel.is_none() {
        sink.report(|| {
            let message = format!("There is no channel called \"{value}\".");
            Diagnostic::new("unknown-channel", span, message, suggest(value, known()))
        });
    }
    channel
}

fn read_needs_child(head: &Head, sink: &mut Sink) -> bool {
    match head.attributes.find("needs-child") {
        None | Some(("no", _)) => false,
        Some(("yes", _)) => true,
        Some((value, span)) => {
            sink.report(|| {
                let message = format!("needs-child is \"{value}\", which is neither yes nor no.");
                Diagnostic::new("needs-child-not-yes-or-no", span, message, "Write needs-child=yes or needs-child=no.")
            });
            // The careful reading: a child who ought to be asked is.
            true
        }
    }
}
