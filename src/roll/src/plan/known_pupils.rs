//! Who of the file's children is who on the roll: by their number, then by a name only they have. A wrong match would
//! give one child's consent to another; whoever is in doubt is matched with nobody.

use std::collections::BTreeMap;

use super::Places;
use super::matching::{Claims, Match, contradict};
use crate::current::{CurrentRoll, KnownPupil, Standing};
use crate::fields::Field;
use crate::folding::fold_name;
use crate::rows::{FilePupil, RollFile, RowProblem};

/// A first and a last name, for comparing.
type Name = (String, String);

/// Who on the roll each child of `file` is, whose hashed numbers are `keys`.
pub(super) fn match_pupils(
    file: &RollFile,
    current: &CurrentRoll,
    keys: &[Option<String>],
    problems: &mut Vec<RowProblem>,
) -> (Vec<Match>, Claims) {
    let names: Vec<Vec<Name>> = file.pupils.iter().map(names_of).collect();
    let mut known_by_name: BTreeMap<Name, Places> = BTreeMap::new();
    for (place, known) in current.pupils.iter().enumerate() {
        known_by_name.entry(name_of(known)).or_default().insert(place);
    }
    let mut file_by_name: BTreeMap<&Name, Places> = BTreeMap::new();
    for (place, name) in names.iter().enumerate().flat_map(|(place, names)| names.iter().map(move |name| (place, name)))
    {
        file_by_name.entry(name).or_default().insert(place);
    }
    let matcher = Matcher { file, current, keys, names: &names, known_by_name, file_by_name };
    let mut claims = Claims::default();
    let mut matches = matcher.match_by_key(&mut claims, problems);
    matcher.match_by_name(&mut matches, &mut claims, problems);
    (matches.into_iter().map(|found| found.unwrap_or(Match::New)).collect(), claims)
}

/// What the child is called and the legal name, each with the last name.
fn names_of(pupil: &FilePupil) -> Vec<Name> {
    let last = fold_name(&pupil.last_name);
    let first_names = std::iter::once(&pupil.first_name).chain(&pupil.legal_first_name);
    first_names.map(|first| (fold_name(first), last.clone())).collect()
}

fn name_of(known: &KnownPupil) -> Name {
    (fold_name(&known.first_name), fold_name(&known.last_name))
}

struct Matcher<'a> {
    file: &'a RollFile,
    current: &'a CurrentRoll,
    keys: &'a [Option<String>],
    names: &'a [Vec<Name>],
    known_by_name: BTreeMap<Name, Places>,
    file_by_name: BTreeMap<&'a Name, Places>,
}

