//! Who of the file's adults is known: by their number, then by name and address, then by name beside the very same
//! child. Whoever is in doubt is matched with nobody.

use std::collections::{BTreeMap, BTreeSet};

use super::matching::{Claims, Match, contradict};
use super::pupils::PupilRefs;
use super::{Places, PupilRef};
use crate::current::CurrentRoll;
use crate::fields::Field;
use crate::folding::{fold_email, fold_name, fold_phone};
use crate::rows::{RollFile, RowProblem};

/// Who each adult of `file` is, whose hashed numbers are `keys`; `None` when no child of theirs was taken.
pub(super) fn match_adults(
    file: &RollFile,
    current: &CurrentRoll,
    keys: &[Option<String>],
    pupils: &PupilRefs,
    problems: &mut Vec<RowProblem>,
) -> Vec<Option<Match>> {
    let names = file.adults.iter().map(|adult| fold_name(&adult.name)).collect();
    let known_names = current.adults.iter().map(|adult| fold_name(&adult.name)).collect();
    let children = children_of(file, pupils);
    let matches = vec![None; file.adults.len()];
    let claims = Claims::default();
    let mut matcher = Matcher { file, current, keys, names, known_names, children, claims, matches, problems };
    matcher.match_by_key();
    matcher.match_by_address();
    matcher.match_by_child();
    let found = matcher.matches.into_iter().zip(matcher.children);
    found.map(|(found, children)| children.map(|_| found.unwrap_or(Match::New))).collect()
}

/// For each adult of the file, the children on the roll they stand beside; `None` when all were left out.
type Children<'a> = Vec<Option<BTreeSet<&'a str>>>;

fn children_of<'a>(file: &RollFile, pupils: &'a PupilRefs) -> Children<'a> {
    let mut children: Children<'a> = vec![None; file.adults.len()];
    for (pupil, found) in file.pupils.iter().zip(pupils) {
        let Some(found) = found else { continue };
        for contact in &pupil.contacts {
            let beside = children[contact.adult].get_or_insert_default();
            if let PupilRef::Known(id) = found {
                beside.insert(id.as_str());
            }
        }
    }
    children
}

/// What two adults of one name share when they are surely one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Address {
    Email(String),
    Phone(String),
}

fn addresses(email: Option<&String>, phone: Option<&String>) -> impl Iterator<Item = Address> {
    let email = email.map(|email| Address::Email(fold_email(email)));
    let phone = phone.and_then(|phone| fold_phone(phone)).map(Address::Phone);
    email.into_iter().chain(phone)
}

struct Matcher<'a> {
    file: &'a RollFile,
    current: &'a CurrentRoll,
    keys: &'a [Option<String>],
    names: Vec<String>,
    known_names: Vec<String>,
    children: Children<'a>,
    claims: Claims,
    matches: Vec<Option<Match>>,
    problems: &'a mut Vec<RowProblem>,
}

