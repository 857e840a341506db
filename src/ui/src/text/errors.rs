//! What a person reads when something went wrong: one sentence for every fault, code and field problem.

use shine_domain::person::TextProblem;
use shine_wire::{ErrorCode, FieldProblem};

use crate::fault::Fault;

/// What happened and what to do, in one or two short sentences.
#[must_use]
pub fn fault(fault: &Fault) -> &'static str {
    match fault {
        Fault::Refused(body) => code(body.code),
        _ => reading(fault),
    }
}

/// What happened, of something published that everybody may read: few refusals are possible, and pupils' programs carry the
/// sentences of no others.
#[must_use]
pub fn reading(fault: &Fault) -> &'static str {
    match fault {
        Fault::Network => NETWORK,
        Fault::Unreadable => UNREADABLE,
        Fault::Altered(_) => ALTERED,
        Fault::Refused(body) => match body.code {
            ErrorCode::NotFound => NOT_FOUND,
            ErrorCode::Unavailable => UNAVAILABLE,
            _ => INTERNAL,
        },
    }
}

const NETWORK: &str = "We could not reach the school's server. Check that you are online, then try again.";
const UNREADABLE: &str = "The answer we got was not one we can read. Please try again in a minute.";
const ALTERED: &str = "The words we were sent are not the ones the school published, so we do not show them. Please try \
                       again. If it happens again, tell the school.";
const NOT_FOUND: &str = "There is nothing at this address.";
const UNAVAILABLE: &str = "The school's server is busy. Please try again in a minute.";
const INTERNAL: &str = "Something went wrong on our side. It is not your fault. Please try again in a minute.";

/// The sentence for a server's code.
#[must_use]
pub const fn code(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::MalformedBody | ErrorCode::WrongContentType => {
            "What this page sent was not understood. Load the page again, then try once more."
        }
        ErrorCode::BodyTooLarge => "That is more than we can take. Please write less.",
        // The desk has words of its own for its own.
        ErrorCode::SignInNotRight | ErrorCode::NotAllowed | ErrorCode::ChangedMeanwhile => "Please sign in again.",
        ErrorCode::CrossSite => "This was not sent from the school's own site. Open the site again and try from there.",
        ErrorCode::LinkNotValid => {
            "This link or code does not open anything. It may be incomplete, or a newer one may have taken its place. Please \
             ask the school office for a new one."
        }
        ErrorCode::NotSignedIn => "Please open your private link first, or type in the code from your letter.",
        ErrorCode::NotFound => NOT_FOUND,
        ErrorCode::MethodNotAllowed => {
            "This address cannot be used in that way. Load the page again, then try once more."
        }
        ErrorCode::NotYourChild => "Your link does not open this child's page. Please ask the school office.",
        ErrorCode::DocumentNotPublished => {
            "This text is not one you can sign with your link. Go back to your family page."
        }
        ErrorCode::DocumentOutdated => {
            "The school has published a newer version since you opened this page. Please load the page and read it again."
        }
        ErrorCode::FieldsNotRight => "Something you typed needs another look.",
        ErrorCode::KeyReused => {
            "This was sent before with other words. Check what you typed, then press the button again."
        }
        ErrorCode::ReceiptNotFound => "We could not find a receipt with this reference for your family.",
        ErrorCode::TooManyAttempts => {
            "Too many links or codes that open nothing came from here. Wait a quarter of an hour, or ask the school office for \
             a new link."
        }
        ErrorCode::Unavailable => UNAVAILABLE,
        ErrorCode::Internal | ErrorCode::Unknown => INTERNAL,
    }
}

/// A field of a family's forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The private link or printed code.
    Token,
    /// The full name.
    Name,
    /// The relationship to the child.
    Relationship,
    /// The children.
    Pupils,
    /// The question at this place of a consent, counted from 0.
    Question(usize),
}

impl Field {
    /// The field's name in forms and on the network.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Token => "token".to_owned(),
            Self::Name => "name".to_owned(),
            Self::Relationship => "relationship".to_owned(),
            Self::Pupils => "pupils".to_owned(),
            Self::Question(at) => format!("question-{}", at + 1),
        }
    }

    /// The field called `word`.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        [Self::Token, Self::Name, Self::Relationship, Self::Pupils].into_iter().find(|field| field.word() == word)
    }
}

/// The sentence for what is wrong with a typed text.
#[must_use]
pub const fn typed(field: Field, problem: TextProblem) -> &'static str {
    match (field, problem) {
        (Field::Token, TextProblem::Empty) => "Paste your private link, or type the code from your letter",
        (Field::Token, _) => "Check the link or code: it has something in it that does not belong there",
        (Field::Name, TextProblem::Empty) => "Enter your full name",
        (Field::Name, TextProblem::TooLong) => "Your name must be 120 characters or fewer",
        (Field::Name, _) => "Your name has hidden characters in it. Delete it and type it in again",
        (Field::Relationship, TextProblem::Empty) => "Enter how you are related, for example mother",
        (Field::Relationship, TextProblem::TooLong) => "How you are related must be 60 characters or fewer",
        (Field::Relationship, _) => "How you are related has hidden characters in it. Delete it and type it in again",
        (Field::Pupils, _) => "Choose at least one child",
        (Field::Question(_), _) => "Choose yes, no or later",
    }
}

/// The field and the sentence for a problem the server found; `None` for a field no page shows.
#[must_use]
pub fn field(problem: &FieldProblem) -> Option<(Field, &'static str)> {
    let field = Field::find(&problem.field)?;
    let text = match problem.code.as_str() {
        "empty" => typed(field, TextProblem::Empty),
        "too-long" => typed(field, TextProblem::TooLong),
        "control-characters" => typed(field, TextProblem::ControlCharacters),
        "direction-override" => typed(field, TextProblem::DirectionOverride),
        "not-one-of-the-list" => "Choose one from the list",
        "not-made" => "Make each promise first",
        "repeated" => "The same one is there twice",
        _ => "This needs another look",
    };
    Some((field, text))
}

#[cfg(test)]
mod tests {
    use shine_wire::ErrorBody;

    use super::*;

    #[test]
    fn every_code_has_a_sentence_that_ends() {
        for one in ErrorCode::ALL.iter().copied().chain([ErrorCode::Unknown]) {
            assert!(code(one).ends_with('.'), "{}", one.word());
        }
    }

    #[test]
    fn what_can_happen_to_a_reader_has_the_same_words_everywhere() {
        for one in [ErrorCode::NotFound, ErrorCode::Unavailable, ErrorCode::Internal, ErrorCode::Unknown] {
            let refused = Fault::Refused(ErrorBody { code: one, message: String::new(), fields: Vec::new() });
            assert_eq!(reading(&refused), fault(&refused));
        }
    }

    #[test]
    fn every_problem_of_a_typed_field_has_its_own_words() {
        for word in ["empty", "too-long", "control-characters", "direction-override"] {
            let problem = FieldProblem { field: "name".into(), code: word.into() };
            let (found, text) = field(&problem).expect("a field of the page");
            assert_eq!(found, Field::Name);
            assert!(text.to_lowercase().contains("name"), "{text}");
        }
        assert_eq!(field(&FieldProblem { field: "key".into(), code: "empty".into() }), None);
    }
}
