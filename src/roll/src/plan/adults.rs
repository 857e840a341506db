//! The adults: by their number, then by name and address, then by name beside the very same child.

use std::collections::{BTreeMap, BTreeSet};

use super::matching::{Claims, Match, contradict};
use super::pupils::PupilRefs;
use super::{AddedAdult, AdultRef, Change, ChangedAdult, Hash, KeyKind, Places, Plan, PupilRef};
use crate::columns::Field;
use crate::current::{CurrentRoll, KnownAdult};
use crate::folding::{fold_email, fold_name, fold_phone};
use crate::rows::{FileAdult, RollFile, RowProblem};

/// For each adult of the file, who they are; `None` when they were left out, or belong to no child that was taken.
pub(super) type AdultRefs = Vec<Option<AdultRef>>;

pub(super) fn plan_adults(
    file: &RollFile,
    current: &CurrentRoll,
    hash: Hash<'_>,
    pupils: &PupilRefs,
    plan: &mut Plan,
) -> AdultRefs {
    let keys: Vec<Option<String>> =
        file.adults.iter().map(|adult| adult.key.as_deref().map(|key| hash(KeyKind::Contact, key))).collect();
    let matches = Matcher::new(file, current, &keys, pupils, &mut plan.problems).match_all();
    let mut refs = Vec::with_capacity(matches.len());
    for ((adult, key), found) in file.adults.iter().zip(keys).zip(matches) {
        refs.push(match found {
            Some(Match::Known(known)) => {
                let known = &current.adults[known];
                plan.adults_changed.extend(find_changes(adult, key, known));
                Some(AdultRef::Known(known.id.clone()))
            }
            Some(Match::New) => {
                plan.adults_added.push(AddedAdult {
                    line: adult.line,
                    key,
                    name: adult.name.clone(),
                    email: adult.email.clone(),
                    phone: adult.phone.clone(),
                });
                Some(AdultRef::New(plan.adults_added.len() - 1))
            }
            Some(Match::Doubtful) | None => None,
        });
    }
    refs
}

/// What two adults share when they are surely one, beside the name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Address {
    Email(String, String),
    Phone(String, String),
}

fn addresses(name: &str, email: Option<&String>, phone: Option<&String>) -> Vec<Address> {
    let name = fold_name(name);
    let email = email.map(|email| Address::Email(name.clone(), fold_email(email)));
    let phone = phone.and_then(|phone| fold_phone(phone)).map(|phone| Address::Phone(name.clone(), phone));
    email.into_iter().chain(phone).collect()
}

struct Matcher<'a> {
    file: &'a RollFile,
    current: &'a CurrentRoll,
    keys: &'a [Option<String>],
    claims: Claims,
    problems: &'a mut Vec<RowProblem>,
    /// For each adult of the file, the children on the roll they stand beside; `None` when all were left out.
    children: Vec<Option<BTreeSet<&'a str>>>,
}

impl<'a> Matcher<'a> {
    fn new(
        file: &'a RollFile,
        current: &'a CurrentRoll,
        keys: &'a [Option<String>],
        pupils: &'a PupilRefs,
        problems: &'a mut Vec<RowProblem>,
    ) -> Self {
        let mut children: Vec<Option<BTreeSet<&str>>> = vec![None; file.adults.len()];
        for (pupil, found) in file.pupils.iter().zip(pupils) {
            let Some(found) = found else { continue };
            for contact in &pupil.contacts {
                let beside = children[contact.adult].get_or_insert_default();
                if let PupilRef::Known(id) = found {
                    beside.insert(id.as_str());
                }
            }
        }
        Self { file, current, keys, claims: Claims::default(), problems, children }
    }

    fn match_all(mut self) -> Vec<Option<Match>> {
        let mut matches = vec![None; self.keys.len()];
        let by_key = self.wishes_by_key();
        let wrong = |(place, candidates): &(usize, Places)| {
            let shares = |known: &usize| shares_word(&self.file.adults[*place].name, &self.current.adults[*known].name);
            (!candidates.iter().all(shares)).then_some(*place)
        };
        let wrong: Places = by_key.iter().filter_map(wrong).collect();
        self.decide(&by_key, &wrong, &mut matches, KEY_OF_OTHER);
        let by_address = self.wishes_by_address(&matches);
        self.decide(&by_address, &Places::new(), &mut matches, UNCLEAR);
        let by_child = self.wishes_by_child(&matches);
        self.decide(&by_child, &Places::new(), &mut matches, UNCLEAR);
        let is_taken = self.children.iter().map(Option::is_some);
        matches
            .into_iter()
            .zip(is_taken)
            .map(|(found, is_taken)| is_taken.then(|| found.unwrap_or(Match::New)))
            .collect()
    }

