//! The words of a family's own pages: calm and plain, for a tired parent.

use super::{and_list, sentences};

sentences! {
    TITLE = "Your family page";
    OPENING = "Opening your private link …";
    OPEN_TITLE = "Open your family page";
    OPEN_LEAD = "You got a private link from the school, in a letter or an e-mail. Paste it here, or type the code that is printed under it.";
    OPEN_LABEL = "Your private link or code";
    OPEN_HINT = "The code has 26 letters and numbers. Small or capital letters, with or without dashes: all are fine.";
    OPEN_BUTTON = "Open my page";
    OPEN_WHY = "Why a private link?";
    OPEN_WHY_BODY = "It opens your own children's page and nobody else's, so there is no password to remember. Please do not pass it on.";
    OPEN_LOST = "Lost it? The school office will send you a new one.";
    CHILDREN = "Your children";
    TO_SIGN = "To read and sign";
    TO_SIGN_NONE = "There is nothing to sign right now. Thank you.";
    SIGNED = "What you signed";
    READ_AND_SIGN = "Read and sign";
    READ_AGAIN = "Read it again";
    SEE_RECEIPT = "See the receipt";
    STATUS_TO_SIGN = "Waiting for you";
    STATUS_SIGNED = "Signed";
    STATUS_TALK = "You asked to talk first";
    TALK_NOTE = "The school will get in touch. Our reminders have stopped. You can still sign whenever you are ready.";
    PROBLEM = "There is a problem";
    FOR_CHILDREN = "You are signing for";
    NAME_LABEL = "Your full name";
    NAME_HINT = "Type it as you would sign it.";
    RELATIONSHIP_LABEL = "How you are related";
    RELATIONSHIP_HINT = "For example: mother, father, grandparent, foster carer.";
    DECLARATION = "By pressing the button you say:";
    TALK_TITLE = "Would you rather talk first?";
    TALK_BODY = "That is fine. Fill in your name and how you are related, then press this button instead. Nothing is signed, our reminders stop, and the school gets in touch.";
    TALK_BUTTON = "I want to talk to the school first";
    SENDING = "Sending …";
    NOT_SENT = "Not sent yet";
    NOT_SENT_BODY = "What you typed is still here. Press the button to try again: it will only count once.";
    ALREADY_SIGNED = "You have signed this.";
    SIGN_ANYWAY = "You can read it here whenever you like.";
    NO_TASK_TITLE = "There is nothing to sign here";
    NO_TASK_BODY = "This charter is not one that waits for you. Your family page shows what does.";
    TO_FAMILY = "Go to your family page";
    BACK_TO_FAMILY = "Back to your family page";
    RECEIPT_SIGNED_TITLE = "Thank you. It is signed.";
    RECEIPT_TALK_TITLE = "Thank you. We will be in touch.";
    RECEIPT_TITLE = "Receipt";
    RECEIPT_ENTERED = "The school office wrote this down for you.";
    RECEIPT_REFERENCE = "Your reference";
    RECEIPT_WHAT = "What";
    RECEIPT_ACT = "What you did";
    RECEIPT_ACT_SIGNED = "Signed";
    RECEIPT_ACT_TALK = "Asked to talk to the school first. Nothing was signed.";
    RECEIPT_WHO = "Signed by";
    RECEIPT_WHO_TALK = "Asked by";
    RECEIPT_FOR = "For";
    RECEIPT_WHEN = "When";
    RECEIPT_SCHOOL = "Kept by";
    RECEIPT_ENTRY = "Number in the school's records";
    RECEIPT_SAID = "What you declared";
    RECEIPT_NEXT = "What happens next";
    RECEIPT_NEXT_SIGNED = "Nothing more to do. You can come back to this page with your private link whenever you like.";
    RECEIPT_NEXT_TALK = "Somebody from the school will get in touch. You can still sign later on your family page.";
    RECEIPT_CHANGE = "If you change your mind";
    PRINT = "Print this receipt";
    DOWNLOAD = "Download this receipt";
    DOWNLOAD_HINT = "A small file that anybody can check against the school's key.";
    READ_WORDS = "Read word for word what you signed";
    READ_WORDS_TALK = "Read word for word what you were asked";
    TEXT_NOTE_SIGNED = "These are the exact words you signed.";
    TEXT_NOTE_ASKED = "These are the exact words you were asked.";
    TEXT_NOTE_TALK = "These are the exact words you were asked to sign.";
    BACK_TO_RECEIPT = "Back to the receipt";
}

/// The greeting at the top of the family page.
#[must_use]
pub fn greeting(name: &str) -> String {
    format!("Hello, {name}")
}

/// The button that signs `title`.
#[must_use]
pub fn sign_button(title: &str) -> String {
    format!("Sign the {title}")
}

/// The title of the signing page.
#[must_use]
pub fn sign_title(title: &str) -> String {
    format!("Read and sign: {title}")
}

/// `For Ann and Ben`.
#[must_use]
pub fn for_children(names: &[String]) -> String {
    format!("For {}", and_list(names))
}

/// `Ann (Willow class)`.
#[must_use]
pub fn child_in_class(name: &str, class: &str) -> String {
    format!("{name} ({class})")
}

/// `on 22 November 2026 at 4:05 pm`.
#[must_use]
pub fn on_at(date: &str, clock: &str) -> String {
    format!("{date} at {clock}, UK time")
}

/// `SHINE charter, version 1.0`.
#[must_use]
pub fn title_and_version(title: &str, version: &str) -> String {
    format!("{title}, version {version}")
}

/// What the download is called.
#[must_use]
pub fn receipt_file(reference: &str) -> String {
    format!("shine-receipt-{reference}.json")
}
