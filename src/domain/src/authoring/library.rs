//! A whole content folder, resolved for one school; and the check of it all.

use std::collections::{BTreeMap, BTreeSet};

use super::adaptations::question_ids;
pub use super::layout::RECORDINGS;
use super::layout::{Place, find_place};
use super::links::Targets;
use super::published::check_published;
use super::resolve::{Reading, read_document};
use super::school::{School, parse_school};
use crate::diagnostic::{Diagnostic, Finding, suggest};
use crate::document::Document;
use crate::ids::{Digest, Language, Slug, StepId};
use crate::parse::{DocumentName, front};
use crate::text::{LineColumn, SourceText, Span};
use crate::vocabulary::Kind;

/// The texts of a content folder by path, below the folder and with `/`: `base/lessons/x.md`,
/// `schools/s/school.toml`. Whoever does the reading hands it over.
pub type Files = BTreeMap<String, String>;

/// A school and its documents.
#[derive(Clone, Debug)]
pub struct Library {
    /// The school.
    pub school: School,
    /// Its documents: the pack's, and the school's own in place of those with the same path. Sorted by name.
    pub documents: Vec<LibraryDocument>,
    /// All that is wrong with the files this school uses, sorted.
    pub findings: Vec<Finding>,
}

/// A document and where it comes from.
#[derive(Clone, Debug)]
pub struct LibraryDocument {
    /// What it is called.
    pub name: DocumentName,
    /// The file it comes from, below the content folder.
    pub path: String,
    /// The resolved text: what is frozen, served, parsed and signed.
    pub text: SourceText,
    /// The document.
    pub document: Document,
    /// SHA-256 of the resolved text.
    pub digest: Digest,
    /// Its steps read aloud, as files below the content folder; the school's own in place of the pack's.
    pub recordings: Vec<String>,
}

impl LibraryDocument {
    /// The names of its recordings, without their folder.
    #[must_use]
    pub fn recording_names(&self) -> Vec<String> {
        let name = |path: &String| path.rsplit('/').next().unwrap_or_default().to_owned();
        self.recordings.iter().map(name).collect()
    }
}

impl Library {
    /// The document of this kind and name in `language`.
    #[must_use]
    pub fn find(&self, kind: Kind, slug: &str, language: &Language) -> Option<&LibraryDocument> {
        self.documents
            .iter()
            .find(|one| one.name.kind == kind && one.name.slug.as_str() == slug && one.name.language == *language)
    }

    /// The document whose resolved text has this digest.
    #[must_use]
    pub fn find_digest(&self, digest: &Digest) -> Option<&LibraryDocument> {
        self.documents.iter().find(|one| one.digest == *digest)
    }

    /// The documents of this kind, in every language.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &LibraryDocument> {
        self.documents.iter().filter(move |one| one.name.kind == kind)
    }
}

/// The schools that have a folder in `files`.
#[must_use]
pub fn list_schools(files: &Files) -> Vec<Slug> {
    let folders = files.keys().filter_map(|path| path.strip_prefix("schools/")?.split_once('/'));
    let names: BTreeSet<Slug> = folders.filter_map(|(folder, _)| Slug::try_from(folder).ok()).collect();
    names.into_iter().collect()
}

/// Reads `files` as the school `slug` uses them. `pictures` are the names of the pictures there are, without ending.
/// Never fails: what is wrong is among the findings.
#[must_use]
pub fn build_library(files: &Files, pictures: &BTreeSet<String>, slug: &Slug) -> Library {
    let mut findings = Vec::new();
    let school = read_school(files, slug, &mut findings);
    let mut readings: BTreeMap<DocumentName, (String, Reading)> = BTreeMap::new();
    let mut replaced: Vec<(String, Reading)> = Vec::new();
    let mut recordings: Recordings = BTreeMap::new();
    for (path, text) in files {
        match find_place(path) {
            Ok(Place::Document { school: owner, name }) if owner.as_ref().is_none_or(|owner| owner == slug) => {
                let reading = read_document(&name, path, text, &school);
                // `base/` comes before `schools/`, so the school's own file takes the place of the pack's.
                replaced.extend(readings.insert(name, (path.clone(), reading)));
            }
            Ok(Place::Recording { school: owner, name, step }) if owner.as_ref().is_none_or(|owner| owner == slug) => {
                recordings.insert((name, step), path.clone());
            }
            Ok(_) => {}
            Err(diagnostic) if is_for(path, slug) => findings.push(Finding::new(path, START, *diagnostic)),
            Err(_) => {}
        }
    }
    let targets = Targets::new(readings.iter().map(|(name, (_, reading))| (name, reading)), pictures);
    for (path, reading) in readings.values().chain(&replaced) {
        findings.extend(reading.findings.iter().cloned());
        findings.extend(targets.check(path, reading));
    }
    findings.extend(lone_translations(&readings));
    findings.extend(lone_recordings(&readings, &recordings));
    findings.extend(drop_outdated(&readings, &replaced, &mut recordings));
    findings.extend(lone_purposes(files, &school, &readings));
    let documents: Vec<LibraryDocument> = readings
        .into_iter()
        .map(|(name, (path, reading))| library_document(name, path, reading, &recordings))
        .collect();
    findings.extend(check_published(files, slug, &documents));
    findings.sort();
    findings.dedup();
    Library { school, documents, findings }
}

const START: LineColumn = LineColumn { line: 1, column: 1 };

fn is_for(path: &str, slug: &Slug) -> bool {
    let school = path.strip_prefix("schools/").and_then(|rest| rest.split_once('/')).map(|(school, _)| school);
    school.is_none_or(|school| school == slug.as_str() || Slug::try_from(school).is_err())
}

/// The files in which a step is read aloud.
type Recordings = BTreeMap<(DocumentName, StepId), String>;

