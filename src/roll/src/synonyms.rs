//! What schools and their systems call each column. A heading means something only when all of it is known: "Pupil
//! e-mail" is not "e-mail".
//!
//! Checked against published import guides: "Student ID", "Forename", "Surname", "Parent ID", "(Contact) Priority",
//! "Parental responsibility" (T or F), "(Contact) Home email", "Main telephone", "Primary email", "Mobile number",
//! "Class name" (domain.md 5.1), "UPN", "NC Year". The others are from general knowledge of SIMS, Arbor and Bromcom.

use crate::fields::Field;
use crate::folding::fold_heading;

/// What a heading means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) field: Field,
    /// 0 for the pupil or the only contact of a row, 1 to 4 for "Contact 1" to "Contact 4".
    pub(crate) slot: usize,
    /// Among headings of one field, the smallest is the best.
    pub(crate) rank: usize,
}

/// Ranks below this number are of one sureness, those below twice this of the next: of several headings only the surest
/// are used beside each other.
pub(crate) const RANKS: usize = 100;

/// How many contacts a row may hold beside each other.
pub(crate) const MOST_CONTACTS: usize = 4;

/// The pupil's own columns; a leading "pupil", "student" or "child" is taken away first. The best word stands first.
const PUPIL: &[(Field, &[&str])] = &[
    (
        Field::PupilKey,
        &[
            "upn",
            "unique pupil number",
            "admission number",
            "admission no",
            "adno",
            "adm no",
            "pupil id",
            "student id",
            "arbor student id",
            "pupil number",
            "student number",
            "mis id",
            "external id",
        ],
    ),
    (
        Field::FirstName,
        &[
            "legal first name",
            "legal forename",
            "first name",
            "forename",
            "given name",
            "firstname",
            "legal given name",
        ],
    ),
    (
        Field::PreferredName,
        &[
            "preferred first name",
            "preferred forename",
            "preferred name",
            "known as",
            "chosen name",
            "chosen first name",
        ],
    ),
    (
        Field::LastName,
        &["legal last name", "legal surname", "last name", "surname", "family name", "lastname", "legal family name"],
    ),
    (
        Field::Year,
        &[
            "nc year",
            "national curriculum year",
            "national curriculum year group",
            "curriculum year",
            "year group",
            "yeargroup",
            "year",
            "yr",
            "yr group",
            "year taught in",
            "nc year actual",
        ],
    ),
    (
        Field::Class,
        &[
            "registration group",
            "reg group",
            "registration form",
            "reg form",
            "reg",
            "registration",
            "tutor group",
            "form tutor group",
            "tutor",
            "form group",
            "form",
            "class name",
            "class",
        ],
    ),
    (Field::BirthDate, &["date of birth", "dob", "birth date", "birthdate", "birthday", "d o b"]),
    (Field::Language, &["home language", "first language", "language"]),
];

/// Columns of a contact that nothing else could mean, without the word "contact".
const CONTACT_ALONE: &[(Field, &[&str])] = &[
    (Field::ContactName, &["contact", "parent", "carer", "guardian", "parent carer", "parent guardian"]),
    (
        Field::Relationship,
        &["relationship", "relation", "relationship to pupil", "relationship to student", "relationship to child"],
    ),
    (Field::Responsibility, &["parental responsibility", "has parental responsibility", "pr"]),
    (Field::Priority, &["priority", "contact order"]),
    (
        Field::Email,
        &["primary email", "primary e mail", "home email", "home e mail", "email", "e mail", "email address"],
    ),
    (
        Field::Mobile,
        &["mobile", "mobile number", "mobile phone", "main telephone", "primary telephone", "telephone", "phone"],
    ),
];

