//! The contacts of one row: their cells checked, nothing compared with other rows.

use shine_domain::person::Relationship;

use super::cells::{Reader, cells, first_cell, full_key};
use super::{Responsibility, RowProblem, Taken};
use crate::columns::Places;
use crate::fields::Field;
use crate::folding::fold_phone;
use crate::table::Row;
use crate::values::{ValueProblem, check_email, parse_contact_name, parse_yes, without_title};

/// What a row says about one adult.
#[derive(Clone)]
pub(super) struct ContactCells {
    pub(super) line: u32,
    pub(super) key: Option<String>,
    pub(super) name: String,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) relationship: Option<String>,
    pub(super) responsibility: Responsibility,
    pub(super) priority: Option<u8>,
}

impl Reader<'_> {
    pub(super) fn read_contacts(&mut self, row: &Row) -> (Vec<ContactCells>, Taken) {
        let mut taken = Taken::Whole;
        let mut contacts = Vec::new();
        for places in self.columns.contact_slots() {
            if is_blank(row, places) {
                continue;
            }
            match read_contact_name(row, places) {
                Ok(name) => contacts.push(self.read_contact(row, places, name)),
                Err((column, ValueProblem { code, message })) => {
                    let message = format!("{message} The child is taken, this adult is not.");
                    self.problems.push(RowProblem::left_out(row.line, Some(column), code, message));
                    taken = Taken::Partly;
                }
            }
        }
        (contacts, taken)
    }

    fn read_contact(&mut self, row: &Row, places: &Places, name: String) -> ContactCells {
        let relationship = first_cell(row, places, Field::Relationship);
        let relationship = match relationship {
            "" => None,
            cell => Relationship::try_from(cell)
                .map_err(|_| self.note(row, Field::Relationship, unread_relationship()))
                .ok(),
        };
        ContactCells {
            line: row.line,
            key: full_key(self.columns.key_schemes().1, first_cell(row, places, Field::ContactKey)),
            name,
            email: self.read_email(row, places),
            phone: self.read_phone(row, places),
            relationship: relationship.map(|text| text.as_str().to_owned()),
            responsibility: self.read_responsibility(row, places),
            priority: first_cell(row, places, Field::Priority).parse().ok(),
        }
    }

    fn read_email(&mut self, row: &Row, places: &Places) -> Option<String> {
        let cells = cells(row, places, Field::Email).filter(|cell| !cell.is_empty());
        let mut wrong = None;
        for cell in cells {
            match check_email(cell) {
                Ok(email) => return Some(email),
                Err(problem) => wrong = Some(problem),
            }
        }
        wrong.into_iter().for_each(|problem| self.note(row, Field::Email, problem));
        None
    }

    fn read_phone(&mut self, row: &Row, places: &Places) -> Option<String> {
        let cells = cells(row, places, Field::Mobile).filter(|cell| !cell.is_empty());
        let is_right = |cell: &&str| {
            let signs = cell.chars().all(|c| c.is_ascii_digit() || " +()-.".contains(c));
            signs && cell.len() <= 40 && fold_phone(cell).is_some()
        };
        let cells: Vec<&str> = cells.collect();
        let phone = cells.iter().copied().find(is_right);
        if phone.is_none() && !cells.is_empty() {
            let message = "This is not a telephone number, so it is left out.".to_owned();
            self.note(row, Field::Mobile, ValueProblem { code: "phone-wrong", message });
        }
        phone.map(str::to_owned)
    }

    fn read_responsibility(&mut self, row: &Row, places: &Places) -> Responsibility {
        // A group of columns without it, beside groups that have it, says nothing: that is blank, not granted.
        if !self.columns.has(Field::Responsibility) {
            return Responsibility::NotAsked;
        }
        let cell = first_cell(row, places, Field::Responsibility);
        if let Some(is_yes) = parse_yes(cell) {
            return if is_yes { Responsibility::Yes } else { Responsibility::No };
        }
        let (code, message) = if cell.is_empty() {
            (
                "responsibility-blank",
                "Nothing says whether this adult has parental responsibility, so they may not answer.",
            )
        } else {
            ("responsibility-unclear", "Parental responsibility is neither yes nor no, so this adult may not answer.")
        };
        self.note(row, Field::Responsibility, ValueProblem { code, message: message.to_owned() });
        Responsibility::Blank
    }
}

/// Whether a row says nothing about who the contact is: a priority alone is nobody.
fn is_blank(row: &Row, places: &Places) -> bool {
    let telling = [
        Field::ContactKey,
        Field::ContactName,
        Field::ContactFirstName,
        Field::ContactLastName,
        Field::Email,
        Field::Mobile,
    ];
    telling.iter().all(|field| first_cell(row, places, *field).is_empty())
}

fn read_contact_name(row: &Row, places: &Places) -> Result<String, (Field, ValueProblem)> {
    let whole = first_cell(row, places, Field::ContactName);
    if !whole.is_empty() {
        return parse_contact_name(whole).map_err(|problem| (Field::ContactName, problem));
    }
    let first = without_title(first_cell(row, places, Field::ContactFirstName));
    let last = first_cell(row, places, Field::ContactLastName);
    if last.is_empty() {
        let message = "The adult's name is missing.".to_owned();
        return Err((Field::ContactName, ValueProblem { code: "contact-name-missing", message }));
    }
    parse_contact_name(&format!("{first} {last}")).map_err(|problem| (Field::ContactLastName, problem))
}

fn unread_relationship() -> ValueProblem {
    let message = "What this adult is to the child cannot be kept as written, so it is left out.".to_owned();
    ValueProblem { code: "relationship-unread", message }
}
