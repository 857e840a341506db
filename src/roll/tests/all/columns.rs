//! What headings mean, and what the office chooses.

use std::collections::BTreeMap;

use shine_roll::columns::{Choice, Columns};
use shine_roll::fields::Field;
use shine_roll::rows::read_rows;
use shine_roll::table::{Table, read_table};

use super::support::{SCHOOL_YEAR, names};

fn table(text: &str) -> Table {
    read_table(text.as_bytes()).expect("a table")
}

fn guess(headings: &str) -> Columns {
    Columns::guess(&table(&format!("{headings}\nx")))
}

fn codes(columns: &Columns) -> Vec<&'static str> {
    columns.problems().iter().map(|problem| problem.code).collect()
}

#[test]
fn headings_are_known_by_many_names() {
    for (field, headings) in [
        (Field::PupilKey, "UPN|Admission number|Adno|Student ID|pupil_id|Pupil UPN"),
        (Field::FirstName, "Forename|Legal Forename|FIRST NAME|Pupil first name|Child's first name"),
        (Field::Year, "NC Year|Year Group|Yr|Curriculum year|Year"),
        (Field::Class, "Reg Group|Reg|Form|Tutor group|Registration group|Class name|Class"),
        (Field::BirthDate, "DOB|Date of birth|D.O.B."),
        (Field::ContactKey, "Parent ID|Contact ID|Contact 2 ID"),
        (Field::ContactName, "Contact name|Parent/Carer|Parent 1|Contact 4 full name|Name (contact 1)|Guardian"),
        (Field::Responsibility, "Parental responsibility|PR|Contact 1 Parental Responsibility"),
        (Field::Email, "Home email|Primary e-mail|Contact email|(Contact) Home Email|Parent 2 e-mail address"),
        (Field::Mobile, "Mobile|Main telephone|Contact telephone|Mobile number"),
        (Field::Language, "Home language|First language"),
    ] {
        for heading in headings.split('|') {
            assert!(guess(heading).has(field), "{heading}");
        }
    }
    for heading in
        ["Pupil email", "Gender", "Address", "Contact 5 name", "Title", "Middle names", "Contact address", "ID"]
    {
        let columns = guess(heading);
        assert!(Field::ALL.iter().all(|field| !columns.has(*field)), "{heading}");
    }
}

#[test]
fn what_is_missing_is_named() {
    assert_eq!(codes(&guess("Shoe size,Hat")), ["column-missing"; 3]);
    assert_eq!(codes(&guess("Forename,Surname,Year")), [""; 0]);
    let columns = guess("Forename,Surname,Class,Home email");
    assert_eq!(codes(&columns), ["contact-names-missing"]);
    assert!(columns.can_read());
}

#[test]
fn of_two_headings_alike_the_office_chooses_unless_one_is_surely_better() {
    let columns = guess("Forename,Legal Forename,Surname,Class");
    assert_eq!(codes(&columns), ["headings-alike", "column-missing"]);
    assert!(!columns.can_read());
    let columns = guess("Admission number,UPN,Forename,Surname,Class,Reg Group,Parent,Home email,Primary email");
    assert_eq!(codes(&columns), [""; 0]);
    let chosen = &columns.choice().columns;
    assert_eq!(chosen[&Field::PupilKey], ["UPN"]);
    assert_eq!(chosen[&Field::Class], ["Reg Group"]);
    assert_eq!(chosen[&Field::Email], ["Primary email", "Home email"]);
}

#[test]
fn a_childs_own_address_never_stands_in_for_a_parents() {
    for (headings, emails) in [
        ("Email,Contact email", vec!["Contact email"]),
        ("Email,Home email,Primary email", vec!["Primary email", "Home email"]),
        ("Primary email,(Contact) Home email", vec!["(Contact) Home email"]),
        ("Pupil email,Email", vec!["Email"]),
    ] {
        let columns = guess(&format!("Forename,Surname,Class,Contact name,{headings}"));
        assert_eq!(columns.choice().columns[&Field::Email], emails, "{headings}");
    }
}

#[test]
fn a_choice_is_remembered_and_found_again() {
    let first = table("Given,Forename,Legal Forename,Surname,Class\nx,Una,Ursula,Unreal,3A");
    let choice = Choice {
        columns: BTreeMap::from([
            (Field::PreferredName, vec!["Forename".to_owned()]),
            (Field::LastName, vec!["surname".to_owned()]),
            (Field::Class, vec!["Class".to_owned()]),
        ]),
        contacts: Vec::new(),
    };
    let columns = Columns::from_choice(&choice, &first);
    assert!(columns.can_read());
    assert_eq!(names(&read_rows(&first, &columns, &SCHOOL_YEAR)), ["Una Unreal"]);
    let kept = serde_json::to_string(columns.choice()).expect("JSON");
    assert!(kept.contains("\"last-name\":[\"Surname\"]"), "{kept}");
    let again: Choice = serde_json::from_str(&kept).expect("a choice");
    assert_eq!(&again, columns.choice());
    let other = table("Forename,Family name,Class\nUna,Unreal,3A");
    assert_eq!(codes(&Columns::from_choice(&again, &other)), ["heading-gone", "column-missing"]);
}

#[test]
fn one_column_cannot_be_two_things() {
    let table = table("Name,Class\nUna,3A");
    let name = || vec!["Name".to_owned()];
    let columns = BTreeMap::from([
        (Field::FirstName, name()),
        (Field::LastName, name()),
        (Field::Class, vec!["Class".to_owned()]),
    ]);
    let columns = Columns::from_choice(&Choice { columns, contacts: Vec::new() }, &table);
    assert_eq!(codes(&columns), ["column-twice"]);
}

#[test]
fn field_words_are_permanent_and_find_themselves() {
    for field in Field::ALL {
        assert_eq!(Field::find(field.word()), Some(*field));
        assert_eq!(serde_json::to_value(field).expect("JSON"), field.word());
    }
}
