//! The authoring guide keeps its word: every example in it is read without a finding.

use std::path::Path;

use shine_domain::SourceText;
use shine_domain::authoring::resolve::read_document;
use shine_domain::authoring::school::parse_school;
use shine_domain::vocabulary::Kind;

use crate::support::{name, slug};

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The fenced blocks of the language `markdown`.
fn examples(guide: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for line in guide.lines() {
        match &mut open {
            None if line == "```markdown" => open = Some(String::new()),
            Some(_) if line == "```" => found.extend(open.take()),
            Some(text) => {
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    found
}

fn kind(example: &str) -> Kind {
    let has = |key: &str| example.lines().any(|line| line.starts_with(key));
    match () {
        () if has("band =") => Kind::Lesson,
        () if has("audience =") => Kind::Guide,
        () if has("signers =") && example.contains("{.ask") => Kind::Consent,
        () if has("signers =") => Kind::Charter,
        () if has("approved-") || has("review-by") => Kind::Policy,
        () => Kind::Notice,
    }
}

#[test]
fn every_example_of_the_authoring_guide_is_right() {
    let (school, _) = parse_school(
        &slug("casterton-primary"),
        &SourceText::new(&read("content/schools/casterton-primary/school.toml")),
    );
    let examples = examples(&read("docs/AUTHORING.md"));
    assert!(examples.len() >= 5, "{} examples", examples.len());
    for example in examples {
        let reading = read_document(&name(kind(&example), "example"), "example.md", &example, &school);
        let found: Vec<String> = reading.findings.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "\n{example}\n{}", found.join("\n"));
    }
}
