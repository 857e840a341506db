//! The children: who of the file is who on the roll, who is new, who moved, who may have left.

use std::collections::BTreeSet;

use shine_domain::ids::Slug;

use super::classes::Classes;
use super::known_pupils::match_pupils;
use super::matching::{Claims, Match};
use super::{AddedPupil, Alarm, Change, ChangedPupil, Hash, KeyKind, MovedPupil, Plan, PupilRef};
use crate::current::{CurrentRoll, KnownPupil, Standing};
use crate::doubt::Doubt;
use crate::fields::Field;
use crate::folding::fold_name;
use crate::rows::{FilePupil, RollFile, RowProblem};

/// For each child of the file, who they are; `None` when they were left out.
pub(super) type PupilRefs = Vec<Option<PupilRef>>;

pub(super) fn plan_pupils(file: &RollFile, current: &CurrentRoll, hash: Hash<'_>, plan: &mut Plan) -> PupilRefs {
    let keys: Vec<Option<String>> =
        file.pupils.iter().map(|pupil| pupil.key.as_deref().map(|key| hash(KeyKind::Pupil, key))).collect();
    let (matches, claims) = match_pupils(file, current, &keys, &mut plan.problems);
    let mut classes = Classes::new(&current.classes);
    let mut refs = Vec::with_capacity(matches.len());
    for ((pupil, key), found) in file.pupils.iter().zip(&keys).zip(&matches) {
        refs.push(match found {
            Match::Known(known) => {
                let known = &current.pupils[*known];
                plan_known(pupil, key.as_ref(), known, &mut classes, plan);
                Some(PupilRef::Known(known.id.clone()))
            }
            Match::New => plan_new(pupil, key.as_ref(), &mut classes, plan),
            Match::Doubtful => None,
        });
    }
    plan.classes = std::mem::take(&mut classes.added);
    plan_leavers(file, current, &claims, &classes, hash, plan);
    plan.alarm = find_alarm(current, &keys, plan);
    refs
}

fn plan_known(pupil: &FilePupil, key: Option<&String>, known: &KnownPupil, classes: &mut Classes<'_>, plan: &mut Plan) {
    let new_key = key.filter(|_| known.key.is_none());
    let changed = ChangedPupil {
        id: known.id.clone(),
        first_name: Change::between(&known.first_name, &pupil.first_name),
        last_name: Change::between(&known.last_name, &pupil.last_name),
        year: pupil.year.and_then(|year| Change::between(&known.year, &year)),
        key: new_key.map(|key| Change { from: None, to: Some(key.clone()) }),
    };
    let is_returned = known.standing == Standing::Left;
    let is_there = classes.is_called(&known.class, &pupil.class);
    let class = if is_there { None } else { classes.find_or_add(&pupil.class) };
    let class = class.filter(|class| *class != known.class);
    let is_changed =
        changed.first_name.is_some() || changed.last_name.is_some() || changed.year.is_some() || changed.key.is_some();
    plan.unchanged += usize::from(!is_changed && !is_returned && class.is_none());
    plan.changed.extend(is_changed.then_some(changed));
    plan.returned.extend(is_returned.then(|| known.id.clone()));
    let moved = |to| MovedPupil { id: known.id.clone(), class: Change { from: known.class.clone(), to } };
    plan.moved.extend(class.map(moved));
}

fn plan_new(pupil: &FilePupil, key: Option<&String>, classes: &mut Classes<'_>, plan: &mut Plan) -> Option<PupilRef> {
    let Some(year) = pupil.year else {
        let message = "This child is new, and nothing says which year group they are in. Add a column with the year.";
        plan.problems.push(RowProblem::left_out(pupil.line, Some(Field::Year), "year-missing", message));
        return None;
    };
    plan.added.push(AddedPupil {
        line: pupil.line,
        key: key.cloned(),
        first_name: pupil.first_name.clone(),
        last_name: pupil.last_name.clone(),
        year,
        class: classes.find_or_add(&pupil.class)?,
        language: pupil.language.clone(),
    });
    Some(PupilRef::New(plan.added.len() - 1))
}

fn plan_leavers(
    file: &RollFile,
    current: &CurrentRoll,
    claims: &Claims,
    classes: &Classes<'_>,
    hash: Hash<'_>,
    plan: &mut Plan,
) {
    let doubt = Doubt::new(&file.left_out, |key| hash(KeyKind::Pupil, key));
    let named =
        file.pupils.iter().map(|pupil| &pupil.class).chain(file.left_out.iter().filter_map(|one| one.class.as_ref()));
    let named: BTreeSet<String> = named.map(|name| fold_name(name)).collect();
    let mut absent: BTreeSet<&Slug> = BTreeSet::new();
    let mut held_back = 0_usize;
    let missing = current.pupils.iter().enumerate().filter(|(place, _)| claims.is_free(*place));
    for (_, known) in missing.filter(|(_, known)| known.standing == Standing::OnRoll) {
        let class = classes.name(&known.class);
        if !named.contains(class) {
            absent.insert(&known.class);
        } else if doubt.covers(known.key.as_deref(), [&known.first_name], &known.last_name, class) {
            held_back += 1;
        } else {
            plan.leavers.push(known.id.clone());
        }
    }
    plan.classes_absent = absent.into_iter().cloned().collect();
    if doubt.is_about_all() && held_back > 0 {
        let message = "Some rows could not be read at all and could be about anybody, so nobody is proposed to leave.";
        plan.problems.push(RowProblem::note(file.heading_line, None, "leavers-held-back", message));
    }
}

fn find_alarm(current: &CurrentRoll, keys: &[Option<String>], plan: &Plan) -> Option<Alarm> {
    let known: BTreeSet<&String> = current.pupils.iter().filter_map(|pupil| pupil.key.as_ref()).collect();
    let is_unknown = !keys.iter().flatten().any(|key| known.contains(key));
    if is_unknown
        && plan.problems.iter().any(|problem| problem.code == "perhaps-known")
        && keys.iter().any(Option::is_some)
    {
        return Some(Alarm::OtherKeys);
    }
    let on_roll = current.pupils.iter().filter(|pupil| pupil.standing == Standing::OnRoll).count();
    (plan.leavers.len() * 2 > on_roll).then_some(Alarm::MostLeave)
}
