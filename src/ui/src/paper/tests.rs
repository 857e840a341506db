//! What stands on the pupils' sheet, and what only on the adult's page.

use shine_domain::SourceText;
use shine_domain::document::Document;
use shine_domain::ids::{Language, Slug};
use shine_domain::parse::{DocumentName, parse_document};
use shine_domain::vocabulary::Kind;

use super::{answers, sheet};
use crate::testing::{count, drawn};
use crate::text::{lesson, paper};

fn lesson_of(text: &str) -> Document {
    let slug = Slug::try_from("on-paper").expect("a slug");
    let language = Language::try_from("en").expect("a language");
    let name = DocumentName { kind: Kind::Lesson, slug, language };
    parse_document(&name, &SourceText::new(&format!("+++\n{{}}\n+++\n\n{text}"))).document
}

/// The pupils' sheet and the adult's answers of a lesson of `text`.
fn both(text: &str) -> (String, String) {
    let lesson = lesson_of(text);
    // The marks between pieces of text are no one's words.
    let words = |html: String| html.replace("<!>", "");
    let pages = (words(drawn(|| sheet(&lesson))), words(drawn(|| answers(&lesson))));
    for word in ["checked", "<input", "<button", "<select", "aria-pressed"] {
        assert!(!pages.0.contains(word), "nothing is answered on paper with {word}: {}", pages.0);
    }
    pages
}

/// Where the first of `words` stands in `html`, then the second, and so on.
fn stand_in_order(html: &str, words: &[&str]) -> bool {
    let places: Vec<_> = words.iter().map(|word| html.find(word)).collect();
    places.iter().all(Option::is_some) && places.is_sorted()
}

const MAP: &str = "## Which? {.choose #which .map}\n\nKit plays.\n\n- [ ] Tell {.developing}\n  > About telling.\n\
                   - [x] Stop and tell {.secure}\n  > About stopping.\n- [ ] Not sure {.unsure}\n  > That is fine.\n";

#[test]
fn a_question_has_an_empty_box_for_each_option_and_its_levels_are_for_the_adult() {
    let (sheet, answers) = both(MAP);
    assert!(sheet.contains("Kit plays.") && sheet.contains(paper::TICK_ONE));
    assert_eq!((count(&sheet, "c-paper__boxes"), count(&sheet, "<li>")), (1, 3));
    for told in ["About", "Secure", "Developing", "Not sure yet", paper::RIGHT_ANSWER] {
        assert!(!sheet.contains(told), "{told}: {sheet}");
    }
    assert_eq!(count(&answers, paper::RIGHT_ANSWER), 1);
    assert!(stand_in_order(&answers, &["Developing", "About telling.", "Right answer, Secure", "About stopping."]));
    assert!(answers.contains("Not sure yet") && answers.contains("That is fine."));
}

#[test]
fn several_boxes_may_be_ticked_and_every_right_one_is_told_to_the_adult() {
    let (sheet, answers) =
        both("## Many {.choose-many #many}\n\n- [x] One\n  > 1\n- [ ] Two\n  > 2\n- [x] Three\n  > 3\n");
    assert!(sheet.contains(paper::TICK_ALL) && !sheet.contains(paper::RIGHT_ANSWER));
    assert_eq!((count(&sheet, "<li>"), count(&answers, paper::RIGHT_ANSWER)), (3, 2));
}

#[test]
fn cards_are_mixed_and_groups_are_empty_until_the_adult_looks_them_up() {
    let (sheet, answers) = both("## Sort {.sort #sort}\n\n- Mine\n  - Ball\n  - Hat\n- Yours\n  - Cup\n  - Key\n");
    assert!(sheet.contains("c-paper__groups") && sheet.contains(paper::SORT_HELP));
    assert!(!stand_in_order(&sheet, &["Ball", "Hat", "Cup", "Key"]), "{sheet}");
    assert!(stand_in_order(&answers, &["Mine", "Ball", "Hat", "Yours", "Cup", "Key"]), "{answers}");
}

#[test]
fn cards_to_put_in_order_are_mixed_and_have_a_box_for_the_number() {
    let (sheet, answers) = both("## Row {.order #row}\n\n1. First\n2. Second\n3. Third\n");
    assert!(sheet.contains("c-paper__boxes") && !stand_in_order(&sheet, &["First", "Second", "Third"]), "{sheet}");
    assert!(answers.contains("<ol>") && stand_in_order(&answers, &["First", "Second", "Third"]));
}

