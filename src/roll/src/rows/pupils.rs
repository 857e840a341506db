//! Which rows are about the same child. In doubt none of them is taken.

use std::collections::{BTreeMap, BTreeSet};

use super::adults::counted;
use super::cells::{Line, PupilCells};
use super::{LeftOutPupil, RowProblem, Taken};
use crate::doubt::Doubt;
use crate::fields::Field;
use crate::folding::fold_name;
use crate::values::BirthDate;

/// A child with all rows about them.
pub(super) struct Draft {
    pub(super) pupil: PupilCells,
    pub(super) lines: Vec<Line>,
    pub(super) taken: Taken,
}

/// How a child is told from the others in the file, the surest first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    Key(String),
    Birth(String, String, BirthDate),
    Class(String, String, String),
}

impl Identity {
    fn of(pupil: &PupilCells) -> Self {
        let (first, last) = full_name(pupil);
        match (&pupil.key, pupil.birth) {
            (Some(key), _) => Self::Key(key.clone()),
            (None, Some(birth)) => Self::Birth(first, last, birth),
            (None, None) => Self::Class(first, last, fold_name(&pupil.class)),
        }
    }

    const fn sureness(&self) -> u8 {
        match self {
            Self::Key(_) => 2,
            Self::Birth(..) => 1,
            Self::Class(..) => 0,
        }
    }
}

fn full_name(pupil: &PupilCells) -> (String, String) {
    let first = pupil.legal_first_name.as_ref().unwrap_or(&pupil.first_name);
    (fold_name(first), fold_name(&pupil.last_name))
}

/// The children of `lines`, in the order of the file.
pub(super) fn gather_pupils(
    lines: Vec<Line>,
    heading_line: u32,
    problems: &mut Vec<RowProblem>,
    left_out: &mut Vec<LeftOutPupil>,
) -> Vec<Draft> {
    let mut groups: BTreeMap<Identity, Vec<Line>> = BTreeMap::new();
    for line in lines {
        groups.entry(Identity::of(&line.pupil)).or_default().push(line);
    }
    let surest = surest_of_namesakes(&groups);
    let mut drafts = Vec::new();
    let mut joined = 0_usize;
    for (identity, lines) in groups {
        let Some(pupil) = lines.first().map(|line| line.pupil.clone()) else { continue };
        let is_surest = surest.get(&place_of(&pupil)).is_none_or(|most| *most <= identity.sureness());
        let fault = if is_surest { find_fault(&identity, &lines) } else { Some(AMBIGUOUS) };
        match fault {
            Some(fault) => {
                problems.extend(lines.iter().map(|line| fault.at(line.line)));
                left_out.extend(lines.iter().map(|line| line.pupil.hint()));
            }
            None => {
                joined += usize::from(identity.sureness() == 0 && lines.len() > 1);
                drafts.push(Draft { pupil, lines, taken: Taken::Whole });
            }
        }
    }
    if joined > 0 {
        problems.push(joined_by_name(joined, heading_line));
    }
    mark_partly(&mut drafts, left_out);
    drafts.sort_by_key(|draft| draft.lines.first().map(|line| line.line));
    drafts
}

/// A child is taken partly when one of their rows, or a row that may be theirs, was left out.
fn mark_partly(drafts: &mut [Draft], left_out: &[LeftOutPupil]) {
    let doubt = Doubt::new(left_out, ToOwned::to_owned);
    for draft in drafts {
        let Draft { pupil, lines, taken } = draft;
        let first_names = std::iter::once(&pupil.first_name).chain(&pupil.legal_first_name);
        let is_doubtful = doubt.covers(pupil.key.as_deref(), first_names, &pupil.last_name, &pupil.class);
        if is_doubtful || lines.iter().any(|line| line.taken == Taken::Partly) {
            *taken = Taken::Partly;
        }
    }
}

/// A first name, last name and class, for comparing.
type Place = (String, String, String);

