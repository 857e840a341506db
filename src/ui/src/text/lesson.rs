//! The words around lessons and charters. Short, for children who are learning to read.

use super::sentences;

sentences! {
    START = "Start";
    CARRY_ON = "Carry on";
    START_NEW = "Start new";
    CARRY_ON_TITLE = "Somebody began this here today";
    CARRY_ON_BODY = "Was it you?";
    CARRY_ON_YES = "Yes, it was me";
    CARRY_ON_NO = "No, wipe it";
    NEXT = "Next";
    PREVIOUS = "Back";
    FINISH = "Finish";
    CHECK_ANSWER = "Check my answer";
    PICK_FIRST = "Pick one answer first. Not sure is fine too.";
    ANSWER_FIRST = "Have a go at this one, then press Next. Not sure is a good answer too.";
    SORT_FIRST = "Put every card in a group and press Check, then press Next.";
    RIGHT = "Well done";
    THINK_AGAIN = "Have another think";
    TRY_ANOTHER = "You can pick another answer.";
    TRIED = "You tried this one";
    SORT_HELP = "Tap a card. Then tap a group.";
    CARDS = "Cards";
    CARDS_NONE_LEFT = "All the cards are in a group.";
    CHECK_CARDS = "Check my cards";
    ALL_RIGHT = "Every card is in a good place.";
    CARD_RIGHT = "good place";
    CARD_AGAIN = "look again";
    EMPTY_GROUP = "No cards yet";
    SORT_CARDS_FIRST = "Put every card in a group first.";
    PROMISES_HELP = "Tap each promise you make.";
    PROMISES_ALL = "You made every promise. Thank you!";
    PROMISES_DEVICE = "Your taps stay on this device. Nobody is sent them.";
    COMES_LATER_TITLE = "This page comes later";
    COMES_LATER_BODY = "There are some steps to do first.";
    COMES_LATER_LINK = "Go to my step";
    FINISHED_TITLE = "You finished!";
    FINISHED_BODY = "Well done for thinking so carefully.";
    FINISHED_CAN = "Now you can say";
    FINISHED_WIPED = "Your answers have been wiped from this device.";
    FINISHED_MORE = "More lessons";
    FINISHED_HOME = "Back to the start";
    LEARN_TITLE = "What you will learn";
    WORDS_TITLE = "Words to know";
    ADULT_LINK = "For the adult: notes and prompts";
    ADULT_BACK = "Back to the lesson";
    ADULT_NONE = "This lesson has no notes for adults.";
}

/// `Step 3 of 12`.
#[must_use]
pub fn step_of(number: usize, count: usize) -> String {
    format!("Step {number} of {count}")
}

/// `25 minutes`.
#[must_use]
pub fn minutes(minutes: u16) -> String {
    if minutes == 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") }
}

/// The title of a lesson's notes.
#[must_use]
pub fn adult_title(lesson: &str) -> String {
    format!("For the adult: {lesson}")
}

/// Said when a card is in a group.
#[must_use]
pub fn card_placed(card: &str, group: &str, left: usize) -> String {
    let rest = match left {
        0 => CARDS_NONE_LEFT.to_owned(),
        1 => "1 card left.".to_owned(),
        _ => format!("{left} cards left."),
    };
    format!("“{card}” is in “{group}”. {rest}")
}

/// Said when a card is picked up.
#[must_use]
pub fn card_held(card: &str) -> String {
    format!("“{card}”. Which group?")
}

/// The full name of a group's button.
#[must_use]
pub fn put_in(card: &str, group: &str) -> String {
    format!("Put “{card}” in “{group}”")
}

/// A group's button while no card is picked up.
#[must_use]
pub fn put_here(group: &str) -> String {
    format!("Put a card in “{group}”")
}

/// How a checked table stands when some cards are not where they belong.
#[must_use]
pub fn look_again(count: usize) -> String {
    if count == 1 {
        "Nearly there. Have another think about 1 card.".to_owned()
    } else {
        format!("Good try. Have another think about {count} cards.")
    }
}
