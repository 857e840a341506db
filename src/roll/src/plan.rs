//! What taking a file over would change: a proposal, nothing more. Nobody leaves and no adult is taken off a child but
//! by the office's own decision, and what the office set by hand stays.

mod adults;
mod classes;
mod guardians;
mod known_adults;
mod known_pupils;
mod matching;
mod pupils;

use std::collections::BTreeSet;

use shine_domain::ids::{PersonId, Slug};
use shine_domain::vocabulary::Year;

use crate::current::{Answering, CurrentRoll};
use crate::hidden_debug;
use crate::rows::{ContactColumns, RollFile, RowProblem};

/// Whose number is hashed, so that the same digits of a child and of an adult never meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// A child's.
    Pupil,
    /// An adult's.
    Contact,
}

/// Makes a keyed hash of a number. The server holds the key; the same number always gives the same hash.
pub type Hash<'a> = &'a dyn Fn(KeyKind, &str) -> String;

/// What was and what would be.
#[derive(Clone, PartialEq, Eq)]
pub struct Change<T> {
    /// What is now.
    pub from: T,
    /// What the file says.
    pub to: T,
}

impl<T> std::fmt::Debug for Change<T> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Change(…)")
    }
}

impl<T: PartialEq + Clone> Change<T> {
    /// The change from `from` to `to`, if there is one.
    fn between(from: &T, to: &T) -> Option<Self> {
        (from != to).then(|| Self { from: from.clone(), to: to.clone() })
    }
}

/// A class to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedClass {
    /// Its name in addresses, made of its name, unlike all others.
    pub id: Slug,
    /// Its name as the file writes it.
    pub name: String,
}

/// A child to be put on the roll.
#[derive(Clone, PartialEq, Eq)]
pub struct AddedPupil {
    /// The first line about them.
    pub line: u32,
    /// The keyed hash of their number.
    pub key: Option<String>,
    /// What the child is called.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// The year group.
    pub year: Year,
    /// A known class or one of [`Plan::classes`].
    pub class: Slug,
    /// The language spoken at home, as written.
    pub language: Option<String>,
}

/// What changes about a child who stays the same child.
#[derive(Clone, PartialEq, Eq)]
pub struct ChangedPupil {
    /// Who.
    pub id: PersonId,
    /// What the child is called.
    pub first_name: Option<Change<String>>,
    /// The last name.
    pub last_name: Option<Change<String>>,
    /// The year group.
    pub year: Option<Change<Year>>,
    /// The keyed hash of their number: only ever where none was.
    pub key: Option<Change<Option<String>>>,
}

/// A child who goes to another class.
#[derive(Clone, PartialEq, Eq)]
pub struct MovedPupil {
    /// Who.
    pub id: PersonId,
    /// From which class to which.
    pub class: Change<Slug>,
}

/// An adult to be added.
#[derive(Clone, PartialEq, Eq)]
pub struct AddedAdult {
    /// The first line about them.
    pub line: u32,
    /// The keyed hash of their number.
    pub key: Option<String>,
    /// The whole name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number, as written.
    pub phone: Option<String>,
}

/// What changes about an adult. A blank cell changes nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct ChangedAdult {
    /// Who.
    pub id: PersonId,
    /// The whole name.
    pub name: Option<Change<String>>,
    /// The e-mail address.
    pub email: Option<Change<Option<String>>>,
    /// The telephone number.
    pub phone: Option<Change<Option<String>>>,
    /// The keyed hash of their number: only ever where none was.
    pub key: Option<Change<Option<String>>>,
}

/// A child of the roll or of the plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PupilRef {
    /// On the roll.
    Known(PersonId),
    /// Which of [`Plan::added`].
    New(usize),
}

/// An adult of the roll or of the plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AdultRef {
    /// Known to the school.
    Known(PersonId),
    /// Which of [`Plan::adults_added`].
    New(usize),
}

/// An adult to be put beside a child.
#[derive(Clone, PartialEq, Eq)]
pub struct AddedGuardian {
    /// The child.
    pub pupil: PupilRef,
    /// The adult.
    pub adult: AdultRef,
    /// What they are to the child.
    pub relationship: Option<String>,
    /// Whether they would be allowed to answer.
    pub answering: Answering,
    /// Whether they may be somebody the school has kept from answering: then they see nothing of the child until somebody
    /// says otherwise by hand.
    pub is_held: bool,
}

