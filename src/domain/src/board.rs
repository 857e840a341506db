//! How a child stands with a document, for the office's board: children are counted, not papers.

use crate::consent::Said;
use crate::permission::{Permission, Reason};
use crate::record::Act;

/// How a child stands with a charter or an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SignedStanding {
    /// An adult has signed the text in force.
    Signed,
    /// Nobody has, and an adult wants to talk to the school first: no reminder is sent.
    Declined,
    /// Nobody has said anything.
    Outstanding,
}

impl SignedStanding {
    /// Every one, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Signed, Self::Declined, Self::Outstanding];

    /// The word on the network.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Declined => "declined",
            Self::Outstanding => "outstanding",
        }
    }

    /// Of a child whose adults did this last with the text in force: one act each, none for whoever did nothing.
    #[must_use]
    pub fn of(acts: impl Iterator<Item = Act> + Clone) -> Self {
        if acts.clone().any(|act| act == Act::Acknowledged) {
            Self::Signed
        } else if acts.into_iter().any(|act| act == Act::Declined) {
            Self::Declined
        } else {
            Self::Outstanding
        }
    }
}

/// How a child stands with one purpose of a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PurposeStanding {
    /// It may be done.
    Given,
    /// An adult or the child said no, not yet, or took a yes back.
    Refused,
    /// One adult said yes and another no: it may not be done, and the office should know.
    Differ,
    /// An adult objected, where the basis is not consent: the school decides.
    Objected,
    /// Nobody has said yes, or a yes has run out, or the child has not been asked.
    NotAnswered,
    /// Staff have forbidden it.
    Restricted,
}

impl PurposeStanding {
    /// Every one, in the order they are shown.
    pub const ALL: [Self; 6] =
        [Self::Given, Self::Refused, Self::Differ, Self::Objected, Self::NotAnswered, Self::Restricted];

    /// The word on the network.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Refused => "refused",
            Self::Differ => "differ",
            Self::Objected => "objected",
            Self::NotAnswered => "not-answered",
            Self::Restricted => "restricted",
        }
    }

    /// Of a child for whom this is permitted or not, whose adults said these things last.
    #[must_use]
    pub fn of(permission: Permission, answers_differ: bool, mut said: impl Iterator<Item = Said>) -> Self {
        match permission {
            Permission::Allowed => Self::Given,
            Permission::Forbidden(Reason::Restricted) => Self::Restricted,
            Permission::Forbidden(Reason::AdultRefused) if said.any(|said| said == Said::Objected) => Self::Objected,
            Permission::Forbidden(Reason::AdultRefused) if answers_differ => Self::Differ,
            Permission::Forbidden(Reason::AdultRefused | Reason::ChildRefused) => Self::Refused,
            Permission::Forbidden(Reason::ChildNotAsked | Reason::RunOut | Reason::NotAnswered) => Self::NotAnswered,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_signature_is_enough_and_wanting_to_talk_is_not_silence() {
        let of = |acts: &[Act]| SignedStanding::of(acts.iter().copied());
        assert_eq!(of(&[]), SignedStanding::Outstanding);
        assert_eq!(of(&[Act::Declined]), SignedStanding::Declined);
        assert_eq!(of(&[Act::Declined, Act::Acknowledged]), SignedStanding::Signed);
    }

    #[test]
    fn every_reason_is_counted_once() {
        let no = |reason| Permission::Forbidden(reason);
        let of = |permission, differ, said: &[Said]| PurposeStanding::of(permission, differ, said.iter().copied());
        assert_eq!(of(Permission::Allowed, false, &[Said::Yes]), PurposeStanding::Given);
        assert_eq!(of(no(Reason::AdultRefused), true, &[Said::Yes, Said::No]), PurposeStanding::Differ);
        assert_eq!(of(no(Reason::AdultRefused), false, &[Said::Later]), PurposeStanding::Refused);
        assert_eq!(of(no(Reason::AdultRefused), false, &[Said::Objected]), PurposeStanding::Objected);
        assert_eq!(of(no(Reason::ChildRefused), false, &[Said::Yes]), PurposeStanding::Refused);
        assert_eq!(of(no(Reason::ChildNotAsked), false, &[Said::Yes]), PurposeStanding::NotAnswered);
        assert_eq!(of(no(Reason::Restricted), true, &[Said::Yes, Said::No]), PurposeStanding::Restricted);
    }
}
