//! A document cut at its `##` headings. What a heading's braces mean is the steps' business.

use super::{Attributes, Node, NodeKind};
use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Document, Inline, plain_text};
use crate::steps::{Step, StepBody};
use crate::text::Span;
use crate::vocabulary::Kind;

/// A heading and what stands below it, up to the next heading.
#[derive(Debug)]
pub(crate) struct Section {
    /// The heading's words.
    pub(crate) heading: Vec<Inline>,
    /// Where the heading stands.
    pub(crate) heading_span: Span,
    /// What stands in braces at its end.
    pub(crate) attributes: Attributes,
    /// What stands below it.
    pub(crate) nodes: Vec<Node>,
    /// All of it, without blank lines at the end.
    pub(crate) span: Span,
}

/// Cuts `nodes` of `text` at the headings that begin a step; what stands before the first comes first.
pub(crate) fn split(nodes: Vec<Node>, text: &str, sink: &mut Sink) -> (Vec<Node>, Vec<Section>) {
    let mut intro = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    for node in nodes {
        match node.kind {
            NodeKind::Heading { level, text: words, attributes } if level < 3 => {
                report_heading(level, &words, node.span, sink);
                let attributes = attributes.map(|span| Attributes::read(&text[span.start..span.end], span.start));
                sections.push(Section {
                    heading: words,
                    heading_span: trim(text, node.span),
                    attributes: attributes.unwrap_or_default(),
                    nodes: Vec::new(),
                    span: node.span,
                });
            }
            _ => match sections.last_mut() {
                Some(section) => section.nodes.push(node),
                None => intro.push(node),
            },
        }
    }
    close(&mut sections, text);
    (intro, sections)
}

/// Each section reaches to the next one's heading.
fn close(sections: &mut [Section], text: &str) {
    let mut end = text.len();
    for section in sections.iter_mut().rev() {
        let start = section.span.start;
        section.span = trim(text, Span::new(start, end));
        end = start;
    }
}

fn trim(text: &str, span: Span) -> Span {
    Span::new(span.start, span.start + text[span.start..span.end].trim_end().len())
}

fn report_heading(level: u8, words: &[Inline], span: Span, sink: &mut Sink) {
    let plain = plain_text(words);
    if level == 1 {
        sink.report(|| {
            let help = "The title stands in the front matter. Begin each page with two hashes, such as ## Welcome.";
            Diagnostic::new("heading-level-one", span, "A heading with one hash is not used here.", help)
        });
    }
    if plain.contains("{.") || plain.contains("{#") {
        sink.report(|| {
            let help = "Put the closing brace last on the line, with nothing after it, not even a full stop, and \
                        every word inside one pair of braces.";
            let message = "The braces are not at the end of the heading, so they are shown as words.";
            Diagnostic::new("braces-not-last", span, message, help)
        });
    }
    if plain.trim().is_empty() {
        sink.report(|| {
            let help = "Write a few words after the hashes: they are the page's title, and are read aloud.";
            Diagnostic::new("heading-empty", span, "This heading has no words.", help)
        });
    }
}

/// Reports what a document of its kind cannot be without.
pub(crate) fn report_missing(document: &Document, body: usize, text: &str, sink: &mut Sink) {
    let end = text.len();
    let span = Span::new(body.min(end), body.min(end));
    if document.steps.is_empty() && document.intro.is_empty() {
        sink.report(|| {
            let help = "Write a heading with two hashes, such as ## Welcome, and some text below it.";
            Diagnostic::new("document-empty", span, "There is no text below the front matter.", help)
        });
    } else if document.steps.is_empty() {
        sink.report(|| {
            let help = "Begin each page with a heading of two hashes and a space, such as ## Welcome.";
            Diagnostic::new("document-without-steps", span, "The text has no heading, so it has no pages.", help)
        });
    }
    let asks = |step: &Step| matches!(step.body, StepBody::Ask(_));
    if document.kind == Kind::Consent && !document.steps.iter().any(asks) && !document.steps.is_empty() {
        sink.report(|| {
            let help = "End the heading of each question with braces, such as {.ask #photo-website channel=website}.";
            Diagnostic::new("consent-without-question", span, "This consent asks nothing.", help)
        });
    }
}
