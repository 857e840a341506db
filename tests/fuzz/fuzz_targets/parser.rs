//! Any bytes at all as a resolved text of any kind: parsing never fails, and every place it names is inside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shine_domain::SourceText;
use shine_domain::ids::{Language, Slug};
use shine_domain::parse::{DocumentName, parse_document};
use shine_domain::vocabulary::Kind;

fuzz_target!(|data: (u8, &str)| {
    let (kind, text) = data;
    let kind = Kind::ALL[usize::from(kind) % Kind::ALL.len()];
    let (Ok(slug), Ok(language)) = (Slug::try_from("page"), Language::try_from("en")) else { return };
    let source = SourceText::new(text);
    let parsed = parse_document(&DocumentName { kind, slug, language }, &source);
    for diagnostic in &parsed.diagnostics {
        assert!(diagnostic.span.start <= diagnostic.span.end && diagnostic.span.end <= source.as_str().len());
    }
    for step in &parsed.document.steps {
        assert!(source.as_str().get(step.span.start..step.span.end).is_some());
    }
});
