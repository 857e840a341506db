//! One to one or not at all: the rule by which people of the file meet people of the roll.

use super::Places;

/// Who on the roll somebody of the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// This one.
    Known(usize),
    /// Nobody: they are new.
    New,
    /// It is in doubt; why is among the problems.
    Doubtful,
}

/// The people of the roll, as far as they are spoken for.
#[derive(Default)]
pub(super) struct Claims {
    /// Matched.
    pub(super) claimed: Places,
    /// In doubt: they are matched with nobody and do not leave.
    pub(super) held: Places,
}

impl Claims {
    /// Whether `known` can still be matched.
    pub(super) fn is_free(&self, known: usize) -> bool {
        !self.claimed.contains(&known) && !self.held.contains(&known)
    }

    /// Keeps `people` from being matched, unless they are already.
    pub(super) fn hold(&mut self, people: Places) {
        self.held.extend(people.difference(&self.claimed));
    }

    /// Decides a round: each of `wishes` is somebody of the file with those on the roll they could be. Exactly one,
    /// whom nobody else could be, is a match; none is `None`; all else is doubtful, and whoever it could be is held. So
    /// is whoever is among `doubted`, unless there is nobody they could be.
    pub(super) fn decide(&mut self, wishes: &[(usize, Places)], doubted: &Places) -> Vec<(usize, Option<Match>)> {
        let mut wanted = std::collections::BTreeMap::<usize, usize>::new();
        for known in wishes.iter().flat_map(|(_, candidates)| candidates) {
            *wanted.entry(*known).or_default() += 1;
        }
        let only = |candidates: &Places| {
            let known = *candidates.first()?;
            (candidates.len() == 1 && wanted.get(&known) == Some(&1)).then_some(known)
        };
        let mut decided = Vec::with_capacity(wishes.len());
        for (person, candidates) in wishes {
            let found = match only(candidates).filter(|_| !doubted.contains(person)) {
                Some(known) => {
                    self.claimed.insert(known);
                    Some(Match::Known(known))
                }
                None if candidates.is_empty() => None,
                None => {
                    self.hold(candidates.clone());
                    Some(Match::Doubtful)
                }
            };
            decided.push((*person, found));
        }
        decided
    }
}

/// Whether two numbers cannot be of one person: both are there, and they differ.
pub(super) fn contradict(one: Option<&String>, other: Option<&String>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}
