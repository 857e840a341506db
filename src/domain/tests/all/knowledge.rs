//! The knowledge map: what moved, and the order options are shown in.

use shine_domain::answers::{Answer, AnswerSheet, Turn};
use shine_domain::document::Document;
use shine_domain::knowledge::{KnowledgeMap, Movement, shown_options};
use shine_domain::steps::choose::Choose;
use shine_domain::steps::{Step, StepBody};
use shine_domain::vocabulary::{Kind, Level};

use crate::support::{LESSON, assert_clean, assert_fault, document};

/// A question with one option a level, in the order of `Level::ALL`.
fn lesson() -> Document {
    let options = "- [x] A {.secure}\n  > a\n- [ ] B {.developing}\n  > b\n- [ ] C {.emerging}\n  > c\n- [ ] D {.unsure}\n  > d\n\
                   - [ ] E {.misconception}\n  > e\n";
    document(Kind::Lesson, &format!("{LESSON}## Hello\n\nText.\n\n## Which? {{.choose #which .map}}\n\n{options}"))
}

fn question(lesson: &Document) -> (&Step, &Choose) {
    let step = lesson.find_step("which").expect("the question");
    let StepBody::Choose(choose) = &step.body else { panic!("a question") };
    (step, choose)
}

fn sheet(lesson: &Document, before: Option<usize>, after: Option<usize>) -> AnswerSheet {
    let (step, _) = question(lesson);
    let mut sheet = AnswerSheet::default();
    for (turn, option) in [(Turn::Before, before), (Turn::After, after)] {
        if let Some(option) = option {
            sheet.keep_at(turn, step, Answer::Choose { tried: vec![option] });
        }
    }
    sheet
}

#[test]
fn what_moved_between_before_and_after_is_told_line_by_line() {
    use Movement::{Grew, Growing, Steady};
    let lesson = lesson();
    let (secure, developing, emerging, unsure, mistaken) = (Some(0), Some(1), Some(2), Some(3), Some(4));
    for (before, after, movement) in [
        (mistaken, secure, Some(Grew)),
        (unsure, emerging, Some(Grew)),
        // To see that one does not know is a step on from being sure of a mistake.
        (mistaken, unsure, Some(Grew)),
        (developing, secure, Some(Grew)),
        (secure, secure, Some(Steady)),
        (developing, developing, Some(Steady)),
        (unsure, unsure, Some(Growing)),
        (mistaken, mistaken, Some(Growing)),
        (secure, developing, Some(Growing)),
        (unsure, mistaken, Some(Growing)),
        (None, secure, None),
        (secure, None, None),
        (None, None, None),
    ] {
        let map = KnowledgeMap::new(&lesson, &sheet(&lesson, before, after));
        assert_eq!(map.questions[0].movement(), movement, "{before:?} {after:?}");
        assert_eq!(map.tells(), movement.is_some());
    }
}

#[test]
fn a_map_says_statement_and_levels_and_comes_back_from_its_text() {
    let lesson = lesson();
    let map = KnowledgeMap::new(&lesson, &sheet(&lesson, Some(4), Some(1)));
    let question = &map.questions[0];
    // The lesson names one statement, so the question is about that one.
    assert_eq!(question.statement.as_deref(), Some("OR-Y3-1"));
    assert_eq!(question.before.map(|picked| picked.level), Some(Level::Misconception));
    assert_eq!(question.after.map(|picked| (picked.option, picked.level)), Some((1, Level::Developing)));
    let text = serde_json::to_string(&map).expect("a text");
    assert_eq!(serde_json::from_str::<KnowledgeMap>(&text).expect("a map"), map);
    assert!(!text.contains("\"A\""), "no words of the question are sent: {text}");
}

#[test]
fn an_answer_given_in_the_lesson_itself_is_no_part_of_the_map() {
    let lesson = lesson();
    let (step, _) = question(&lesson);
    let mut sheet = AnswerSheet::default();
    sheet.keep(step, Answer::Choose { tried: vec![0] });
    assert!(!KnowledgeMap::new(&lesson, &sheet).tells());
}

#[test]
fn options_of_the_map_are_mixed_the_same_way_every_time_with_not_sure_last() {
    let lesson = lesson();
    let (step, choose) = question(&lesson);
    let orders = [Turn::Before, Turn::Lesson, Turn::After].map(|turn| shown_options(step, choose, turn));
    for order in &orders {
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3, 4]);
        assert_eq!(order.last(), Some(&3), "not sure is last");
    }
    // No option but the last stands in one place twice.
    assert!(
        (0..4).all(|at| orders[0][at] != orders[1][at]
            && orders[1][at] != orders[2][at]
            && orders[0][at] != orders[2][at]),
        "{orders:?}"
    );
    assert_eq!(orders[0], shown_options(step, choose, Turn::Before));
}

#[test]
fn options_of_other_questions_stay_as_the_author_wrote_them() {
    let text = "## Which? {.choose #which}\n\n- [ ] A\n  > a\n- [x] B\n  > b\n- [ ] C\n  > c\n";
    let lesson = document(Kind::Lesson, &format!("{LESSON}{text}"));
    let (step, choose) = question(&lesson);
    assert_eq!(shown_options(step, choose, Turn::Lesson), [0, 1, 2]);
}

#[test]
fn a_question_says_its_statement_where_the_lesson_names_several() {
    let front = LESSON.replace(r#"["OR-Y3-1"]"#, r#"["OR-Y3-1", "OR-Y3-2"]"#);
    let options = "- [ ] A {.unsure}\n  > a\n- [x] B {.secure}\n  > b\n";
    assert_fault(
        "map-statement-missing",
        Kind::Lesson,
        &format!("{front}¦## Which? {{.choose #which .map}}\n\n{options}"),
    );
    let named = format!("{front}## Which? {{.choose #which .map statement=OR-Y3-2}}\n\n{options}");
    assert_clean(Kind::Lesson, &named);
    let lesson = document(Kind::Lesson, &named);
    let map = KnowledgeMap::new(&lesson, &AnswerSheet::default());
    assert_eq!(map.questions[0].statement.as_deref(), Some("OR-Y3-2"));
}
