//! The only code of these tests that knows the interface: reading, planning, and taking a plan over.

use std::collections::BTreeMap;

use shine_domain::ids::{PersonId, Slug};
use shine_domain::vocabulary::Year;
use shine_roll::columns::{Columns, Weight};
use shine_roll::current::{CurrentRoll, KnownAdult, KnownClass, KnownGuardian, KnownPupil, SetBy, Standing};
use shine_roll::plan::{AdultRef, KeyKind, Plan, PupilRef, plan};
use shine_roll::rows::{RollFile, read_rows};
use shine_roll::table::read_table;
use shine_roll::values::SchoolYear;

/// The school year of all tests.
pub(crate) const SCHOOL_YEAR: SchoolYear = SchoolYear { starting: 2026 };

/// The rows of a file whose columns are guessed.
pub(crate) fn read(text: &str) -> RollFile {
    let table = read_table(text.as_bytes()).expect("a table");
    let columns = Columns::guess(&table);
    assert!(columns.can_read(), "{:?}", columns.problems());
    read_rows(&table, &columns, &SCHOOL_YEAR)
}

/// Stands in for the server's keyed hash.
pub(crate) fn hash(kind: KeyKind, key: &str) -> String {
    format!("{kind:?}#{key}")
}

pub(crate) fn plan_for(file: &RollFile, current: &CurrentRoll) -> Plan {
    plan(file, current, &hash)
}

/// The plan for a file's text.
pub(crate) fn plan_text(text: &str, current: &CurrentRoll) -> Plan {
    plan_for(&read(text), current)
}

/// The roll after a school's first file.
pub(crate) fn roll_of(text: &str) -> CurrentRoll {
    let file = read(text);
    let empty = CurrentRoll::default();
    apply(&empty, &plan_for(&file, &empty))
}

/// Codes and lines of what was left out.
pub(crate) fn left_out(file: &RollFile) -> Vec<(u32, &'static str)> {
    of_weight(&file.problems, Weight::LeftOut)
}

/// Codes and lines of what should be looked at.
pub(crate) fn notes(file: &RollFile) -> Vec<(u32, &'static str)> {
    of_weight(&file.problems, Weight::Note)
}

pub(crate) fn of_weight(problems: &[shine_roll::rows::RowProblem], weight: Weight) -> Vec<(u32, &'static str)> {
    problems.iter().filter(|one| one.weight == weight).map(|one| (one.line, one.code)).collect()
}

/// Names of the children, in the order of the file.
pub(crate) fn names(file: &RollFile) -> Vec<String> {
    file.pupils.iter().map(|pupil| format!("{} {}", pupil.first_name, pupil.last_name)).collect()
}

pub(crate) fn id(text: &str) -> PersonId {
    PersonId::try_from(text).expect("an id")
}

pub(crate) fn slug(text: &str) -> Slug {
    Slug::try_from(text).expect("a slug")
}

pub(crate) fn known(name: &str, first: &str, last: &str, class: &str) -> KnownPupil {
    KnownPupil {
        id: id(name),
        key: None,
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        year: Year::Y3,
        class: slug(class),
        standing: Standing::OnRoll,
    }
}

/// What the server would do with a plan the office agrees to as a whole, its proposals too.
pub(crate) fn apply(current: &CurrentRoll, plan: &Plan) -> CurrentRoll {
    let mut roll = current.clone();
    roll.classes.extend(plan.classes.iter().map(|class| KnownClass { id: class.id.clone(), name: class.name.clone() }));
    apply_pupils(&mut roll, plan);
    let pupil_ids = add_pupils(&mut roll, plan);
    let adult_ids = apply_adults(&mut roll, plan);
    apply_guardians(&mut roll, plan, &pupil_ids, &adult_ids);
    roll
}

fn apply_pupils(roll: &mut CurrentRoll, plan: &Plan) {
    let mut places: BTreeMap<PersonId, usize> = BTreeMap::new();
    places.extend(roll.pupils.iter().enumerate().map(|(place, pupil)| (pupil.id.clone(), place)));
    for changed in plan.changed.iter().cloned() {
        let pupil = &mut roll.pupils[places[&changed.id]];
        changed.first_name.into_iter().for_each(|change| pupil.first_name = change.to);
        changed.last_name.into_iter().for_each(|change| pupil.last_name = change.to);
        changed.year.into_iter().for_each(|change| pupil.year = change.to);
        changed.key.into_iter().for_each(|change| pupil.key = change.to);
    }
    for moved in &plan.moved {
        roll.pupils[places[&moved.id]].class = moved.class.to.clone();
    }
    for (people, standing) in [(&plan.returned, Standing::OnRoll), (&plan.leavers, Standing::Left)] {
        people.iter().for_each(|id| roll.pupils[places[id]].standing = standing);
    }
}

fn add_pupils(roll: &mut CurrentRoll, plan: &Plan) -> Vec<PersonId> {
    let mut ids = Vec::new();
    for pupil in plan.added.iter().cloned() {
        let new = id(&format!("pupil-{}", roll.pupils.len()));
        ids.push(new.clone());
        roll.pupils.push(KnownPupil {
            id: new,
            key: pupil.key,
            first_name: pupil.first_name,
            last_name: pupil.last_name,
            year: pupil.year,
            class: pupil.class,
            standing: Standing::OnRoll,
        });
    }
    ids
}

fn apply_adults(roll: &mut CurrentRoll, plan: &Plan) -> Vec<PersonId> {
    for changed in plan.adults_changed.iter().cloned() {
        let adult = roll.adults.iter_mut().find(|adult| adult.id == changed.id).expect("a known adult");
        changed.name.into_iter().for_each(|change| adult.name = change.to);
        changed.email.into_iter().for_each(|change| adult.email = change.to);
        changed.phone.into_iter().for_each(|change| adult.phone = change.to);
        changed.key.into_iter().for_each(|change| adult.key = change.to);
    }
    let mut ids = Vec::new();
    for adult in plan.adults_added.iter().cloned() {
        let new = id(&format!("adult-{}", roll.adults.len()));
        ids.push(new.clone());
        let (name, email, phone) = (adult.name, adult.email, adult.phone);
        roll.adults.push(KnownAdult { id: new, key: adult.key, name, email, phone });
    }
    ids
}

fn apply_guardians(roll: &mut CurrentRoll, plan: &Plan, pupil_ids: &[PersonId], adult_ids: &[PersonId]) {
    for changed in plan.guardians_changed.iter().cloned() {
        let is_it = |one: &&mut KnownGuardian| one.adult == changed.adult && one.pupil == changed.pupil;
        let guardian = roll.guardians.iter_mut().find(is_it).expect("a known guardian");
        changed.relationship.into_iter().for_each(|change| guardian.relationship = change.to);
        changed.answering.into_iter().for_each(|change| guardian.answering = change.to);
    }
    for added in plan.guardians_added.iter().cloned() {
        let pupil = match added.pupil {
            PupilRef::Known(id) => id,
            PupilRef::New(place) => pupil_ids[place].clone(),
        };
        let adult = match added.adult {
            AdultRef::Known(id) => id,
            AdultRef::New(place) => adult_ids[place].clone(),
        };
        let (relationship, answering) = (added.relationship, added.answering);
        roll.guardians.push(KnownGuardian { adult, pupil, relationship, answering, set_by: SetBy::File });
    }
    for gone in &plan.guardians_missing {
        roll.guardians.retain(|one| one.adult != gone.adult || one.pupil != gone.pupil);
    }
}
