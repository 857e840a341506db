//! Which contacts are one adult.

use shine_roll::rows::{Responsibility, RollFile, Taken};

use super::support::{left_out, notes, read};

/// For each child, the numbers of their adults.
fn families(file: &RollFile) -> Vec<Vec<usize>> {
    file.pupils.iter().map(|pupil| pupil.contacts.iter().map(|contact| contact.adult).collect()).collect()
}

const HEAD: &str = "UPN,First name,Last name,Class,Year,Parent ID,Parent,Email,Mobile\n";

fn families_of(rows: &str) -> Vec<Vec<usize>> {
    families(&read(&format!("{HEAD}{rows}")))
}

#[test]
fn siblings_share_an_adult_by_number_by_address_or_by_telephone() {
    for rows in [
        "A1,Una,Unreal,3A,3,P1,Ursula Unreal,,\nA2,Uli,Unreal,4A,4,p1,Ursula Unreal,u@unreal.example,",
        "A1,Una,Unreal,3A,3,,Ursula Unreal,U@unreal.example,\nA2,Uli,Unreal,4A,4,,Mrs Ursula  UNREAL,u@unreal.example,",
        "A1,Una,Unreal,3A,3,,Ursula Unreal,,07700 900101\nA2,Uli,Unreal,4A,4,,\"Unreal, Ursula\",,+447700900101",
        "A1,Una,Unreal,3A,3,P1,Ursula Unreal,u@unreal.example,\nA2,Uli,Unreal,4A,4,,Ursula Unreal,u@unreal.example,",
    ] {
        assert_eq!(families_of(rows), [[0], [0]], "{rows}");
    }
}

#[test]
fn what_is_not_surely_one_adult_is_two() {
    for rows in [
        "A1,Una,Unreal,3A,3,,Ursula Unreal,,\nA2,Uli,Unreal,4A,4,,Ursula Unreal,,",
        "A1,Una,Unreal,3A,3,P1,Ursula Unreal,u@unreal.example,\nA2,Uli,Unreal,4A,4,P2,Ursula Unreal,u@unreal.example,",
        "A1,Una,Unreal,3A,3,,Ursula Unreal,u@unreal.example,\nA2,Uli,Unreal,4A,4,,Umber Unreal,u@unreal.example,",
        "A1,Una,Unreal,3A,3,,Ursula Unreal,u@unreal.example,\nA2,Uli,Unreal,4A,4,,Ursula Unreal,,",
    ] {
        assert_eq!(families_of(rows), [[0], [1]], "{rows}");
    }
}

#[test]
fn one_adult_may_have_children_in_two_families_and_one_child_two_homes() {
    let rows = "A1,Una,Unreal,3A,3,P1,Ursula Unreal,u@unreal.example,\nA1,Una,Unreal,3A,3,P2,Tom Testperson,t@testperson.example,\n\
                A2,Tia,Testperson,4A,4,P2,Tom Testperson,t@testperson.example,";
    assert_eq!(families_of(rows), [vec![0, 1], vec![1]]);
}

#[test]
fn addresses_shared_blank_or_wrong_are_noted_not_refused() {
    let rows = "A1,Una,Unreal,3A,3,P1,Ursula Unreal,u@unreal.example,\nA1,Una,Unreal,3A,3,P2,Umber Unreal,u@unreal.example,x\n\
                A2,Uli,Unreal,4A,4,P3,Ulla Unreal,not-an-address,\nA3,Ulf,Unreal,4A,4,P4,Ute Unreal,,";
    let file = read(&format!("{HEAD}{rows}"));
    assert_eq!(left_out(&file), []);
    let notes = notes(&file).into_iter().filter(|(_, code)| *code != "upn-wrong").collect::<Vec<_>>();
    assert_eq!(notes, [(1, "emails-blank"), (3, "email-shared"), (3, "phone-wrong"), (4, "email-wrong")]);
    assert!(file.problems[0].message.starts_with("2 adults"));
    assert!(!format!("{:?}", file.problems).contains("unreal.example"));
}

