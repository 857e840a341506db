//! Any bytes at all as a school's file and an author's text: resolving never fails, and what it gives can be parsed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shine_domain::SourceText;
use shine_domain::authoring::resolve::resolve;
use shine_domain::authoring::school::parse_school;
use shine_domain::ids::{Language, Slug};
use shine_domain::parse::{DocumentName, parse_document};
use shine_domain::vocabulary::Kind;

fuzz_target!(|data: (u8, &str, &str)| {
    let (kind, school, text) = data;
    let kind = Kind::ALL[usize::from(kind) % Kind::ALL.len()];
    let (Ok(slug), Ok(language)) = (Slug::try_from("page"), Language::try_from("en")) else { return };
    let (school, _) = parse_school(&slug, &SourceText::new(school));
    let name = DocumentName { kind, slug, language };
    let authored = SourceText::new(text);
    let resolved = resolve(&name, &authored, &school);
    for diagnostic in &resolved.diagnostics {
        assert!(diagnostic.span.start <= authored.as_str().len());
    }
    let parsed = parse_document(&name, &resolved.text);
    for diagnostic in &parsed.diagnostics {
        assert!(resolved.map.authored(diagnostic.span.start) <= authored.as_str().len());
    }
});
