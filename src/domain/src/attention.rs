//! What the office should look at: adults who differ, somebody who was not expected to answer, an objection, a wish to talk.
//! Nothing here decides what is permitted; that is in [`crate::permission`].

use std::collections::BTreeSet;

use crate::consent::{Said, questions};
use crate::document::Document;
use crate::ids::{PersonId, StepId};
use crate::past::{ChildPast, LastSaid};
use crate::record::Act;

crate::words!(
    /// Why somebody should look at a child's answers.
    Concern {
        /// One adult said yes and another no.
        Differ = "differ", "Adults answer differently";
        /// Somebody answered a consent whose yes does not count: a contact without parental responsibility, somebody a court order keeps
        /// away, or somebody who is on the roll no more.
        Unexpected = "unexpected", "Somebody answered whose yes does not count";
        /// An adult objected: the school looks at it and tells them what it decides.
        Objected = "objected", "An adult objects";
        /// An adult wants to talk to the school before signing.
        Declined = "declined", "An adult would like to talk first";
    }
);

/// A concern about a child with one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Which.
    pub concern: Concern,
    /// When the newest word that leads to it was said, in milliseconds since 1970, UTC.
    pub at: i64,
}

/// An adult of a child's on the roll.
#[derive(Clone, Copy, Debug)]
pub struct NoticedAdult<'a> {
    /// Who.
    pub adult: &'a PersonId,
    /// Whether their yes counts.
    pub may_answer: bool,
    /// Whether a court order keeps them from the child.
    pub is_barred: bool,
}

/// What there is to look at in `past` with `document`, for a child with these `adults` on the roll. `differing` are the questions
/// on which adults differ. Of somebody whom a court order keeps from the child nothing is said but that they answered: the
/// school does not turn to them.
#[must_use]
pub fn notices(
    past: &ChildPast,
    adults: &[NoticedAdult<'_>],
    document: &Document,
    differing: &BTreeSet<StepId>,
) -> Vec<Notice> {
    let slug = &document.slug;
    let counts = |id: &PersonId| adults.iter().any(|one| one.adult == id && one.may_answer);
    let is_barred = |id: &PersonId| adults.iter().any(|one| one.adult == id && one.is_barred);
    // Only what is still asked: nobody can look at the answer to a question that is gone.
    let asked: BTreeSet<&StepId> = questions(document).map(|(step, _)| &step.id).collect();
    let mut words: Vec<(&PersonId, &StepId, &LastSaid)> = Vec::new();
    for adult in past.speakers(slug) {
        let own = past.words_of(adult, slug).into_iter().flatten().filter(|(step, _)| asked.contains(step));
        // What the office has set aside, it has looked at.
        let open = own.filter(|(_, last)| counts(adult) || !past.is_set_aside(last));
        words.extend(open.map(|(step, last)| (adult, step, last)));
    }
    let newest = |wanted: &dyn Fn(&PersonId, &StepId, &LastSaid) -> bool| {
        words.iter().filter(|(adult, step, last)| wanted(adult, step, last)).map(|(_, _, last)| last.at).max()
    };
    let reachable = adults.iter().filter(|one| !one.is_barred);
    let declined = reachable.filter_map(|one| past.signed_by(one.adult, document.kind, slug));
    let found = [
        (Concern::Differ, newest(&|_, step, _| differing.contains(step))),
        (Concern::Unexpected, newest(&|adult, _, _| !counts(adult))),
        (Concern::Objected, newest(&|adult, _, last| last.said == Said::Objected && !is_barred(adult))),
        (Concern::Declined, declined.filter(|signed| signed.act == Act::Declined).map(|signed| signed.at).max()),
    ];
    found.into_iter().filter_map(|(concern, at)| at.map(|at| Notice { concern, at })).collect()
}
