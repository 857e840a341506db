//! The children: who of the file is who on the roll, who is new, who moved, who may have left.

use std::collections::{BTreeMap, BTreeSet};

use shine_domain::ids::Slug;

use super::classes::Classes;
use super::matching::{Claims, Match, contradict};
use super::{AddedPupil, Alarm, Change, ChangedPupil, Hash, KeyKind, MovedPupil, Places, Plan, PupilRef};
use crate::columns::Field;
use crate::current::{CurrentRoll, KnownPupil, Standing};
use crate::doubt::Doubt;
use crate::folding::fold_name;
use crate::rows::{FilePupil, RollFile, RowProblem};

/// For each child of the file, who they are; `None` when they were left out.
pub(super) type PupilRefs = Vec<Option<PupilRef>>;

pub(super) fn plan_pupils(file: &RollFile, current: &CurrentRoll, hash: Hash<'_>, plan: &mut Plan) -> PupilRefs {
    let keys: Vec<Option<String>> =
        file.pupils.iter().map(|pupil| pupil.key.as_deref().map(|key| hash(KeyKind::Pupil, key))).collect();
    let mut matcher = Matcher { file, current, keys: &keys, claims: Claims::default(), problems: &mut plan.problems };
    let matches = matcher.match_all();
    let claims = matcher.claims;
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

struct Matcher<'a> {
    file: &'a RollFile,
    current: &'a CurrentRoll,
    keys: &'a [Option<String>],
    claims: Claims,
    problems: &'a mut Vec<RowProblem>,
}

impl Matcher<'_> {
    fn match_all(&mut self) -> Vec<Match> {
        let mut matches = self.match_by_key();
        let mut by_name: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for (place, known) in self.current.pupils.iter().enumerate() {
            by_name.entry((fold_name(&known.first_name), fold_name(&known.last_name))).or_default().push(place);
        }
        let open = (0..matches.len()).filter(|place| matches[*place].is_none());
        let wishes: Vec<(usize, Places)> = open.map(|place| (place, self.find_namesakes(place, &by_name))).collect();
        let impossible = |(place, candidates): &(usize, Places)| {
            let is_impossible = candidates.iter().any(|known| !self.is_possible(*place, *known));
            is_impossible.then_some(*place)
        };
        let impossible: Places = wishes.iter().filter_map(impossible).collect();
        for (place, found) in self.claims.decide(&wishes, &impossible) {
            if found == Some(Match::Doubtful) && impossible.contains(&place) {
                self.report(place, "perhaps-known", PERHAPS_KNOWN);
            } else if found == Some(Match::Doubtful) {
                self.report(place, "namesakes", NAMESAKES);
            }
            matches[place] = found;
        }
        matches.into_iter().map(|found| found.unwrap_or(Match::New)).collect()
    }

    fn match_by_key(&mut self) -> Vec<Option<Match>> {
        let mut by_key: BTreeMap<&str, Places> = BTreeMap::new();
        for (place, known) in self.current.pupils.iter().enumerate() {
            if let Some(key) = &known.key {
                by_key.entry(key).or_default().insert(place);
            }
        }
        let none = Places::new();
        let of_key = |key: &Option<String>| key.as_deref().and_then(|key| by_key.get(key)).unwrap_or(&none).clone();
        let wishes: Vec<(usize, Places)> = self.keys.iter().map(of_key).enumerate().collect();
        let wrong = |(place, candidates): &(usize, Places)| {
            let shares = |known: &usize| shares_name(&self.file.pupils[*place], &self.current.pupils[*known]);
            (!candidates.iter().all(shares)).then_some(*place)
        };
        let wrong: Places = wishes.iter().filter_map(wrong).collect();
        let mut matches = vec![None; self.keys.len()];
        for (place, found) in self.claims.decide(&wishes, &wrong) {
            if found == Some(Match::Doubtful) {
                self.report(place, "key-of-other-child", KEY_OF_OTHER);
            }
            matches[place] = found;
        }
        matches
    }

    /// Those on the roll whom the child at `place` could be by name.
    fn find_namesakes(&self, place: usize, by_name: &BTreeMap<(String, String), Vec<usize>>) -> Places {
        let pupil = &self.file.pupils[place];
        let last = fold_name(&pupil.last_name);
        let first_names = std::iter::once(&pupil.first_name).chain(&pupil.legal_first_name);
        let names = first_names.filter_map(|first| by_name.get(&(fold_name(first), last.clone())));
        names.flatten().copied().filter(|known| self.claims.is_free(*known) && !self.is_other(place, *known)).collect()
    }

    /// A child who left under another number is another child.
    fn is_other(&self, place: usize, known: usize) -> bool {
        let known = &self.current.pupils[known];
        known.standing == Standing::Left && contradict(self.keys[place].as_ref(), known.key.as_ref())
    }

    /// Whether a namesake can be taken for the child: no other number, and who left comes back to the class they left.
    fn is_possible(&self, place: usize, known: usize) -> bool {
        let known = &self.current.pupils[known];
        let class = self.current.classes.iter().find(|class| class.id == known.class);
        let same_class = class.is_some_and(|class| fold_name(&class.name) == fold_name(&self.file.pupils[place].class));
        !contradict(self.keys[place].as_ref(), known.key.as_ref()) && (known.standing == Standing::OnRoll || same_class)
    }

    fn report(&mut self, place: usize, code: &'static str, message: &str) {
        let column = if code == "namesakes" { Field::LastName } else { Field::PupilKey };
        self.problems.push(RowProblem::left_out(self.file.pupils[place].line, Some(column), code, message));
    }
}

const KEY_OF_OTHER: &str = "This pupil number belongs to a child of another name on the roll. Correct the number, or the \
                            name on the roll; nothing about this child is taken.";
const PERHAPS_KNOWN: &str = "A child of this name is, or was, on the roll with another number or in another class. If it \
                             is the same child, correct the roll by hand first; nothing about this child is taken.";
const NAMESAKES: &str = "Several children have this name, and this file does not say which of them this is. Export the \
                         list with UPNs; nothing about this child is taken.";

fn shares_name(pupil: &FilePupil, known: &KnownPupil) -> bool {
    let first = fold_name(&known.first_name);
    let mut first_names = std::iter::once(&pupil.first_name).chain(&pupil.legal_first_name);
    fold_name(&pupil.last_name) == fold_name(&known.last_name) || first_names.any(|one| fold_name(one) == first)
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
