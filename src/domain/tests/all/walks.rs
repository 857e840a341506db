//! Whatever children do in the lessons that come with SHINE, in any order, with any answers, and whatever an author changes
//! meanwhile: nobody is ever stranded, and nothing that was answered to an unchanged step is lost.

use std::sync::OnceLock;

use proptest::prelude::*;
use shine_domain::SourceText;
use shine_domain::answers::{Answer, AnswerSheet, Turn, standing_at};
use shine_domain::authoring::library::{LibraryDocument, build_library, list_schools};
use shine_domain::document::Document;
use shine_domain::journey::Journey;
use shine_domain::knowledge::KnowledgeMap;
use shine_domain::parse::parse_document;
use shine_domain::steps::{Step, StepBody};
use shine_domain::vocabulary::Kind;

use crate::content::content;

fn lessons() -> &'static [LibraryDocument] {
    static LESSONS: OnceLock<Vec<LibraryDocument>> = OnceLock::new();
    LESSONS.get_or_init(|| {
        let (files, pictures) = content();
        let school = list_schools(&files).into_iter().next().expect("a school");
        build_library(&files, &pictures, &school).of_kind(Kind::Lesson).cloned().collect()
    })
}

/// Numbers out of one seed, as many as are asked for.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % count.max(1)
    }

    /// `count` in any order.
    fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for at in (1..count).rev() {
            order.swap(at, self.throw(at + 1));
        }
        order
    }
}

/// A whole answer to `step`, right or wrong.
fn answer(step: &Step, dice: &mut Dice) -> Option<Answer> {
    let sort = |dice: &mut Dice, cards: usize, groups: usize| Answer::Sort {
        groups: (0..cards).map(|_| Some(dice.throw(groups))).collect(),
        checked: true,
    };
    Some(match &step.body {
        StepBody::Choose(choose) => Answer::Choose { tried: vec![dice.throw(choose.options.len())] },
        StepBody::ChooseMany(choose) => {
            Answer::ChooseMany { picked: vec![dice.throw(choose.options.len())], checked: true }
        }
        StepBody::Sort(table) => sort(dice, table.cards.len(), table.groups.len()),
        StepBody::Pairs(pairs) => sort(dice, pairs.table.cards.len(), pairs.table.groups.len()),
        StepBody::Order(order) => Answer::Order { order: dice.order(order.cards.len()), checked: true },
        StepBody::Spot(spot) => Answer::Spot { tapped: dice.order(spot.spots.len()) },
        StepBody::Words(words) => {
            let filled = words.gaps.iter().map(|_| Some(dice.throw(words.bank.len()))).collect();
            Answer::Words { filled, checked: true }
        }
        StepBody::Story(story) => {
            let mut choices = Vec::new();
            loop {
                let at = *story.way(&choices).last().expect("a scene");
                match story.scenes[at].choices.len() {
                    0 => break Answer::Story { choices },
                    count => choices.push(dice.throw(count)),
                }
            }
        }
        StepBody::Scale(scale) => Answer::Scale { at: dice.throw(scale.points.len()) },
        StepBody::Promise(promise) => Answer::Promise { made: vec![true; promise.promises.len()] },
        StepBody::Reading(_) | StepBody::Ask(_) | StepBody::Adult(_) | StepBody::Home(_) => return None,
    })
}

/// Part of an answer, or one that fits no more.
fn half_an_answer(whole: Answer) -> Answer {
    match whole {
        Answer::Choose { mut tried } => {
            tried.push(99);
            Answer::Choose { tried }
        }
        Answer::ChooseMany { picked, .. } => Answer::ChooseMany { picked, checked: false },
        Answer::Sort { mut groups, .. } => {
            groups[0] = None;
            Answer::Sort { groups, checked: true }
        }
        Answer::Order { order, .. } => Answer::Order { order, checked: false },
        Answer::Spot { mut tapped } => {
            tapped.pop();
            Answer::Spot { tapped }
        }
        Answer::Words { mut filled, .. } => {
            filled[0] = None;
            Answer::Words { filled, checked: true }
        }
        Answer::Story { mut choices } => {
            choices.pop();
            Answer::Story { choices }
        }
        Answer::Scale { .. } => Answer::Scale { at: 99 },
        Answer::Promise { mut made } => {
            made[0] = false;
            Answer::Promise { made }
        }
    }
}

