//! Front matter: one text for each fault, and the JSON it becomes.

use expect_test::expect;
use shine_domain::vocabulary::Kind;

use crate::support::{CONSENT, GUIDE, LESSON, assert_clean, assert_fault, findings};

/// Faults of a lesson: a line of [`LESSON`] and what stands there instead.
pub(crate) const LINES: &[(&str, &str, &str)] = &[
    ("unknown-key", "minutes = 10", "minutes = 10\n¦minuts = 10"),
    ("unknown-key", "minutes = 10", "minutes = 10\n¦Summary = \"a\""),
    ("key-not-here", "minutes = 10", "minutes = 10\n¦signers = [\"adult\"]"),
    ("key-twice", "minutes = 10", "minutes = 10\n¦minutes = 12"),
    ("wrong-type", "title = \"Kind words\"", "title = ¦5"),
    ("wrong-type", "minutes = 10", "minutes = ¦\"10\""),
    ("wrong-type", "minutes = 10", "minutes = ¦0"),
    ("wrong-type", "years = [\"Y3\", \"Y4\"]", "years = ¦\"Y3\""),
    ("wrong-type", "years = [\"Y3\", \"Y4\"]", "years = ¦[3, 4]"),
    ("value-empty", "title = \"Kind words\"", "title = ¦\" \""),
    ("unknown-band", "band = \"lower-ks2\"", "band = ¦\"lower-ks\""),
    ("unknown-strand", "strand = \"online-relationships\"", "strand = ¦\"online-relationship\""),
    ("unknown-year", "years = [\"Y3\", \"Y4\"]", "years = [\"Y3\", ¦\"y4\"]"),
    ("unknown-risk", "minutes = 10", "minutes = 10\nrisks = [¦\"contacts\"]"),
    ("year-outside-band", "years = [\"Y3\", \"Y4\"]", "years = ¦[\"Y3\", \"Y5\"]"),
    ("statement-wrong", "statements = [\"OR-Y3-1\"]", "statements = [¦\"OR-3-1\", \"OR-Y3-1\"]"),
    ("statement-wrong", "statements = [\"OR-Y3-1\"]", "statements = [¦\"or-y3-1\"]"),
    ("statement-wrong", "statements = [\"OR-Y3-1\"]", "statements = [¦\"OR-Y3-1-2\"]"),
    ("statement-of-other-strand", "statements = [\"OR-Y3-1\"]", "statements = ¦[\"PS-Y3-1\"]"),
    ("date-wrong", "minutes = 10", "minutes = 10\nreviewed = ¦\"22.11.2026\""),
    ("date-wrong", "minutes = 10", "minutes = 10\nreviewed = ¦\"2026-02-30\""),
    ("curly-quotes", "title = \"Kind words\"", "title = ¦“Kind words”\nsummary = \"a\""),
    ("line-unreadable", "minutes = 10", "minutes = 10\nsummary ¦is good"),
    ("unknown-placeholder", "title = \"Kind words\"", "title = ¦\"Kind {{ words.chld }}\""),
    ("hidden-character", "title = \"Kind words\"", "title = ¦\"Kind \u{202e}words\""),
    ("hidden-character", "title = \"Kind words\"", "title = ¦\"Kind \\u202Ewords\""),
];

