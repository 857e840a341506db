//! What is permitted for a child, from what everybody said: computed at each look and kept nowhere.

use std::sync::Arc;

use shine_domain::consent::questions;
use shine_domain::ids::{PersonId, Slug, StepId};
use shine_domain::past::{ChildWord, LastSaid};
use shine_domain::permission::{AdultSaid, ChildSaid, Facts, Purpose, Restriction, decide, do_answers_differ};
use shine_domain::steps::ask::Ask;
use shine_domain::vocabulary::Year;

use super::super::documents::Published;
use super::super::history::still_holds_until;
use super::{EffectivePermission, KnownChild, KnownGuardian, ListedChild, ListedClass, Overview};

impl Overview {
    /// `child` with the permissions under `consents` at `now`.
    pub(super) fn listed(&self, child: &KnownChild, consents: &[Arc<Published>], now: i64) -> ListedChild {
        let restrictions: Vec<Restriction> = child.past.restrictions().iter().copied().collect();
        let of_consent = |consent: &Arc<Published>| -> Vec<EffectivePermission> {
            let permission = |(step, ask): (&shine_domain::steps::Step, &Ask)| {
                permission_of(child, &restrictions, consent, &step.id, ask, now)
            };
            // Nobody was asked for a child of another year: silence is no permission. What was said once to a question goes on
            // counting.
            let (slug, years) = (&consent.document.slug, &consent.document.meta.years);
            let is_asked = years.is_empty() || years.contains(&child.year);
            let counts = |step: &StepId| is_asked || child.past.has_words_about(slug, step);
            questions(&consent.document).filter(|(step, _)| counts(&step.id)).map(permission).collect()
        };
        let class = self.classes.get(&child.class).cloned();
        ListedChild {
            id: child.id.clone(),
            first_name: child.first_name.clone(),
            last_name: child.last_name.clone(),
            class: class.unwrap_or_else(|| unknown_class(&child.class)),
            year: child.year,
            permissions: consents.iter().flat_map(of_consent).collect(),
            restrictions,
        }
    }
}

/// The database refuses a child without a class, so nobody sees it.
fn unknown_class(id: &Slug) -> ListedClass {
    ListedClass { id: id.clone(), name: String::new(), year: Year::Nursery }
}

/// What is permitted for `child` by what was said about the question `step`.
pub(super) fn permission_of(
    child: &KnownChild,
    restrictions: &[Restriction],
    consent: &Published,
    step: &StepId,
    ask: &Ask,
    now: i64,
) -> EffectivePermission {
    let document = &consent.document;
    let guardians = child.guardians.iter().map(|KnownGuardian { adult, may_answer, .. }| (adult, *may_answer));
    // Of adults who are on the roll no more, such as one who was erased, no yes counts, and their no stands until the office
    // sets it aside.
    let is_guardian = |adult: &PersonId| child.guardians.iter().any(|guardian| guardian.adult == *adult);
    let gone = child.past.speakers(&document.slug).filter(|adult| !is_guardian(adult)).map(|adult| (adult, false));
    let adults: Vec<AdultSaid> = guardians
        .chain(gone)
        .map(|(adult, may_answer)| {
            let last = child.past.said_by(adult, &document.slug, step);
            adult_said(child, (adult, may_answer), last, consent)
        })
        .collect();
    let purpose = Purpose { channel: ask.channel, basis: ask.basis, rule: ask.rule, needs_child: ask.needs_child };
    // A child's yes runs out, and ends with the text it was said to, like an adult's; a no stays.
    let has_run_out = |word: &ChildWord| {
        let end = still_holds_until(word.at, word.version, document, child.away_from);
        end.is_some_and(|end| end <= now)
    };
    let childs_word = match child.past.said_by_child(&document.slug, step) {
        Some(word) if word.said == ChildSaid::No || !has_run_out(&word) => word.said,
        _ => ChildSaid::Nothing,
    };
    let facts = Facts { purpose, restrictions, child: childs_word, adults: &adults, now };
    EffectivePermission {
        document: document.slug.clone(),
        step: step.clone(),
        channel: ask.channel,
        permission: decide(&facts),
        answers_differ: do_answers_differ(&adults, now),
    }
}

fn adult_said(
    child: &KnownChild,
    (adult, may_answer): (&PersonId, bool),
    last: Option<&LastSaid>,
    consent: &Published,
) -> AdultSaid {
    AdultSaid {
        adult: adult.clone(),
        may_answer,
        said: last.map(|last| last.said),
        holds_until: last.and_then(|last| still_holds_until(last.at, last.version, &consent.document, child.away_from)),
        is_set_aside: last.is_some_and(|last| child.past.is_set_aside(last)),
    }
}