fn library_document(name: DocumentName, path: String, reading: Reading, recordings: &Recordings) -> LibraryDocument {
    let document = reading.parsed.document;
    let own = recordings.iter().filter(|((of, _), _)| *of == name);
    let recordings = own.map(|(_, file)| file.clone()).collect();
    LibraryDocument { name, path, text: reading.text, digest: document.digest, document, recordings }
}

/// Takes away the pack's recordings of steps that the school's own text says otherwise: nobody is read what is not there.
fn drop_outdated(
    readings: &BTreeMap<DocumentName, (String, Reading)>,
    replaced: &[(String, Reading)],
    recordings: &mut Recordings,
) -> Vec<Finding> {
    let step_digest =
        |reading: &Reading, step: &StepId| reading.parsed.document.find_step(step.as_str()).map(|step| step.digest);
    let is_outdated = |(name, step): &(DocumentName, StepId), path: &String| {
        let own = readings.get(name).map(|(_, reading)| reading);
        let packs = replaced.iter().map(|(_, reading)| reading).find(|reading| {
            let document = &reading.parsed.document;
            (document.kind, &document.slug, &document.language) == (name.kind, &name.slug, &name.language)
        });
        let both = own.zip(packs).filter(|_| path.starts_with("base/"));
        both.is_some_and(|(own, packs)| step_digest(own, step) != step_digest(packs, step))
    };
    let outdated: Vec<_> =
        recordings.iter().filter(|(of, path)| is_outdated(of, path)).map(|(of, _)| of.clone()).collect();
    let findings = outdated.into_iter().filter_map(|of| {
        let path = recordings.remove(&of)?;
        let message =
            format!("This recording says other words than the school's own step #{}, so it is not played.", of.1);
        let help = "Record the school's words, and put the file beside the school's text under the same name.";
        Some(Finding::new(&path, START, Diagnostic::new("recording-of-other-words", Span::default(), message, help)))
    });
    findings.collect()
}

/// Recordings of what is not there.
fn lone_recordings(readings: &BTreeMap<DocumentName, (String, Reading)>, recordings: &Recordings) -> Vec<Finding> {
    let has = |name: &DocumentName, step: &StepId| {
        readings.get(name).is_some_and(|(_, reading)| reading.parsed.document.find_step(step.as_str()).is_some())
    };
    let lone = recordings.iter().filter(|((name, step), _)| !has(name, step));
    lone.map(|((name, step), path)| {
        let message = format!("This recording reads a step #{step} of {}, and there is none.", name.slug);
        let steps = readings.get(name).map(|(_, reading)| &reading.parsed.document.steps);
        let known = steps.into_iter().flatten().map(|step| step.id.as_str());
        let diagnostic =
            Diagnostic::new("recording-without-step", Span::default(), message, suggest(step.as_str(), known));
        Finding::new(path, START, diagnostic)
    })
    .collect()
}

fn read_school(files: &Files, slug: &Slug, findings: &mut Vec<Finding>) -> School {
    let path = format!("schools/{slug}/school.toml");
    let Some(text) = files.get(&path) else {
        let message = format!("The school {slug} has no school.toml.");
        let help = "Copy the file of another school's folder and change what it says.";
        findings.push(Finding::new(&path, START, Diagnostic::new("school-missing", Span::default(), message, help)));
        return School::unknown(slug.clone());
    };
    let source = SourceText::new(text);
    let (school, diagnostics) = parse_school(slug, &source);
    findings.extend(diagnostics.into_iter().map(|one| Finding::new(&path, source.line_column(one.span.start), one)));
    school
}

fn lone_translations(readings: &BTreeMap<DocumentName, (String, Reading)>) -> Vec<Finding> {
    let english = Language::try_from("en").ok();
    let is_lone = |name: &DocumentName| {
        let original = english.clone().map(|language| DocumentName { language, ..name.clone() });
        original.is_some_and(|original| !readings.contains_key(&original))
    };
    let lone = readings.iter().filter(|(name, _)| is_lone(name));
    lone.map(|(name, (path, _))| {
        let message = "This is a translation of a file that is not there.";
        let help = format!("Write {}.md first, or take \".{}\" out of this file's name.", name.slug, name.language);
        Finding::new(path, START, Diagnostic::new("translation-without-original", Span::default(), message, help))
    })
    .collect()
}

/// Purposes a school decided about which no consent asks about: a slip of the pen would else silently leave a purpose
/// at its default.
fn lone_purposes(files: &Files, school: &School, readings: &BTreeMap<DocumentName, (String, Reading)>) -> Vec<Finding> {
    let consents = readings.iter().filter(|(name, _)| name.kind == Kind::Consent);
    let asked: BTreeSet<String> = consents
        .flat_map(|(_, (_, reading))| {
            let text = reading.authored.as_str();
            question_ids(text, front::split(text).body)
        })
        .collect();
    let path = format!("schools/{}/school.toml", school.slug());
    let source = SourceText::new(files.get(&path).map_or("", String::as_str));
    let lone = school.purposes().iter().filter(|(id, _)| !asked.contains(*id));
    lone.map(|(id, purpose)| {
        let message = format!("No consent has a question called {id}.");
        let diagnostic =
            Diagnostic::new("unknown-purpose", purpose.span, message, suggest(id, asked.iter().map(String::as_str)));
        Finding::new(&path, source.line_column(purpose.span.start), diagnostic)
    })
    .collect()
}

/// Everything that is wrong with `files` for any of `schools`, sorted, each once.
#[must_use]
pub fn check_content(files: &Files, pictures: &BTreeSet<String>, schools: &[Slug]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for slug in schools {
        findings.extend(build_library(files, pictures, slug).findings);
    }
    findings.sort();
    findings.dedup();
    findings
}
