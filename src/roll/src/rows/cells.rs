//! One row at a time: its cells checked, nothing compared with other rows.

use shine_domain::person::Relationship;
use shine_domain::vocabulary::Year;

use super::contacts::ContactCells;
use super::{LeftOutPupil, RowProblem, Taken};
use crate::columns::{Columns, Places};
use crate::fields::Field;
use crate::table::{Row, Table};
use crate::values::{BirthDate, SchoolYear, ValueProblem, check_name, is_upn, parse_date, parse_year, year_of_class};

/// What a row says about its child.
#[derive(Clone)]
pub(super) struct PupilCells {
    pub(super) key: Option<String>,
    pub(super) first_name: String,
    pub(super) legal_first_name: Option<String>,
    pub(super) last_name: String,
    pub(super) year: Option<Year>,
    pub(super) birth: Option<BirthDate>,
    pub(super) class: String,
    pub(super) language: Option<String>,
}

impl PupilCells {
    pub(super) fn hint(&self) -> LeftOutPupil {
        let first_names = std::iter::once(&self.first_name).chain(&self.legal_first_name).cloned().collect();
        LeftOutPupil {
            key: self.key.clone(),
            first_names,
            last_name: Some(self.last_name.clone()),
            class: Some(self.class.clone()),
        }
    }
}

/// A row that can be taken.
pub(super) struct Line {
    /// Which row of the table.
    pub(super) place: usize,
    pub(super) line: u32,
    pub(super) pupil: PupilCells,
    pub(super) contacts: Vec<ContactCells>,
    pub(super) taken: Taken,
}

/// Reads rows and keeps what is wrong with them.
pub(super) struct Reader<'a> {
    pub(super) columns: &'a Columns,
    school_year: SchoolYear,
    width: usize,
    pub(super) problems: Vec<RowProblem>,
}

/// The row's child cannot be taken; why is among the problems already.
struct Stop;

impl<'a> Reader<'a> {
    pub(super) fn new(table: &Table, columns: &'a Columns, school_year: SchoolYear) -> Self {
        Self { columns, school_year, width: table.headings.len(), problems: Vec::new() }
    }

    pub(super) fn read_line(&mut self, place: usize, row: &Row) -> Result<Line, LeftOutPupil> {
        if row.cells().iter().skip(self.width).any(|cell| !cell.is_empty()) {
            let message = "This row has more cells than there are headings, so its columns may have moved. Put cells \
                           with commas between quotation marks, or export the list again.";
            self.problems.push(RowProblem::left_out(row.line, None, "too-many-cells", message));
            return Err(LeftOutPupil::default());
        }
        let pupil = self.read_pupil(row).map_err(|Stop| self.hint(row))?;
        let (contacts, taken) = self.read_contacts(row);
        Ok(Line { place, line: row.line, pupil, contacts, taken })
    }

    /// What is known of a child whose row is left out.
    fn hint(&self, row: &Row) -> LeftOutPupil {
        let cell = |field| Some(self.pupil_cell(row, field).to_owned()).filter(|cell| !cell.is_empty());
        LeftOutPupil {
            key: self.key(row),
            first_names: [Field::PreferredName, Field::FirstName].into_iter().filter_map(cell).collect(),
            last_name: cell(Field::LastName),
            class: cell(Field::Class),
        }
    }

