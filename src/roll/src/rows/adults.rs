//! Which contacts are the same adult. The number of the MIS decides; without one, the same name with the same e-mail
//! address or telephone number; without those, the same name beside the same child. Nothing else makes one of two.

use std::collections::{BTreeMap, BTreeSet};

use super::contacts::ContactCells;
use super::pupils::Draft;
use super::{FileAdult, FileContact, FilePupil, Responsibility, RowProblem, Taken};
use crate::columns::Columns;
use crate::fields::Field;
use crate::folding::{fold_email, fold_name, fold_phone};

/// A contact and the child it stands beside.
struct Entry {
    pupil: usize,
    name: String,
    cells: ContactCells,
}

/// What two contacts share when they are one adult.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Email(String, String),
    Phone(String, String),
}

/// Children and adults, with who belongs to whom.
pub(super) fn gather_adults(
    drafts: Vec<Draft>,
    columns: &Columns,
    heading_line: u32,
    problems: &mut Vec<RowProblem>,
) -> (Vec<FilePupil>, Vec<FileAdult>) {
    let mut entries = Vec::new();
    let mut pupils = Vec::with_capacity(drafts.len());
    for (pupil, draft) in drafts.into_iter().enumerate() {
        let (made, contacts) = make_pupil(draft);
        pupils.push(made);
        entries.extend(contacts.into_iter().map(|cells| Entry { pupil, name: fold_name(&cells.name), cells }));
    }
    let groups = join_entries(&entries, problems);
    let adults = make_adults(&entries, &groups, &mut pupils, problems);
    note_shared_emails(&adults, problems);
    let without = adults.iter().filter(|adult| adult.email.is_none()).count();
    if without > 0 && columns.has(Field::Email) {
        let message = format!(
            "{} no e-mail address. Give them a printed letter with their link instead.",
            counted(without, "adult has", "adults have")
        );
        problems.push(RowProblem::note(heading_line, Some(Field::Email), "emails-blank", message));
    }
    (pupils, adults)
}

/// A number with the words for one or for many.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn make_pupil(draft: Draft) -> (FilePupil, Vec<ContactCells>) {
    let Draft { pupil, lines, taken } = draft;
    let made = FilePupil {
        line: lines.first().map_or(0, |line| line.line),
        key: pupil.key,
        first_name: pupil.first_name,
        legal_first_name: pupil.legal_first_name,
        last_name: pupil.last_name,
        year: pupil.year.or_else(|| lines.iter().find_map(|line| line.pupil.year)),
        class: pupil.class,
        language: pupil.language,
        contacts: Vec::new(),
        taken,
    };
    (made, lines.into_iter().flat_map(|line| line.contacts).collect())
}

/// Which adult each entry is: the smallest entry of the same adult, or `None` when it is not taken.
fn join_entries(entries: &[Entry], problems: &mut Vec<RowProblem>) -> Vec<Option<usize>> {
    let mut sets = Sets::new(entries.len());
    join_by_key(entries, &mut sets);
    join_by_address(entries, &mut sets);
    let keys_of = keyed_by_mark(entries, &mut sets);
    for (place, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.cells.key.is_none()) {
        for keyed in marks(entry).iter().filter_map(|mark| keys_of.get(mark)).flatten() {
            sets.note_near(place, *keyed);
        }
    }
    sets.join_near();
    let mut groups: Vec<Option<usize>> = (0..entries.len()).map(|place| Some(sets.find(place))).collect();
    join_bare(entries, &mut groups, problems);
    refuse_two_names(entries, &mut groups, problems);
    groups
}

fn marks(entry: &Entry) -> Vec<Mark> {
    let email = entry.cells.email.as_deref().map(|email| Mark::Email(entry.name.clone(), fold_email(email)));
    let phone = entry.cells.phone.as_deref().and_then(fold_phone).map(|phone| Mark::Phone(entry.name.clone(), phone));
    email.into_iter().chain(phone).collect()
}

fn join_by_key(entries: &[Entry], sets: &mut Sets) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate() {
        if let Some(key) = &entry.cells.key {
            sets.join(*first.entry(key).or_insert(place), place);
        }
    }
}

fn join_by_address(entries: &[Entry], sets: &mut Sets) {
    let mut first: BTreeMap<Mark, usize> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.cells.key.is_none()) {
        for mark in marks(entry) {
            sets.join(*first.entry(mark).or_insert(place), place);
        }
    }
}

/// The numbered adults that have each address.
fn keyed_by_mark(entries: &[Entry], sets: &mut Sets) -> BTreeMap<Mark, BTreeSet<usize>> {
    let mut keyed: BTreeMap<Mark, BTreeSet<usize>> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.cells.key.is_some()) {
        for mark in marks(entry) {
            keyed.entry(mark).or_default().insert(sets.find(place));
        }
    }
    keyed
}

/// Contacts with nothing but a name: the adult of that name beside the same child.
fn join_bare(entries: &[Entry], groups: &mut [Option<usize>], problems: &mut Vec<RowProblem>) {
    let is_bare = |entry: &Entry| entry.cells.key.is_none() && marks(entry).is_empty();
    let mut known: BTreeMap<(usize, &str), BTreeSet<usize>> = BTreeMap::new();
    for (entry, group) in entries.iter().zip(groups.iter()).filter(|(entry, _)| !is_bare(entry)) {
        known.entry((entry.pupil, &entry.name)).or_default().extend(*group);
    }
    for (place, entry) in entries.iter().enumerate().filter(|(_, entry)| is_bare(entry)) {
        let near = known.entry((entry.pupil, &entry.name)).or_default();
        near.extend(near.is_empty().then_some(place));
        groups[place] = near.first().copied().filter(|_| near.len() == 1);
        if groups[place].is_none() {
            let message = "Two adults of this name belong to this child, and this row does not say which is meant. Give \
                           the e-mail address or the contact's number.";
            problems.push(RowProblem::left_out(entry.cells.line, Some(Field::ContactName), "contact-unclear", message));
        }
    }
}

