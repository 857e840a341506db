//! Answers: kept by step and text, and how they stand.

use shine_domain::answers::{Answer, AnswerSheet, Standing, check_answers, standing};
use shine_domain::document::Document;
use shine_domain::steps::StepBody;
use shine_domain::vocabulary::{Kind, Signer};

use crate::support::{LESSON, document};

const TEXT: &str = "## Hello\n\nText.\n\n## Which? {.choose #which}\n\n- [ ] A\n  > a\n- [x] B\n  > b\n\n\
                    ## Sort {.sort #sort}\n\n- One\n  - 1\n  - eins\n- Two\n  - 2\n\n## Mine {.promise #mine}\n\n- I ask.\n- I stop.\n";

fn lesson(text: &str) -> Document {
    document(Kind::Lesson, &format!("{LESSON}{text}"))
}

fn choose(tried: &[usize]) -> Answer {
    Answer::Choose { tried: tried.to_vec() }
}

fn sort(groups: &[Option<usize>], checked: bool) -> Answer {
    Answer::Sort { groups: groups.to_vec(), checked }
}

fn promise(made: &[bool]) -> Answer {
    Answer::Promise { made: made.to_vec() }
}

#[test]
fn an_answer_stands_as_it_should() {
    let document = lesson(TEXT);
    let cases = [
        ("hello", None, Standing::Done),
        ("which", None, Standing::Open),
        ("which", Some(choose(&[])), Standing::Open),
        ("which", Some(choose(&[0])), Standing::TryAgain),
        ("which", Some(choose(&[0, 1])), Standing::Done),
        ("which", Some(choose(&[1, 0])), Standing::TryAgain),
        ("which", Some(promise(&[true])), Standing::Open),
        ("sort", Some(sort(&[Some(0), Some(0), Some(1)], false)), Standing::Open),
        ("sort", Some(sort(&[Some(0), None, Some(1)], true)), Standing::Open),
        ("sort", Some(sort(&[Some(0), Some(1), Some(1)], true)), Standing::TryAgain),
        ("sort", Some(sort(&[Some(0), Some(0), Some(1)], true)), Standing::Done),
        ("mine", None, Standing::Open),
        ("mine", Some(promise(&[true, false])), Standing::Open),
        ("mine", Some(promise(&[true, true])), Standing::Done),
    ];
    for (id, answer, expected) in cases {
        let step = document.find_step(id).expect("a step");
        assert_eq!(standing(step, answer.as_ref()), expected, "{id} {answer:?}");
    }
}

const OTHERS: &str = "## Many {.choose-many #many}\n\n- [x] A\n  > a\n- [ ] B\n  > b\n- [x] C\n  > c\n\n\
                      ## Row {.order #row}\n\n1. One\n2. Two\n3. Three\n\n\
                      ## Pairs {.match #pairs}\n\n| a | b |\n|---|---|\n| 1 | I |\n| 2 | II |\n\n\
                      ## Look {.spot #look}\n\n[a](#clue \"x\") [b](#fine \"y\") [c](#clue \"z\")\n\n\
                      ## Gaps {.words #gaps}\n\n[one](#gap) [two](#gap)\n\n- three\n\n\
                      ## Tale {.story #tale}\n\n### A {#a}\n\n- [on](#b)\n- [off](#c)\n\n### B {#b}\n\n- [back](#a)\n- [out](#d)\n\n\
                      ### C {#c .ending .misconception}\n\nHm.\n\n### D {#d .ending .secure}\n\nGood.\n\n\
                      ## Feel {.scale #feel}\n\n- Low\n- High\n";

#[test]
fn an_answer_to_every_other_kind_stands_as_it_should() {
    let document = lesson(OTHERS);
    let pairs = |one: usize, other: usize, checked| sort(&[Some(one), Some(other)], checked);
    let StepBody::Pairs(table) = &document.find_step("pairs").expect("a step").body else { panic!("no pairs") };
    let right: Vec<usize> = table.table.cards.iter().map(|card| card.group).collect();
    let StepBody::Words(words) = &document.find_step("gaps").expect("a step").body else { panic!("no gaps") };
    let word = |text: &str| words.bank.iter().position(|one| one == text);
    let many = |picked: &[usize], checked| Answer::ChooseMany { picked: picked.to_vec(), checked };
    let row = |order: [usize; 3], checked| Answer::Order { order: order.to_vec(), checked };
    let look = |tapped: &[usize]| Answer::Spot { tapped: tapped.to_vec() };
    let gaps = |one: &str, other: &str, checked| Answer::Words { filled: vec![word(one), word(other)], checked };
    let tale = |choices: &[usize]| Answer::Story { choices: choices.to_vec() };
    let cases = [
        ("many", many(&[0], false), Standing::Open),
        ("many", many(&[], true), Standing::Open),
        ("many", many(&[0], true), Standing::TryAgain),
        ("many", many(&[0, 1, 2], true), Standing::TryAgain),
        ("many", many(&[0, 2], true), Standing::Done),
        ("row", row([1, 2, 0], false), Standing::Open),
        ("row", row([1, 2, 0], true), Standing::TryAgain),
        ("row", row([0, 1, 2], false), Standing::Open),
        ("row", row([0, 1, 2], true), Standing::Done),
        ("pairs", pairs(right[0], right[1], false), Standing::Open),
        ("pairs", pairs(right[1], right[0], true), Standing::TryAgain),
        ("pairs", pairs(right[0], right[1], true), Standing::Done),
        ("look", look(&[0, 1]), Standing::Open),
        ("look", look(&[2, 0]), Standing::Done),
        ("gaps", gaps("one", "two", false), Standing::Open),
        ("gaps", gaps("one", "no such word", true), Standing::Open),
        ("gaps", gaps("one", "three", true), Standing::TryAgain),
        ("gaps", gaps("one", "two", true), Standing::Done),
        ("tale", tale(&[]), Standing::Open),
        ("tale", tale(&[0, 0]), Standing::Open),
        ("tale", tale(&[1]), Standing::TryAgain),
        ("tale", tale(&[0, 0, 0, 1]), Standing::Done),
        ("feel", Answer::Scale { at: 1 }, Standing::Done),
    ];
    for (id, answer, expected) in cases {
        let step = document.find_step(id).expect("a step");
        assert_eq!(standing(step, Some(&answer)), expected, "{id} {answer:?}");
        let mut sheet = AnswerSheet::default();
        sheet.keep(step, answer.clone());
        assert_eq!(sheet.find(step), Some(&answer), "{id}: it fits");
    }
    let wrong = [
        ("many", many(&[3], true)),
        ("many", many(&[0, 0], true)),
        ("row", row([0, 0, 1], true)),
        ("row", Answer::Order { order: vec![0, 1], checked: true }),
        ("pairs", sort(&[Some(2), Some(0)], true)),
        ("look", look(&[3])),
        ("look", look(&[0, 0])),
        ("gaps", Answer::Words { filled: vec![Some(3), None], checked: false }),
        ("gaps", Answer::Words { filled: vec![None], checked: false }),
        ("tale", tale(&[2])),
        ("tale", tale(&[1, 0])),
        ("feel", Answer::Scale { at: 2 }),
    ];
    for (id, answer) in wrong {
        let step = document.find_step(id).expect("a step");
        let mut sheet = AnswerSheet::default();
        sheet.keep(step, answer.clone());
        assert_eq!(sheet.find(step), None, "{id} {answer:?}");
    }
}

