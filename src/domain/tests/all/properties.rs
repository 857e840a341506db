//! What holds for every text whatever: no panic, places inside the text, and one digest for one document however it
//! was saved.

use proptest::prelude::*;
use shine_domain::SourceText;
use shine_domain::authoring::published::parse_published;
use shine_domain::authoring::resolve::resolve;
use shine_domain::authoring::school::parse_school;
use shine_domain::ids::Digest;
use shine_domain::parse::parse_document;
use shine_domain::vocabulary::Kind;

use crate::support::{LESSON, SCHOOL, name, slug};

/// Pieces that mean something, in any order, with noise between.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "+++\n",
        "---\n",
        "===\n",
        "title = \"a\"\n",
        "{}\n",
        "## A ",
        "{.choose #a .map}",
        "{.sort #b}",
        "{.promise letter=S}",
        "{.ask channel=press}",
        "{.adult}",
        "{.",
        "}",
        "\n",
        "\n\n",
        "- [ ] ",
        "- [x] ",
        "-[ ]",
        "- ",
        "  - ",
        "  > ",
        "> ",
        "1. ",
        "{.secure}",
        "{{ school.name }}",
        "{{ nope",
        "{{",
        "}}",
        "![",
        "](",
        "picture:key)",
        "[a](guide:other#b)",
        "<b>",
        "<!--",
        "```\n",
        "| a | b |\n|---|---|\n",
        "**Why:** ",
        "**",
        "*",
        "_",
        "~~",
        "\\",
        "&amp;",
        "\t",
        "\r\n",
        "\r",
        "\u{feff}",
        "é",
        "日本",
        "\u{202e}",
        "\0",
        "[a]: https://x.example\n",
        "[a]",
        "#",
        "“",
        "”",
    ];
    let piece = prop_oneof![4 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(Kind::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parsing_never_panics_and_every_place_is_inside_the_text(text in text(), kind in kind()) {
        let source = SourceText::new(&text);
        let parsed = parse_document(&name(kind, "page"), &source);
        let inside = |start: usize, end: usize| start <= end && end <= source.as_str().len();
        for one in &parsed.diagnostics {
            prop_assert!(inside(one.span.start, one.span.end), "{one:?}");
        }
        for step in &parsed.document.steps {
            prop_assert!(inside(step.span.start, step.span.end));
            prop_assert!(source.as_str().get(step.span.start..step.span.end).is_some());
        }
        for mention in &parsed.mentions {
            prop_assert!(inside(mention.span.start, mention.span.end));
        }
        let ids: std::collections::BTreeSet<_> = parsed.document.steps.iter().map(|step| &step.id).collect();
        prop_assert_eq!(ids.len(), parsed.document.steps.len());
    }

    #[test]
    fn resolving_never_panics_and_every_place_is_inside_the_file(text in text(), kind in kind()) {
        let (school, _) = parse_school(&slug("hill"), &SourceText::new(SCHOOL));
        let authored = SourceText::new(&text);
        let resolved = resolve(&name(kind, "page"), &authored, &school);
        for one in &resolved.diagnostics {
            prop_assert!(one.span.start <= one.span.end && one.span.end <= authored.as_str().len(), "{one:?}");
        }
        let parsed = parse_document(&name(kind, "page"), &resolved.text);
        prop_assert!(!parsed.diagnostics.iter().any(|one| one.code == "front-matter-not-json"));
        for one in &parsed.diagnostics {
            prop_assert!(resolved.map.authored(one.span.start) <= authored.as_str().len());
        }
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_change_no_digest(body in text()) {
        let (school, _) = parse_school(&slug("hill"), &SourceText::new(SCHOOL));
        let digest = |text: &str| {
            let resolved = resolve(&name(Kind::Lesson, "page"), &SourceText::new(text), &school);
            parse_document(&name(Kind::Lesson, "page"), &resolved.text).document.digest
        };
        let body = body.replace("\r\n", "\n").replace('\r', "\n");
        let text = format!("{LESSON}{body}");
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        prop_assert_eq!(digest(&text), digest(&windows));
        prop_assert_eq!(digest(&text), digest(&text.replace('\n', "\r")));
    }

    #[test]
    fn the_digest_is_that_of_the_resolved_bytes(text in text()) {
        let source = SourceText::new(&text);
        let parsed = parse_document(&name(Kind::Guide, "page"), &source);
        prop_assert_eq!(parsed.document.digest, Digest::of(source.as_str().as_bytes()));
    }

    #[test]
    fn a_value_of_the_school_shows_as_typed_whatever_signs_are_in_it(value in "[ -~éł“”]{1,40}", around in 0..4_usize) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assume!(!value.is_empty());
        let toml = SCHOOL.replace("name = \"Hill_Top & Dale (CE) School\"", &format!("name = {}", serde_json::json!(value)));
        let (school, _) = parse_school(&slug("hill"), &SourceText::new(&toml));
        prop_assume!(school.name() == value);
        let body = ["{{ school.name }}", "a {{ school.name }} b", "**{{ school.name }}**", "> {{ school.name }}"][around];
        let authored = SourceText::new(&format!("{LESSON}## A\n\n{body}\n"));
        let resolved = resolve(&name(Kind::Lesson, "page"), &authored, &school);
        let parsed = parse_document(&name(Kind::Lesson, "page"), &resolved.text);
        let shown = match &parsed.document.steps[0].body {
            shine_domain::steps::StepBody::Reading(blocks) => plain(blocks),
            other => panic!("{other:?}"),
        };
        let expected = if around == 1 { format!("a {value} b") } else { value };
        prop_assert_eq!(shown, expected, "{}", resolved.text.as_str());
        prop_assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    }

    #[test]
    fn the_other_files_never_panic_either(text in text()) {
        let source = SourceText::new(&text);
        for one in parse_school(&slug("hill"), &source).1.into_iter().chain(parse_published(&source).1) {
            prop_assert!(one.span.start <= one.span.end && one.span.end <= source.as_str().len(), "{one:?}");
        }
    }
}

fn plain(blocks: &[shine_domain::document::Block]) -> String {
    use shine_domain::document::{Block, plain_text};
    let texts = blocks.iter().map(|block| match block {
        Block::Paragraph(text) => plain_text(text),
        Block::Quote(inner) => plain(inner),
        other => format!("{other:?}"),
    });
    texts.collect()
}