fn refuse_two_names(entries: &[Entry], groups: &mut [Option<usize>], problems: &mut Vec<RowProblem>) {
    let mut names: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (entry, group) in entries.iter().zip(groups.iter()) {
        if let Some(group) = group {
            names.entry(*group).or_default().insert(&entry.name);
        }
    }
    for (entry, group) in entries.iter().zip(groups.iter_mut()) {
        if group.is_some_and(|group| names.get(&group).is_some_and(|names| names.len() > 1)) {
            *group = None;
            let message = "This contact's number stands beside different names in this file, so this adult is not taken. \
                           Correct the number or the name.";
            let column = Some(Field::ContactKey);
            problems.push(RowProblem::left_out(entry.cells.line, column, "contact-key-two-names", message));
        }
    }
}

fn make_adults(
    entries: &[Entry],
    groups: &[Option<usize>],
    pupils: &mut [FilePupil],
    problems: &mut Vec<RowProblem>,
) -> Vec<FileAdult> {
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut adults: Vec<FileAdult> = Vec::new();
    for (entry, group) in entries.iter().zip(groups) {
        let Some(group) = group else {
            pupils[entry.pupil].taken = Taken::Partly;
            continue;
        };
        let cells = &entry.cells;
        let place = *places.entry(*group).or_insert_with(|| {
            let name = cells.name.clone();
            adults.push(FileAdult { line: cells.line, key: None, name, email: None, phone: None });
            adults.len() - 1
        });
        fill_adult(&mut adults[place], cells, problems);
        add_contact(&mut pupils[entry.pupil].contacts, place, cells, problems);
    }
    for pupil in pupils {
        pupil.contacts.sort_by_key(|contact| contact.priority.unwrap_or(u8::MAX));
    }
    adults
}

fn fill_adult(adult: &mut FileAdult, cells: &ContactCells, problems: &mut Vec<RowProblem>) {
    adult.key = adult.key.take().or_else(|| cells.key.clone());
    adult.phone = adult.phone.take().or_else(|| cells.phone.clone());
    let is_other = |email: &String| cells.email.as_ref().is_some_and(|other| fold_email(email) != fold_email(other));
    if adult.email.as_ref().is_some_and(is_other) {
        let message = "This adult has another e-mail address further up; that one is taken.";
        problems.push(RowProblem::note(cells.line, Some(Field::Email), "emails-differ", message));
    }
    adult.email = adult.email.take().or_else(|| cells.email.clone());
}

fn add_contact(contacts: &mut Vec<FileContact>, adult: usize, cells: &ContactCells, problems: &mut Vec<RowProblem>) {
    let Some(known) = contacts.iter_mut().find(|contact| contact.adult == adult) else {
        contacts.push(FileContact {
            adult,
            relationship: cells.relationship.clone(),
            responsibility: cells.responsibility,
            priority: cells.priority,
            line: cells.line,
        });
        return;
    };
    let asked = [known.responsibility, cells.responsibility].map(|one| one != Responsibility::NotAsked);
    if asked == [true, true] && known.responsibility != cells.responsibility {
        let message = "This adult stands beside this child twice, with different parental responsibility; they may not \
                       answer.";
        problems.push(RowProblem::note(cells.line, Some(Field::Responsibility), "responsibility-differs", message));
    }
    known.responsibility = known.responsibility.max(cells.responsibility);
    known.relationship = known.relationship.take().or_else(|| cells.relationship.clone());
    known.priority = known.priority.into_iter().chain(cells.priority).min();
}

fn note_shared_emails(adults: &[FileAdult], problems: &mut Vec<RowProblem>) {
    let mut seen = BTreeSet::new();
    for adult in adults {
        if adult.email.as_ref().is_some_and(|email| !seen.insert(fold_email(email))) {
            let message = "Another adult has the same e-mail address. They are taken as two people.";
            problems.push(RowProblem::note(adult.line, Some(Field::Email), "email-shared", message));
        }
    }
}

/// Disjoint sets of entries; each is named by one of its entries.
struct Sets {
    parents: Vec<usize>,
    /// For a set without a number, the numbered adults it is near to.
    near: BTreeMap<usize, BTreeSet<usize>>,
}

impl Sets {
    fn new(count: usize) -> Self {
        Self { parents: (0..count).collect(), near: BTreeMap::new() }
    }

    fn find(&mut self, place: usize) -> usize {
        let mut place = place;
        while self.parents[place] != place {
            self.parents[place] = self.parents[self.parents[place]];
            place = self.parents[place];
        }
        place
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        self.parents[one.max(other)] = one.min(other);
    }

    fn note_near(&mut self, place: usize, keyed: usize) {
        let set = self.find(place);
        self.near.entry(set).or_default().insert(keyed);
    }

    /// Joins each set without a number to the numbered adult it is near to, when that is one only.
    fn join_near(&mut self) {
        for (set, near) in std::mem::take(&mut self.near) {
            if let [keyed] = near.into_iter().collect::<Vec<_>>()[..] {
                self.join(keyed, set);
            }
        }
    }
}
