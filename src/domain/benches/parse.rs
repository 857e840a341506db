//! How long the largest document takes: what a browser does before it shows a lesson, and what `shine check` does.

use std::path::Path;

use divan::Bencher;
use shine_domain::SourceText;
use shine_domain::authoring::resolve::resolve;
use shine_domain::authoring::school::{School, parse_school};
use shine_domain::ids::{Language, Slug};
use shine_domain::parse::{DocumentName, parse_document};
use shine_domain::vocabulary::Kind;

fn main() {
    divan::main();
}

fn read(path: &str) -> SourceText {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content").join(path);
    SourceText::new(&std::fs::read_to_string(path).expect("the content stands beside the crate"))
}

fn lesson() -> (DocumentName, SourceText, School) {
    let name = DocumentName {
        kind: Kind::Lesson,
        slug: Slug::try_from("private-or-okay-to-share").expect("a slug"),
        language: Language::try_from("en").expect("a language"),
    };
    let slug = Slug::try_from("casterton-primary").expect("a slug");
    let (school, _) = parse_school(&slug, &read("schools/casterton-primary/school.toml"));
    (name, read("base/lessons/private-or-okay-to-share.md"), school)
}

#[divan::bench]
fn parse_largest_document(bencher: Bencher<'_, '_>) {
    let (name, authored, school) = lesson();
    let text = resolve(&name, &authored, &school).text;
    bencher.counter(divan::counter::BytesCount::of_str(text.as_str())).bench(|| parse_document(&name, &text));
}

#[divan::bench]
fn resolve_largest_document(bencher: Bencher<'_, '_>) {
    let (name, authored, school) = lesson();
    bencher.counter(divan::counter::BytesCount::of_str(authored.as_str())).bench(|| resolve(&name, &authored, &school));
}
