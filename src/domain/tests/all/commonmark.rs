//! The examples of the CommonMark specification, every one of them, through our own parser: no panic, no way out of
//! the tree's allow-list, no place outside the text.

use serde::Deserialize;
use shine_domain::document::{Block, Document, Inline, Link};
use shine_domain::parse::parse_document;
use shine_domain::vocabulary::Kind;

use crate::support::{GUIDE, document, findings, name};

#[derive(Deserialize)]
struct Example {
    example: u16,
    markdown: String,
}

fn examples() -> Vec<Example> {
    serde_json::from_str(include_str!("../fixtures/commonmark/spec.json")).expect("the examples")
}

/// Walks everything a view would show.
fn assert_safe(document: &Document, about: &str) {
    let blocks = document.intro.iter().chain(document.steps.iter().flat_map(|step| match &step.body {
        shine_domain::steps::StepBody::Reading(blocks) => blocks.iter(),
        _ => [].iter(),
    }));
    blocks.for_each(|block| assert_block(block, about));
    document.steps.iter().for_each(|step| assert_inlines(&step.heading, about));
}

fn assert_block(block: &Block, about: &str) {
    match block {
        Block::Paragraph(text) => assert_inlines(text, about),
        Block::Heading { level, text } => {
            assert!((3..=6).contains(level), "{about}");
            assert_inlines(text, about);
        }
        Block::List { items, .. } => items.iter().flatten().for_each(|block| assert_block(block, about)),
        Block::Quote(blocks) => blocks.iter().for_each(|block| assert_block(block, about)),
        Block::Table { head, rows } => {
            assert!(rows.iter().all(|row| row.len() == head.len()), "{about}");
            head.iter().chain(rows.iter().flatten()).for_each(|cell| assert_inlines(cell, about));
        }
        Block::Code(_) | Block::Rule => {}
    }
}

fn assert_inlines(inlines: &[Inline], about: &str) {
    for inline in inlines {
        match inline {
            Inline::Mark { text: inner, .. }
            | Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strikethrough(inner) => assert_inlines(inner, about),
            Inline::Link { to, text } => {
                assert_link(to, about);
                assert_inlines(text, about);
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Picture { .. } | Inline::Break => {}
        }
    }
}

fn assert_link(link: &Link, about: &str) {
    match link {
        Link::Web(address) => {
            assert!(address.starts_with("https://") && !address.contains(['"', '<', '>', ' ']), "{about}")
        }
        Link::Telephone(number) => assert!(number.chars().all(|c| c.is_ascii_digit() || " +-".contains(c)), "{about}"),
        Link::Email(address) => assert!(!address.contains([':', '?', '&', ' ']), "{about}"),
        Link::Document { .. } | Link::Step(_) => {}
    }
}

#[test]
fn every_example_of_the_specification_becomes_a_safe_tree() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    for Example { example, markdown } in examples {
        let about = format!("example {example}:\n{markdown}");
        let source = shine_domain::SourceText::new(&format!("+++\n{{}}\n+++\n## A\n\n{markdown}"));
        let parsed = parse_document(&name(Kind::Guide, "page"), &source);
        assert_safe(&parsed.document, &about);
        for one in parsed.diagnostics {
            assert!(one.span.start <= one.span.end && one.span.end <= source.as_str().len(), "{about}");
        }
    }
}

#[test]
fn all_the_examples_in_one_file_become_a_safe_tree() {
    let text: String = examples().into_iter().map(|one| one.markdown + "\n\n").collect();
    let authored = format!("{GUIDE}## A\n\n{text}");
    assert_safe(&document(Kind::Guide, &authored), "all");
    let lines = authored.lines().count();
    assert!(findings(Kind::Guide, &authored).iter().all(|one| one.line >= 1 && one.line <= lines));
}

#[test]
fn nothing_typed_can_become_script() {
    let tries = [
        "[a](javascript:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](java\tscript:alert(1))",
        "[a](<java script:alert(1)>)",
        "<javascript:alert(1)>",
        "[a](https://x.example/\"onmouseover=alert(1))",
        "[a](vbscript:x)",
        "![a](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">a</a>",
        "## A {onclick=alert(1)}",
        "## A {#id onmouseover=alert(1)}",
        "| a |\n|---|\n| <svg onload=alert(1)> |",
        "[a]: javascript:x\n\n[a]",
    ];
    for text in tries {
        let document = document(Kind::Guide, &format!("{GUIDE}## A\n\n{text}\n"));
        assert_safe(&document, text);
        let shown = format!("{document:?}");
        assert!(!shown.contains("Web(\"java"), "{text}");
    }
}
