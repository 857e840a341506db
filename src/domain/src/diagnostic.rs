//! Diagnostics: what is wrong with authored content, in a teacher's words, on its line. Authored content never
//! yields an `Err`: it yields a document and these.

use std::fmt;

use serde::Serialize;

use crate::text::{LineColumn, Span};

/// One thing wrong with authored content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Permanent, kebab-case: `option-without-feedback`.
    pub code: &'static str,
    /// Where, in the text that was read.
    pub span: Span,
    /// What is wrong, in one plain sentence.
    pub message: String,
    /// How to mend it, in one or two plain sentences.
    pub help: String,
}

impl Diagnostic {
    /// A diagnostic from its parts.
    #[must_use]
    pub fn new(code: &'static str, span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), help: help.into() }
    }
}

/// A diagnostic with its file and line: what `shine check` prints.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The file, below the content folder, with `/`.
    pub path: String,
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// As [`Diagnostic::code`].
    pub code: &'static str,
    /// As [`Diagnostic::message`].
    pub message: String,
    /// As [`Diagnostic::help`].
    pub help: String,
}

impl Finding {
    /// `diagnostic`, at `place` in the file `path`.
    #[must_use]
    pub fn new(path: &str, place: LineColumn, diagnostic: Diagnostic) -> Self {
        let Diagnostic { code, message, help, .. } = diagnostic;
        Self { path: path.to_owned(), line: place.line, column: place.column, code, message, help }
    }
}

impl fmt::Display for Finding {
    /// `path:line:column: code: sentence. How to mend it.`
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}: {}: {} {}", self.path, self.line, self.column, self.code, self.message, self.help)
    }
}

/// Every code there is. A code is permanent: programs and people look it up.
pub const CODES: &[&str] = &[
    "ask-outside-consent",
    "box-miswritten",
    "box-outside-question",
    "box-without-space",
    "braces-not-last",
    "braces-on-small-heading",
    "card-doubled",
    "card-empty",
    "card-too-long",
    "channel-missing",
    "choice-to-nowhere",
    "choice-without-link",
    "consent-without-question",
    "curly-quotes",
    "date-wrong",
    "dead-link",
    "document-empty",
    "document-without-steps",
    "ending-with-choices",
    "ending-without-level",
    "fact-missing",
    "fact-twice",
    "feedback-not-indented",
    "feedback-without-mark",
    "file-name",
    "front-matter-dashes",
    "front-matter-late",
    "front-matter-missing",
    "front-matter-not-json",
    "front-matter-unclosed",
    "gap-empty",
    "group-empty",
    "heading-empty",
    "heading-inside-list",
    "heading-level-one",
    "heading-without-space",
    "hidden-character",
    "id-doubled",
    "id-missing",
    "id-not-kebab",
    "id-reserved",
    "id-twice",
    "key-missing",
    "key-not-here",
    "key-twice",
    "letter-not-capital",
    "level-missing",
    "level-twice",
    "level-without-map",
    "line-unreadable",
    "link-with-space",
    "map-statement-missing",
    "map-statement-unknown",
    "map-without-question",
    "mark-outside-its-step",
    "material-change-needs-major-version",
    "needs-child-not-yes-or-no",
    "nested-too-deeply",
    "no-right-answer",
    "only-one-right-answer",
    "option-empty",
    "option-without-box",
    "option-without-feedback",
    "picture-not-from-set",
    "picture-without-description",
    "placeholder-empty",
    "placeholder-unclosed",
    "promise-empty",
    "promise-too-long",
    "promise-without-list",
    "published-entry-wrong",
    "published-file-gone",
    "published-text-changed",
    "raw-html",
    "recording-of-other-words",
    "recording-without-step",
    "remote-media",
    "right-answer-level",
    "scene-dead-end",
    "scene-id-doubled",
    "scene-unreachable",
    "scene-without-id",
    "school-missing",
    "signers-empty",
    "spot-without-clue",
    "spot-without-why",
    "statement-of-other-strand",
    "statement-without-map",
    "statement-wrong",
    "step-empty",
    "step-kind-twice",
    "story-without-good-ending",
    "story-without-scenes",
    "table-not-two-columns",
    "text-after-list",
    "too-few-cards",
    "too-few-groups",
    "too-few-options",
    "too-few-pairs",
    "too-few-points",
    "too-many-words",
    "translation-without-original",
    "two-right-answers",
    "underlined-heading",
    "unknown-attribute",
    "unknown-audience",
    "unknown-band",
    "unknown-basis",
    "unknown-channel",
    "unknown-fact",
    "unknown-file",
    "unknown-folder",
    "unknown-key",
    "unknown-language",
    "unknown-level",
    "unknown-link",
    "unknown-picture",
    "unknown-placeholder",
    "unknown-purpose",
    "unknown-renew",
    "unknown-risk",
    "unknown-rule",
    "unknown-signer",
    "unknown-step-kind",
    "unknown-strand",
    "unknown-switch",
    "unknown-year",
    "value-empty",
    "version-went-back",
    "version-wrong",
    "words-without-gap",
    "wrong-type",
    "year-outside-band",
];

/// Where readers of content put what they find. Without the `authoring` feature nothing is kept, and the sentences
/// are not even compiled in: a browser shows text that was checked, and has no author to tell.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// Keeps what `make` says is wrong.
    pub(crate) fn report(&mut self, make: impl FnOnce() -> Diagnostic) {
        if cfg!(feature = "authoring") {
            let diagnostic = make();
            debug_assert!(CODES.contains(&diagnostic.code), "{} is missing from CODES", diagnostic.code);
            self.diagnostics.push(diagnostic);
        }
    }

    /// All that was found, in order of place, each once.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics;
        diagnostics.sort_by(|a, b| (a.span.start, a.code, &a.message).cmp(&(b.span.start, b.code, &b.message)));
        diagnostics.dedup();
        diagnostics
    }
}

/// "Did you mean …?" when one of `known` is close to `word`, else the whole list.
pub(crate) fn suggest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(word, &known) {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None => format!("Write one of: {}.", known.join(", ")),
    }
}

#[cfg(feature = "authoring")]
fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = word.to_lowercase().replace(['_', ' '], "-");
    let reach = 1 + word.chars().count() / 4;
    let distance = |one: &str| strsim::damerau_levenshtein(&word, &one.to_lowercase());
    let close = known.iter().map(|one| (distance(one), *one)).filter(|(far, one)| *far <= reach && *far < one.len());
    let begins = |one: &&&str| word.len() > 2 && one.to_lowercase().starts_with(&word);
    close.min_by_key(|(far, _)| *far).map(|(_, one)| one).or_else(|| known.iter().find(begins).copied())
}

#[cfg(not(feature = "authoring"))]
fn nearest<'a>(_word: &str, _known: &[&'a str]) -> Option<&'a str> {
    None
}
