//! The words of the pages around the content: home, bands, charters, the school, the help page.

use super::sentences;

sentences! {
    HOME_TITLE = "Home";
    FIRST_PAGE = "The first page";
    HOME_LEAD = "Being safe, kind and curious online. At home and at school.";
    HOME_DOORS = "Who is coming in?";
    DOOR_PUPILS = "Pupils";
    DOOR_PUPILS_BODY = "Lessons and promises";
    DOOR_FAMILIES = "Families";
    DOOR_FAMILIES_BODY = "Read, sign and see what you signed";
    DOOR_SCHOOL = "The school";
    DOOR_SCHOOL_BODY = "Our charters and how to reach us";
    PUPILS_TITLE = "Which class are you in?";
    PUPILS_LEAD = "Tap your picture.";
    PUPILS_PROMISES = "Our promises";
    PUPILS_PROMISES_BODY = "Read the charter and make your promises";
    BAND_BACK = "Choose another class";
    BACK_TO_LESSONS = "All lessons";
    BAND_NONE_TITLE = "Lessons are on their way";
    BAND_NONE = "There are no lessons here yet. Ask your teacher, or come back soon.";
    CHARTERS_TITLE = "Our SHINE charters";
    CHARTERS_LEAD = "What we all promise, so that everyone can be safe and kind online.";
    CHARTERS_NONE = "No charter has been put here yet. Please ask the school.";
    CHARTER_FOR_PUPILS = "For children";
    CHARTER_FOR_ADULTS = "For parents and carers";
    CHARTER_FOR_OTHERS = "For others";
    CHARTER_DECLARE = "What signing it says";
    CHARTER_SIGN = "Parents and carers sign with their private link.";
    CHARTER_SIGN_LINK = "Go to your family page";
    CHARTER_PRINT = "Print this charter";
    SCHOOL_DOCUMENTS = "To read";
    SCHOOL_CONTACT = "How to reach us";
    SCHOOL_PHONE = "Telephone";
    SCHOOL_EMAIL = "E-mail";
    TELL_TITLE = "Tell someone";
    TELL_LEAD = "Worried about something online? You are not in trouble. Telling is brave, and it helps.";
    TELL_ADULTS = "Tell an adult at school";
    TELL_ADULTS_BODY = "You can go to any of them:";
    TELL_ADULTS_UNKNOWN = "Your class teacher, or any grown-up at school you trust.";
    TELL_CHILDLINE = "Ring Childline";
    TELL_CHILDLINE_NUMBER = "0800 1111";
    TELL_CHILDLINE_BODY = "It is free, day and night. You do not have to say your name.";
    TELL_DANGER = "In danger right now? Ring 999";
    TELL_DANGER_BODY = "Or shout for the nearest grown-up.";
    TELL_HOME = "Tell an adult at home";
    TELL_HOME_BODY = "Somebody in your family you trust. If the first one does not help, tell another.";
    TIMES_TABLES = "Times tables";
    TIMES = "×";
    TIMES_TABLES_BACK = "Choose a class";
    VERSION = "Version";
    VERIFY_TITLE = "Check a receipt";
    VERIFY_LEAD = "Is this receipt really from the school, and is every word as it was signed? It is checked on this device and sent to nobody.";
    VERIFY_FILE = "The receipt's file";
    VERIFY_FILE_HINT = "The file you downloaded. Its name ends with .json.";
    VERIFY_TEXT = "Or paste what is in it";
    VERIFY_BUTTON = "Check this receipt";
    VERIFY_GENUINE = "This receipt is genuine";
    VERIFY_NOT = "This receipt is not genuine";
    VERIFY_NONE = "This cannot be checked";
    VERIFY_NONE_BODY = "It is not a receipt as this site gives them. Choose the file you downloaded, or paste all of it.";
    VERIFY_CHANGED = "Something in it was changed after the school had signed it. Please show it to the school office.";
    VERIFY_OTHER_KEY = "It was not signed with this school's key. It may be another school's, or a forgery.";
    VERIFY_NEWER = "It is of a newer form than this page knows. Load the page again and try once more.";
    VERIFY_NO_KEYS = "The school's key did not come";
    VERIFY_HOW = "How this works";
    VERIFY_HOW_BODY = "The school signs each receipt with a key that only it has. With the public half of that key anybody can see that not one letter has changed.";
    POLICY_APPROVED = "Approved";
    POLICY_REVIEW = "To be reviewed by";
    POLICY_OVERDUE = "This date has passed: a newer version may be on its way. Ask the school if you need to be sure.";
    POLICY_VERSION = "Version";

}

/// The heading of the home page.
#[must_use]
pub fn home_heading(school: &str) -> String {
    format!("Shine online at {school}")
}

/// The heading of the school's page.
#[must_use]
pub fn school_heading(school: &str) -> String {
    format!("Welcome to {school}")
}

/// The heading of a band's page.
#[must_use]
pub fn band_heading(band: &str) -> String {
    format!("Lessons for {band}")
}

/// `Version 1.0`.
#[must_use]
pub fn version(version: &str) -> String {
    format!("{VERSION} {version}")
}

/// Whose receipt it is.
#[must_use]
pub fn verify_genuine(controller: &str, reference: &str) -> String {
    format!("{controller} signed receipt {reference}, word for word as it is here.")
}

/// `by the governing body, 22 November 2026`.
#[must_use]
pub fn approved(by: &str, on: &str) -> String {
    match (by.is_empty(), on.is_empty()) {
        (false, false) => format!("by {by}, {on}"),
        (false, true) => format!("by {by}"),
        _ => on.to_owned(),
    }
}
