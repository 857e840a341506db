//! From a table to the children and adults it names, each once, with what is doubtful left out and told by line. What
//! the school already knows is not known here.

mod adults;
mod cells;
mod contacts;
mod pupils;

use shine_domain::vocabulary::Year;

use crate::columns::{Columns, Weight};
use crate::fields::Field;
use crate::hidden_debug;
use crate::table::Table;
use crate::values::SchoolYear;

/// Something about one row. It names the line and the column, never a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The line on which the row begins, counted from 1; the headings' for what is said once about the whole file.
    pub line: u32,
    /// The column, when it is about one.
    pub column: Option<Field>,
    /// Permanent, kebab-case.
    pub code: &'static str,
    /// What is wrong and how to mend it, for a school office.
    pub message: String,
    /// Whether something is not taken.
    pub weight: Weight,
}

impl RowProblem {
    pub(crate) fn left_out(line: u32, column: Option<Field>, code: &'static str, message: impl Into<String>) -> Self {
        Self { line, column, code, message: message.into(), weight: Weight::LeftOut }
    }

    pub(crate) fn note(line: u32, column: Option<Field>, code: &'static str, message: impl Into<String>) -> Self {
        Self { weight: Weight::Note, ..Self::left_out(line, column, code, message) }
    }
}

/// Which columns about adults a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactColumns {
    /// None: it says nothing about adults, and nothing about them is proposed.
    Absent,
    /// Names, but not who has parental responsibility.
    WithoutResponsibility,
    /// Names, and who has parental responsibility.
    WithResponsibility,
}

/// What a file says about an adult's parental responsibility for a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Responsibility {
    /// There is no such column.
    NotAsked,
    /// Yes.
    Yes,
    /// The cell is blank, or was not understood.
    Blank,
    /// No.
    No,
}

/// Whether all contacts of a child were taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// All that the file names.
    Whole,
    /// At least one was left out, so nobody is proposed to be taken off this child.
    Partly,
}

/// An adult beside a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileContact {
    /// Which of [`RollFile::adults`].
    pub adult: usize,
    /// What they are to the child.
    pub relationship: Option<String>,
    /// Whether they have parental responsibility.
    pub responsibility: Responsibility,
    /// Whom to call first: 1 before 2.
    pub priority: Option<u8>,
    /// The line that says so.
    pub line: u32,
}

/// A child of the file.
#[derive(Clone, PartialEq, Eq)]
pub struct FilePupil {
    /// The first line about them.
    pub line: u32,
    /// The number of the MIS with its numbering before it (`upn:…`), as it is: to be hashed, never kept.
    pub key: Option<String>,
    /// What the child is called.
    pub first_name: String,
    /// The legal first name, when it is another.
    pub legal_first_name: Option<String>,
    /// The last name.
    pub last_name: String,
    /// The year group, when the file tells.
    pub year: Option<Year>,
    /// The class's name; the year group's when the file has no classes.
    pub class: String,
    /// The language spoken at home, as written.
    pub language: Option<String>,
    /// Their adults, whom to call first before the others; each adult once.
    pub contacts: Vec<FileContact>,
    /// Whether those are all.
    pub taken: Taken,
}

/// An adult of the file.
#[derive(Clone, PartialEq, Eq)]
pub struct FileAdult {
    /// The first line about them.
    pub line: u32,
    /// The number of the MIS with its numbering before it, as it is: to be hashed, never kept.
    pub key: Option<String>,
    /// Their whole name.
    pub name: String,
    /// Their e-mail address.
    pub email: Option<String>,
    /// Their telephone number, as written.
    pub phone: Option<String>,
}

/// What could be read of a child that was left out: enough not to take them for a leaver.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct LeftOutPupil {
    /// As [`FilePupil::key`].
    pub key: Option<String>,
    /// All first names the row gives.
    pub first_names: Vec<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The class's name.
    pub class: Option<String>,
}

/// All that a file says.
#[derive(Clone, PartialEq, Eq)]
pub struct RollFile {
    /// The children, in the order of the file.
    pub pupils: Vec<FilePupil>,
    /// Their adults, each once, in the order of the file.
    pub adults: Vec<FileAdult>,
    /// What was left out or should be looked at, in the order of the file.
    pub problems: Vec<RowProblem>,
    /// The children that were left out.
    pub left_out: Vec<LeftOutPupil>,
    /// The line of the headings, for what is said once about the whole file.
    pub heading_line: u32,
    /// What it says about adults.
    pub contact_columns: ContactColumns,
}

hidden_debug!(FilePupil, FileAdult, LeftOutPupil, RollFile);

/// The children and adults of `table`. It never fails: rows that cannot be taken are problems. When
/// [`Columns::can_read`] is false, that is every row.
#[must_use]
pub fn read_rows(table: &Table, columns: &Columns, school_year: &SchoolYear) -> RollFile {
    let mut reader = cells::Reader::new(table, columns, *school_year);
    let mut left_out = Vec::new();
    let mut lines = Vec::new();
    for (place, row) in table.rows.iter().enumerate() {
        match reader.read_line(place, row) {
            Ok(line) => lines.push(line),
            Err(hint) => left_out.push(hint),
        }
    }
    let mut problems = reader.problems;
    let drafts = pupils::gather_pupils(lines, table.heading_line, &mut problems, &mut left_out);
    let (pupils, adults) = adults::gather_adults(drafts, columns, table.heading_line, &mut problems);
    problems.sort_by(|a, b| (a.line, a.weight, a.code).cmp(&(b.line, b.weight, b.code)));
    let contact_columns = contact_columns(columns);
    RollFile { pupils, adults, problems, left_out, heading_line: table.heading_line, contact_columns }
}

fn contact_columns(columns: &Columns) -> ContactColumns {
    if columns.contact_slots().next().is_none() {
        ContactColumns::Absent
    } else if columns.contact_slots().any(|places| places.contains_key(&Field::Responsibility)) {
        ContactColumns::WithResponsibility
    } else {
        ContactColumns::WithoutResponsibility
    }
}
