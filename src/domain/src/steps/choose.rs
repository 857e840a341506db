//! `.choose`: a task list with one `[x]`; the quotation under an option is its feedback.

use crate::diagnostic::{Diagnostic, Sink, suggest};
use crate::document::{Block, Inline, plain_text};
use crate::parse::{Attributes, Item, Node, NodeKind, block, blocks};
use crate::steps::BelowList;
use crate::steps::head::Head;
use crate::text::Span;
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

/// Reads the question below `head`.
pub(crate) fn read(head: &Head, nodes: Vec<Node>, sink: &mut Sink) -> Choose {
    let choose = read_options(head, nodes, sink);
    report_options(head, &choose.options, sink);
    choose
}

/// Reads what stands before the options, and the options, without a word about which of them are right.
pub(super) fn read_options(head: &Head, nodes: Vec<Node>, sink: &mut Sink) -> Choose {
    let mut choose = Choose { prompt: Vec::new(), options: Vec::new() };
    let mut spans: Vec<Span> = Vec::new();
    let mut below = BelowList::of("options");
    let has_boxes = nodes.iter().any(is_boxed);
    for node in nodes {
        // A list without boxes before the options belongs to the story; after the first of them it has lost its boxes.
        let is_bullets = matches!(node.kind, NodeKind::List { start: None, .. });
        let is_options = is_boxed(&node) || (is_bullets && (!has_boxes || !choose.options.is_empty()));
        match node.kind {
            NodeKind::List { items, .. } if is_options => {
                spans.extend(items.iter().map(|item| item.span));
                choose.options.extend(items.into_iter().map(|item| read_option(head, item, sink)));
            }
            NodeKind::Quote(inner) if !choose.options.is_empty() => {
                report_loose_feedback(node.span, sink);
                if let Some(option) = choose.options.last_mut() {
                    option.feedback.extend(blocks(inner));
                }
            }
            _ => {
                below.look(!choose.options.is_empty(), node.span, sink);
                choose.prompt.push(block(node));
            }
        }
    }
    let silent = choose.options.iter().zip(spans).filter(|(option, _)| option.feedback.is_empty());
    silent.for_each(|(_, span)| report_silent(span, sink));
    choose
}

fn is_boxed(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::List { items, .. } if items.iter().any(|item| item.is_ticked.is_some()))
}

fn read_option(head: &Head, item: Item, sink: &mut Sink) -> ChoiceOption {
    let span = item.span;
    let ticked = item.is_ticked;
    let (mut text, rest) = item.split();
    let level = read_level(&mut text, span, sink);
    let is_right = ticked == Some(true);
    if ticked.is_none() {
        sink.report(|| {
            let help = "Write - [ ] before the words, or - [x] if it is the right answer.";
            Diagnostic::new("option-without-box", span, "This option has no box.", help)
        });
    }
    if plain_text(&text).trim().is_empty() {
        sink.report(|| Diagnostic::new("option-empty", span, "This option has no words.", "Write some after the box."));
    }
    report_level(head, level, is_right, span, sink);
    let feedback = read_feedback(rest, sink);
    ChoiceOption { text, is_right, level, feedback }
}

fn read_feedback(nodes: Vec<Node>, sink: &mut Sink) -> Vec<Block> {
    let mut feedback = Vec::new();
    for node in nodes {
        match node.kind {
            NodeKind::Quote(inner) => feedback.extend(blocks(inner)),
            _ => {
                sink.report(|| {
                    let help = "Begin each line of the feedback with two spaces, > and a space.";
                    let message = "What stands below an option is its feedback, and must be marked as such.";
                    Diagnostic::new("feedback-without-mark", node.span, message, help)
                });
                feedback.push(block(node));
            }
        }
    }
    feedback
}