#[test]
fn an_answer_that_does_not_fit_its_step_is_not_kept() {
    let document = lesson(TEXT);
    let cases = [
        ("hello", choose(&[0])),
        ("which", choose(&[2])),
        ("which", promise(&[true, true])),
        ("sort", sort(&[Some(0)], true)),
        ("sort", sort(&[Some(0), Some(2), None], true)),
        ("mine", promise(&[true])),
    ];
    for (id, answer) in cases {
        let step = document.find_step(id).expect("a step");
        let mut sheet = AnswerSheet::default();
        sheet.keep(step, answer.clone());
        assert!(sheet.is_empty(), "{id} {answer:?}");
    }
}

#[test]
fn an_edit_elsewhere_loses_nothing_and_a_changed_step_is_asked_again() {
    let before = lesson(TEXT);
    let mut sheet = AnswerSheet::default();
    sheet.keep(before.find_step("which").expect("a step"), choose(&[1]));
    sheet.keep(before.find_step("mine").expect("a step"), promise(&[true, true]));
    let after = lesson(&TEXT.replace("> b\n", "> better\n").replace("## Hello", "## Hello again"));
    assert_eq!(sheet.find(after.find_step("which").expect("a step")), None);
    assert_eq!(sheet.find(after.find_step("mine").expect("a step")), Some(&promise(&[true, true])));
}

#[test]
fn a_sheet_reads_back_as_it_was_written_and_one_of_before_the_knowledge_map_is_read_too() {
    let document = lesson(TEXT);
    let step = document.find_step("sort").expect("a step");
    let mut sheet = AnswerSheet::default();
    sheet.keep(step, sort(&[Some(1), None, None], false));
    let json = serde_json::to_string(&sheet).expect("JSON");
    assert_eq!(serde_json::from_str::<AnswerSheet>(&json).expect("a sheet"), sheet);
    assert!(!sheet.is_empty());
    let older = json.replace(r#","before":{},"after":{}"#, "");
    assert!(older != json);
    assert_eq!(serde_json::from_str::<AnswerSheet>(&older).expect("a sheet"), sheet);
}

#[test]
fn a_pupil_makes_every_promise_and_an_adults_declaration_covers_them() {
    let document = lesson(TEXT);
    let step = document.find_step("mine").expect("a step");
    let mut sheet = AnswerSheet::default();
    let problems = |sheet: &AnswerSheet, signer| {
        check_answers(&document, signer, sheet)
            .into_iter()
            .map(|one| (one.step.to_string(), one.code))
            .collect::<Vec<_>>()
    };
    assert_eq!(problems(&sheet, Signer::Adult), []);
    assert_eq!(problems(&sheet, Signer::Pupil), [("mine".to_owned(), "promise-not-made")]);
    sheet.keep(step, promise(&[true, false]));
    assert_eq!(problems(&sheet, Signer::Pupil).len(), 1);
    sheet.keep(step, promise(&[true, true]));
    assert_eq!(problems(&sheet, Signer::Pupil), []);
}

#[test]
fn cards_are_shown_mixed_each_once_and_always_in_the_same_order() {
    for count in 1..30 {
        let cards: String = (0..count).map(|at| format!("  - card {at}\n")).collect();
        let document = lesson(&format!("## Sort {{.sort #sort}}\n\n- One\n{cards}- Two\n  - last\n"));
        let shine_domain::steps::StepBody::Sort(sort) = &document.steps[0].body else { panic!("not a sort") };
        let mut order = sort.shown_order();
        assert_eq!(order, sort.shown_order());
        order.sort_unstable();
        assert_eq!(order, (0..=count).collect::<Vec<_>>());
    }
}
