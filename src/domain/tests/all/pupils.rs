//! What a pupil's screen fetches of a lesson, and what no step's id depends on.

use proptest::prelude::*;
use shine_domain::authoring::library::{build_library, list_schools};
use shine_domain::authoring::pupils::pupils_text;
use shine_domain::document::Document;
use shine_domain::ids::Digest;
use shine_domain::parse::parse_document;
use shine_domain::steps::{RESERVED_IDS, Step};
use shine_domain::vocabulary::Kind;
use shine_domain::{SourceText, Span};

use crate::content::content;
use crate::properties::text;
use crate::support::name;

fn parse(text: &str) -> Document {
    parse_document(&name(Kind::Lesson, "page"), &SourceText::new(text)).document
}

/// What a pupil meets of `document`: all but the steps for adults, and but the places, which move.
fn met(document: &Document) -> Document {
    let steps = document.pupil_steps().map(|step| Step {
        span: Span::default(),
        heading_span: Span::default(),
        ..step.clone()
    });
    Document { steps: steps.collect(), digest: Digest::zero(), ..document.clone() }
}

#[test]
fn a_pupil_meets_the_same_lesson_without_a_word_for_the_adult() {
    let (files, pictures) = content();
    let mut count = 0;
    for school in list_schools(&files) {
        for lesson in build_library(&files, &pictures, &school).of_kind(Kind::Lesson) {
            let kept = pupils_text(lesson.text.as_str());
            let left = parse_document(&lesson.name, &SourceText::new(&kept)).document;
            assert_eq!(met(&left), met(&lesson.document), "{}", lesson.path);
            let adults = lesson.document.steps.iter().filter(|step| step.is_for_adults());
            for step in adults {
                let words = &lesson.text.as_str()[step.span.start..step.span.end];
                assert!(lesson.text.as_str().contains(words) && !kept.contains(words), "{}", lesson.path);
                count += 1;
            }
            assert!(!kept.contains(".adult"), "{}", lesson.path);
        }
    }
    assert!(count > 8, "the lessons have notes for adults");
}

#[test]
fn a_made_id_does_not_depend_on_the_adults_steps() {
    let text = "+++\n{}\n+++\n## Same {.adult}\n\nNote.\n\n## 数 {.adult #numbered}\n\nNote.\n\n## Same\n\nText.\n\n\
                ## 字\n\nText.\n\n## Numbered\n\nText.\n\n## Written {.adult #mine}\n\nNote.\n\n## Mine {#mine}\n\nText.\n";
    let whole = parse(text);
    let ids = |document: &Document| document.pupil_steps().map(|step| step.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&whole), ["same", "step-2", "numbered", "mine"]);
    assert_eq!(ids(&parse(&pupils_text(text))), ids(&whole));
}

#[test]
fn a_made_id_is_never_the_address_of_another_page_of_the_lesson() {
    for word in RESERVED_IDS {
        let text = format!("+++\n{{}}\n+++\n## {word}\n\nText.\n");
        assert_eq!(parse(&text).steps[0].id.as_str(), format!("{word}-2"));
        let guide = parse_document(&name(Kind::Guide, "page"), &SourceText::new(&text)).document;
        assert_eq!(guide.steps[0].id.as_str(), word);
    }
}

#[test]
fn an_address_written_in_a_step_for_adults_still_serves_a_pupils_link() {
    let text = "+++\n{}\n+++\n## A\n\n[Childline][c]\n\n## B {.adult}\n\nNote.\n\n[c]: https://www.childline.org.uk\n";
    let kept = pupils_text(text);
    assert_eq!(met(&parse(&kept)), met(&parse(text)));
    assert!(!kept.contains("Note."));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_text_leaving_out_the_adults_steps_changes_no_other(before in text(), adult in text(), after in text()) {
        let whole = format!("+++\n{{}}\n+++\n{before}\n\n## Note {{.adult}}\n\n{adult}\n\n## After\n\n{after}");
        let whole = SourceText::new(&whole).as_str().to_owned();
        let kept = pupils_text(&whole);
        let kept = parse(&kept);
        prop_assert!(kept.steps.iter().all(|step| !step.is_for_adults()));
        prop_assert_eq!(met(&kept), met(&parse(&whole)));
    }
}
