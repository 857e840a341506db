//! How each kind of step looks and is answered. One file per kind, as in `shine_domain::steps`; the match in
//! [`step_view`] is where a new kind is named.

mod asked;
mod choose;
mod choose_many;
mod order;
mod promise;
mod scale;
mod sort;
mod sort_table;
mod spot;
mod story;
mod words;

pub use sort_table::{Placed, SortTable};

use leptos::prelude::*;
use shine_domain::document::Block;
use shine_domain::steps::{Step, StepBody};

use crate::answer_book::AnswerBook;
use crate::document_view::{HeadingLevel, blocks_view};
use crate::text::{self, lesson};

/// The body of `step`, answered in `book`; the step's heading is the page's.
#[must_use]
pub fn step_view(step: &Step, book: AnswerBook) -> AnyView {
    match &step.body {
        StepBody::Reading(blocks) => reading_view(blocks),
        StepBody::Choose(choose) => choose::choose_view(step, choose, book),
        StepBody::ChooseMany(choose) => choose_many::choose_many_view(step, choose, book),
        StepBody::Sort(sort) => sort::sort_view(step, sort, sort::Kind::Groups, book),
        StepBody::Order(order) => order::order_view(step, order, book),
        StepBody::Pairs(pairs) => sort::sort_view(step, &pairs.table, sort::Kind::Pairs, book),
        StepBody::Spot(spot) => spot::spot_view(step, spot, book),
        StepBody::Words(words) => words::words_view(step, words, book),
        StepBody::Story(story) => story::story_view(step, story, book),
        StepBody::Scale(scale) => scale::scale_view(step, scale, book),
        StepBody::Promise(promise) => promise::promise_view(step, promise, book, HeadingLevel::Second),
        StepBody::Ask(ask) => reading_view(&ask.prompt),
        StepBody::Adult(blocks) => aside_view(text::ADULT_PART, blocks),
        StepBody::Home(blocks) => aside_view(text::HOME_PART, blocks),
    }
}

pub use promise::{promise_list, promise_view};

/// What keeps a reader at `step` for now, in words: `None` when they may go on. A promise is never forced.
#[must_use]
pub fn what_is_missing(step: &Step, book: AnswerBook) -> Option<&'static str> {
    use shine_domain::answers::{Standing, standing};
    let is_open = standing(step, book.find_now(step).as_ref()) == Standing::Open;
    if !is_open {
        return None;
    }
    match &step.body {
        StepBody::Choose(_) => Some(lesson::ANSWER_FIRST),
        StepBody::ChooseMany(_) => Some(lesson::CHECK_FIRST),
        StepBody::Sort(_) => Some(lesson::SORT_FIRST),
        StepBody::Order(_) | StepBody::Words(_) => Some(lesson::CHECK_FIRST),
        StepBody::Pairs(_) => Some(lesson::PAIRS_FIRST),
        StepBody::Spot(_) => Some(lesson::SPOT_FIRST),
        StepBody::Story(_) => Some(lesson::STORY_FIRST),
        StepBody::Scale(_) => Some(lesson::SCALE_FIRST),
        StepBody::Promise(_) | StepBody::Reading(_) | StepBody::Ask(_) | StepBody::Adult(_) | StepBody::Home(_) => None,
    }
}

fn reading_view(blocks: &[Block]) -> AnyView {
    view! { <div class="c-prose">{blocks_view(blocks, HeadingLevel::Second)}</div> }.into_any()
}

fn aside_view(label: &'static str, blocks: &[Block]) -> AnyView {
    view! {
        <div class="c-prose c-prose--aside">
            <p class="c-prose__label">{label}</p>
            {blocks_view(blocks, HeadingLevel::Second)}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{a_lesson, count, drawn};
    use shine_domain::answers::{Answer, AnswerSheet};

    /// The step called `id`, answered with `answer`.
    fn step_html(id: &str, answer: Option<Answer>) -> String {
        let document = a_lesson();
        let step = document.find_step(id).expect("the step").clone();
        let mut sheet = AnswerSheet::default();
        if let Some(answer) = answer {
            sheet.keep(&step, answer);
        }
        drawn(|| step_view(&step, AnswerBook::opened(&document, sheet)))
    }

    #[test]
    fn a_question_is_a_group_of_labelled_radios_with_nothing_preselected() {
        let html = step_html("which-school", None);
        assert_eq!(count(&html, r#"type="radio""#), 2);
        assert!(html.contains(r#"for="option-0""#) && html.contains(r#"id="option-0""#));
        assert!(html.contains("<fieldset") && html.contains(r#"aria-labelledby="page-heading""#));
        assert!(html.contains("Tell an adult &amp; stop"));
        assert!(!html.contains("c-feedback") && !html.contains("checked"));
    }

    #[test]
    fn an_answer_shows_its_feedback_and_what_was_tried_before() {
        let html = step_html("which-school", Some(Answer::Choose { tried: vec![0] }));
        assert!(html.contains(lesson::THINK_AGAIN) && html.contains("What could they find out?"));
        let html = step_html("which-school", Some(Answer::Choose { tried: vec![0, 1] }));
        assert!(html.contains(lesson::RIGHT) && html.contains("That keeps you safe."));
        assert_eq!(count(&html, lesson::TRIED), 1);
    }

    #[test]
    fn cards_and_groups_are_buttons_that_say_what_they_do() {
        let html = step_html("sort-cards", None);
        assert_eq!(count(&html, "aria-pressed"), 4);
        assert_eq!(count(&html, r#"aria-pressed="true""#), 1);
        assert!(html.contains("in “Keep private”") && html.contains("in “Okay to share”"));
    }

    #[test]
    fn checked_cards_say_which_to_look_at_again() {
        let groups = vec![Some(0), Some(1), Some(1), Some(1)];
        let html = step_html("sort-cards", Some(Answer::Sort { groups, checked: true }));
        assert_eq!(count(&html, lesson::CARD_AGAIN), 1);
        assert_eq!(count(&html, lesson::CARD_RIGHT), 3);
        assert!(html.contains("Have another think about 1 card."));
    }

    #[test]
    fn every_step_of_a_lesson_can_be_drawn() {
        for step in &a_lesson().steps {
            assert!(!step_html(step.id.as_str(), None).is_empty(), "{}", step.id);
        }
    }

    #[test]
    fn a_question_waits_for_an_answer_and_a_promise_is_never_forced() {
        let document = a_lesson();
        let missing = |id: &str| {
            let step = document.find_step(id).expect("the step");
            Owner::new().with(|| what_is_missing(step, AnswerBook::opened(&document, AnswerSheet::default())))
        };
        assert_eq!(missing("which-school"), Some(lesson::ANSWER_FIRST));
        assert_eq!(missing("sort-cards"), Some(lesson::SORT_FIRST));
        assert_eq!(missing("promises"), None);
        assert_eq!(missing("what"), None);
    }
}
