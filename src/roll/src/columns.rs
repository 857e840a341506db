//! Which column holds what: guessed from the headings, or chosen by the office and remembered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::fields::{Field, Preset};
use crate::folding::fold_heading;
use crate::synonyms::{MOST_CONTACTS, RANKS, key_scheme, recognise};
use crate::table::Table;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Something is not taken; the sentence says what.
    LeftOut,
    /// Taken, but somebody should look.
    Note,
}

/// What is wrong with a choice of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnProblem {
    /// Permanent, kebab-case.
    pub code: &'static str,
    /// What it is about, when it is about one field.
    pub field: Option<Field>,
    /// What is wrong and how to mend it, for a school office.
    pub message: String,
    /// `LeftOut`: the file cannot be read before it is mended.
    pub weight: Weight,
}

/// The headings chosen for each field, the preferred first. The server remembers it for the next file; it names no
/// person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Choice {
    /// The pupil's columns, and those of the one contact a row may have.
    pub columns: BTreeMap<Field, Vec<String>>,
    /// The columns of "Contact 1", "Contact 2" and so on, at most four, when several stand in one row.
    #[serde(default)]
    pub contacts: Vec<BTreeMap<Field, Vec<String>>>,
}

/// Which column, counted from 0, holds each field.
pub(crate) type Places = BTreeMap<Field, Vec<usize>>;

/// The columns of one table.
#[derive(Clone, Debug)]
pub struct Columns {
    preset: Preset,
    choice: Choice,
    problems: Vec<ColumnProblem>,
    /// The pupil and the only contact, then contacts 1 to 4.
    places: Vec<Places>,
    key_schemes: (String, String),
}

impl Columns {
    /// What the headings of `table` say. Two headings for one field, none of them surely better, are a problem.
    #[must_use]
    pub fn guess(table: &Table) -> Self {
        let mut ranked: BTreeMap<(usize, Field), Vec<(usize, usize)>> = BTreeMap::new();
        for (column, heading) in table.headings.iter().enumerate() {
            if let Some(meaning) = recognise(heading) {
                ranked.entry((meaning.slot, meaning.field)).or_default().push((meaning.rank, column));
            }
        }
        let mut places = vec![Places::new(); MOST_CONTACTS + 1];
        let mut problems = Vec::new();
        for ((slot, field), mut found) in ranked {
            found.sort_unstable();
            let surest = found.first().map_or(0, |(rank, _)| rank / RANKS);
            found.retain(|(rank, _)| rank / RANKS == surest);
            let columns: Vec<usize> = found.into_iter().map(|(_, column)| column).collect();
            if columns.len() > 1 && !field.has_fallbacks() && !field.has_best() {
                problems.push(alike(field, &columns, table));
            } else {
                let most = if field.has_fallbacks() { columns.len() } else { 1 };
                places[slot].insert(field, columns[..most].to_vec());
            }
        }
        Self::finish(places, problems, table)
    }

    /// What the office chose: headings are found again in `table` by their text.
    #[must_use]
    pub fn from_choice(choice: &Choice, table: &Table) -> Self {
        let mut places = vec![Places::new(); MOST_CONTACTS + 1];
        let mut problems = Vec::new();
        let slots = std::iter::once(&choice.columns).chain(choice.contacts.iter().take(MOST_CONTACTS));
        for (slot, fields) in slots.enumerate() {
            for (field, headings) in fields.iter().filter(|(field, _)| slot == 0 || field.is_of_contact()) {
                let most = if field.has_fallbacks() { headings.len() } else { 1 };
                let found = headings.iter().take(most).filter_map(|heading| {
                    find_heading(table, heading, *field).map_err(|problem| problems.push(problem)).ok()
                });
                let found: Vec<usize> = found.collect();
                if !found.is_empty() {
                    places[slot].insert(*field, found);
                }
            }
        }
        Self::finish(places, problems, table)
    }

    fn finish(places: Vec<Places>, mut problems: Vec<ColumnProblem>, table: &Table) -> Self {
        problems.extend(missing_fields(&places));
        problems.extend(columns_used_twice(&places, table));
        let name = |column: &usize| table.headings[*column].clone();
        let names =
            |one: &Places| one.iter().map(|(field, found)| (*field, found.iter().map(name).collect())).collect();
        let used = places.iter().rposition(|one| !one.is_empty()).unwrap_or(0);
        let choice =
            Choice { columns: names(&places[0]), contacts: places[1..].iter().take(used).map(names).collect() };
        let scheme = |field| places.iter().find_map(|one| one.get(&field)).and_then(|found| found.first());
        let scheme = |field| scheme(field).map_or_else(String::new, |column| key_scheme(&table.headings[*column]));
        let key_schemes = (scheme(Field::PupilKey), scheme(Field::ContactKey));
        Self { preset: Preset::guess(&table.headings), choice, problems, places, key_schemes }
    }