/// What follows the word "contact".
const CONTACT: &[(Field, &[&str])] = &[
    (Field::ContactKey, &["id", "key", "number", "person id", "reference"]),
    (Field::ContactName, &["name", "full name", ""]),
    (Field::ContactFirstName, &["forename", "first name", "legal first name", "legal forename", "given name"]),
    (Field::ContactLastName, &["surname", "last name", "legal last name", "legal surname", "family name"]),
    (
        Field::Relationship,
        &["relationship", "relation", "relationship to pupil", "relationship to student", "relationship to child"],
    ),
    (Field::Responsibility, &["parental responsibility", "has parental responsibility", "responsibility", "pr"]),
    (Field::Priority, &["priority", "order"]),
    (
        Field::Email,
        &[
            "primary email",
            "primary e mail",
            "home email",
            "home e mail",
            "email",
            "e mail",
            "email address",
            "e mail address",
        ],
    ),
    (
        Field::Mobile,
        &[
            "mobile",
            "mobile number",
            "mobile phone",
            "main telephone",
            "primary telephone",
            "telephone",
            "phone",
            "telephone number",
            "phone number",
        ],
    ),
];

/// Words for a contact, the longest first.
const CONTACT_WORDS: &[&str] =
    &["parent or carer", "parent guardian", "parent carer", "contact", "parent", "guardian", "carer"];

/// What `heading` means, if it is known.
pub(crate) fn recognise(heading: &str) -> Option<Meaning> {
    if heading.len() > 80 {
        return None;
    }
    let folded = fold_heading(heading);
    let (name, number) = take_number(&folded);
    if let Some(slot) = number {
        return find(CONTACT, after_contact(&name)?, slot);
    }
    let own = ["pupil ", "pupils ", "student ", "students ", "child ", "childs "];
    let bare = own.iter().find_map(|word| folded.strip_prefix(word));
    find(PUPIL, &folded, 0)
        .or_else(|| find(PUPIL, bare?, 0))
        .or_else(|| find(CONTACT_ALONE, &folded, 0).map(|meaning| less_sure(meaning, &folded)))
        .or_else(|| find(CONTACT, after_contact(&folded)?, 0))
}

/// A heading that does not say "contact" is less sure, and a bare "e-mail" least of all: it may be the child's own.
fn less_sure(meaning: Meaning, folded: &str) -> Meaning {
    let is_bare = matches!(folded, "email" | "e mail" | "email address");
    Meaning { rank: meaning.rank + if is_bare { 2 * RANKS } else { RANKS }, ..meaning }
}

/// What is left of a folded heading when "contact" is taken from its beginning or its end.
fn after_contact(folded: &str) -> Option<&str> {
    CONTACT_WORDS.iter().find_map(|word| {
        let rest = folded.strip_prefix(word).filter(|rest| rest.is_empty() || rest.starts_with(' '));
        let rest = rest.or_else(|| folded.strip_suffix(word).filter(|rest| rest.ends_with(' ')));
        rest.map(str::trim)
    })
}

/// A folded heading without its only number from 1 to 4, and that number.
fn take_number(folded: &str) -> (String, Option<usize>) {
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Vec<&str> = folded.split(' ').filter(is_number).collect();
    let rest = folded.split(' ').filter(|word| !is_number(word)).collect::<Vec<_>>().join(" ");
    match numbers[..] {
        [one] => (rest, one.parse().ok().filter(|number| (1..=MOST_CONTACTS).contains(number))),
        _ => (rest, None),
    }
}

fn find(list: &[(Field, &[&str])], name: &str, slot: usize) -> Option<Meaning> {
    list.iter().find_map(|(field, names)| {
        let rank = names.iter().position(|one| *one == name)?;
        Some(Meaning { field: *field, slot, rank })
    })
}

/// Which numbering a key column uses. A number means a person only within its own: pupil 123 is not admission 123.
pub(crate) fn key_scheme(heading: &str) -> String {
    let name = take_number(&fold_heading(heading)).0;
    let name = ["pupil ", "student "]
        .iter()
        .find_map(|own| name.strip_prefix(own))
        .filter(|rest| *rest != "id" && *rest != "number")
        .unwrap_or(&name);
    match name {
        "upn" | "unique pupil number" => "upn".to_owned(),
        "admission number" | "admission no" | "adno" | "adm no" => "admission".to_owned(),
        other => other.to_owned(),
    }
}
