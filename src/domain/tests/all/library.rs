//! A whole folder: overlays, translations, links across files, and files that are not where they should be.

use std::collections::BTreeSet;

use shine_domain::authoring::library::{build_library, check_content, list_schools};
use shine_domain::diagnostic::CODES;
use shine_domain::ids::Language;
use shine_domain::vocabulary::Kind;

use crate::support::{GUIDE, SCHOOL, files, slug};
use crate::{front_matter, placeholders, published, school, slips, steps};

/// A path, and the code of what is wrong with a file there.
const PLACES: &[(&str, &str)] = &[
    ("base/lesons/x.md", "unknown-folder"),
    ("lessons/x.md", "unknown-folder"),
    ("base/lessons/sub/x.md", "unknown-folder"),
    ("x.md", "unknown-folder"),
    ("base/guides/Tell Someone.md", "file-name"),
    ("base/guides/notes.txt", "file-name"),
    ("schools/Hill School/school.toml", "file-name"),
    ("schools/hill/settings.toml", "unknown-file"),
    ("base/guides/other.urdu.md", "unknown-language"),
    ("base/guides/more.ur.md", "translation-without-original"),
    ("base/guides/other.nowhere.mp3", "recording-without-step"),
    ("base/guides/none.there.mp3", "recording-without-step"),
    ("base/guides/Other.mp3", "file-name"),
];

#[test]
fn every_file_out_of_place_is_told() {
    for (path, code) in PLACES {
        let (mut files, pictures) = files();
        files.insert((*path).to_owned(), format!("{GUIDE}## A\n\nText.\n"));
        let found = build_library(&files, &pictures, &slug("hill")).findings;
        let found: Vec<_> = found.iter().map(|one| (one.path.as_str(), one.code, one.line)).collect();
        assert_eq!(found, [(*path, *code, 1)]);
    }
}

#[test]
fn a_recording_belongs_to_its_step_and_a_schools_own_comes_before_the_packs() {
    let (mut files, pictures) = files();
    for path in
        ["base/guides/other.there.mp3", "schools/hill/guides/other.there.mp3", "schools/dale/guides/other.there.mp3"]
    {
        files.insert(path.to_owned(), String::new());
    }
    let library = build_library(&files, &pictures, &slug("hill"));
    assert_eq!(library.findings, []);
    assert_eq!(library.documents[0].recordings, ["schools/hill/guides/other.there.mp3"]);
    assert_eq!(library.documents[0].recording_names(), ["other.there.mp3"]);
}

#[test]
fn a_recording_of_words_the_school_changed_is_not_played() {
    let (mut files, pictures) = files();
    files.insert("base/guides/other.there.mp3".to_owned(), String::new());
    files.insert("schools/hill/guides/other.md".to_owned(), format!("{GUIDE}## There {{#there}}\n\nOther words.\n"));
    let library = build_library(&files, &pictures, &slug("hill"));
    let codes: Vec<_> = library.findings.iter().map(|one| (one.path.as_str(), one.code)).collect();
    assert_eq!(codes, [("base/guides/other.there.mp3", "recording-of-other-words")]);
    assert!(library.documents[0].recordings.is_empty());
    files.insert("schools/hill/guides/other.there.mp3".to_owned(), String::new());
    let library = build_library(&files, &pictures, &slug("hill"));
    assert_eq!((library.findings.len(), library.documents[0].recordings.len()), (0, 1));
}

#[test]
fn a_read_me_is_no_content() {
    let (mut files, pictures) = files();
    for path in ["README.md", "base/README.md", "schools/hill/readme.txt"] {
        files.insert(path.to_owned(), "Hello.".to_owned());
    }
    assert_eq!(build_library(&files, &pictures, &slug("hill")).findings, []);
}

#[test]
fn a_school_without_facts_is_told_and_still_shown() {
    let (mut files, pictures) = files();
    files.remove("schools/hill/school.toml");
    let library = build_library(&files, &pictures, &slug("hill"));
    assert_eq!(library.findings.iter().map(|one| one.code).collect::<Vec<_>>(), ["school-missing"]);
    assert_eq!(library.school.name(), "hill");
    assert_eq!(library.documents.len(), 1);
}

