//! The words of what is printed: lessons on paper, the slip for home, certificates, the class's pledge.

use super::sentences;

sentences! {
    GAP = "________";
    PRINT = "Print";
    PAPER_LINK = "The lesson on paper";
    AT_HOME_LINK = "Talk about it at home";
    CERTIFICATE_LINK = "Print a certificate";
    PLEDGE_LINK = "A poster for your class";
    HELPING_LINK = "Helping your child online";
    PAPER_BACK = "Back to the notes for the adult";
    PLEDGE_BACK = "Back to the charter";
    TICK_ONE = "Tick one box.";
    TICK_ALL = "Tick every one that fits.";
    TICK_PROMISES = "Tick each promise you make.";
    SORT_HELP = "Cut out the cards and lay them in the boxes, or write them there.";
    ORDER_HELP = "What comes first? Write a number in each box.";
    PAIRS_HELP = "Draw a line between what belongs together.";
    SPOT_HELP = "Look closely. Circle what makes you stop and think.";
    WORDS_HELP = "Write a word from the list in each gap.";
    STORY_HELP = "What would you do? Read on at the scene it leads to.";
    STORY_END = "The story ends here. You can go back and try another way.";
    SCALE_HELP = "Circle one. There is no wrong answer.";
    ANSWERS_TITLE = "Answers and notes for the adult";
    RIGHT_ANSWER = "Right answer";
    STORY_ENDINGS = "The endings, and what each shows about the way taken";
    CHILD_CAN = "Your child can now say";
    THIS_SAYS = "This is to say that";
    CAN_SAY = "can say:";
    BY_HAND = "Print it, and write the name by hand. No name is typed here.";
    DATE = "Date";
    SIGNED = "Signed";
    OUR_CLASS = "Our class";
    OUR_NAMES = "Our names";
}

/// The name of a lesson's page for printing.
#[must_use]
pub fn paper_title(lesson: &str) -> String {
    format!("On paper: {lesson}")
}

/// The heading of what to talk about at home.
#[must_use]
pub fn at_home_title(lesson: &str) -> String {
    format!("At home: {lesson}")
}

/// The heading of a certificate.
#[must_use]
pub fn certificate_title(lesson: &str) -> String {
    format!("Certificate: {lesson}")
}

/// The name of a charter's poster.
#[must_use]
pub fn pledge_title(charter: &str) -> String {
    format!("Poster: {charter}")
}

/// Where a choice in a story leads.
#[must_use]
pub fn go_to(scene: &str) -> String {
    format!("Go to “{scene}”.")
}
