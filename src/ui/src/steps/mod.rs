//! How each kind of step looks and is answered. One file per kind, as in `shine_domain::steps`; the match in
//! [`step_view`] is where a new kind is named.

mod aside;
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

#[cfg(all(any(test, feature = "gallery"), not(target_arch = "wasm32")))]
pub(crate) use asked::{feedback_panel, told_panel};

use leptos::prelude::*;
use shine_domain::answers::{Standing, Turn, standing_at};
use shine_domain::document::Block;
use shine_domain::steps::{Step, StepBody};

use crate::answer_book::AnswerBook;
use crate::document_view::{HeadingLevel, blocks_view};
use crate::text::{self, lesson};

/// The body of `step`, met at this turn and answered in `book`; the step's heading is the page's.
#[must_use]
pub fn step_view(step: &Step, turn: Turn, book: AnswerBook) -> AnyView {
    match &step.body {
        StepBody::Choose(choose) if turn != Turn::Lesson => aside::aside_view(step, choose, turn, book),
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
        StepBody::Adult(blocks) => labelled_view(text::ADULT_PART, blocks),
        StepBody::Home(blocks) => labelled_view(text::HOME_PART, blocks),
    }
}

pub use promise::{promise_list, promise_view};

/// What keeps a reader at `step` for now, in words: `None` when they may go on. A promise is never forced.
#[must_use]
pub fn what_is_missing(step: &Step, turn: Turn, book: AnswerBook) -> Option<&'static str> {
    let is_open = || book.sheet_now(|sheet| standing_at(turn, step, sheet) == Standing::Open);
    if !is_open() {
        return None;
    }
    match &step.body {
        StepBody::Choose(_) if turn != Turn::Lesson => Some(lesson::MAP_FIRST),
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

fn labelled_view(label: &'static str, blocks: &[Block]) -> AnyView {
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
    use shine_domain::document::Document;

    /// The step of the small lesson called `id`, answered with `answer`.
    fn step_html(id: &str, answer: Option<Answer>) -> String {
        html_of(&a_lesson(), id, answer)
    }

    fn html_of(document: &Document, id: &str, answer: Option<Answer>) -> String {
        let step = document.find_step(id).expect("the step").clone();
        let mut sheet = AnswerSheet::default();
        if let Some(answer) = answer {
            sheet.keep(&step, answer);
        }
        drawn(|| step_view(&step, Turn::Lesson, AnswerBook::opened(document, sheet)))
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

    const OTHERS: &str = "+++\n{}\n+++\n\n## Many {.choose-many #many}\n\n- [x] One\n  > About one.\n- [ ] Two\n  > About two.\n\
                          - [x] Three\n  > About three.\n\n## Row {.order #row}\n\n1. First\n2. Second\n3. Third\n\n\
                          ## Pairs {.match #pairs}\n\n| a | b |\n|---|---|\n| cat | meows |\n| dog | barks |\n\n\
                          ## Look {.spot #look}\n\nHi [hurry](#clue \"They rush you.\") [thanks](#fine \"Polite.\").\n\n\
                          ## Gaps {.words #gaps}\n\nMy [password](#gap) is [secret](#gap).\n\n- banana\n\n\
                          ## Tale {.story #tale}\n\n### Home {#home}\n\n- [Tell](#told)\n- [Hide](#hid)\n\n\
                          ### Told {#told .ending .secure}\n\nGood.\n\n### Hid {#hid .ending .emerging}\n\nHm.\n\n\
                          ## Feel {.scale #feel}\n\n- Low\n- High\n\n> All are fine.\n";

    /// The step called `id` of a lesson with every other kind, answered with `answer`.
    fn other_html(id: &str, answer: Option<Answer>) -> String {
        use shine_domain::SourceText;
        use shine_domain::ids::{Language, Slug};
        use shine_domain::parse::{DocumentName, parse_document};
        let slug = Slug::try_from("others").expect("a slug");
        let language = Language::try_from("en").expect("a language");
        let name = DocumentName { kind: shine_domain::vocabulary::Kind::Lesson, slug, language };
        html_of(&parse_document(&name, &SourceText::new(OTHERS)).document, id, answer)
    }

    #[test]
    fn several_are_picked_with_boxes_and_each_pick_is_told_about() {
        let html = other_html("many", None);
        assert_eq!(count(&html, r#"type="checkbox""#), 3);
        assert!(html.contains("<fieldset") && html.contains(r#"for="option-2""#) && !html.contains("About"));
        let html = other_html("many", Some(Answer::ChooseMany { picked: vec![0, 1], checked: true }));
        assert!(html.contains("About one.") && html.contains("About two.") && !html.contains("About three."));
        assert!(html.contains(lesson::THINK_AGAIN) && html.contains(lesson::MORE_TO_FIND));
        let html = other_html("many", Some(Answer::ChooseMany { picked: vec![0, 2], checked: true }));
        assert!(html.contains(lesson::RIGHT) && !html.contains(lesson::MORE_TO_FIND));
    }

    #[test]
    fn cards_in_a_row_are_moved_with_named_buttons_and_never_over_the_end() {
        let html = other_html("row", Some(Answer::Order { order: vec![1, 0, 2], checked: false }));
        assert!(html.contains(r#"aria-label="Move up: Second""#) && html.contains(r#"aria-label="Move down: Third""#));
        assert_eq!(count(&html, "disabled"), 2);
        let html = other_html("row", Some(Answer::Order { order: vec![1, 0, 2], checked: true }));
        assert_eq!((count(&html, lesson::CARD_AGAIN), count(&html, lesson::CARD_RIGHT)), (2, 1));
    }

    #[test]
    fn pairs_are_cards_and_the_places_they_belong() {
        let html = other_html("pairs", None);
        assert!(html.contains(lesson::PAIRS_HELP) && html.contains("in “meows”") && html.contains("in “barks”"));
    }

    #[test]
    fn what_can_be_spotted_is_a_button_and_says_whether_it_was_tapped() {
        let html = other_html("look", None);
        assert_eq!(count(&html, r#"aria-pressed="false""#), 2);
        assert!(html.contains("1 more to find.") && !html.contains("They rush you."));
        let html = other_html("look", Some(Answer::Spot { tapped: vec![1, 0] }));
        assert!(html.contains("They rush you.") && html.contains("Polite.") && html.contains("You found everything."));
        assert!(!html.contains(lesson::SHOW_ONE));
    }

    #[test]
    fn a_gap_is_a_named_list_of_all_the_words() {
        let html = other_html("gaps", None);
        assert_eq!((count(&html, "<select"), count(&html, "<option")), (2, 8));
        assert!(html.contains(r#"aria-label="Word for gap 2""#));
    }

    #[test]
    fn a_story_shows_one_scene_and_any_way_can_be_taken_back() {
        let html = other_html("tale", None);
        assert!(html.contains("Tell") && html.contains("Hide") && !html.contains(lesson::STORY_BACK));
        let html = other_html("tale", Some(Answer::Story { choices: vec![1] }));
        assert!(html.contains(lesson::STORY_AGAIN) && html.contains(lesson::STORY_OTHER_WAY) && !html.contains("Tell"));
        let html = other_html("tale", Some(Answer::Story { choices: vec![0] }));
        assert!(html.contains(lesson::STORY_WELL));
    }

    #[test]
    fn whatever_is_said_on_a_scale_everybody_is_told_the_same() {
        assert!(!other_html("feel", None).contains("All are fine."));
        for at in [0, 1] {
            let html = other_html("feel", Some(Answer::Scale { at }));
            assert!(html.contains("All are fine.") && html.contains(lesson::NO_WRONG_ANSWER));
        }
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
            Owner::new()
                .with(|| what_is_missing(step, Turn::Lesson, AnswerBook::opened(&document, AnswerSheet::default())))
        };
        assert_eq!(missing("which-school"), Some(lesson::ANSWER_FIRST));
        assert_eq!(missing("sort-cards"), Some(lesson::SORT_FIRST));
        assert_eq!(missing("promises"), None);
        assert_eq!(missing("what"), None);
    }
}
