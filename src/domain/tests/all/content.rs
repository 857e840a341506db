//! The content that comes with SHINE, as every school would read it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use shine_domain::authoring::library::{Files, build_library, check_content, list_schools};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("UTF-8");
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        if entry.path().is_dir() {
            read_folder(&entry.path(), &path, files);
        } else if name.ends_with(".md") || name.ends_with(".toml") {
            files.insert(path, std::fs::read_to_string(entry.path()).expect("UTF-8"));
        }
    }
}

pub(crate) fn content() -> (Files, BTreeSet<String>) {
    let mut files = BTreeMap::new();
    read_folder(&root().join("content"), "", &mut files);
    let pictures = std::fs::read_dir(root().join("public/pictures")).expect("the pictures");
    let names = pictures.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    (files, names.filter_map(|name| name.strip_suffix(".svg").map(str::to_owned)).collect())
}

#[test]
fn the_content_that_comes_with_shine_has_no_findings() {
    let (files, pictures) = content();
    let schools = list_schools(&files);
    assert!(!schools.is_empty());
    let findings = check_content(&files, &pictures, &schools);
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
}

#[test]
fn every_document_of_every_school_can_be_shown() {
    let (files, pictures) = content();
    for school in list_schools(&files) {
        let library = build_library(&files, &pictures, &school);
        assert!(!library.documents.is_empty());
        for document in &library.documents {
            assert!(!document.document.meta.title.is_empty(), "{}", document.path);
            assert!(!document.text.as_str().contains("{{"), "{}", document.path);
        }
    }
}

/// What belongs to one of the two schools and must never be read at the other: what its own file says differently, and
/// the names and words of its policy (domain.md 1p).
const CASTERTON: &[&str] = &[
    "Casterton",
    "Pendle",
    "SHINE charter",
    "Principal",
    "Local Academy Council",
    "01632 960123",
    "never come to school",
    "CPOMS",
    "StaffSafe",
];
const BENTLEY: &[&str] = &[
    "Bentley",
    "Acceptable Use Agreement",
    "Headteacher",
    "01632 960456",
    "are handed in at the start of the day",
    "local authority and the Chair",
    "safeguarding concerns log",
];

#[test]
fn neither_schools_words_leak_into_the_other() {
    let (files, pictures) = content();
    for (own, mine, others) in [("casterton-primary", CASTERTON, BENTLEY), ("bentley-ce-primary", BENTLEY, CASTERTON)] {
        let slug = shine_domain::ids::Slug::try_from(own).expect("a slug");
        let library = build_library(&files, &pictures, &slug);
        let all: String = library.documents.iter().map(|document| document.text.as_str()).collect();
        for words in others {
            let leaked = library.documents.iter().find(|document| document.text.as_str().contains(words));
            assert!(leaked.is_none(), "{own} reads \"{words}\" in {}", leaked.map_or("", |one| &one.path));
        }
        let read = mine.iter().filter(|words| all.contains(**words)).count();
        assert!(read + 2 >= mine.len(), "{own} reads its own words: {read} of {}", mine.len());
    }
}

#[test]
fn the_two_schools_differ_where_their_policies_do() {
    use shine_domain::consent::questions;
    use shine_domain::ids::{Language, Slug};
    use shine_domain::vocabulary::{Basis, Kind, Rule};
    let (files, pictures) = content();
    let english = Language::try_from("en").expect("a language");
    let library = |slug: &str| build_library(&files, &pictures, &Slug::try_from(slug).expect("a slug"));
    let (casterton, bentley) = (library("casterton-primary"), library("bentley-ce-primary"));
    let images = |library: &shine_domain::authoring::library::Library| {
        library.find(Kind::Consent, "images", &english).expect("the consent").document.clone()
    };
    let purpose = |document: &shine_domain::document::Document, id: &str| {
        questions(document).find(|(step, _)| step.id.as_str() == id).map(|(_, ask)| (ask.basis, ask.rule))
    };
    let (one, other) = (images(&casterton), images(&bentley));
    assert_eq!(purpose(&one, "full-name"), Some((Basis::Consent, Rule::All)), "asked for, of everybody");
    assert_eq!(purpose(&other, "full-name"), None, "never done, so never asked");
    assert_eq!(purpose(&one, "photo-display"), Some((Basis::PublicTask, Rule::One)));
    assert_eq!(purpose(&other, "photo-display"), Some((Basis::Consent, Rule::One)));
    let digest = |library: &shine_domain::authoring::library::Library, kind, slug: &str| {
        library.find(kind, slug, &english).expect("both schools have it").digest
    };
    for (kind, slug) in [(Kind::Charter, "parents"), (Kind::Charter, "children-ks2"), (Kind::Policy, "online-safety")] {
        assert_ne!(digest(&casterton, kind, slug), digest(&bentley, kind, slug), "{slug}");
    }
}
