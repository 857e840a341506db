//! The adults: who is new, and what changes about those who are known.

use super::known_adults::match_adults;
use super::matching::Match;
use super::pupils::PupilRefs;
use super::{AddedAdult, AdultRef, Change, ChangedAdult, Hash, KeyKind, Plan};
use crate::current::{CurrentRoll, KnownAdult};
use crate::rows::{FileAdult, RollFile};

/// For each adult of the file, who they are; `None` when they were left out, or belong to no child that was taken.
pub(super) type AdultRefs = Vec<Option<AdultRef>>;

pub(super) fn plan_adults(
    file: &RollFile,
    current: &CurrentRoll,
    hash: Hash<'_>,
    pupils: &PupilRefs,
    plan: &mut Plan,
) -> AdultRefs {
    let keys: Vec<Option<String>> =
        file.adults.iter().map(|adult| adult.key.as_deref().map(|key| hash(KeyKind::Contact, key))).collect();
    let matches = match_adults(file, current, &keys, pupils, &mut plan.problems);
    let mut refs = Vec::with_capacity(matches.len());
    for ((adult, key), found) in file.adults.iter().zip(keys).zip(matches) {
        refs.push(match found {
            Some(Match::Known(known)) => {
                let known = &current.adults[known];
                plan.adults_changed.extend(find_changes(adult, key, known));
                Some(AdultRef::Known(known.id.clone()))
            }
            Some(Match::New) => {
                plan.adults_added.push(AddedAdult {
                    line: adult.line,
                    key,
                    name: adult.name.clone(),
                    email: adult.email.clone(),
                    phone: adult.phone.clone(),
                });
                Some(AdultRef::New(plan.adults_added.len() - 1))
            }
            Some(Match::Doubtful) | None => None,
        });
    }
    refs
}

fn find_changes(adult: &FileAdult, key: Option<String>, known: &KnownAdult) -> Option<ChangedAdult> {
    let other = |from: &Option<String>, to: &Option<String>| to.as_ref().and_then(|_| Change::between(from, to));
    let changed = ChangedAdult {
        id: known.id.clone(),
        name: Change::between(&known.name, &adult.name),
        email: other(&known.email, &adult.email),
        phone: other(&known.phone, &adult.phone),
        key: other(&known.key, &key.filter(|_| known.key.is_none())),
    };
    let is_changed =
        changed.name.is_some() || changed.email.is_some() || changed.phone.is_some() || changed.key.is_some();
    is_changed.then_some(changed)
}