    /// Where the list seems to come from.
    #[must_use]
    pub const fn preset(&self) -> Preset {
        self.preset
    }

    /// The choice to be shown and remembered.
    #[must_use]
    pub const fn choice(&self) -> &Choice {
        &self.choice
    }

    /// What is missing or doubtful, the necessary first.
    #[must_use]
    pub fn problems(&self) -> &[ColumnProblem] {
        &self.problems
    }

    /// Whether the rows can be read: nothing necessary is missing.
    #[must_use]
    pub fn can_read(&self) -> bool {
        self.problems.iter().all(|problem| problem.weight == Weight::Note)
    }

    /// Whether some column holds `field`.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.places.iter().any(|places| places.contains_key(&field))
    }

    /// Slots that hold a contact: each has at least a name.
    pub(crate) fn contact_slots(&self) -> impl Iterator<Item = &Places> {
        self.places.iter().filter(|places| has_contact_name(places))
    }

    pub(crate) fn pupil_places(&self) -> &Places {
        &self.places[0]
    }

    /// What pupils' and contacts' numbers are called, so that two numberings never meet.
    pub(crate) const fn key_schemes(&self) -> (&String, &String) {
        (&self.key_schemes.0, &self.key_schemes.1)
    }
}

fn has_contact_name(places: &Places) -> bool {
    places.contains_key(&Field::ContactName) || places.contains_key(&Field::ContactLastName)
}

fn find_heading(table: &Table, heading: &str, field: Field) -> Result<usize, ColumnProblem> {
    let exact = table.headings.iter().position(|one| one == heading);
    let folded = fold_heading(heading);
    let alike = || table.headings.iter().position(|one| !folded.is_empty() && fold_heading(one) == folded);
    exact.or_else(alike).ok_or_else(|| ColumnProblem {
        code: "heading-gone",
        field: Some(field),
        message: format!("This file has no column headed \"{heading}\". Choose the column again."),
        weight: Weight::LeftOut,
    })
}

fn alike(field: Field, columns: &[usize], table: &Table) -> ColumnProblem {
    let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", table.headings[*column])).collect();
    let message = format!("{} could each be \"{}\". Choose which one is meant.", names.join(" and "), field.title());
    ColumnProblem { code: "headings-alike", field: Some(field), message, weight: Weight::LeftOut }
}

fn missing_fields(places: &[Places]) -> Vec<ColumnProblem> {
    let has = |field| places[0].contains_key(&field);
    let missing = |field: Field, message: &str| ColumnProblem {
        code: "column-missing",
        field: Some(field),
        message: message.to_owned(),
        weight: Weight::LeftOut,
    };
    let mut problems = Vec::new();
    if !has(Field::FirstName) && !has(Field::PreferredName) {
        problems.push(missing(Field::FirstName, "No column holds the children's first names. Choose or add it."));
    }
    if !has(Field::LastName) {
        problems.push(missing(Field::LastName, "No column holds the children's last names. Choose or add it."));
    }
    if !has(Field::Class) && !has(Field::Year) {
        problems.push(missing(Field::Class, "No column holds the class or the year group. Choose or add one of them."));
    }
    for (slot, one) in places.iter().enumerate() {
        if one.keys().any(|field| field.is_of_contact()) && !has_contact_name(one) {
            let which = if slot == 0 { "the parents or carers".to_owned() } else { format!("contact {slot}") };
            let message = format!("No column holds the names of {which}, so their other columns are not read.");
            let field = Some(Field::ContactName);
            problems.push(ColumnProblem { code: "contact-names-missing", field, message, weight: Weight::Note });
        }
    }
    problems
}

fn columns_used_twice(places: &[Places], table: &Table) -> Vec<ColumnProblem> {
    let mut seen: BTreeMap<usize, Field> = BTreeMap::new();
    let mut problems = Vec::new();
    for (field, column) in
        places.iter().flatten().flat_map(|(field, found)| found.iter().map(move |one| (*field, *one)))
    {
        if let Some(first) = seen.insert(column, field) {
            let heading = &table.headings[column];
            let message = format!(
                "The column \"{heading}\" is chosen both as \"{}\" and as \"{}\".",
                first.title(),
                field.title()
            );
            problems.push(ColumnProblem { code: "column-twice", field: Some(field), message, weight: Weight::LeftOut });
        }
    }
    problems
}