#[test]
fn a_contacts_number_beside_two_names_is_nobody_and_the_child_is_taken_partly() {
    let rows = "A1,Una,Unreal,3A,3,P1,Ursula Unreal,,\nA2,Tia,Testperson,4A,4,P1,Tom Testperson,,";
    let file = read(&format!("{HEAD}{rows}"));
    assert_eq!(left_out(&file), [(2, "contact-key-two-names"), (3, "contact-key-two-names")]);
    assert_eq!(families(&file), [vec![], Vec::<usize>::new()]);
    assert!(file.pupils.iter().all(|pupil| pupil.taken == Taken::Partly));
}

#[test]
fn a_contact_without_a_name_or_with_two_is_left_out() {
    let rows = "A1,Una,Unreal,3A,3,,,u@unreal.example,\nA2,Uli,Unreal,4A,4,,Mr & Mrs Unreal,,";
    let file = read(&format!("{HEAD}{rows}"));
    assert_eq!(left_out(&file), [(2, "contact-name-missing"), (3, "two-people")]);
    assert_eq!(file.pupils.len(), 2);
}

#[test]
fn a_bare_name_is_the_adult_of_that_name_beside_the_same_child() {
    let one = "A1,Una,Unreal,3A,3,,Ursula Unreal,u@unreal.example,\nA1,Una,Unreal,3A,3,,Ursula Unreal,,";
    assert_eq!(families_of(one), [[0]]);
    let two = "A1,Una,Unreal,3A,3,,Jo Unreal,u@unreal.example,\nA1,Una,Unreal,3A,3,,Jo Unreal,v@unreal.example,\n\
               A1,Una,Unreal,3A,3,,Jo Unreal,,";
    let file = read(&format!("{HEAD}{two}"));
    assert_eq!(left_out(&file), [(4, "contact-unclear")]);
    assert_eq!(families(&file), [[0, 1]]);
}

#[test]
fn numbered_contacts_stand_in_one_row() {
    let text = "First name,Last name,Class,Year,Contact 1 name,Contact 1 email,Contact 1 PR,Contact 2 forename,\
                Contact 2 surname,Contact 2 mobile,Contact 2 PR,Contact 3 name,Contact 3 priority\n\
                Una,Unreal,3A,3,Ursula Unreal,u@unreal.example,Y,Umber,Unreal,07700900102,N,,3\n\
                Uli,Unreal,4A,4,\"Unreal, Mr Umber\",,,Ursula,Unreal,,Y,,";
    let file = read(text);
    assert_eq!(left_out(&file), []);
    assert_eq!(file.adults[0].email.as_deref(), Some("u@unreal.example"));
    let asked = |pupil: usize| file.pupils[pupil].contacts.iter().map(|one| one.responsibility).collect::<Vec<_>>();
    assert_eq!(asked(0), [Responsibility::Yes, Responsibility::No]);
    assert_eq!(asked(1), [Responsibility::Blank, Responsibility::Yes]);
    assert_eq!(notes(&file), [(1, "emails-blank"), (3, "responsibility-blank")]);
}

#[test]
fn a_group_of_columns_without_responsibility_beside_one_with_it_grants_nothing() {
    let text = "First name,Last name,Class,Year,Contact 1 name,Contact 1 PR,Contact 2 name\n\
                Una,Unreal,3A,3,Ursula Unreal,Y,Umber Unreal";
    let asked: Vec<Responsibility> = read(text).pupils[0].contacts.iter().map(|one| one.responsibility).collect();
    assert_eq!(asked, [Responsibility::Yes, Responsibility::Blank]);
}

#[test]
fn the_stricter_of_two_answers_about_responsibility_holds() {
    let text = "UPN,First name,Last name,Class,Year,Parent ID,Parent,PR\n\
                A1,Una,Unreal,3A,3,P1,Ursula Unreal,T\nA1,Una,Unreal,3A,3,P1,Ursula Unreal,F";
    let file = read(text);
    assert_eq!(file.pupils[0].contacts.len(), 1);
    assert_eq!(file.pupils[0].contacts[0].responsibility, Responsibility::No);
    assert!(notes(&file).contains(&(3, "responsibility-differs")));
}