#[test]
fn a_schools_own_file_takes_the_place_of_the_packs_for_that_school_only() {
    let (mut files, pictures) = files();
    files.insert("schools/dale/school.toml".to_owned(), SCHOOL.to_owned());
    files.insert("schools/dale/guides/other.md".to_owned(), format!("{GUIDE}## There {{#there}}\n\nOurs.\n"));
    files.insert("schools/dale/guides/own.md".to_owned(), format!("{GUIDE}## A\n\n[o](guide:other#there)\n"));
    let english = Language::try_from("en").expect("a language");
    let dale = build_library(&files, &pictures, &slug("dale"));
    let hill = build_library(&files, &pictures, &slug("hill"));
    let path = |library: &shine_domain::authoring::library::Library| {
        library.find(Kind::Guide, "other", &english).map(|one| one.path.clone())
    };
    assert_eq!(path(&dale).as_deref(), Some("schools/dale/guides/other.md"));
    assert_eq!(path(&hill).as_deref(), Some("base/guides/other.md"));
    assert_eq!((dale.documents.len(), hill.documents.len()), (2, 1));
    assert_eq!((dale.findings, hill.findings), (vec![], vec![]));
}

#[test]
fn a_file_every_school_replaces_is_still_checked() {
    let (mut files, pictures) = files();
    files.insert("base/guides/other.md".to_owned(), format!("{GUIDE}## There {{#there}}\n\n<b>\n"));
    files.insert("schools/hill/guides/other.md".to_owned(), format!("{GUIDE}## There {{#there}}\n\nOurs.\n"));
    let found = build_library(&files, &pictures, &slug("hill")).findings;
    assert_eq!(
        found.iter().map(|one| (one.path.as_str(), one.code)).collect::<Vec<_>>(),
        [("base/guides/other.md", "raw-html")]
    );
}

#[test]
fn a_translation_stands_beside_its_original() {
    let (mut files, pictures) = files();
    files.insert("base/guides/other.pl.md".to_owned(), format!("{GUIDE}## Tam {{#there}}\n\nTekst.\n"));
    let library = build_library(&files, &pictures, &slug("hill"));
    let languages: Vec<_> = library.of_kind(Kind::Guide).map(|one| one.name.language.to_string()).collect();
    assert_eq!(languages, ["en", "pl"]);
    assert_eq!(library.findings, []);
    let digest = library.documents[1].digest;
    assert_eq!(library.find_digest(&digest).map(|one| one.path.as_str()), Some("base/guides/other.pl.md"));
}

#[test]
fn what_two_schools_share_is_told_once() {
    let (mut files, pictures) = files();
    files.insert("schools/dale/school.toml".to_owned(), SCHOOL.to_owned());
    files.insert("base/guides/more.md".to_owned(), format!("{GUIDE}## A\n\n<b>\n"));
    let schools = list_schools(&files);
    assert_eq!(schools.iter().map(|school| school.as_str()).collect::<Vec<_>>(), ["dale", "hill"]);
    assert_eq!(check_content(&files, &pictures, &schools).len(), 1);
}

#[test]
fn every_code_there_is_has_a_text_that_provokes_it() {
    let mut provoked: BTreeSet<&str> = PLACES.iter().map(|(_, code)| *code).collect();
    let pairs = [steps::IN_LESSONS, steps::IN_CONSENTS, slips::IN_GUIDES, slips::IN_OPTIONS, placeholders::CASES];
    provoked.extend(pairs.into_iter().flatten().map(|(code, _)| *code));
    provoked.extend(front_matter::LINES.iter().map(|(code, _, _)| *code));
    provoked.extend(front_matter::TEXTS.iter().map(|(code, _, _)| *code));
    provoked.extend(school::CASES.iter().map(|(code, _, _)| *code));
    provoked.extend(published::CODES);
    // Each of these has a test of its own.
    provoked.extend([
        "school-missing",
        "front-matter-not-json",
        "unknown-purpose",
        "map-statement-missing",
        "recording-of-other-words",
        "too-many-words",
    ]);
    assert_eq!(provoked.into_iter().collect::<Vec<_>>(), CODES);
}