    fn decide(
        &mut self,
        wishes: &[(usize, Places)],
        doubted: &Places,
        matches: &mut [Option<Match>],
        (column, code, message): (Field, &'static str, &str),
    ) {
        for (place, found) in self.claims.decide(wishes, doubted) {
            if found == Some(Match::Doubtful) {
                self.problems.push(RowProblem::left_out(self.file.adults[place].line, Some(column), code, message));
            }
            matches[place] = found;
        }
    }

    /// Adults of the file who belong to a child that was taken and are not matched yet.
    fn open<'b>(&'b self, matches: &'b [Option<Match>]) -> impl Iterator<Item = usize> + 'b {
        (0..matches.len()).filter(|place| matches[*place].is_none() && self.children[*place].is_some())
    }

    fn wishes_by_key(&self) -> Vec<(usize, Places)> {
        let mut by_key: BTreeMap<&String, Places> = BTreeMap::new();
        for (place, known) in self.current.adults.iter().enumerate() {
            if let Some(key) = &known.key {
                by_key.entry(key).or_default().insert(place);
            }
        }
        let of_key = |place: &usize| self.keys[*place].as_ref().and_then(|key| by_key.get(key)).cloned();
        let places = (0..self.keys.len()).filter(|place| self.children[*place].is_some());
        places.map(|place| (place, of_key(&place).unwrap_or_default())).collect()
    }

    fn wishes_by_address(&mut self, matches: &[Option<Match>]) -> Vec<(usize, Places)> {
        let mut by_address: BTreeMap<Address, Places> = BTreeMap::new();
        for (place, known) in self.current.adults.iter().enumerate().filter(|(place, _)| self.claims.is_free(*place)) {
            for address in addresses(&known.name, known.email.as_ref(), known.phone.as_ref()) {
                by_address.entry(address).or_default().insert(place);
            }
        }
        let mut wishes = Vec::new();
        let mut alike = Vec::new();
        for place in self.open(matches) {
            let adult = &self.file.adults[place];
            let near = addresses(&adult.name, adult.email.as_ref(), adult.phone.as_ref());
            let near: Places = near.iter().filter_map(|address| by_address.get(address)).flatten().copied().collect();
            let (fit, other): (Places, Places) = near.iter().partition(|known| self.can_be(place, **known));
            if fit.is_empty() && !other.is_empty() {
                alike.push(adult.line);
            }
            wishes.push((place, fit));
        }
        let note = |line| RowProblem::note(line, Some(Field::ContactKey), "adult-alike", ADULT_ALIKE);
        self.problems.extend(alike.into_iter().map(note));
        wishes
    }

    fn wishes_by_child(&self, matches: &[Option<Match>]) -> Vec<(usize, Places)> {
        let places: BTreeMap<&str, usize> =
            self.current.adults.iter().enumerate().map(|(place, known)| (known.id.as_str(), place)).collect();
        let mut beside: BTreeMap<&str, Places> = BTreeMap::new();
        for guardian in &self.current.guardians {
            let place = places.get(guardian.adult.as_str());
            beside
                .entry(guardian.pupil.as_str())
                .or_default()
                .extend(place.filter(|place| self.claims.is_free(**place)));
        }
        let namesakes = |place: usize| {
            let name = fold_name(&self.file.adults[place].name);
            let children = self.children[place].iter().flatten();
            let near = children.filter_map(|child| beside.get(child)).flatten().copied();
            near.filter(|known| fold_name(&self.current.adults[*known].name) == name && self.can_be(place, *known))
                .collect()
        };
        self.open(matches).map(|place| (place, namesakes(place))).collect()
    }

    fn can_be(&self, place: usize, known: usize) -> bool {
        !contradict(self.keys[place].as_ref(), self.current.adults[known].key.as_ref())
    }
}

const KEY_OF_OTHER: (Field, &str, &str) = (
    Field::ContactKey,
    "key-of-other-adult",
    "This contact's number belongs to an adult of quite another name. Correct the number, or the name by hand; this \
     adult is not taken.",
);
const UNCLEAR: (Field, &str, &str) = (
    Field::ContactName,
    "adult-unclear",
    "Several adults have this name, and this file does not say which of them this is. Export the list with the \
     contacts' numbers; this adult is not taken.",
);
const ADULT_ALIKE: &str = "An adult with the same name and address is known under another number. They are taken as two people; \
                           if they are one, remove one of them.";

/// Whether two whole names have a word in common: somebody who married, not somebody else.
fn shares_word(one: &str, other: &str) -> bool {
    let words = |name: &str| fold_name(name).split([' ', '-']).map(ToOwned::to_owned).collect::<BTreeSet<String>>();
    !words(one).is_disjoint(&words(other))
}

fn find_changes(adult: &FileAdult, key: Option<String>, known: &KnownAdult) -> Option<ChangedAdult> {
    let other = |from: &Option<String>, to: &Option<String>| to.as_ref().and_then(|_| Change::between(from, to));
    let changed = ChangedAdult {
        id: known.id.clone(),
        name: Change::between(&known.name, &adult.name),
        email: other(&known.email, &adult.email),
        phone: other(&known.phone, &adult.phone),
        key: other(&known.key, &key.filter(|_| known.key.is_none())),
    };
    let is_changed =
        changed.name.is_some() || changed.email.is_some() || changed.phone.is_some() || changed.key.is_some();
    is_changed.then_some(changed)
}