/// Takes `{.secure}` off the end of an option's words.
fn read_level(text: &mut Vec<Inline>, span: Span, sink: &mut Sink) -> Option<Level> {
    let mut level = None;
    if let Some(Inline::Text(last)) = text.last_mut()
        && last.trim_end().ends_with('}')
        && let Some(open) = last.rfind('{')
    {
        let inside = last[open + 1..].trim_end().trim_end_matches('}').to_owned();
        last.truncate(last[..open].trim_end().len());
        level = read_level_words(&Attributes::read(&inside, 0), span, sink);
    }
    if matches!(text.last(), Some(Inline::Text(last)) if last.is_empty()) {
        text.pop();
    }
    if plain_text(text).contains("{.") {
        sink.report(|| {
            let help = "Put the braces last on the option's line, with nothing after them, not even a full stop.";
            let message = "The braces are not at the end of the option, so they are shown as words.";
            Diagnostic::new("braces-not-last", span, message, help)
        });
    }
    level
}

fn read_level_words(attributes: &Attributes, span: Span, sink: &mut Sink) -> Option<Level> {
    let mut level = None;
    for class in &attributes.classes {
        let found = Level::find(&class.text);
        if found.is_none() {
            sink.report(|| {
                let message = format!("There is no level called .{}.", class.text);
                let known = Level::ALL.iter().map(|level| level.word());
                Diagnostic::new("unknown-level", span, message, suggest(&class.text, known))
            });
        } else if level.is_some() {
            sink.report(|| {
                let message = "This option has two levels.";
                Diagnostic::new("level-twice", span, message, "Keep the one that fits best.")
            });
        }
        level = level.or(found);
    }
    let others = attributes.ids.iter().chain(attributes.pairs.iter().map(|(key, _)| key));
    for word in others {
        sink.report(|| {
            let message = format!("The word \"{}\" in the braces means nothing on an option.", word.text);
            let help = "An option's braces hold its level only, such as {.secure}.";
            Diagnostic::new("unknown-attribute", span, message, help)
        });
    }
    level
}

fn report_level(head: &Head, level: Option<Level>, is_right: bool, span: Span, sink: &mut Sink) {
    match level {
        None if head.is_map => sink.report(|| {
            let help = "End the option's line with one of {.secure}, {.developing}, {.emerging}, {.unsure} and \
                        {.misconception}.";
            let message =
                "This option says nothing about what a child knows, and the question is on the knowledge map.";
            Diagnostic::new("level-missing", span, message, help)
        }),
        Some(level) if !head.is_map => sink.report(|| {
            let help = "Add .map to the braces of the question's heading, or take the level away.";
            let message = format!("The level .{} is used only on questions of the knowledge map.", level.word());
            Diagnostic::new("level-without-map", span, message, help)
        }),
        Some(level) if is_right && !matches!(level, Level::Secure | Level::Developing) => sink.report(|| {
            let help = "Mark the right answer {.secure} or {.developing}, or put the x into another box.";
            let message = format!("The right answer cannot show the level .{}.", level.word());
            Diagnostic::new("right-answer-level", span, message, help)
        }),
        _ => {}
    }
}

fn report_silent(span: Span, sink: &mut Sink) {
    sink.report(|| {
        let help = "On the next line write two spaces, > and a space, and what a child should read after choosing it.";
        Diagnostic::new("option-without-feedback", span, "This option has no feedback.", help)
    });
}

fn report_loose_feedback(span: Span, sink: &mut Sink) {
    sink.report(|| {
        let help = "Put two spaces before the >, so that it belongs to the option above it.";
        Diagnostic::new("feedback-not-indented", span, "This feedback is not indented under its option.", help)
    });
}

fn report_options(head: &Head, options: &[ChoiceOption], sink: &mut Sink) {
    let right = options.iter().filter(|option| option.is_right).count();
    let mut report = |code: &'static str, message: &str, help: &str| {
        sink.report(|| Diagnostic::new(code, head.span, message, help));
    };
    if options.len() < 2 {
        let help = "Below the question write each option on a line of its own, such as - [ ] Tell them.";
        return report("too-few-options", "A question needs at least two options.", help);
    }
    if right == 0 {
        report("no-right-answer", "No option is marked as the right answer.", "Write - [x] before the right one.");
    }
    if right > 1 {
        let help = "Leave the x in one box. If several are right, say so in their feedback.";
        report("two-right-answers", "More than one option is marked as the right answer.", help);
    }
}