/// `lesson` after its author added a sentence to the step at `at`.
fn edited(lesson: &LibraryDocument, at: usize) -> Document {
    let step = &lesson.document.steps[at];
    let mut text = lesson.text.as_str().to_owned();
    text.insert_str(step.heading_span.end, "\n\nOne more thing to think of.");
    parse_document(&lesson.name, &SourceText::new(&text)).document
}

/// That whoever stands anywhere on this way can go on: to where they may be, and from there with one answer.
fn nobody_is_stranded(document: &Document, sheet: &AnswerSheet, dice: &mut Dice) {
    let journey = Journey::new(document, sheet);
    assert!(journey.resume_at() < journey.places().len());
    let Some(waiting) = journey.waits_before_the_end() else { return };
    // Every page up to the one that waits is open, and so is that one itself.
    assert!((0..=waiting).all(|at| journey.waits_before(at).is_none()));
    let place = journey.places()[waiting];
    let mut after = sheet.clone();
    after.keep_at(place.turn, place.step, answer(place.step, dice).expect("only what asks waits"));
    let next = Journey::new(document, &after).waits_before_the_end();
    assert!(next.is_none_or(|next| next > waiting), "{next:?} after {waiting}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_stranded_in_any_lesson_whatever_is_answered_in_whatever_order(
        which in any::<prop::sample::Index>(), seed in any::<u64>(), moves in 1..40_usize,
    ) {
        let lesson = which.get(lessons());
        let (mut dice, mut sheet) = (Dice(seed), AnswerSheet::default());
        for _ in 0..moves {
            let journey = Journey::new(&lesson.document, &sheet);
            let place = journey.places()[dice.throw(journey.places().len())];
            let Some(whole) = answer(place.step, &mut dice) else { continue };
            let given = if dice.throw(3) == 0 { half_an_answer(whole) } else { whole };
            sheet.keep_at(place.turn, place.step, given);
            nobody_is_stranded(&lesson.document, &sheet, &mut dice);
        }
        let text = serde_json::to_string(&sheet).expect("a text");
        prop_assert_eq!(&serde_json::from_str::<AnswerSheet>(&text).expect("a sheet"), &sheet);
        let map = KnowledgeMap::new(&lesson.document, &sheet);
        prop_assert_eq!(map.questions.len(), lesson.document.steps.iter().filter(|step| step.is_map).count());
    }

    #[test]
    fn an_edit_asks_the_changed_step_anew_and_keeps_every_other_answer(
        which in any::<prop::sample::Index>(), changed in any::<prop::sample::Index>(), seed in any::<u64>(),
    ) {
        let lesson = which.get(lessons());
        let (mut dice, mut sheet) = (Dice(seed), AnswerSheet::default());
        for place in Journey::new(&lesson.document, &AnswerSheet::default()).places() {
            if let Some(whole) = answer(place.step, &mut dice) {
                sheet.keep_at(place.turn, place.step, whole);
            }
        }
        prop_assert_eq!(Journey::new(&lesson.document, &sheet).waits_before_the_end(), None);
        let at = changed.index(lesson.document.steps.len());
        let after = edited(lesson, at);
        for (before, now) in lesson.document.steps.iter().zip(&after.steps) {
            prop_assert_eq!(&before.id, &now.id);
            for turn in [Turn::Before, Turn::Lesson, Turn::After] {
                let kept = sheet.find_at(turn, now);
                if before.id == lesson.document.steps[at].id {
                    prop_assert_eq!(kept, None);
                } else {
                    prop_assert_eq!(kept, sheet.find_at(turn, before));
                    prop_assert_eq!(standing_at(turn, now, &sheet), standing_at(turn, before, &sheet));
                }
            }
        }
        nobody_is_stranded(&after, &sheet, &mut dice);
    }
}
