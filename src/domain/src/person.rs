//! What people type about themselves: names and relationships. All letters of all languages are welcome; what could
//! make a record read differently from how it was typed is not.

use std::fmt;

/// Why typed text was not taken. [`TextProblem::code`] is what crosses the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextProblem {
    /// Nothing but blanks.
    Empty,
    /// Longer than allowed.
    TooLong,
    /// Has a control character, such as a line end.
    ControlCharacters,
    /// Has a character that turns the direction of text, so that it would read as something else.
    DirectionOverride,
}

impl TextProblem {
    /// The code: permanent, kebab-case.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::ControlCharacters => "control-characters",
            Self::DirectionOverride => "direction-override",
        }
    }
}

/// The longest name, in characters.
pub const MAX_NAME: usize = 120;
/// The longest relationship, in characters.
pub const MAX_RELATIONSHIP: usize = 60;
/// The longest reason a member of staff may give, in characters.
pub const MAX_REASON: usize = 500;

fn check_text(text: &str, max: usize) -> Result<String, TextProblem> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.chars().all(is_invisible) {
        return Err(TextProblem::Empty);
    }
    if text.chars().count() > max {
        return Err(TextProblem::TooLong);
    }
    if text.chars().any(turns_direction) {
        return Err(TextProblem::DirectionOverride);
    }
    if text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Err(TextProblem::ControlCharacters);
    }
    Ok(text.to_owned())
}

const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Joiners and marks that some scripts need inside words, but which are no name by themselves.
fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

macro_rules! typed_text {
    ($(#[$doc:meta])* $name:ident, $max:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// The text, without blanks at its ends.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<&str> for $name {
            type Error = TextProblem;
            fn try_from(text: &str) -> Result<Self, TextProblem> {
                check_text(text, $max).map(Self)
            }
        }

        // Personal: never shown by `{:?}`, so that it cannot reach a log by accident.
        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

typed_text!(
    /// A full name as its owner typed it: 1 to [`MAX_NAME`] characters.
    PersonName, MAX_NAME
);
typed_text!(
    /// What an adult says they are to a child: 1 to [`MAX_RELATIONSHIP`] characters. It never grants anything.
    Relationship, MAX_RELATIONSHIP
);
typed_text!(
    /// Why a member of staff did something: 1 to [`MAX_REASON`] characters, on one line. Sealed under the child's key.
    StaffReason, MAX_REASON
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_languages_are_taken_as_typed() {
        for name in ["Zoë O’Neill-Żak", "محمد علی", "李", "  Ann  "] {
            assert_eq!(PersonName::try_from(name).map(|n| n.as_str().to_owned()), Ok(name.trim().to_owned()));
        }
    }

    #[test]
    fn what_would_read_differently_is_refused_by_name() {
        let problem = |text: &str| PersonName::try_from(text).err();
        assert_eq!(problem(" \u{200b}\u{feff} "), Some(TextProblem::Empty));
        assert_eq!(problem(&"a".repeat(121)), Some(TextProblem::TooLong));
        assert_eq!(problem("Ann\nBob"), Some(TextProblem::ControlCharacters));
        assert_eq!(problem("Ann\0"), Some(TextProblem::ControlCharacters));
        assert_eq!(problem("Ann \u{202e}boB"), Some(TextProblem::DirectionOverride));
        assert_eq!(problem("\u{2066}Ann"), Some(TextProblem::DirectionOverride));
    }

    #[test]
    fn a_name_is_not_printed_by_debug() {
        let name = PersonName::try_from("Ann Example").expect("a name");
        assert_eq!(format!("{name:?}"), "PersonName(…)");
    }
}
