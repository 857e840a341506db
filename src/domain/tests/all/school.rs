//! `school.toml`: what it says, and one text for each of its faults.

use shine_domain::SourceText;
use shine_domain::authoring::school::parse_school;

use crate::support::{SCHOOL, slug, unmark};

/// A line of the school, what stands there instead, and the code.
pub(crate) const CASES: &[(&str, &str, &str)] = &[
    ("unknown-key", "short-name =", "¦shortname = \"H\"\nshort-name ="),
    ("unknown-key", "withhold-access-until-signed = true", "¦withhold-access = true"),
    ("wrong-type", "withhold-access-until-signed = true", "withhold-access-until-signed = ¦\"yes\""),
    ("wrong-type", "phone = \"01632 960 789\"", "phone = ¦1632960789"),
    (
        "wrong-type",
        "trusted-adults = [\"your class teacher\", \"the Headteacher\", \"Mr Owl\"]",
        "trusted-adults = ¦\"you\"",
    ),
    ("value-empty", "office = \"school office\"", "office = ¦\"\""),
    (
        "value-empty",
        "trusted-adults = [\"your class teacher\", \"the Headteacher\", \"Mr Owl\"]",
        "trusted-adults = ¦[]",
    ),
    ("key-twice", "phone =", "phone = \"1\"\n¦phone ="),
    ("curly-quotes", "phone = \"01632 960 789\"", "phone = ¦“01632 960 789”"),
    ("unknown-language", "[languages]", "[languages]\n¦urdu = { checked-by = \"office\" }"),
    ("unknown-basis", "[languages]", "[purposes]\nphoto = { basis = ¦\"consnt\" }\n[languages]"),
    ("unknown-rule", "[languages]", "[purposes]\nphoto = { rule = ¦\"both\" }\n[languages]"),
    ("unknown-key", "[languages]", "[purposes]\nphoto = { ¦rules = \"all\" }\n[languages]"),
    ("wrong-type", "[languages]", "[purposes]\nphoto = ¦\"consent\"\n[languages]"),
    ("hidden-character", "chair = \"Chair of Governors\"", "chair = ¦\"Chair\\u0007\""),
];

#[test]
fn every_fault_is_told_once_on_its_line() {
    for (code, line, instead) in CASES {
        assert!(SCHOOL.contains(line), "{line}");
        let (text, places) = unmark(&SCHOOL.replace(line, instead));
        let source = SourceText::new(&text);
        let found = parse_school(&slug("hill"), &source).1;
        let shown: Vec<_> = found.iter().map(|one| (one.code, source.line_column(one.span.start))).collect();
        let shown: Vec<_> = shown.into_iter().map(|(code, place)| (code, (place.line, place.column))).collect();
        assert_eq!(shown, [(*code, places[0])], "{found:?}");
    }
}

#[test]
fn a_missing_fact_is_told_with_what_to_type() {
    for (line, key) in [("email = \"office@hill.example\"\n", "email"), ("dpo = \"Data Protection Officer\"\n", "dpo")]
    {
        let source = SourceText::new(&SCHOOL.replace(line, ""));
        let found = parse_school(&slug("hill"), &source).1;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].code, "key-missing");
        assert!(found[0].help.contains(&format!("{key} = ")), "{}", found[0].help);
    }
    let found = parse_school(&slug("hill"), &SourceText::new("")).1;
    assert!(found.iter().any(|one| one.help.contains("[reporting]")), "{found:?}");
}

#[test]
fn a_school_says_what_its_file_says() {
    let (school, found) = parse_school(&slug("hill"), &SourceText::new(SCHOOL));
    assert_eq!(found, []);
    assert_eq!(school.name(), "Hill_Top & Dale (CE) School");
    assert_eq!(school.short_name(), "Hill Top");
    assert_eq!(school.trust(), None);
    assert_eq!((school.phone(), school.language()), ("01632 960 789", "en"));
    assert_eq!(school.words().get("motto").map(String::as_str), Some("*Up* we go"));
    assert_eq!(school.roles().get("dsl").map(String::as_str), Some("Designated Safeguarding Lead"));
    assert_eq!(school.trusted_adults().len(), 3);
    assert!(school.is_on("withhold-access-until-signed"));
    assert!(!school.is_on("full-name-with-image"));
}