impl Matcher<'_> {
    fn match_by_key(&self, claims: &mut Claims, problems: &mut Vec<RowProblem>) -> Vec<Option<Match>> {
        let mut by_key: BTreeMap<&str, Places> = BTreeMap::new();
        for (place, known) in self.current.pupils.iter().enumerate() {
            if let Some(key) = &known.key {
                by_key.entry(key).or_default().insert(place);
            }
        }
        let none = Places::new();
        let of_key = |key: &Option<String>| key.as_deref().and_then(|key| by_key.get(key)).unwrap_or(&none).clone();
        let wishes: Vec<(usize, Places)> = self.keys.iter().map(of_key).enumerate().collect();
        let is_wrong =
            |(place, candidates): &&(usize, Places)| !candidates.iter().all(|known| self.is_named(*place, *known));
        let wrong: Places = wishes.iter().filter(is_wrong).map(|(place, _)| *place).collect();
        let mut matches = vec![None; self.keys.len()];
        for (place, found) in claims.decide(&wishes, &wrong) {
            if found == Some(Match::Doubtful) {
                problems.push(self.problem(place, Field::PupilKey, "key-of-other-child", KEY_OF_OTHER));
            }
            matches[place] = found;
        }
        for place in wrong {
            claims.hold(self.namesakes(place));
        }
        matches
    }

    /// Whether the child at `place`, whose number is that of `known`, is called like them too. One of the two names may
    /// have changed, but not when that makes the child's name another's: then two numbers were mixed up.
    fn is_named(&self, place: usize, known: usize) -> bool {
        let name = name_of(&self.current.pupils[known]);
        let names = &self.names[place];
        let half = |one: &Name| one.0 == name.0 || one.1 == name.1;
        let is_anothers = || {
            let is_old_names =
                self.file_by_name.get(&name).is_some_and(|places| places.iter().any(|one| *one != place));
            let others_on_roll = self.namesakes(place).into_iter().any(|other| other != known);
            is_old_names || others_on_roll || self.has_namesake_in_file(place)
        };
        names.contains(&name) || (names.iter().any(half) && !is_anothers())
    }

    fn has_namesake_in_file(&self, place: usize) -> bool {
        let same = self.names[place].iter().filter_map(|name| self.file_by_name.get(name)).flatten();
        same.copied().any(|other| other != place)
    }

    /// All on the roll who are called like the child at `place`.
    fn namesakes(&self, place: usize) -> Places {
        self.names[place].iter().filter_map(|name| self.known_by_name.get(name)).flatten().copied().collect()
    }

    fn match_by_name(&self, matches: &mut [Option<Match>], claims: &mut Claims, problems: &mut Vec<RowProblem>) {
        let open = (0..matches.len()).filter(|place| matches[*place].is_none());
        let could_be = |place: usize, known: &usize| !claims.claimed.contains(known) && !self.is_other(place, *known);
        let wish = |place: usize| self.namesakes(place).into_iter().filter(|known| could_be(place, known)).collect();
        let mut wishes: Vec<(usize, Places)> = open.map(|place| (place, wish(place))).collect();
        let is_doubted = |(place, candidates): &&(usize, Places)| {
            candidates.iter().any(|known| claims.held.contains(known) || !self.is_possible(*place, *known))
        };
        let doubted: Places = wishes.iter().filter(is_doubted).map(|(place, _)| *place).collect();
        self.tell_namesakes_apart(&mut wishes);
        for (place, found) in claims.decide(&wishes, &doubted) {
            if found == Some(Match::Doubtful) && doubted.contains(&place) {
                problems.push(self.problem(place, Field::PupilKey, "perhaps-known", PERHAPS_KNOWN));
            } else if found == Some(Match::Doubtful) {
                problems.push(self.problem(place, Field::LastName, "namesakes", NAMESAKES));
            }
            matches[place] = found;
        }
    }

    /// Namesakes are told apart only when all of them are where they were: as many in the file as on the roll, each in
    /// the same class and year as exactly one. After a new school year that never holds.
    fn tell_namesakes_apart(&self, wishes: &mut [(usize, Places)]) {
        let mut groups: BTreeMap<Places, Vec<usize>> = BTreeMap::new();
        for (wish, (_, candidates)) in wishes.iter().enumerate().filter(|(_, (_, candidates))| candidates.len() > 1) {
            groups.entry(candidates.clone()).or_default().push(wish);
        }
        for (candidates, group) in groups.into_iter().filter(|(candidates, group)| candidates.len() == group.len()) {
            let same = |wish: &usize| {
                let place = wishes[*wish].0;
                let same: Places =
                    candidates.iter().copied().filter(|known| self.is_same_place(place, *known)).collect();
                (same.len() == 1).then_some(same)
            };
            let Some(found) = group.iter().map(same).collect::<Option<Vec<Places>>>() else { continue };
            if found.iter().flatten().collect::<std::collections::BTreeSet<_>>().len() == group.len() {
                group.iter().zip(found).for_each(|(wish, only)| wishes[*wish].1 = only);
            }
        }
    }

    fn is_same_place(&self, place: usize, known: usize) -> bool {
        self.is_same_class(place, known) && self.file.pupils[place].year == Some(self.current.pupils[known].year)
    }

    fn is_same_class(&self, place: usize, known: usize) -> bool {
        let known = &self.current.pupils[known];
        let class = self.current.classes.iter().find(|class| class.id == known.class);
        class.is_some_and(|class| fold_name(&class.name) == fold_name(&self.file.pupils[place].class))
    }

    /// A child who left under another number is another child.
    fn is_other(&self, place: usize, known: usize) -> bool {
        let known = &self.current.pupils[known];
        known.standing == Standing::Left && contradict(self.keys[place].as_ref(), known.key.as_ref())
    }

    /// Whether a namesake can be taken for the child: no other number, no leap in years, no new name that another child of
    /// the file has too; and who left comes back to the class they left.
    fn is_possible(&self, place: usize, known_place: usize) -> bool {
        let known = &self.current.pupils[known_place];
        let year = |year| i16::try_from(year as usize).unwrap_or_default();
        let leap = self.file.pupils[place].year.map_or(0, |new| year(new) - year(known.year));
        !contradict(self.keys[place].as_ref(), known.key.as_ref())
            && (-1..=2).contains(&leap)
            && (self.names[place].first() == Some(&name_of(known)) || !self.has_namesake_in_file(place))
            && (known.standing == Standing::OnRoll || self.is_same_class(place, known_place))
    }

    fn problem(&self, place: usize, column: Field, code: &'static str, message: &str) -> RowProblem {
        RowProblem::left_out(self.file.pupils[place].line, Some(column), code, message)
    }
}

const KEY_OF_OTHER: &str = "This pupil number belongs to a child of another name on the roll. Correct the number, or the \
                            name on the roll; nothing about this child is taken.";
const PERHAPS_KNOWN: &str = "A child of this name is, or was, on the roll with another number, class or year group. If it \
                             is the same child, correct the roll by hand first; nothing about this child is taken.";
const NAMESAKES: &str = "Several children have this name, and this file does not say which of them this is. Export the \
                         list with UPNs; nothing about this child is taken.";
