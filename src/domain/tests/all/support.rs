//! What the tests share: a small invented school, and a way to write a text with its fault marked in it.

use std::collections::BTreeSet;

use shine_domain::authoring::library::{Files, build_library};
use shine_domain::diagnostic::Finding;
use shine_domain::document::Document;
use shine_domain::ids::{Language, Slug};
use shine_domain::parse::DocumentName;
use shine_domain::vocabulary::Kind;

pub(crate) const SCHOOL: &str = include_str!("../fixtures/school.toml");

pub(crate) const LESSON: &str = r#"+++
title = "Kind words"
band = "lower-ks2"
years = ["Y3", "Y4"]
strand = "online-relationships"
statements = ["OR-Y3-1"]
minutes = 10
objectives = ["I can choose kind words"]
+++

"#;

pub(crate) const GUIDE: &str = "+++\ntitle = \"A guide\"\naudience = \"pupils\"\n+++\n\n";

pub(crate) const CONSENT: &str = r#"+++
title = "Photographs"
version = "1.0"
signers = ["adult"]
declaration = "These are my choices."
+++

"#;

/// The sign that marks a fault's place in a test's text.
pub(crate) const HERE: char = '¦';

pub(crate) fn slug(text: &str) -> Slug {
    Slug::try_from(text).expect("a slug")
}

pub(crate) fn name(kind: Kind, slug: &str) -> DocumentName {
    let language = Language::try_from("en").expect("a language");
    DocumentName { kind, slug: self::slug(slug), language }
}

/// A content folder with one school, a guide `other` with a step `there`, and a picture `key`.
pub(crate) fn files() -> (Files, BTreeSet<String>) {
    let other = format!("{GUIDE}## There {{#there}}\n\nText.\n");
    let files = [("schools/hill/school.toml", SCHOOL.to_owned()), ("base/guides/other.md", other)];
    let files = files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect();
    (files, BTreeSet::from(["key".to_owned()]))
}

/// What is wrong with `text` as the document `page` of this kind.
pub(crate) fn findings(kind: Kind, text: &str) -> Vec<Finding> {
    let (mut files, pictures) = files();
    files.insert(format!("base/{}/page.md", kind.word()), text.to_owned());
    build_library(&files, &pictures, &slug("hill")).findings
}

/// The document that `text` becomes.
pub(crate) fn document(kind: Kind, text: &str) -> Document {
    let (mut files, pictures) = files();
    files.insert(format!("base/{}/page.md", kind.word()), text.to_owned());
    let library = build_library(&files, &pictures, &slug("hill"));
    let document = library.documents.into_iter().find(|one| one.name == name(kind, "page"));
    document.expect("the document").document
}

/// `marked` without its marks, and the lines and columns where they stood.
pub(crate) fn unmark(marked: &str) -> (String, Vec<(usize, usize)>) {
    let mut places = Vec::new();
    for (number, line) in marked.lines().enumerate() {
        let marks = line.chars().enumerate().filter(|(_, c)| *c == HERE);
        places.extend(marks.enumerate().map(|(earlier, (at, _))| (number + 1, at - earlier + 1)));
    }
    (marked.replace(HERE, ""), places)
}

/// Asserts that `marked` has exactly one fault at each mark, all with this code, and none elsewhere.
pub(crate) fn assert_fault(code: &str, kind: Kind, marked: &str) {
    let (text, places) = unmark(marked);
    assert!(!places.is_empty(), "{code}: the text has no mark");
    let found = findings(kind, &text);
    let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
    let expected: Vec<_> = places.into_iter().map(|(line, column)| (code, line, column)).collect();
    let found: Vec<_> = found.iter().map(|one| (one.code, one.line, one.column)).collect();
    assert_eq!(found, expected, "\n{text}\n{}", shown.join("\n"));
    for sentence in shown {
        assert!(
            !sentence.contains("  ") && sentence.ends_with(['.', '?', ')', ']', '"', '}', '*', '…'])
                || sentence.contains("Write "),
            "not a plain sentence: {sentence}"
        );
    }
}

/// Asserts that `text` has no fault.
pub(crate) fn assert_clean(kind: Kind, text: &str) {
    let shown: Vec<String> = findings(kind, text).iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "\n{text}\n{}", shown.join("\n"));
}
