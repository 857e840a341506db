//! The effective permission: whether a school may use a child's images or information for one purpose, computed from
//! everything that was said. It is computed each time it is asked for and never stored as a yes (design section 4).

use crate::consent::Said;
use crate::ids::PersonId;
use crate::vocabulary::{Basis, Channel, Renew, Rule};

/// How long a yes to a yearly question holds: a year, after which it is asked again, and two months in which the old
/// answer still holds (domain.md 3.1).
pub const YEARLY_HOLDS_DAYS: i64 = 425;
/// After how long a yearly question is asked again.
pub const YEARLY_ASKED_DAYS: i64 = 365;
/// How many days a child may be off the roll, by a wrong list or a short absence, without what was agreed to before ending: a yes
/// was given until the child leaves.
pub const AWAY_DAYS: i64 = 28;
const DAY_MS: i64 = 86_400_000;

/// Until when a yes said at `at` holds, in milliseconds since 1970, UTC; `None` for as long as the child is on the roll.
#[must_use]
pub const fn holds_until(at: i64, renew: Option<Renew>) -> Option<i64> {
    match renew {
        Some(Renew::Yearly) => Some(at.saturating_add(YEARLY_HOLDS_DAYS * DAY_MS)),
        Some(Renew::Entry | Renew::Never) | None => None,
    }
}

/// From when on what was said at `at` is asked again; `None` when it is not.
#[must_use]
pub const fn asked_again_from(at: i64, renew: Option<Renew>) -> Option<i64> {
    match renew {
        Some(Renew::Yearly) => Some(at.saturating_add(YEARLY_ASKED_DAYS * DAY_MS)),
        Some(Renew::Entry | Renew::Never) | None => None,
    }
}

/// What the office or the DSL has forbidden for a child, whatever anybody said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Restriction {
    /// No picture or recording may be taken at all.
    Take,
    /// Nothing may be shown outside the school.
    Publish,
    /// The child may not be named beside a picture or in the media.
    Name,
}

impl Restriction {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Take, Self::Publish, Self::Name];

    /// The word in requests and records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::Publish => "publish",
            Self::Name => "name",
        }
    }

    /// The one written as `word`, if there is one.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// Whether it forbids what leads to `channel`.
    #[must_use]
    pub const fn forbids(self, channel: Channel) -> bool {
        match self {
            Self::Take => !matches!(channel, Channel::Work | Channel::Cloud),
            Self::Publish => !matches!(channel, Channel::Display | Channel::Cloud | Channel::Biometrics),
            Self::Name => matches!(channel, Channel::NameInMedia | Channel::FullName),
        }
    }
}

/// One purpose, as the consent in force asks about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// Where it leads. `None`, which a diagnostic has told, is forbidden by any restriction.
    pub channel: Option<Channel>,
    /// Why the school may do it.
    pub basis: Basis,
    /// How many adults must say yes.
    pub rule: Rule,
    /// Whether the child's own yes is needed.
    pub needs_child: bool,
}

/// What one adult of the child's said last about a purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdultSaid {
    /// Who.
    pub adult: PersonId,
    /// Whether the school has marked this adult as one who may answer. What an adult types about themselves never does.
    pub may_answer: bool,
    /// Their latest word; `None` if they said nothing yet.
    pub said: Option<Said>,
    /// Until when a yes holds, in milliseconds since 1970, UTC; `None` without an end.
    pub holds_until: Option<i64>,
    /// Whether the office has set their no aside with a reason. It works only for an adult who may not answer.
    pub is_set_aside: bool,
}

/// What the child said about a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChildSaid {
    /// Yes.
    Yes,
    /// No: always respected.
    No,
    /// Nothing.
    Nothing,
}

/// Everything a permission is computed from.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The purpose.
    pub purpose: Purpose,
    /// What staff have forbidden.
    pub restrictions: &'a [Restriction],
    /// What the child said.
    pub child: ChildSaid,
    /// Every adult of the child's on the roll, once each.
    pub adults: &'a [AdultSaid],
    /// Now, in milliseconds since 1970, UTC.
    pub now: i64,
}

/// Whether something may be done, and the first reason that decides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// It may be done.
    Allowed,
    /// It may not.
    Forbidden(Reason),
}

impl Permission {
    /// Whether it may be done.
    #[must_use]
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Allowed)
    }
}

/// Why something may not be done. Staff see it; a family is never told what another adult said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Staff have forbidden it.
    Restricted,
    /// The child said no.
    ChildRefused,
    /// The child's own yes is needed and missing.
    ChildNotAsked,
    /// An adult said no, took a yes back, objected, or will decide later.
    AdultRefused,
    /// A yes there was has run out.
    RunOut,
    /// No yes, or not everybody's where everybody's is needed.
    NotAnswered,
}

impl Reason {
    /// The word: permanent, kebab-case.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Restricted => "restricted",
            Self::ChildRefused => "child-refused",
            Self::ChildNotAsked => "child-not-asked",
            Self::AdultRefused => "adult-refused",
            Self::RunOut => "run-out",
            Self::NotAnswered => "not-answered",
        }
    }
}

/// The effective permission.
#[must_use]
pub fn decide(facts: &Facts<'_>) -> Permission {
    let Facts { purpose, restrictions, child, adults, now } = facts;
    let is_restricted =
        restrictions.iter().any(|restriction| purpose.channel.is_none_or(|channel| restriction.forbids(channel)));
    if is_restricted {
        return Permission::Forbidden(Reason::Restricted);
    }
    match child {
        ChildSaid::No => return Permission::Forbidden(Reason::ChildRefused),
        ChildSaid::Nothing if purpose.needs_child => return Permission::Forbidden(Reason::ChildNotAsked),
        ChildSaid::Yes | ChildSaid::Nothing => {}
    }
    if adults.iter().any(refuses) {
        return Permission::Forbidden(Reason::AdultRefused);
    }
    if purpose.basis != Basis::Consent {
        // Nobody's yes is needed, and nobody has objected.
        return Permission::Allowed;
    }
    let mut entitled = adults.iter().filter(|adult| adult.may_answer);
    let holds = |adult: &AdultSaid| holds(adult, *now);
    let is_enough = match purpose.rule {
        Rule::One => entitled.clone().any(holds),
        Rule::All => entitled.clone().next().is_some() && entitled.clone().all(holds),
    };
    if is_enough {
        Permission::Allowed
    } else if entitled.any(|adult| says_yes(adult) && !holds(adult)) {
        Permission::Forbidden(Reason::RunOut)
    } else {
        Permission::Forbidden(Reason::NotAnswered)
    }
}

/// Whether adults differ at `now`: one's yes counts and has not run out, and another's no stands. Shown to the office, never to
/// one of them.
#[must_use]
pub fn do_answers_differ(adults: &[AdultSaid], now: i64) -> bool {
    adults.iter().any(|adult| adult.may_answer && holds(adult, now)) && adults.iter().any(refuses)
}

fn holds(adult: &AdultSaid, now: i64) -> bool {
    says_yes(adult) && adult.holds_until.is_none_or(|until| now < until)
}

fn says_yes(adult: &AdultSaid) -> bool {
    adult.said == Some(Said::Yes)
}

/// An adult's no stands, whoever they are, until the office sets the no of one who may not answer aside.
fn refuses(adult: &AdultSaid) -> bool {
    let is_no = matches!(adult.said, Some(Said::No | Said::Later | Said::Withdrawn | Said::Objected));
    is_no && (adult.may_answer || !adult.is_set_aside)
}
