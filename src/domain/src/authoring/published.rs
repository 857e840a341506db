//! `published.toml`: what a school has published, by version and digest, so that a text people signed cannot change
//! unnoticed.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::layout::{name_of, path_of};
use super::library::{Files, Library, LibraryDocument};
use super::values::{Entry, TomlText};
use crate::canonical::canonical_bytes;
use crate::diagnostic::{Diagnostic, Finding, Sink, suggest};
use crate::document::Document;
use crate::ids::{Digest, Slug, Version};
use crate::parse::DocumentName;
use crate::steps::StepBody;
use crate::text::{SourceText, Span};
use crate::vocabulary::Kind;

/// One published document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// What it is called.
    pub name: DocumentName,
    /// The version that was published last.
    pub version: Version,
    /// The digest of its resolved text.
    pub digest: Digest,
    /// The digest of what was promised or asked in it: [`structure_digest`].
    pub structure: Digest,
}

impl Published {
    /// What would be written down if `document` were published now. `None` if it has no version.
    #[must_use]
    pub fn of(document: &LibraryDocument) -> Option<Self> {
        let version = document.document.meta.version?;
        let structure = structure_digest(&document.document);
        Some(Self { name: document.name.clone(), version, digest: document.digest, structure })
    }
}

/// The path of the file for the school `slug`, below the content folder.
#[must_use]
pub fn published_path(slug: &Slug) -> String {
    format!("schools/{slug}/published.toml")
}

/// The digest of what is material in a signable: who signs, each promise list's id, letter and length, each
/// question's id, channel, facts, basis, rule and whether the child is asked. Wording elsewhere leaves it unchanged.
#[must_use]
pub fn structure_digest(document: &Document) -> Digest {
    let step = |step: &crate::steps::Step| -> Option<Value> {
        match &step.body {
            StepBody::Promise(promise) => Some(
                json!({ "id": step.id, "kind": "promise", "letter": promise.letter, "promises": promise.promises.len() }),
            ),
            StepBody::Ask(ask) => {
                let facts = &ask.facts;
                let facts = [&facts.why, &facts.where_kept, &facts.how_long, &facts.who_sees_it];
                Some(json!({ "id": step.id, "kind": "ask", "channel": ask.channel, "child": ask.needs_child,
                        "basis": ask.basis, "rule": ask.rule, "facts": facts }))
            }
            _ => None,
        }
    };
    let steps: Vec<Value> = document.steps.iter().filter_map(step).collect();
    let structure = json!({ "signers": document.meta.signers, "steps": steps });
    Digest::of(&canonical_bytes(&structure).unwrap_or_default())
}

/// Reads `published.toml`. What cannot be read is missing from the list and among the diagnostics.
#[must_use]
pub fn parse_published(source: &SourceText) -> (Vec<Published>, Vec<Diagnostic>) {
    let mut sink = Sink::default();
    let toml = TomlText { text: source.as_str(), base: 0 };
    let table = toml.read(&mut sink);
    let mut published = Vec::new();
    for entry in toml.entries(&table) {
        let items = entry.value.as_array().filter(|_| entry.key == "published");
        let Some(items) = items else {
            sink.report(|| {
                let message = format!("There is no {} in this file.", entry.key);
                Diagnostic::new("unknown-key", entry.key_span, message, suggest(entry.key, ["[[published]]"]))
            });
            continue;
        };
        for item in items.iter() {
            let entries = item.get_ref().as_table().map(|table| toml.entries(table)).unwrap_or_default();
            match read_published(&entries, &mut sink) {
                Some(one) => published.push(one),
                None => report_entry(Span::new(item.span().start, item.span().end), &mut sink),
            }
        }
    }
    (published, sink.into_diagnostics())
}

fn read_published(entries: &[Entry<'_, '_>], sink: &mut Sink) -> Option<Published> {
    let mut text = |key: &str| entries.iter().find(|entry| entry.key == key)?.text(sink);
    let name = name_of(&text("path")?)?;
    let version = Version::try_from(text("version")?).ok()?;
    let digest = Digest::try_from(text("digest")?).ok()?;
    let structure = Digest::try_from(text("structure")?).ok()?;
    Some(Published { name, version, digest, structure })
}