#[test]
fn no_card_lies_opposite_its_partner() {
    let (sheet, answers) =
        both("## Pairs {.match #pairs}\n\n| a | b |\n|---|---|\n| cat | meows |\n| dog | barks |\n| owl | hoots |\n");
    assert_eq!((count(&sheet, "c-paper__match"), count(&sheet, "c-paper__cards"), count(&sheet, "<li>")), (1, 2, 6));
    let place = |word: &str| sheet.find(word).expect(word);
    let ranks = |words: [&str; 3]| words.map(|word| words.iter().filter(|other| place(other) < place(word)).count());
    let opposite = ranks(["cat", "dog", "owl"]).into_iter().zip(ranks(["meows", "barks", "hoots"]));
    assert!(opposite.into_iter().all(|(left, right)| left != right), "{sheet}");
    assert!(stand_in_order(&answers, &["cat", "meows", "dog", "barks", "owl", "hoots"]));
}

#[test]
fn what_can_be_spotted_looks_like_all_other_words() {
    let (sheet, answers) =
        both("## Look {.spot #look}\n\nHi, [hurry](#clue \"They rush you.\") [thanks](#fine \"Polite.\").\n");
    assert!(sheet.contains("hurry thanks") && sheet.contains(paper::SPOT_HELP), "{sheet}");
    assert!(!sheet.contains("They rush you.") && !sheet.contains("Polite.") && !sheet.contains("clue"));
    assert!(stand_in_order(&answers, &["hurry", lesson::CLUE, "They rush you.", "thanks", lesson::FINE, "Polite."]));
}

#[test]
fn gaps_are_lines_to_write_on_beside_all_the_words() {
    let (sheet, answers) = both(
        "## Gaps {.words #gaps}\n\nMy [password](#gap) is [secret](#gap).\n\n- banana\n\n## End\n\nA [mark](#gap).\n",
    );
    assert!(sheet.contains("My ________ is ________."), "{sheet}");
    assert_eq!((count(&sheet, "<li>"), count(&sheet, "password"), count(&sheet, "banana")), (3, 1, 1));
    assert!(sheet.contains("A mark."), "elsewhere marked words are words");
    assert!(stand_in_order(&answers, &["password", "secret"]) && !answers.contains("banana"));
}

#[test]
fn a_story_is_its_scenes_and_each_choice_names_the_next() {
    let (sheet, answers) = both(
        "## Tale {.story #tale}\n\n### Home {#home}\n\nA knock.\n\n- [Tell](#told)\n- [Hide](#hid)\n\n\
         ### Told {#told .ending .secure}\n\nGood.\n\n### Hid {#hid .ending .emerging}\n\nHm.\n",
    );
    assert!(sheet.contains("Go to “Told”.") && sheet.contains("Go to “Hid”.") && sheet.contains("A knock."));
    assert_eq!((count(&sheet, paper::STORY_END), count(&sheet, "<h3>")), (2, 3));
    assert!(!sheet.contains("Secure") && !sheet.contains("Emerging"));
    assert!(stand_in_order(&answers, &["Told", "Secure", "Hid", "Emerging"]) && !answers.contains("A knock."));
}

#[test]
fn a_scale_is_a_line_of_points_and_what_everybody_is_told_comes_from_the_adult() {
    let (sheet, answers) = both("## Feel {.scale #feel}\n\n- Low\n- High\n\n> All are fine.\n");
    assert!(sheet.contains("c-paper__scale") && sheet.contains("Low") && !sheet.contains("All are fine."));
    assert!(answers.contains("All are fine.") && answers.contains(lesson::NO_WRONG_ANSWER));
}

#[test]
fn promises_have_boxes_and_no_answer_and_what_is_not_for_class_is_not_on_the_sheet() {
    let (sheet, answers) = both(
        "Hello all.\n\n## Read\n\nSome &lt;b&gt;words.\n\n## Mine {.promise #mine}\n\n- I ask.\n- I tell.\n\n\
         ## Quietly {.adult}\n\nNote.\n\n## Later {.home}\n\nAsk them.\n",
    );
    assert!(sheet.contains("Hello all.") && sheet.contains("&lt;b&gt;words") && sheet.contains(paper::TICK_PROMISES));
    assert_eq!((count(&sheet, "<section"), count(&answers, "<section")), (2, 0));
    assert!(!sheet.contains("Note.") && !sheet.contains("Ask them."));
}