/// What changes between an adult and a child.
#[derive(Clone, PartialEq, Eq)]
pub struct ChangedGuardian {
    /// The child.
    pub pupil: PersonId,
    /// The adult.
    pub adult: PersonId,
    /// What they are to the child.
    pub relationship: Option<Change<Option<String>>>,
    /// Whether they may answer.
    pub answering: Option<Change<Answering>>,
}

/// An adult the file no longer names beside a child whom it does name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingGuardian {
    /// The child.
    pub pupil: PersonId,
    /// The adult.
    pub adult: PersonId,
}

/// Why the office should stop before it takes a plan over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// More than half of the roll would leave: perhaps the file is only a part of the list.
    MostLeave,
    /// Not one number of the file is known, though names are: the file uses other numbers than the last one did.
    OtherKeys,
}

/// What the file does not say and the plan takes for granted; the office must confirm it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumed {
    /// That everybody named beside a child has parental responsibility.
    Everybody,
}

/// What taking a file over would change.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Classes to be made.
    pub classes: Vec<AddedClass>,
    /// Children to be put on the roll.
    pub added: Vec<AddedPupil>,
    /// Children of whom something changes.
    pub changed: Vec<ChangedPupil>,
    /// Children who go to another class.
    pub moved: Vec<MovedPupil>,
    /// Children who had left and are in the file.
    pub returned: Vec<PersonId>,
    /// Children of the file's classes who are not in the file: proposed only.
    pub leavers: Vec<PersonId>,
    /// Classes of which the file has no child, though the roll has: nobody there is proposed to leave.
    pub classes_absent: Vec<Slug>,
    /// How many children of the file are on the roll just as they are.
    pub unchanged: usize,
    /// Adults to be added.
    pub adults_added: Vec<AddedAdult>,
    /// Adults of whom something changes.
    pub adults_changed: Vec<ChangedAdult>,
    /// Adults to be put beside a child.
    pub guardians_added: Vec<AddedGuardian>,
    /// What changes between an adult and a child.
    pub guardians_changed: Vec<ChangedGuardian>,
    /// Adults the file no longer names beside a child: proposed only.
    pub guardians_missing: Vec<MissingGuardian>,
    /// What was left out or should be looked at, in the order of the file.
    pub problems: Vec<RowProblem>,
    /// Whether the office should stop and look.
    pub alarm: Option<Alarm>,
    /// What must be confirmed, when there is something.
    pub assumes_responsibility: Option<Assumed>,
}

hidden_debug!(AddedPupil, ChangedPupil, MovedPupil, AddedAdult, ChangedAdult, AddedGuardian, ChangedGuardian, Plan);

impl Plan {
    /// Whether it would change nothing. Problems and notes do not count.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let is_same_roll = self.classes.is_empty()
            && self.added.is_empty()
            && self.changed.is_empty()
            && self.moved.is_empty()
            && self.returned.is_empty()
            && self.leavers.is_empty();
        let are_same_adults = self.adults_added.is_empty()
            && self.adults_changed.is_empty()
            && self.guardians_added.is_empty()
            && self.guardians_changed.is_empty()
            && self.guardians_missing.is_empty();
        is_same_roll && are_same_adults
    }
}

/// What taking `file` over would change in `current`. `hash` makes keyed hashes as those in `current` were made.
///
/// Taking a plan over and planning the same file again gives an empty plan. Who is in doubt is not matched, not added
/// and not proposed as a leaver, but is among [`Plan::problems`].
#[must_use]
pub fn plan(file: &RollFile, current: &CurrentRoll, hash: Hash<'_>) -> Plan {
    let mut plan = Plan { problems: file.problems.clone(), ..Plan::default() };
    let pupils = pupils::plan_pupils(file, current, hash, &mut plan);
    let adults = adults::plan_adults(file, current, hash, &pupils, &mut plan);
    guardians::plan_guardians(file, current, &pupils, &adults, &mut plan);
    if file.contact_columns == ContactColumns::WithoutResponsibility {
        plan.assumes_responsibility = Some(Assumed::Everybody);
    }
    plan.problems.sort_by(|a, b| (a.line, a.weight, a.code).cmp(&(b.line, b.weight, b.code)));
    plan
}

/// Which places of a list are spoken for or in doubt.
type Places = BTreeSet<usize>;