/// Whole texts: code, kind, text.
pub(crate) const TEXTS: &[(&str, Kind, &str)] = &[
    ("front-matter-missing", Kind::Guide, "¦## A\n\nText.\n"),
    ("front-matter-late", Kind::Guide, "¦\n\n+++\ntitle = \"A\"\naudience = \"pupils\"\n+++\n\n## A\n\nText.\n"),
    ("front-matter-dashes", Kind::Guide, "¦---\ntitle: A\n---\n\n## A\n\nText.\n"),
    ("front-matter-unclosed", Kind::Guide, "+++\ntitle = \"A\"\naudience = \"pupils\"¦\n\n## A\n\nText.\n"),
    ("key-missing", Kind::Guide, "¦+++\ntitle = \"A\"\n+++\n\n## A\n\nText.\n"),
    ("unknown-audience", Kind::Guide, "+++\ntitle = \"A\"\naudience = ¦\"parent\"\n+++\n\n## A\n\nText.\n"),
    ("version-wrong", Kind::Notice, "+++\ntitle = \"A\"\nversion = ¦\"1\"\n+++\n\n## A\n\nText.\n"),
    ("wrong-type", Kind::Notice, "+++\ntitle = \"A\"\nversion = ¦1.0\n+++\n\n## A\n\nText.\n"),
    (
        "unknown-signer",
        Kind::Charter,
        "+++\ntitle = \"A\"\nversion = \"1.0\"\nsigners = [\"adult\", ¦\"pupils\"]\ndeclaration = \"I will.\"\n+++\n\n## A\n\nText.\n",
    ),
    (
        "signers-empty",
        Kind::Charter,
        "+++\ntitle = \"A\"\nversion = \"1.0\"\nsigners = ¦[]\ndeclaration = \"I will.\"\n+++\n\n## A\n\nText.\n",
    ),
    (
        "unknown-renew",
        Kind::Charter,
        "+++\ntitle = \"A\"\nversion = \"1.0\"\nsigners = [\"adult\"]\ndeclaration = \"I will.\"\nrenew = ¦\"year\"\n+++\n\n## A\n\nText.\n",
    ),
];

#[test]
fn every_fault_of_a_line_is_told_once_on_that_line() {
    for (code, line, instead) in LINES {
        let text = format!("{}## A\n\nText.\n", LESSON.replace(line, instead));
        assert_fault(code, Kind::Lesson, &text);
    }
}

#[test]
fn every_fault_of_the_whole_is_told() {
    for (code, kind, marked) in TEXTS {
        assert_fault(code, *kind, marked);
    }
}

#[test]
fn every_missing_key_is_named_with_an_example() {
    let missing = |kind: Kind| {
        let found = findings(kind, "+++\n+++\n\n## A\n\nText.\n");
        let lines = found.iter().filter(|one| one.code == "key-missing").map(|one| one.help.clone());
        lines.collect::<Vec<_>>().join("\n")
    };
    expect![[r#"
        Add a line such as band = "lower-ks2".
        Add a line such as minutes = 25.
        Add a line such as objectives = ["I can say which facts about me are private."].
        Add a line such as statements = ["PS-Y3-1"].
        Add a line such as strand = "privacy-and-security".
        Add a line such as title = "Private or okay to share?".
        Add a line such as years = ["Y3", "Y4"]."#]]
    .assert_eq(&missing(Kind::Lesson));
    expect![[r#"
        Add a line such as declaration = "I have read this and I agree.".
        Add a line such as signers = ["adult"].
        Add a line such as title = "Private or okay to share?".
        Add a line such as version = "1.0"."#]]
    .assert_eq(&missing(Kind::Charter));
}

#[test]
fn several_faults_are_told_at_once() {
    let text = "+++\ntitle = “A”\nversion = 1\nsigners = [\"mum\"]\ncolour = \"red\"\n+++\n\n## A\n\n<b>bold</b>\n";
    let found = findings(Kind::Charter, text);
    let lines: Vec<String> = found.iter().map(|one| format!("{}:{} {}", one.line, one.column, one.code)).collect();
    expect![[r#"
        1:1 key-missing
        2:9 curly-quotes
        3:11 wrong-type
        4:12 unknown-signer
        5:1 unknown-key
        10:1 raw-html"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn a_date_without_quotes_is_a_date() {
    assert_clean(
        Kind::Guide,
        &GUIDE.replace("audience", "reviewed = 2026-11-22\naudience").replace("\n\n", "\n\n## A\n\nText.\n"),
    );
}

#[test]
fn every_kind_takes_its_own_keys() {
    let ask =
        "## May we? {.ask #may-we channel=press}\n\n**Why:** a **Where kept:** b **How long:** c **Who sees it:** d\n";
    assert_clean(Kind::Consent, &format!("{CONSENT}{ask}"));
    assert_clean(
        Kind::Policy,
        "+++\ntitle = \"A\"\nversion = \"1.0\"\napproved-by = \"us\"\napproved-on = \"2026-01-02\"\nreview-by = \"2027-01-02\"\n+++\n## A\n\nText.\n",
    );
}