fn place_of(pupil: &PupilCells) -> Place {
    let (first, last) = full_name(pupil);
    (first, last, fold_name(&pupil.class))
}

/// Where a class has namesakes, how surely the surest of them are known: a row that is known less surely could belong to
/// any of them.
fn surest_of_namesakes(groups: &BTreeMap<Identity, Vec<Line>>) -> BTreeMap<Place, u8> {
    let mut surest: BTreeMap<Place, u8> = BTreeMap::new();
    for (identity, lines) in groups {
        for line in lines {
            let most = surest.entry(place_of(&line.pupil)).or_default();
            *most = (*most).max(identity.sureness());
        }
    }
    surest
}

/// Why the rows of one child cannot be taken.
#[derive(Clone, Copy)]
struct Fault {
    column: Field,
    code: &'static str,
    message: &'static str,
}

impl Fault {
    fn at(self, line: u32) -> RowProblem {
        RowProblem::left_out(line, Some(self.column), self.code, self.message)
    }
}

const AMBIGUOUS: Fault = Fault {
    column: Field::PupilKey,
    code: "ambiguous",
    message: "This row could be about one child or about two children of the same name. Export the list with UPNs or \
              dates of birth.",
};

const TWO_NAMES: Fault = Fault {
    column: Field::PupilKey,
    code: "key-two-names",
    message: "This pupil number stands beside different names in this file. Correct the number or the name.",
};

const TWO_BIRTHDAYS: Fault = Fault {
    column: Field::BirthDate,
    code: "key-two-birth-dates",
    message: "This pupil number stands beside different dates of birth in this file. Correct the number or the date.",
};

const TWO_CLASSES: Fault = Fault {
    column: Field::Class,
    code: "two-classes",
    message: "This child stands in two classes or year groups in this file. Leave the one they are registered in.",
};

fn find_fault(identity: &Identity, lines: &[Line]) -> Option<Fault> {
    let births: BTreeSet<BirthDate> = lines.iter().filter_map(|line| line.pupil.birth).collect();
    let years: BTreeSet<_> = lines.iter().filter_map(|line| line.pupil.year).collect();
    let count =
        |text: fn(&PupilCells) -> Place| lines.iter().map(|line| text(&line.pupil)).collect::<BTreeSet<_>>().len();
    if count(|pupil| (full_name(pupil).0, full_name(pupil).1, String::new())) > 1 {
        Some(TWO_NAMES)
    } else if births.len() > 1 {
        Some(TWO_BIRTHDAYS)
    } else if count(|pupil| (String::new(), String::new(), fold_name(&pupil.class))) > 1 || years.len() > 1 {
        Some(TWO_CLASSES)
    } else if identity.sureness() == 0 && lines.len() > 1 && !is_one_child(lines) {
        Some(AMBIGUOUS)
    } else {
        None
    }
}

/// Whether rows that agree only in name and class are surely the contacts of one child: they follow each other, each
/// names another adult, and none claims a place another has.
fn is_one_child(lines: &[Line]) -> bool {
    let follow = lines.windows(2).all(|pair| pair[0].place + 1 == pair[1].place);
    let contacts: Vec<_> = lines.iter().flat_map(|line| &line.contacts).collect();
    let names: BTreeSet<String> = contacts.iter().map(|contact| fold_name(&contact.name)).collect();
    let priorities: Vec<u8> = contacts.iter().filter_map(|contact| contact.priority).collect();
    let different: BTreeSet<u8> = priorities.iter().copied().collect();
    let one_each = lines.iter().all(|line| line.contacts.len() == 1);
    follow && one_each && names.len() == contacts.len() && different.len() == priorities.len()
}

fn joined_by_name(count: usize, line: u32) -> RowProblem {
    let message = format!(
        "{} several rows but no number and no date of birth. Rows that follow each other, with the \
         same name and class, were taken as one child with several adults. Look whether that is right.",
        counted(count, "child has", "children have")
    );
    RowProblem::note(line, Some(Field::PupilKey), "joined-by-name", message)
}
