//! The way through a document.

use shine_domain::answers::{Answer, AnswerSheet};
use shine_domain::document::Document;
use shine_domain::journey::Journey;
use shine_domain::vocabulary::Kind;

use crate::support::{GUIDE, LESSON, document};

fn lesson() -> Document {
    let text = "## Note {.adult}\n\nFirst.\n\n## Hello\n\nText.\n\n## One {.choose #one}\n\n- [ ] A\n  > a\n- [x] B\n  > b\n\n\
                ## Between\n\nText.\n\n## Two {.promise #two}\n\n- I ask.\n\n## Home {.home}\n\nAsk.\n";
    document(Kind::Lesson, &format!("{LESSON}{text}"))
}

fn answer(document: &Document, sheet: &mut AnswerSheet, id: &str, answer: Answer) {
    sheet.keep(document.find_step(id).expect("a step"), answer);
}

#[test]
fn adults_notes_are_not_on_the_way() {
    let document = lesson();
    let journey = Journey::new(&document, &AnswerSheet::default());
    let ids: Vec<&str> = journey.places().iter().map(|place| place.step.id.as_str()).collect();
    assert_eq!(ids, ["hello", "one", "between", "two", "home-2"]);
    assert_eq!(journey.find("note"), None);
    assert_eq!(journey.find("two"), Some(3));
}

#[test]
fn one_goes_as_far_as_the_first_step_that_waits() {
    let document = lesson();
    let mut sheet = AnswerSheet::default();
    let journey = Journey::new(&document, &sheet);
    assert_eq!((journey.furthest(), journey.resume_at(), journey.is_complete()), (1, 1, false));
    assert!(journey.can_visit(0) && journey.can_visit(1) && !journey.can_visit(2));

    // A wrong choice may be thought about again, and holds nobody up.
    answer(&document, &mut sheet, "one", Answer::Choose { tried: vec![0] });
    let journey = Journey::new(&document, &sheet);
    assert_eq!((journey.furthest(), journey.resume_at(), journey.is_complete()), (3, 1, false));

    answer(&document, &mut sheet, "one", Answer::Choose { tried: vec![0, 1] });
    answer(&document, &mut sheet, "two", Answer::Promise { made: vec![true] });
    let journey = Journey::new(&document, &sheet);
    assert_eq!((journey.furthest(), journey.resume_at(), journey.is_complete()), (4, 4, true));
}

#[test]
fn a_document_that_asks_nothing_is_open_to_its_end() {
    let document = document(Kind::Guide, &format!("{GUIDE}## A\n\nText.\n\n## B\n\nText.\n"));
    let journey = Journey::new(&document, &AnswerSheet::default());
    assert_eq!((journey.furthest(), journey.resume_at(), journey.is_complete()), (1, 1, true));
    let empty = document_without_steps();
    let journey = Journey::new(&empty, &AnswerSheet::default());
    assert_eq!((journey.furthest(), journey.resume_at(), journey.places().len()), (0, 0, 0));
}

fn document_without_steps() -> Document {
    document(Kind::Guide, GUIDE)
}
