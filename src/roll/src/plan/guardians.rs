//! Who belongs to whom. What the office set by hand stays; the file is only quoted beside it.

use std::collections::{BTreeMap, BTreeSet};

use shine_domain::ids::PersonId;

use super::adults::AdultRefs;
use super::pupils::PupilRefs;
use super::{AddedGuardian, AdultRef, Change, ChangedGuardian, MissingGuardian, Plan, PupilRef};
use crate::current::{Answering, CurrentRoll, KnownGuardian, SetBy};
use crate::fields::Field;
use crate::folding::fold_name;
use crate::rows::{ContactColumns, FileContact, FilePupil, Responsibility, RollFile, RowProblem, Taken};

/// The known adults of a child, by who they are.
type Family<'a> = BTreeMap<&'a PersonId, &'a KnownGuardian>;

pub(super) fn plan_guardians(
    file: &RollFile,
    current: &CurrentRoll,
    pupils: &PupilRefs,
    adults: &AdultRefs,
    plan: &mut Plan,
) {
    if file.contact_columns == ContactColumns::Absent {
        return;
    }
    let mut families: BTreeMap<&PersonId, Family<'_>> = BTreeMap::new();
    for guardian in &current.guardians {
        families.entry(&guardian.pupil).or_default().insert(&guardian.adult, guardian);
    }
    let restricted = Restricted::new(current);
    let none = Family::new();
    for (pupil, found) in file.pupils.iter().zip(pupils) {
        let Some(found) = found else { continue };
        let family = match found {
            PupilRef::Known(id) => families.get(id).unwrap_or(&none),
            PupilRef::New(_) => &none,
        };
        let named: BTreeSet<&AdultRef> =
            pupil.contacts.iter().filter_map(|contact| adults[contact.adult].as_ref()).collect();
        // Somebody who may not answer is not named: a new adult may be the very same, under another number or name.
        let misses_restricted =
            family.values().any(|known| is_restricted(known) && !named.contains(&AdultRef::Known(known.adult.clone())));
        for contact in &pupil.contacts {
            if let Some(adult) = &adults[contact.adult] {
                let is_held = misses_restricted || restricted.may_be(adult, plan);
                plan_contact(contact, (found, adult), family, is_held, plan);
            }
        }
        plan_missing(pupil, adults, family, plan);
    }
}

/// Whether the school decided by hand that this adult may not answer.
fn is_restricted(known: &KnownGuardian) -> bool {
    known.set_by == SetBy::Hand && known.answering == Answering::MayNot
}

/// Everybody of whom the school decided by hand that they may not answer for some child.
struct Restricted<'a> {
    adults: BTreeSet<&'a PersonId>,
    names: BTreeSet<String>,
}

impl<'a> Restricted<'a> {
    fn new(current: &'a CurrentRoll) -> Self {
        let adults: BTreeSet<&PersonId> =
            current.guardians.iter().filter(|one| is_restricted(one)).map(|one| &one.adult).collect();
        let named = current.adults.iter().filter(|adult| adults.contains(&adult.id));
        Self { names: named.map(|adult| fold_name(&adult.name)).collect(), adults }
    }

    /// Whether `adult` is one of them, or called like one.
    fn may_be(&self, adult: &AdultRef, plan: &Plan) -> bool {
        match adult {
            AdultRef::Known(id) => self.adults.contains(id),
            AdultRef::New(at) => {
                plan.adults_added.get(*at).is_some_and(|added| self.names.contains(&fold_name(&added.name)))
            }
        }
    }
}

fn plan_contact(
    contact: &FileContact,
    (pupil, adult): (&PupilRef, &AdultRef),
    family: &Family<'_>,
    is_held: bool,
    plan: &mut Plan,
) {
    let known = match adult {
        AdultRef::Known(id) => family.get(id),
        AdultRef::New(_) => None,
    };
    match known {
        Some(known) => plan_known(contact, known, plan),
        None => {
            let answering = answering(contact.responsibility).filter(|_| !is_held);
            let otherwise = if is_held { Answering::MayNot } else { Answering::May };
            if is_held {
                let message = "The school has decided by hand that an adult may not answer, and this new contact may be the \
                               same person. They see nothing of the child until somebody says otherwise on the child's page.";
                plan.problems.push(RowProblem::note(contact.line, Some(Field::ContactName), "held", message));
            }
            plan.guardians_added.push(AddedGuardian {
                pupil: pupil.clone(),
                adult: adult.clone(),
                relationship: contact.relationship.clone(),
                answering: answering.unwrap_or(otherwise),
                is_held,
            });
        }
    }
}

/// What a file says about answering; `None` when it says nothing, which changes nothing.
const fn answering(responsibility: Responsibility) -> Option<Answering> {
    match responsibility {
        Responsibility::NotAsked => None,
        Responsibility::Yes => Some(Answering::May),
        Responsibility::Blank | Responsibility::No => Some(Answering::MayNot),
    }
}

fn plan_known(contact: &FileContact, known: &KnownGuardian, plan: &mut Plan) {
    let relationship = contact.relationship.as_ref();
    let relationship = relationship.and_then(|_| Change::between(&known.relationship, &contact.relationship));
    let answering =
        answering(contact.responsibility).and_then(|answering| Change::between(&known.answering, &answering));
    if known.set_by == SetBy::Hand {
        if answering.is_some() {
            let message = "The file says otherwise than the school decided by hand about whether this adult may answer. \
                           The school's decision stays.";
            plan.problems.push(RowProblem::note(contact.line, Some(Field::Responsibility), "set-by-hand", message));
        }
        return;
    }
    if relationship.is_some() || answering.is_some() {
        let (pupil, adult) = (known.pupil.clone(), known.adult.clone());
        plan.guardians_changed.push(ChangedGuardian { pupil, adult, relationship, answering });
    }
}

fn plan_missing(pupil: &FilePupil, adults: &AdultRefs, family: &Family<'_>, plan: &mut Plan) {
    let refs: Vec<Option<&AdultRef>> = pupil.contacts.iter().map(|contact| adults[contact.adult].as_ref()).collect();
    if pupil.taken == Taken::Partly || refs.contains(&None) {
        return;
    }
    let named: BTreeSet<&AdultRef> = refs.into_iter().flatten().collect();
    for known in family.values().filter(|known| !named.contains(&AdultRef::Known(known.adult.clone()))) {
        if known.set_by == SetBy::Hand {
            let message = "The school put an adult beside this child by hand whom the file does not name. They stay.";
            plan.problems.push(RowProblem::note(pupil.line, Some(Field::ContactName), "kept-by-hand", message));
        } else {
            plan.guardians_missing.push(MissingGuardian { pupil: known.pupil.clone(), adult: known.adult.clone() });
        }
    }
}
