//! Which rows are one child.

use shine_domain::vocabulary::Year;
use shine_roll::rows::Taken;

use super::support::{left_out, names, notes, read};

#[test]
fn twins_are_two_children() {
    let file = read("First name,Last name,DOB,Class,Year\nUna,Unreal,1/9/2018,3A,3\nUli,Unreal,1/9/2018,3A,3");
    assert_eq!(names(&file), ["Una Unreal", "Uli Unreal"]);
    assert_eq!(left_out(&file), []);
}

#[test]
fn namesakes_in_one_class_without_anything_to_tell_them_apart_are_both_left_out() {
    let file = read("First name,Last name,Class,Year\nUna,Unreal,3A,3\nUlf,Unreal,3A,3\nUNA,Unreal,3A,3");
    assert_eq!(left_out(&file), [(2, "ambiguous"), (4, "ambiguous")]);
    assert_eq!(names(&file), ["Ulf Unreal"]);
    assert_eq!(file.left_out.len(), 2);
    let told = "UPN,First name,Last name,Class,Year\nA1,Una,Unreal,3A,3\nA2,Una,Unreal,3A,3";
    assert_eq!(names(&read(told)).len(), 2);
    let born = "DOB,First name,Last name,Class,Year\n1/9/2018,Una,Unreal,3A,3\n2/9/2018,Una,Unreal,3A,3";
    assert_eq!(names(&read(born)).len(), 2);
    let other_class = "First name,Last name,Class,Year\nUna,Unreal,3A,3\nUna,Unreal,4A,4";
    assert_eq!(names(&read(other_class)).len(), 2);
}

#[test]
fn a_row_without_a_number_beside_one_with_it_could_be_anybodys() {
    let text =
        "UPN,First name,Last name,Class,Year,Parent\nA1,Una,Unreal,3A,3,Ursula Unreal\n,Una,Unreal,3A,3,Umber Unreal";
    let file = read(text);
    assert_eq!(left_out(&file), [(3, "ambiguous")]);
    assert_eq!(file.pupils[0].taken, Taken::Partly);
    assert_eq!(file.pupils[0].contacts.len(), 1);
}

#[test]
fn several_rows_of_one_child_are_its_adults() {
    let head = "First name,Last name,Class,Year,Parent,Priority\n";
    let file = read(&format!("{head}Una,Unreal,3A,3,Ursula Unreal,2\nUna,Unreal,3A,3,Umber Unreal,1"));
    assert_eq!(file.pupils.len(), 1);
    let first = &file.pupils[0].contacts[0];
    assert_eq!(file.adults[first.adult].name, "Umber Unreal");
    assert_eq!(notes(&file), [(1, "joined-by-name")]);
    for doubtful in [
        "Una,Unreal,3A,3,Ursula Unreal,1\nUlf,Unreal,3A,3,Ursula Unreal,1\nUna,Unreal,3A,3,Umber Unreal,2",
        "Una,Unreal,3A,3,Ursula Unreal,1\nUna,Unreal,3A,3,Umber Unreal,1",
        "Una,Unreal,3A,3,Ursula Unreal,\nUna,Unreal,3A,3,Ursula Unreal,",
        "Una,Unreal,3A,3,Ursula Unreal,1\nUna,Unreal,3A,3,,",
    ] {
        let file = read(&format!("{head}{doubtful}"));
        assert_eq!(left_out(&file).iter().filter(|(_, code)| *code == "ambiguous").count(), 2, "{doubtful}");
    }
}

#[test]
fn one_number_with_two_names_or_two_classes_is_nobody() {
    let head = "UPN,First name,Last name,Class,Year\n";
    for (rows, code) in [
        ("A1,Una,Unreal,3A,3\nA1,Ulf,Unreal,3A,3", "key-two-names"),
        ("A1,Una,Unreal,3A,3\na1 ,Una,Unreal,3B,3", "two-classes"),
        ("A1,Una,Unreal,3A,3\nA1,Una,Unreal,3A,4", "two-classes"),
    ] {
        let file = read(&format!("{head}{rows}"));
        assert_eq!(left_out(&file), [(2, code), (3, code)], "{rows}");
        assert!(file.pupils.is_empty());
    }
}

#[test]
fn what_is_wrong_in_a_row_is_named_by_line_and_column() {
    let head = "UPN,First name,Last name,Class,Year,DOB\n";
    for (row, code) in [
        ("A1,,Unreal,3A,3,", "name-missing"),
        ("A1,Una,,3A,3,", "name-missing"),
        ("A1,Una,Unreal,,3,", "class-missing"),
        ("A1,Una,Unreal,3A,Y9,", "year-unknown"),
        ("A1,Una,\"Un\nreal\",3A,3,", "name-signs"),
        ("A1,Una,Unreal,3A,3,,more", "too-many-cells"),
    ] {
        let file = read(&format!("{head}{row}"));
        assert_eq!(left_out(&file), [(2, code)], "{row}");
        assert_eq!(file.left_out.len(), 1);
        let said = format!("{:?}", file.problems);
        assert!(!said.contains("Una") && !said.contains("nreal"), "{said}");
    }
    let file = read(&format!("{head}A1,Una,Unreal,3A,3,09/25/2018"));
    assert_eq!(notes(&file), [(2, "date-unclear"), (2, "upn-wrong")]);
    assert_eq!(names(&file), ["Una Unreal"]);
}

#[test]
fn the_year_is_told_by_its_column_then_the_birth_date_then_the_class() {
    let text = "First name,Last name,Class,Year,DOB\n\
                Una,Unreal,3A,4,01/09/2018\nUlf,Unreal,Oak,,01/09/2018\nUma,Unreal,5B,,\nUwe,Unreal,Oak,,";
    let years: Vec<Option<Year>> = read(text).pupils.iter().map(|pupil| pupil.year).collect();
    assert_eq!(years, [Some(Year::Y4), Some(Year::Y3), Some(Year::Y5), None]);
    let file = read("First name,Last name,Year\nUna,Unreal,3");
    assert_eq!(file.pupils[0].class, "Year 3");
}

#[test]
fn a_child_one_of_whose_rows_was_left_out_is_taken_partly() {
    let text =
        "UPN,First name,Last name,Class,Year,Parent\nA1,Una,Unreal,3A,3,Ursula Unreal\nA1,Una,Unreal,,3,Umber Unreal";
    let file = read(text);
    assert_eq!(left_out(&file), [(3, "class-missing")]);
    assert_eq!(file.pupils[0].taken, Taken::Partly);
}