    fn pupil_cell<'b>(&self, row: &'b Row, field: Field) -> &'b str {
        first_cell(row, self.columns.pupil_places(), field)
    }

    fn read_pupil(&mut self, row: &Row) -> Result<PupilCells, Stop> {
        let legal = self.read_name(row, Field::FirstName)?;
        let preferred = self.read_name(row, Field::PreferredName)?;
        let last_name = self.read_name(row, Field::LastName)?;
        let Some(first_name) = preferred.clone().or_else(|| legal.clone()) else {
            return Err(self.stop(row, Field::FirstName, "name-missing", "The first name is missing."));
        };
        let Some(last_name) = last_name else {
            return Err(self.stop(row, Field::LastName, "name-missing", "The last name is missing."));
        };
        let birth = self.read_birth(row);
        let (class, year) = self.read_class(row, birth)?;
        let key = self.key(row);
        self.check_upn(row);
        let language = Some(self.pupil_cell(row, Field::Language)).filter(|cell| !cell.is_empty());
        let language = language.and_then(|cell| Relationship::try_from(cell).ok()).map(|text| text.as_str().to_owned());
        let legal_first_name = legal.filter(|legal| *legal != first_name);
        Ok(PupilCells { key, first_name, legal_first_name, last_name, year, birth, class, language })
    }

    fn stop(&mut self, row: &Row, column: Field, code: &'static str, message: impl Into<String>) -> Stop {
        self.problems.push(RowProblem::left_out(row.line, Some(column), code, message));
        Stop
    }

    fn read_name(&mut self, row: &Row, field: Field) -> Result<Option<String>, Stop> {
        match self.pupil_cell(row, field) {
            "" => Ok(None),
            cell => check_name(cell).map(Some).map_err(|problem| self.stop(row, field, problem.code, problem.message)),
        }
    }

    fn read_birth(&mut self, row: &Row) -> Option<BirthDate> {
        let cell = self.pupil_cell(row, Field::BirthDate);
        if cell.is_empty() {
            return None;
        }
        parse_date(cell).map_err(|problem| self.note(row, Field::BirthDate, problem)).ok()
    }

    pub(super) fn note(&mut self, row: &Row, column: Field, problem: ValueProblem) {
        self.problems.push(RowProblem::note(row.line, Some(column), problem.code, problem.message));
    }

    fn read_class(&mut self, row: &Row, birth: Option<BirthDate>) -> Result<(String, Option<Year>), Stop> {
        let class = self.read_name(row, Field::Class)?;
        let year = match self.pupil_cell(row, Field::Year) {
            "" => birth.and_then(|birth| birth.year_in(self.school_year)),
            cell => {
                let year = parse_year(cell);
                Some(year.map_err(|problem| self.stop(row, Field::Year, problem.code, problem.message))?)
            }
        };
        match (class, year) {
            (Some(class), year) => {
                let year = year.or_else(|| year_of_class(&class));
                Ok((class, year))
            }
            (None, _) if self.columns.has(Field::Class) => {
                Err(self.stop(row, Field::Class, "class-missing", "The class is missing. Give the child a class."))
            }
            (None, Some(year)) => Ok((year.title().to_owned(), Some(year))),
            (None, None) => {
                Err(self.stop(row, Field::Year, "year-missing", "The year group is missing. Write N, R, or 1 to 6."))
            }
        }
    }

    fn key(&self, row: &Row) -> Option<String> {
        full_key(self.columns.key_schemes().0, self.pupil_cell(row, Field::PupilKey))
    }

    fn check_upn(&mut self, row: &Row) {
        let cell = self.pupil_cell(row, Field::PupilKey);
        if self.columns.key_schemes().0 == "upn" && !cell.is_empty() && !is_upn(cell) {
            let message = "This is not a right UPN; perhaps it was mistyped. It is used as it is.".to_owned();
            self.note(row, Field::PupilKey, ValueProblem { code: "upn-wrong", message });
        }
    }
}

pub(super) fn cells<'a>(row: &'a Row, places: &Places, field: Field) -> impl Iterator<Item = &'a str> {
    places.get(&field).cloned().unwrap_or_default().into_iter().map(|column| row.cell(column))
}

pub(super) fn first_cell<'a>(row: &'a Row, places: &Places, field: Field) -> &'a str {
    cells(row, places, field).find(|cell| !cell.is_empty()).unwrap_or("")
}

/// A number with its numbering before it; `None` for what stands for none.
pub(super) fn full_key(scheme: &str, cell: &str) -> Option<String> {
    let key = cell.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
    let is_none = matches!(key.as_str(), "" | "0" | "-" | "N/A" | "NA" | "NONE" | "NULL");
    (!is_none).then(|| format!("{scheme}:{key}"))
}