fn report_entry(span: Span, sink: &mut Sink) {
    sink.report(|| {
        let help = "This file is written by shine publish. Bring back the version it wrote.";
        let message = "This entry lacks a right path, version, digest or structure.";
        Diagnostic::new("published-entry-wrong", span, message, help)
    });
}

/// Whether documents of this kind are frozen when a school publishes: what is signed, and the notices a record names.
#[must_use]
pub fn is_published(document: &Document) -> bool {
    document.meta.version.is_some() && (document.kind.is_signable() || document.kind == Kind::Notice)
}

/// `published.toml` once all that `library` publishes is published: sorted by path, always the same bytes for the same
/// library.
#[must_use]
pub fn write_published(library: &Library) -> String {
    let mut text = String::from("# What this school has published. Written by `shine publish`: do not edit.\n");
    let documents = library.documents.iter().filter(|one| is_published(&one.document));
    for one in documents.filter_map(Published::of) {
        let path = path_of(&one.name);
        let Published { name, version, digest, structure } = one;
        let language = &name.language;
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n[[published]]\npath = \"{path}\"\nlanguage = \"{language}\"\nversion = \"{version}\"\n\
             digest = \"{digest}\"\nstructure = \"{structure}\"\n"
        );
    }
    text
}

/// Where `documents` differ from what the school `slug` has published, without saying so by a new version.
pub(crate) fn check_published(files: &Files, slug: &Slug, documents: &[LibraryDocument]) -> Vec<Finding> {
    let path = published_path(slug);
    let Some(text) = files.get(&path) else { return Vec::new() };
    let source = SourceText::new(text);
    let (published, diagnostics) = parse_published(&source);
    let wrong = diagnostics.into_iter().map(|one| Finding::new(&path, source.line_column(one.span.start), one));
    let mut findings: Vec<Finding> = wrong.collect();
    for one in &published {
        let document = documents.iter().find(|document| document.name == one.name);
        findings.extend(match document {
            Some(document) => check_document(files, one, document),
            None => Some(Finding::new(&path, source.line_column(place_of(one, source.as_str())), gone(one))),
        });
    }
    findings
}

fn place_of(one: &Published, text: &str) -> usize {
    text.find(&format!("\"{}\"", path_of(&one.name))).unwrap_or(0)
}

fn gone(one: &Published) -> Diagnostic {
    let message = format!("{} was published and signed, and the file is gone.", path_of(&one.name));
    let help = "Bring the file back. If nobody is asked to sign it any more, take its entry out of published.toml.";
    Diagnostic::new("published-file-gone", Span::default(), message, help)
}

fn check_document(files: &Files, one: &Published, document: &LibraryDocument) -> Option<Finding> {
    let now = Published::of(document)?;
    let next_minor = Version { minor: one.version.minor.saturating_add(1), ..one.version };
    let next_major = Version { major: one.version.major.saturating_add(1), minor: 0 };
    let is_material = now.structure != one.structure;
    let published = one.version;
    let (code, message, help) = if now.version < published {
        let message = format!("The version is {}, but {published} has been published already.", now.version);
        ("version-went-back", message, format!("Write version = \"{published}\", or a higher one if the text changed."))
    } else if now.version == published && now.digest != one.digest {
        let message = format!(
            "This text, or something of school.toml in it, has changed since version {published} was published."
        );
        let help = if is_material {
            format!(
                "What is promised or asked has changed, so write version = \"{next_major}\": people are asked again."
            )
        } else {
            format!(
                "Write version = \"{next_minor}\" if only the wording changed, or version = \"{next_major}\" if people \
                 should be asked again."
            )
        };
        ("published-text-changed", message, help)
    } else if is_material && now.version.major == published.major {
        let message = format!("What is promised or asked here has changed since version {published} was published.");
        let help = format!("Write version = \"{next_major}\", so that people are asked again.");
        ("material-change-needs-major-version", message, help)
    } else {
        return None;
    };
    let authored = SourceText::new(files.get(&document.path)?);
    let offset = authored.as_str().find("\nversion").map_or(0, |at| at + 1);
    let diagnostic = Diagnostic::new(code, Span::default(), message, help);
    Some(Finding::new(&document.path, authored.line_column(offset), diagnostic))
}
