//! The way through a document.

use shine_domain::answers::{Answer, AnswerSheet, Standing, Turn};
use shine_domain::document::Document;
use shine_domain::ids::StepId;
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
    let find = |id: &str| journey.find(Turn::Lesson, &StepId::try_from(id).expect("an id"));
    assert_eq!((find("note"), find("two")), (None, Some(3)));
}

#[test]
fn one_goes_as_far_as_the_first_step_that_waits() {
    let document = lesson();
    let mut sheet = AnswerSheet::default();
    let journey = Journey::new(&document, &sheet);
    assert_eq!((journey.waits_before_the_end(), journey.resume_at()), (Some(1), 1));
    assert_eq!((journey.waits_before(0), journey.waits_before(1), journey.waits_before(2)), (None, None, Some(1)));

    // A wrong choice may be thought about again, and holds nobody up.
    answer(&document, &mut sheet, "one", Answer::Choose { tried: vec![0] });
    let journey = Journey::new(&document, &sheet);
    assert_eq!((journey.waits_before_the_end(), journey.resume_at()), (None, 1));

    answer(&document, &mut sheet, "one", Answer::Choose { tried: vec![0, 1] });
    answer(&document, &mut sheet, "two", Answer::Promise { made: vec![true] });
    let journey = Journey::new(&document, &sheet);
    assert_eq!((journey.waits_before_the_end(), journey.resume_at()), (None, 4));
}

#[test]
fn a_document_that_asks_nothing_is_open_to_its_end() {
    let document = document(Kind::Guide, &format!("{GUIDE}## A\n\nText.\n\n## B\n\nText.\n"));
    let journey = Journey::new(&document, &AnswerSheet::default());
    assert_eq!((journey.waits_before_the_end(), journey.resume_at()), (None, 1));
    let empty = document_without_steps();
    let journey = Journey::new(&empty, &AnswerSheet::default());
    assert_eq!((journey.waits_before_the_end(), journey.resume_at(), journey.places().len()), (None, 0, 0));
}

fn document_without_steps() -> Document {
    document(Kind::Guide, GUIDE)
}

const MAPPED: &str = "## Hello\n\nText.\n\n## One {.choose #one .map}\n\n- [ ] A {.misconception}\n  > a\n- [x] B {.secure}\n  > b\n\n\
                      ## Promise {.promise #two}\n\n- I ask.\n\n## Home {.home}\n\nAsk.\n";

#[test]
fn a_question_of_the_knowledge_map_is_met_before_the_lesson_in_it_and_before_going_home() {
    let document = document(Kind::Lesson, &format!("{LESSON}{MAPPED}"));
    let mut sheet = AnswerSheet::default();
    let way = |sheet: &AnswerSheet| -> Vec<String> {
        let journey = Journey::new(&document, sheet);
        let show = |place: &shine_domain::journey::Place<'_>| {
            format!("{:?} {} {:?}", place.turn, place.step.id, place.standing)
        };
        journey.places().iter().map(show).collect()
    };
    assert_eq!(
        way(&sheet),
        [
            "Before one Open",
            "Lesson hello Done",
            "Lesson one Open",
            "Lesson two Open",
            "After one Open",
            "Lesson home-2 Done"
        ]
    );
    let step = document.find_step("one").expect("a step");
    // A mistaken idea before the lesson is an answer like any other: nobody is asked to try again.
    sheet.keep_at(Turn::Before, step, Answer::Choose { tried: vec![0] });
    assert_eq!(way(&sheet)[..3], ["Before one Done", "Lesson hello Done", "Lesson one Open"]);
    assert_eq!(sheet.find(step), None);
    sheet.keep_at(Turn::After, step, Answer::Choose { tried: vec![7] });
    assert_eq!(Journey::new(&document, &sheet).places()[4].standing, Standing::Open);
}
