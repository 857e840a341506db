//! What an adult says to the questions of a consent, and what is missing before it can be recorded. The browser and the
//! server ask the same functions of the same bytes. What all of it together permits is in [`crate::permission`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::answers::AnswerProblem;
use crate::document::Document;
use crate::ids::StepId;
use crate::record::{Act, SaidBefore};
use crate::steps::ask::Ask;
use crate::steps::{Step, StepBody};
use crate::vocabulary::Basis;

/// What somebody said about one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// Yes.
    Yes,
    /// No.
    No,
    /// "I'll decide later": an explicit choice that counts as no.
    Later,
    /// A yes taken back.
    Withdrawn,
    /// "I object", where the basis is not consent: counts as no at once, and the school decides.
    Objected,
}

impl Said {
    /// Every one, in the usual order.
    pub const ALL: [Self; 5] = [Self::Yes, Self::No, Self::Later, Self::Withdrawn, Self::Objected];

    /// The word in requests and receipts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Later => "later",
            Self::Withdrawn => "withdrawn",
            Self::Objected => "objected",
        }
    }

    /// The one written as `word`, if there is one.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// The act that records it.
    #[must_use]
    pub const fn act(self) -> Act {
        match self {
            Self::Yes | Self::No | Self::Later => Act::Answered,
            Self::Withdrawn => Act::Withdrawn,
            Self::Objected => Act::Objected,
        }
    }

    /// One letter: what is sealed. All have the same length, so that a sealed record's size tells nothing.
    const fn letter(self) -> char {
        match self {
            Self::Yes => 'y',
            Self::No => 'n',
            Self::Later => 'l',
            Self::Withdrawn => 'w',
            Self::Objected => 'o',
        }
    }
}

/// What was said, by question.
pub type Answers = BTreeMap<StepId, Said>;

/// The text that is sealed for `answers`: `photo-press=n photo-website=y`.
#[must_use]
pub fn write_answers(answers: &Answers) -> String {
    let words: Vec<String> = answers.iter().map(|(step, said)| format!("{step}={}", said.letter())).collect();
    words.join(" ")
}

/// What [`write_answers`] wrote; `None` when it is something else.
#[must_use]
pub fn read_answers(text: &str) -> Option<Answers> {
    let read = |word: &str| {
        let (step, letter) = word.split_once('=')?;
        let said = Said::ALL.into_iter().find(|said| letter.chars().eq([said.letter()]))?;
        Some((StepId::try_from(step).ok()?, said))
    };
    text.split(' ').filter(|word| !word.is_empty()).map(read).collect()
}

/// The questions of a consent.
pub fn questions(document: &Document) -> impl Iterator<Item = (&Step, &Ask)> {
    document.steps.iter().filter_map(|step| match &step.body {
        StepBody::Ask(ask) => Some((step, ask)),
        _ => None,
    })
}

/// What is wrong with recording `answers` to `document` as `act`, judged by `before`; nothing if it can be recorded.
///
/// Codes: `not-answered` (a question that waits for a yes or no has neither now nor before), `not-asked` (an answer to
/// nothing that is asked, or of the wrong kind for it), `nothing-to-withdraw`.
#[must_use]
pub fn check_consent(document: &Document, act: Act, answers: &Answers, before: &SaidBefore) -> Vec<AnswerProblem> {
    let problem = |step: &StepId, code| AnswerProblem { step: step.clone(), code };
    let mut problems = Vec::new();
    for (step, said) in answers {
        let ask = questions(document).find(|(asked, _)| asked.id == *step).map(|(_, ask)| ask);
        let is_consent = ask.is_some_and(|ask| ask.basis == Basis::Consent);
        let is_right = match said {
            Said::Yes | Said::No | Said::Later | Said::Withdrawn => is_consent,
            Said::Objected => ask.is_some() && !is_consent,
        };
        if !is_right || said.act() != act {
            problems.push(problem(step, "not-asked"));
        } else if *said == Said::Withdrawn && before.words.get(step) != Some(&Said::Yes) {
            problems.push(problem(step, "nothing-to-withdraw"));
        }
    }
    if act == Act::Answered && before.needs_all {
        let open = questions(document).filter(|(step, ask)| {
            ask.basis == Basis::Consent && !answers.contains_key(&step.id) && !before.words.contains_key(&step.id)
        });
        problems.extend(open.map(|(step, _)| problem(&step.id, "not-answered")));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(id: &str) -> StepId {
        StepId::try_from(id).expect("an id")
    }

    #[test]
    fn sealed_answers_are_read_back_and_are_of_one_length() {
        let mut lengths = Vec::new();
        for said in Said::ALL {
            let answers = Answers::from([(step("photo-website"), said), (step("photo-press"), Said::No)]);
            let text = write_answers(&answers);
            lengths.push(text.len());
            assert_eq!(read_answers(&text), Some(answers));
            assert_eq!(Said::find(said.word()), Some(said));
        }
        lengths.dedup();
        assert_eq!(lengths.len(), 1);
        assert_eq!(read_answers("photo=maybe"), None);
        assert_eq!(read_answers(""), Some(Answers::new()));
    }
}
