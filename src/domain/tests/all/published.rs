//! What a school has published, and texts that changed since.

use expect_test::expect;
use shine_domain::SourceText;
use shine_domain::authoring::library::{Files, Library, build_library};
use shine_domain::authoring::published::{parse_published, write_published};

use crate::support::{files, slug};

/// The codes the tests below provoke.
pub(crate) const CODES: [&str; 5] = [
    "material-change-needs-major-version",
    "published-entry-wrong",
    "published-file-gone",
    "published-text-changed",
    "version-went-back",
];

const CHARTER: &str = "+++\ntitle = \"A charter\"\nversion = \"1.1\"\nsigners = [\"adult\"]\ndeclaration = \"I will.\"\n+++\n\n\
                       ## Safe {.promise #safe letter=S}\n\n- I look after {{ school.name }}.\n- I am kind.\n";

const CONSENT: &str = "+++\ntitle = \"Photos\"\nversion = \"1.1\"\nsigners = [\"adult\"]\ndeclaration = \"I chose.\"\n+++\n\n\
                       ## May we? {.ask #may-we channel=press}\n\nAsked.\n\n**Why:** a **Where kept:** b **How long:** c **Who sees it:** d\n";

fn folder() -> Files {
    let (mut files, _) = files();
    files.insert("base/charters/parents.md".to_owned(), CHARTER.to_owned());
    files.insert("base/consents/photos.md".to_owned(), CONSENT.to_owned());
    files
}

fn library(files: &Files) -> Library {
    build_library(files, &Default::default(), &slug("hill"))
}

/// The folder after it was published.
fn published() -> Files {
    let mut files = folder();
    let text = write_published(&library(&files));
    files.insert("schools/hill/published.toml".to_owned(), text);
    files
}

/// What is wrong once `old` in the file at `path` has become `new`.
fn after(path: &str, changes: &[(&str, &str)]) -> Vec<(String, usize, &'static str)> {
    let mut files = published();
    for (old, new) in changes {
        let text = files[path].clone();
        assert!(text.contains(old), "{old}");
        files.insert(path.to_owned(), text.replace(old, new));
    }
    library(&files).findings.into_iter().map(|one| (one.path, one.line, one.code)).collect()
}

#[test]
fn what_was_published_and_has_not_changed_is_fine() {
    assert_eq!(after("base/charters/parents.md", &[]), []);
}

#[test]
fn a_changed_text_must_move_its_version() {
    let path = "base/charters/parents.md";
    let changed = |version: &str| after(path, &[("I am kind", "I am very kind"), ("1.1", version)]);
    assert_eq!(changed("1.1"), [(path.to_owned(), 3, "published-text-changed")]);
    assert_eq!(changed("1.2"), []);
    assert_eq!(changed("2.0"), []);
    assert_eq!(changed("1.0"), [(path.to_owned(), 3, "version-went-back")]);
}

#[test]
fn a_changed_value_of_the_school_is_a_changed_text() {
    let found = after("schools/hill/school.toml", &[("Hill_Top & Dale (CE) School", "Hill Top School")]);
    assert_eq!(found, [("base/charters/parents.md".to_owned(), 3, "published-text-changed")]);
    assert_eq!(after("schools/hill/school.toml", &[("Mr Owl", "Mrs Owl")]), []);
}

#[test]
fn another_promise_or_question_is_material() {
    let path = "base/charters/parents.md";
    let material = [(path.to_owned(), 3, "material-change-needs-major-version")];
    assert_eq!(after(path, &[("- I am kind.\n", ""), ("1.1", "1.2")]), material);
    assert_eq!(after(path, &[("- I am kind.\n", "- I am kind.\n- I am fair.\n"), ("1.1", "1.2")]), material);
    assert_eq!(after(path, &[("#safe", "#secure"), ("1.1", "1.2")]), material);
    assert_eq!(after(path, &[("[\"adult\"]", "[\"adult\", \"pupil\"]"), ("1.1", "1.2")]), material);
    assert_eq!(after(path, &[("- I am kind.\n", ""), ("1.1", "2.0")]), []);
}

#[test]
fn a_purposes_facts_and_channel_are_material_and_its_other_words_are_not() {
    let path = "base/consents/photos.md";
    let material = [(path.to_owned(), 3, "material-change-needs-major-version")];
    assert_eq!(after(path, &[("Asked.", "Asked again."), ("1.1", "1.2")]), []);
    assert_eq!(after(path, &[("**Why:** a", "**Why:** e"), ("1.1", "1.2")]), material);
    assert_eq!(after(path, &[("channel=press", "channel=website"), ("1.1", "1.2")]), material);
    assert_eq!(after(path, &[("channel=press", "channel=press needs-child=yes"), ("1.1", "1.2")]), material);
}

#[test]
fn a_published_file_that_is_gone_is_told_where_it_is_listed() {
    let mut files = published();
    files.remove("base/charters/parents.md");
    let found = library(&files).findings;
    let found: Vec<_> = found.iter().map(|one| (one.path.as_str(), one.line, one.code)).collect();
    assert_eq!(found, [("schools/hill/published.toml", 4, "published-file-gone")]);
}

#[test]
fn a_damaged_entry_is_told() {
    let path = "schools/hill/published.toml";
    assert_eq!(
        after(path, &[("charters/parents.md", "charter/parents.md")]),
        [(path.to_owned(), 3, "published-entry-wrong")]
    );
    let found = after(path, &[("[[published]]\npath = \"charters", "[[publish]]\npath = \"charters")]);
    assert_eq!(found, [(path.to_owned(), 3, "unknown-key")]);
}

#[test]
fn what_is_written_is_always_the_same_and_reads_back() {
    let text = write_published(&library(&folder()));
    assert_eq!(text, write_published(&library(&published())));
    let (entries, diagnostics) = parse_published(&SourceText::new(&text));
    assert_eq!((entries.len(), diagnostics), (2, vec![]));
    let shape = text.lines().map(|line| if line.len() > 64 && !line.starts_with('#') { &line[..12] } else { line });
    expect![[r##"
        # What this school has published. Written by `shine publish`: do not edit.

        [[published]]
        path = "charters/parents.md"
        language = "en"
        version = "1.1"
        digest = "90
        structure = 

        [[published]]
        path = "consents/photos.md"
        language = "en"
        version = "1.1"
        digest = "37
        structure = "##]]
    .assert_eq(&shape.collect::<Vec<_>>().join("\n"));
}
