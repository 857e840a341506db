//! What the office should look at: adults who differ, somebody who was not expected to answer, an objection, a wish to talk.
//! Nothing here decides what is permitted; that is in [`crate::permission`].

use crate::consent::Said;
use crate::document::Document;
use crate::ids::PersonId;
use crate::past::{ChildPast, LastSaid};
use crate::record::Act;

crate::words!(
    /// Why somebody should look at a child's answers.
    Concern {
        /// One adult said yes and another no.
        Differ = "differ", "Adults answer differently";
        /// Somebody answered whose yes does not count: a contact without parental responsibility, somebody a court order keeps
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

/// What there is to look at in `past` with `document`, for a child whose adults on the roll are `guardians`, each with whether
/// their yes counts. `differs` is whether adults differ on any question of it.
#[must_use]
pub fn notices(past: &ChildPast, guardians: &[(&PersonId, bool)], document: &Document, differs: bool) -> Vec<Notice> {
    let slug = &document.slug;
    let counts = |adult: &PersonId| guardians.iter().any(|(one, may_answer)| *one == adult && *may_answer);
    let words = || {
        past.speakers(slug)
            .flat_map(|adult| past.words_of(adult, slug).into_iter().flatten().map(move |(_, last)| (adult, last)))
    };
    // What the office has set aside, it has looked at.
    let is_open = |(adult, last): &(&PersonId, &LastSaid)| counts(adult) || !past.is_set_aside(&last.reference);
    let newest = |wanted: &dyn Fn(&(&PersonId, &LastSaid)) -> bool| {
        words().filter(|word| is_open(word) && wanted(word)).map(|(_, last)| last.at).max()
    };
    let declined = guardians.iter().filter_map(|(adult, _)| past.signed_by(adult, document.kind, slug));
    let found = [
        (Concern::Differ, newest(&|_| differs)),
        (Concern::Unexpected, newest(&|(adult, _)| !counts(adult))),
        (Concern::Objected, newest(&|(_, last)| last.said == Said::Objected)),
        (Concern::Declined, declined.filter(|signed| signed.act == Act::Declined).map(|signed| signed.at).max()),
    ];
    found.into_iter().filter_map(|(concern, at)| at.map(|at| Notice { concern, at })).collect()
}
