//! What a file of the content folder is, by its path alone.

use crate::diagnostic::{Diagnostic, suggest};
use crate::ids::{Language, Slug, StepId};
use crate::parse::DocumentName;
use crate::text::Span;
use crate::vocabulary::Kind;

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A document: of the pack every school starts from, or of one school.
    Document {
        /// `None` for the pack.
        school: Option<Slug>,
        /// What it is called.
        name: DocumentName,
    },
    /// A step read aloud: `<slug>.<step>.mp3`, `<slug>.<language>.<step>.m4a`.
    Recording {
        /// `None` for the pack.
        school: Option<Slug>,
        /// The document the step stands in.
        name: DocumentName,
        /// The step.
        step: StepId,
    },
    /// A school's `school.toml`.
    School(Slug),
    /// A school's `published.toml`.
    Published(Slug),
    /// A note to people, which nobody shows: a read-me at the top.
    Note,
}

/// What the file at `path` is.
pub(crate) fn find_place(path: &str) -> Result<Place, Box<Diagnostic>> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["base", folder, file] => read_file(None, folder, file),
        ["schools", school, rest @ ..] if !rest.is_empty() => read_school(school, rest),
        [file] | ["base" | "schools", file] if file.to_lowercase().starts_with("readme") => Ok(Place::Note),
        _ => Err(wrong(
            "unknown-folder",
            format!("The file {path} is in no folder that is read."),
            "Put it into base/ or schools/<school>/, in a folder named after its kind, such as base/lessons/.",
        )),
    }
}

fn read_school(school: &str, rest: &[&str]) -> Result<Place, Box<Diagnostic>> {
    let slug = Slug::try_from(school).map_err(|_| {
        let message = format!("A school's folder cannot be called \"{school}\".");
        wrong("file-name", message, "Use small letters, digits and hyphens only, such as schools/casterton-primary/.")
    })?;
    match rest {
        ["school.toml"] => Ok(Place::School(slug)),
        ["published.toml"] => Ok(Place::Published(slug)),
        [file] if file.to_lowercase().starts_with("readme") => Ok(Place::Note),
        [folder, file] => read_file(Some(slug), folder, file),
        _ => Err(wrong(
            "unknown-file",
            format!("The file {} has no meaning in a school's folder.", rest.join("/")),
            "A school's folder holds school.toml, published.toml, and folders such as lessons/ and guides/.",
        )),
    }
}

/// Endings of recordings. Older iPads play no other.
pub const RECORDINGS: [&str; 2] = [".mp3", ".m4a"];

fn read_file(school: Option<Slug>, folder: &str, file: &str) -> Result<Place, Box<Diagnostic>> {
    let Some(stem) = RECORDINGS.iter().find_map(|ending| file.strip_suffix(ending)) else {
        return read_name(folder, file).map(|name| Place::Document { school, name });
    };
    let recording = stem.rsplit_once('.').and_then(|(document, step)| {
        let name = read_name(folder, &format!("{document}.md")).ok()?;
        Some(Place::Recording { school: school.clone(), name, step: StepId::try_from(step).ok()? })
    });
    recording.ok_or_else(|| {
        let message = format!("The recording \"{file}\" is not played, because its name does not say what it reads.");
        wrong("file-name", message, "Name it after the file and the step it reads, such as my-lesson.my-step.mp3.")
    })
}

fn read_name(folder: &str, file: &str) -> Result<DocumentName, Box<Diagnostic>> {
    let Some(kind) = Kind::find(folder) else {
        let known = Kind::ALL.iter().map(|kind| kind.word());
        let message = format!("There is no kind of document for the folder \"{folder}\".");
        return Err(wrong("unknown-folder", message, &suggest(folder, known)));
    };
    let Some(stem) = file.strip_suffix(".md") else {
        let message = format!("The file \"{file}\" is not read, because its name does not end with .md.");
        return Err(wrong("file-name", message, "Save it as Markdown, with a name such as tell-someone.md."));
    };
    let (slug, language) = stem.split_once('.').unwrap_or((stem, "en"));
    let Ok(slug) = Slug::try_from(slug) else {
        let message = format!("The file name \"{file}\" cannot be used as an address.");
        return Err(wrong(
            "file-name",
            message,
            "Use small letters, digits and hyphens only, such as tell-someone.md.",
        ));
    };
    let Ok(language) = Language::try_from(language) else {
        let message = format!("\"{language}\" is not the code of a language.");
        let help =
            format!("Write two or three small letters, such as {slug}.ur.md for Urdu or {slug}.pl.md for Polish.");
        return Err(wrong("unknown-language", message, &help));
    };
    Ok(DocumentName { kind, slug, language })
}

/// The path of the document `name` below `base/` or a school's folder.
pub(crate) fn path_of(name: &DocumentName) -> String {
    let DocumentName { kind, slug, language } = name;
    match language.as_str() {
        "en" => format!("{}/{slug}.md", kind.word()),
        language => format!("{}/{slug}.{language}.md", kind.word()),
    }
}

/// The document at `path` below `base/` or a school's folder.
pub(crate) fn name_of(path: &str) -> Option<DocumentName> {
    let (folder, file) = path.split_once('/')?;
    read_name(folder, file).ok()
}

fn wrong(code: &'static str, message: String, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(code, Span::default(), message, help))
}
