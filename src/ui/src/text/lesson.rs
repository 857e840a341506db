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
    WHICH_GROUP = "Which group?";
    WHICH_PARTNER = "What belongs with it?";
    SORT_FIRST = "Put every card in a group and press Check, then press Next.";
    MAP_BEFORE = "Before we start: what do you think?";
    MAP_AFTER = "And now: what do you think?";
    MAP_THANKS = "Thank you. Press Next.";
    MAP_FIRST = "Pick one, then press Next. Not sure is a good answer too.";
    MOVED_TITLE = "What has moved";
    MOVED_BEFORE = "First you thought:";
    MOVED_AFTER = "Now you think:";
    MOVED_STILL = "You still think:";
    MOVED_GREW = "Your thinking has grown.";
    MOVED_STEADY = "You knew this, and you still do.";
    MOVED_GROWING = "This one is still growing. Talk about it with your grown-up.";
    MOVED_ADULT = "For the grown-up: before and after";
    MOVED_QUESTION = "Question";
    MOVED_STATEMENT = "Statement";
    LEVEL_BEFORE = "Before";
    LEVEL_AFTER = "After";
    LEVEL_NONE = "not answered";
    BOARD_BEGIN = "Show this lesson on the board";
    BOARD_NOTES = "Notes in another window";
    BOARD_LEAVE = "Leave the board";
    SOMEONE_ELSE = "Someone else's turn";
    SOMEONE_ELSE_BODY = "This wipes the answers, so that somebody else can start.";
    SOMEONE_ELSE_YES = "Wipe and start again";
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
    PICK_ALL = "Pick every one that fits.";
    PICK_SOME_FIRST = "Pick at least one first.";
    MORE_TO_FIND = "There is more to find.";
    CHANGE_PICKS = "You can change what you picked.";
    THANK_YOU = "Thank you for saying";
    NO_WRONG_ANSWER = "There is no wrong answer.";
    ORDER_HELP = "What comes first? Use the arrows to move the cards.";
    ORDER_RIGHT = "That is the right order.";
    ORDER_AGAIN = "Good try. Some cards are not in their place yet.";
    CHECK_ORDER = "Check my order";
    MOVE_UP = "Move up";
    MOVE_DOWN = "Move down";
    PAIRS_NONE_LEFT = "Every card has a partner.";
    PAIRS_ALL_FIRST = "Give every card a partner first.";
    PAIRS_HELP = "Tap a card. Then tap what belongs with it.";
    WORDS_HELP = "Choose a word for each gap.";
    WORDS_RIGHT = "Every word is in the right place.";
    CHECK_WORDS = "Check my words";
    FILL_ALL_FIRST = "Choose a word for every gap first.";
    WORD_RIGHT = "yes";
    SPOT_HELP = "Look closely. Tap what makes you stop and think.";
    SHOW_ONE = "Show me one";
    FOUND = "What you found";
    CLUE = "Look closer";
    FINE = "This is fine";
    STORY_WELL = "You found a good way.";
    STORY_AGAIN = "What else could you do? Go back and try another way.";
    STORY_OTHER_WAY = "Go back and try another way";
    STORY_BACK = "Go back one scene";
    CHECK_FIRST = "Have a go and press Check, then press Next.";
    PAIRS_FIRST = "Put every card with its partner and press Check, then press Next.";
    SPOT_FIRST = "There is more to find. If you are stuck, press Show me one.";
    STORY_FIRST = "Go on with the story to its end, then press Next.";
    SCALE_FIRST = "Pick one, then press Next. There is no wrong answer.";
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
pub fn card_placed(card: &str, group: &str, left: usize, none_left: &str) -> String {
    let rest = match left {
        0 => none_left.to_owned(),
        1 => "1 card left.".to_owned(),
        _ => format!("{left} cards left."),
    };
    format!("“{card}” is in “{group}”. {rest}")
}

/// Said when a card is picked up.
#[must_use]
pub fn card_held(card: &str, what_next: &str) -> String {
    format!("“{card}”. {what_next}")
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

/// Said when a card was moved.
#[must_use]
pub fn card_at(card: &str, place: usize, count: usize) -> String {
    format!("“{card}” is number {place} of {count}.")
}

/// How many are still to be spotted.
#[must_use]
pub fn clues_left(count: usize) -> String {
    match count {
        0 => "You found everything.".to_owned(),
        1 => "1 more to find.".to_owned(),
        _ => format!("{count} more to find."),
    }
}

/// The name of a gap.
#[must_use]
pub fn gap_name(number: usize) -> String {
    format!("Word for gap {number}")
}

/// How checked gaps stand when some words do not fit.
#[must_use]
pub fn words_again(count: usize) -> String {
    if count == 1 {
        "Nearly there. Have another think about 1 word.".to_owned()
    } else {
        format!("Good try. Have another think about {count} words.")
    }
}
