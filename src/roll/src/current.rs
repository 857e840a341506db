//! The roll as the school has it now: what the server reads out of its store before a plan is made.

use shine_domain::ids::{PersonId, Slug};
use shine_domain::vocabulary::Year;

use crate::hidden_debug;

/// All classes, children and adults the school knows, those who left too.
#[derive(Clone, Default)]
pub struct CurrentRoll {
    /// The classes.
    pub classes: Vec<KnownClass>,
    /// The children.
    pub pupils: Vec<KnownPupil>,
    /// The adults.
    pub adults: Vec<KnownAdult>,
    /// Which adult belongs to which child.
    pub guardians: Vec<KnownGuardian>,
}

/// A class. It has no year: children of several years sit in one class in small schools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownClass {
    /// Its name in addresses.
    pub id: Slug,
    /// Its name as people say it.
    pub name: String,
}

/// A child.
#[derive(Clone, PartialEq, Eq)]
pub struct KnownPupil {
    /// Who it is.
    pub id: PersonId,
    /// The keyed hash of the MIS's number, as the last import gave it. Clearing it lets a new number be taken over.
    pub key: Option<String>,
    /// What the child is called.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// The year group.
    pub year: Year,
    /// The class.
    pub class: Slug,
    /// Whether the child is at the school.
    pub standing: Standing,
}

/// Whether a child is at the school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// At the school.
    OnRoll,
    /// Was, and left.
    Left,
}

/// An adult.
#[derive(Clone, PartialEq, Eq)]
pub struct KnownAdult {
    /// Who it is.
    pub id: PersonId,
    /// The keyed hash of the MIS's number.
    pub key: Option<String>,
    /// The whole name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number, as written.
    pub phone: Option<String>,
}

/// An adult beside a child.
#[derive(Clone, PartialEq, Eq)]
pub struct KnownGuardian {
    /// The adult.
    pub adult: PersonId,
    /// The child.
    pub pupil: PersonId,
    /// What they are to the child.
    pub relationship: Option<String>,
    /// Whether they may answer for the child; whoever is kept from the child may not.
    pub answering: Answering,
    /// Who decided that.
    pub set_by: SetBy,
}

/// Whether an adult may answer for a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answering {
    /// They may.
    May,
    /// They may not.
    MayNot,
}

/// Who decided about an adult beside a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// A file that was taken over.
    File,
    /// The office: no file ever changes it.
    Hand,
}

hidden_debug!(CurrentRoll, KnownPupil, KnownAdult, KnownGuardian);
