//! Every English sentence of the interface, once and typed, so that another language can take this folder's place.
//! Sentences of the school's own documents are content and do not belong here.

pub mod consent;
pub mod errors;
pub mod family;
pub mod lesson;
pub mod pages;
pub mod paper;
pub mod reading;

/// Names sentences that never change. Each one's meaning is its own documentation.
macro_rules! sentences {
    ($($name:ident = $words:literal;)+) => {
        $(#[doc = $words] pub const $name: &str = $words;)+
    };
}
pub(crate) use sentences;

sentences! {
    SHINE = "SHINE";
    OUR_SCHOOL = "our school";
    SKIP_LINK = "Skip to main content";
    TELL_SOMEONE = "Tell someone";
    HIDE = "Hide";
    HIDE_SCREEN = "Hide this screen";
    DEMO = "Demonstration: invented people";
    DEMO_LABEL = "About this school";
    LOADING = "Loading …";
    LOADING_SLOW = "This is taking a little longer than usual.";
    LOAD_FAILED_TITLE = "This page did not load";
    TRY_AGAIN = "Try again";
    NAV_LABEL = "Main";
    NAV_PUPILS = "Pupils";
    NAV_FAMILIES = "Families";
    NAV_SCHOOL = "The school";
    NAV_CHARTERS = "Charters";
    NAV_PRIVACY = "Privacy";
    NAV_ACCESSIBILITY = "Accessibility";
    FOOTER_LABEL = "More about this site";
    NOT_FOUND_TITLE = "We could not find that page";
    NOT_FOUND_BODY = "The address may have a mistake in it, or the page may have moved. One of these will help.";
    ADULT_PART = "For the adult";
    HOME_PART = "To talk about at home";
    OFFLINE_LABEL = "About these pages";
    OFFLINE_READY = "Ready to use without the internet";
    OFFLINE_NEWER = "There is a newer version of these pages.";
    OFFLINE_USE_NEWER = "Use it now";
    WATCH_TITLE = "Content check";
    WATCH_CLEAN = "Nothing to mend in this file.";
}

/// The name of a page as the window's tab shows it. `school` may be empty while it is not known.
#[must_use]
pub fn page_title(page: &str, school: &str) -> String {
    let site = if school.is_empty() { SHINE.to_owned() } else { format!("{SHINE} {school}") };
    format!("{page} – {site}")
}

/// The same, for a page with a form that has a problem.
#[must_use]
pub fn error_title(page: &str, school: &str) -> String {
    format!("Error: {}", page_title(page, school))
}

/// "5 others" of things found elsewhere than in the shown file.
#[must_use]
pub fn findings_elsewhere(count: usize) -> String {
    match count {
        1 => "There is 1 more thing to mend in other files.".to_owned(),
        _ => format!("There are {count} more things to mend in other files."),
    }
}

/// A place in a file.
#[must_use]
pub fn finding_place(path: &str, line: usize, column: usize) -> String {
    format!("{path}, line {line}, column {column}")
}

/// `a, b and c`.
#[must_use]
pub fn and_list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_page_and_school() {
        assert_eq!(page_title("Tell someone", "Casterton"), "Tell someone – SHINE Casterton");
        assert_eq!(error_title("Sign", ""), "Error: Sign – SHINE");
    }

    #[test]
    fn names_are_listed_as_one_says_them() {
        let names = |list: &[&str]| and_list(&list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(names(&["Ann"]), "Ann");
        assert_eq!(names(&["Ann", "Ben"]), "Ann and Ben");
        assert_eq!(names(&["Ann", "Ben", "Cy"]), "Ann, Ben and Cy");
    }
}
