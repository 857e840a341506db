//! From a file as its author wrote it to the text that is shown, digested and signed: front matter as one line of
//! canonical JSON, steps whose switch is off left out, the school's own basis and rule written into questions, placeholders replaced,
//! everything else byte for byte.

use super::adaptations::{Adaptation, find_adaptations};
use super::front_matter::read_front_matter;
use super::placeholders::{Around, fill};
use super::school::School;
use super::values::hidden_character;
use crate::canonical::canonical_bytes;
use crate::diagnostic::{Diagnostic, Finding, Sink};
use crate::parse::{DocumentName, Parsed, front, parse_document};
use crate::text::{SourceText, Span, is_hidden};

/// A document's text, resolved for one school.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// What is parsed, shown, digested and signed.
    pub text: SourceText,
    /// Where each piece of it comes from.
    pub map: SourceMap,
    /// What is wrong with the front matter and the placeholders. The spans are places in the authored text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where each piece of a resolved text stands in the authored text.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    segments: Vec<Segment>,
}

/// A piece of resolved text and the piece of authored text it comes from. Pieces of the same length were copied.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    pub(crate) resolved: Span,
    pub(crate) authored: Span,
}

impl SourceMap {
    /// The place in the authored text of the byte `offset` of the resolved text.
    #[must_use]
    pub fn authored(&self, offset: usize) -> usize {
        let next = self.segments.partition_point(|segment| segment.resolved.start <= offset);
        let Some(segment) = next.checked_sub(1).and_then(|at| self.segments.get(at)) else { return 0 };
        let is_copied = segment.resolved.end - segment.resolved.start == segment.authored.end - segment.authored.start;
        let into = if is_copied { offset - segment.resolved.start } else { 0 };
        (segment.authored.start + into).min(segment.authored.end)
    }
}

/// A document and all that is wrong with its file.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What is shown and signed.
    pub text: SourceText,
    /// The document, and the links in it.
    pub parsed: Parsed,
    /// All that is wrong, with lines and columns of the authored file.
    pub findings: Vec<Finding>,
    /// The file as written.
    pub(crate) authored: SourceText,
    /// Where each piece of the text comes from.
    pub(crate) map: SourceMap,
}

/// Resolves `authored`, the document called `name`, for `school`. Never fails.
#[must_use]
pub fn resolve(name: &DocumentName, authored: &SourceText, school: &School) -> Resolved {
    let mut sink = Sink::default();
    let text = authored.as_str();
    let front = front::split(text);
    report_hidden(text, front.body, &mut sink);
    let meta = read_front_matter(name.kind, text, &front, school, &mut sink);
    let json = canonical_bytes(&meta).unwrap_or_default();
    let head = format!("+++\n{}\n+++\n", String::from_utf8_lossy(&json));
    let adaptations = find_adaptations(text, front.body, school, &mut sink);
    let mut adapted = Adapted { text: head, segments: Vec::new() };
    let mut at = front.body;
    for Adaptation { authored, text: replacement } in adaptations {
        adapted.fill(&text[at..authored.start], at, school, &mut sink);
        adapted.push(&replacement, authored);
        at = authored.end;
    }
    adapted.fill(&text[at..], at, school, &mut sink);
    let Adapted { text, segments } = adapted;
    Resolved { text: SourceText::new(&text), map: SourceMap { segments }, diagnostics: sink.into_diagnostics() }
}

/// A resolved text as it grows.
struct Adapted {
    text: String,
    segments: Vec<Segment>,
}

impl Adapted {
    /// Adds the piece of authored text that begins at the byte `at`, with its placeholders replaced.
    fn fill(&mut self, piece: &str, at: usize, school: &School, sink: &mut Sink) {
        let before = self.text.len();
        let (text, segments) = fill(piece, at, Around::Markdown, school, sink);
        self.segments.extend(segments.into_iter().map(|segment| Segment {
            resolved: Span::new(segment.resolved.start + before, segment.resolved.end + before),
            ..segment
        }));
        self.text.push_str(&text);
    }

    /// Adds `text` in place of the authored text at `authored`.
    fn push(&mut self, text: &str, authored: Span) {
        let resolved = Span::new(self.text.len(), self.text.len() + text.len());
        self.segments.push(Segment { resolved, authored });
        self.text.push_str(text);
    }
}

/// Reads the file at `path` of the content folder, which holds the document `name`, for `school`. Links to other
/// documents and pictures are checked by [`super::library::build_library`] only.
#[must_use]
pub fn read_document(name: &DocumentName, path: &str, authored: &str, school: &School) -> Reading {
    let authored = SourceText::new(authored);
    let Resolved { text, map, diagnostics } = resolve(name, &authored, school);
    let mut parsed = parse_document(name, &text);
    let in_text = std::mem::take(&mut parsed.diagnostics);
    let places = diagnostics.into_iter().map(|one| (one.span.start, one));
    let mapped = in_text.into_iter().map(|one| (map.authored(one.span.start), one));
    let mut findings: Vec<Finding> =
        places.chain(mapped).map(|(offset, one)| Finding::new(path, authored.line_column(offset), one)).collect();
    findings.sort();
    Reading { text, parsed, findings, authored, map }
}

/// Reports hidden characters from the byte `body` on; those in front matter are told with their value.
fn report_hidden(text: &str, body: usize, sink: &mut Sink) {
    let mut last_line = usize::MAX;
    for (at, c) in text.char_indices().filter(|(at, c)| *at >= body && is_hidden(*c)) {
        let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        if line != last_line {
            sink.report(|| hidden_character(Span::new(at, at + c.len_utf8())));
            last_line = line;
        }
    }
}
