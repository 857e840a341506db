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
    /// Where, in the text that was parsed.
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