impl Matcher<'_> {
    /// Decides one round; who has a candidate that is held is in doubt.
    fn decide(&mut self, wishes: &[(usize, Places)], mut doubted: Places, said: (Field, &'static str, &str)) {
        let is_held = |(_, candidates): &&(usize, Places)| !candidates.is_disjoint(&self.claims.held);
        doubted.extend(wishes.iter().filter(is_held).map(|(place, _)| *place));
        for (place, found) in self.claims.decide(wishes, &doubted) {
            if found == Some(Match::Doubtful) && self.children[place].is_some() {
                let (column, code, message) = said;
                self.problems.push(RowProblem::left_out(self.file.adults[place].line, Some(column), code, message));
            }
            self.matches[place] = found;
        }
    }

    /// Adults of the file who are not matched yet. Those whose children were left out are among them: whoever they are
    /// on the roll, nobody else is.
    fn open(&self) -> impl Iterator<Item = usize> {
        (0..self.matches.len()).filter(|place| self.matches[*place].is_none())
    }

    fn match_by_key(&mut self) {
        let mut by_key: BTreeMap<&String, Places> = BTreeMap::new();
        for (place, known) in self.current.adults.iter().enumerate() {
            if let Some(key) = &known.key {
                by_key.entry(key).or_default().insert(place);
            }
        }
        let of_key = |place: usize| self.keys[place].as_ref().and_then(|key| by_key.get(key)).cloned();
        let wishes: Vec<(usize, Places)> =
            self.open().map(|place| (place, of_key(place).unwrap_or_default())).collect();
        let known_by_name = group(&self.known_names);
        let file_by_name = group(&self.names);
        let is_others =
            |places: Option<&Places>, own: usize| places.is_some_and(|all| all.iter().any(|one| *one != own));
        // A name may change, but not into another adult's: then two numbers were mixed up.
        let is_named = |place: usize, known: usize| {
            let (name, old) = (self.names[place].as_str(), self.known_names[known].as_str());
            let is_anothers = is_others(known_by_name.get(name), known) || is_others(file_by_name.get(old), place);
            name == old || (shares_word(name, old) && !is_anothers)
        };
        let is_wrong =
            |(place, candidates): &&(usize, Places)| !candidates.iter().all(|known| is_named(*place, *known));
        let wrong: Places = wishes.iter().filter(is_wrong).map(|(place, _)| *place).collect();
        let of_name = |place: &usize| known_by_name.get(self.names[*place].as_str()).into_iter().flatten().copied();
        let namesakes: Places = wrong.iter().flat_map(of_name).collect();
        self.decide(&wishes, wrong, KEY_OF_OTHER);
        self.claims.hold(namesakes);
    }

    fn match_by_address(&mut self) {
        let mut by_address: BTreeMap<(&str, Address), Places> = BTreeMap::new();
        for (place, known) in
            self.current.adults.iter().enumerate().filter(|(place, _)| !self.claims.claimed.contains(place))
        {
            for address in addresses(known.email.as_ref(), known.phone.as_ref()) {
                by_address.entry((&self.known_names[place], address)).or_default().insert(place);
            }
        }
        let mut wishes = Vec::new();
        let mut alike = Vec::new();
        for place in self.open() {
            let adult = &self.file.adults[place];
            let own = addresses(adult.email.as_ref(), adult.phone.as_ref());
            let near = own.filter_map(|address| by_address.get(&(self.names[place].as_str(), address)));
            let near: Places = near.flatten().copied().collect();
            let (fit, other): (Places, Places) = near.iter().partition(|known| self.can_be(place, **known));
            if fit.is_empty() && !other.is_empty() {
                alike.push(RowProblem::note(adult.line, Some(Field::ContactKey), "adult-alike", ADULT_ALIKE));
            }
            wishes.push((place, fit));
        }
        self.problems.extend(alike);
        self.decide(&wishes, Places::new(), UNCLEAR);
    }

    fn match_by_child(&mut self) {
        let ids = self.current.adults.iter().enumerate().map(|(place, known)| (known.id.as_str(), place));
        let places: BTreeMap<&str, usize> = ids.collect();
        let mut beside: BTreeMap<&str, Places> = BTreeMap::new();
        for guardian in &self.current.guardians {
            let place = places.get(guardian.adult.as_str()).filter(|place| !self.claims.claimed.contains(place));
            beside.entry(guardian.pupil.as_str()).or_default().extend(place);
        }
        let namesakes = |place: usize| {
            let near = self.children[place].iter().flatten().filter_map(|child| beside.get(child)).flatten().copied();
            near.filter(|known| self.known_names[*known] == self.names[place] && self.can_be(place, *known)).collect()
        };
        let wishes: Vec<(usize, Places)> = self.open().map(|place| (place, namesakes(place))).collect();
        self.decide(&wishes, Places::new(), UNCLEAR);
    }

    fn can_be(&self, place: usize, known: usize) -> bool {
        !contradict(self.keys[place].as_ref(), self.current.adults[known].key.as_ref())
    }
}

fn group(names: &[String]) -> BTreeMap<&str, Places> {
    let mut groups: BTreeMap<&str, Places> = BTreeMap::new();
    for (place, name) in names.iter().enumerate() {
        groups.entry(name).or_default().insert(place);
    }
    groups
}

/// Whether two folded names have a word in common: somebody who married, not somebody else.
fn shares_word(one: &str, other: &str) -> bool {
    let words: BTreeSet<&str> = one.split([' ', '-']).collect();
    other.split([' ', '-']).any(|word| words.contains(word))
}

const KEY_OF_OTHER: (Field, &str, &str) = (
    Field::ContactKey,
    "key-of-other-adult",
    "This contact's number belongs to an adult of another name. Correct the number, or the name by hand; this adult is \
     not taken.",
);
const UNCLEAR: (Field, &str, &str) = (
    Field::ContactName,
    "adult-unclear",
    "Several adults have this name, and this file does not say which of them this is. Export the list with the \
     contacts' numbers; this adult is not taken.",
);
const ADULT_ALIKE: &str = "An adult with the same name and address is known under another number. They are taken as two \
                           people; if they are one, remove one of them.";
