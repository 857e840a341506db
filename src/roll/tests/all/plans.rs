//! What taking a file over would change.

use shine_domain::vocabulary::Year;
use shine_roll::columns::Weight;
use shine_roll::current::{Answering, CurrentRoll, KnownClass, SetBy, Standing};
use shine_roll::plan::{Alarm, Assumed, Plan};

use super::support::{apply, id, known, of_weight, plan_text, roll_of, slug};

const HEAD: &str = "Adno,First name,Last name,Class,Year\n";

fn left_out(plan: &Plan) -> Vec<(u32, &'static str)> {
    of_weight(&plan.problems, Weight::LeftOut)
}

/// A roll of class 3A with children who have no numbers.
fn roll(pupils: &[(&str, &str, &str)]) -> CurrentRoll {
    let classes = ["3a", "3b"].map(|name| KnownClass { id: slug(name), name: name.to_uppercase() }).to_vec();
    let pupils = pupils.iter().map(|(name, first, last)| known(name, first, last, "3a")).collect();
    CurrentRoll { classes, pupils, ..CurrentRoll::default() }
}

/// Plans `text`, and checks that planning it again after taking it over gives nothing.
fn plan(text: &str, current: &CurrentRoll) -> Plan {
    let plan = plan_text(text, current);
    let again = plan_text(text, &apply(current, &plan));
    assert!(again.is_empty(), "a second plan is empty");
    plan
}

#[test]
fn a_first_file_makes_classes_children_adults_and_families() {
    let text = "Adno,First name,Last name,Class,Year,Parent,Email\n1,Una,Unreal,Y3/4 Oak,3,Ursula Unreal,u@unreal.example\n\
                2,Uli,Unreal,Y3/4 Oak,4,Ursula Unreal,u@unreal.example\n3,Ida,Invented,y3/4 OAK,4,,\n4,Ivo,Invented,Y3-4 Oak,3,,";
    let plan = plan(text, &CurrentRoll::default());
    let classes: Vec<&str> = plan.classes.iter().map(|class| class.id.as_str()).collect();
    assert_eq!(classes, ["y3-4-oak", "y3-4-oak-2"]);
    assert_eq!(plan.added.iter().map(|pupil| pupil.year).collect::<Vec<_>>(), [Year::Y3, Year::Y4, Year::Y4, Year::Y3]);
    assert_eq!(plan.added[0].key.as_deref(), Some("Pupil#admission:1"));
    assert_eq!((plan.adults_added.len(), plan.guardians_added.len()), (1, 2));
    assert_eq!(plan.assumes_responsibility, Some(Assumed::Everybody));
    assert_eq!(plan.guardians_added[0].answering, Answering::May);
}

#[test]
fn a_child_is_known_by_number_first_and_changes_are_told() {
    let current = roll_of(&format!("{HEAD}1,Una,Unreal,3A,3\n2,Ulf,Unreal,3A,3"));
    let plan = plan(&format!("{HEAD}1,Una,Testperson,4A,4\n2,Ulf,Unreal,3A,3"), &current);
    assert_eq!((plan.added.len(), plan.leavers.len(), plan.unchanged), (0, 0, 1));
    let last_name = plan.changed[0].last_name.clone().expect("a change");
    assert_eq!((last_name.from.as_str(), last_name.to.as_str()), ("Unreal", "Testperson"));
    assert_eq!(plan.changed[0].year.as_ref().map(|change| change.to), Some(Year::Y4));
    assert_eq!(plan.moved[0].class.to, slug("4a"));
    assert!(plan.changed[0].first_name.is_none() && plan.changed[0].key.is_none());
}

#[test]
fn a_child_without_a_number_is_known_by_a_name_only_they_have() {
    let plan = plan(&format!("{HEAD}1,una,UNREAL,3A,3"), &roll(&[("pupil-a", "Una", "Unreal")]));
    assert_eq!(plan.changed[0].key.as_ref().and_then(|change| change.to.as_deref()), Some("Pupil#admission:1"));
    assert!(plan.added.is_empty() && plan.leavers.is_empty());
}

#[test]
fn a_preferred_name_that_appears_makes_no_new_child() {
    let text = "First name,Preferred name,Last name,Class,Year\nUlysses,Uli,Unreal,3A,3";
    let plan = plan(text, &roll(&[("pupil-a", "Ulysses", "Unreal")]));
    assert_eq!(plan.changed[0].first_name.as_ref().map(|change| change.to.as_str()), Some("Uli"));
    assert!(plan.added.is_empty());
}

#[test]
fn namesakes_are_never_guessed() {
    let two = roll(&[("pupil-a", "Una", "Unreal"), ("pupil-b", "Una", "Unreal")]);
    let one_row = plan("First name,Last name,Class,Year\nUna,Unreal,3A,3", &two);
    assert_eq!(left_out(&one_row), [(2, "namesakes")]);
    assert!(one_row.is_empty(), "neither matched, nor added, nor leaving");
    let rows = "First name,Last name,Class,Year\nUna,Unreal,3A,3\nUna,Unreal,3B,3";
    let one_known = plan(rows, &roll(&[("pupil-a", "Una", "Unreal")]));
    assert_eq!(left_out(&one_known), [(2, "namesakes"), (3, "namesakes")]);
    assert!(one_known.is_empty());
}

#[test]
fn the_same_name_with_another_number_is_not_the_same_child_nor_surely_another() {
    let current = roll_of(&format!("{HEAD}1,Una,Unreal,3A,3\n2,Ulf,Unreal,3A,3"));
    let plan = plan(&format!("{HEAD}7,Una,Unreal,3A,3\n2,Ulf,Unreal,3A,3"), &current);
    assert_eq!(left_out(&plan), [(2, "perhaps-known")]);
    assert!(plan.is_empty());
}

#[test]
fn a_number_that_belongs_to_a_child_of_quite_another_name_is_not_believed() {
    let current = roll_of(&format!("{HEAD}1,Una,Unreal,3A,3"));
    let plan = plan(&format!("{HEAD}1,Ida,Invented,3A,3"), &current);
    assert_eq!(left_out(&plan), [(2, "key-of-other-child")]);
    assert!(plan.is_empty());
}

#[test]
fn numbers_mixed_up_between_brother_and_sister_move_nobodys_consent() {
    let current = roll_of(&format!("{HEAD}1,Una,Unreal,3A,3\n2,Uli,Unreal,3A,3"));
    let swapped = plan(&format!("{HEAD}2,Una,Unreal,3A,3\n1,Uli,Unreal,3A,3"), &current);
    assert_eq!(left_out(&swapped), [(2, "key-of-other-child"), (3, "key-of-other-child")]);
    let once = plan(&format!("{HEAD}1,Uli,Unreal,3A,3"), &current);
    assert_eq!(left_out(&once), [(2, "key-of-other-child")]);
    let third = plan(&format!("{HEAD}1,Uma,Unreal,3A,3\n,Una,Unreal,3A,3"), &current);
    assert_eq!(left_out(&third), [(2, "key-of-other-child"), (3, "perhaps-known")]);
    assert!(swapped.is_empty() && once.is_empty());
}

#[test]
fn namesakes_are_told_apart_only_while_all_are_where_they_were() {
    let rows = "First name,Last name,Class,Year\nUna,Unreal,3A,3\nUna,Unreal,4A,4";
    let current = roll_of(rows);
    let same = plan(&rows.replace("Class", "Form"), &current);
    assert_eq!((left_out(&same), same.unchanged), (vec![], 2));
    let numbered = plan(&format!("{HEAD}1,Una,Unreal,3A,3\n2,Una,Unreal,4A,4"), &current);
    assert_eq!((left_out(&numbered), numbered.changed.len()), (vec![], 2));
    let next_year = plan("First name,Last name,Class,Year\nUna,Unreal,4A,4\nUna,Unreal,5A,5", &current);
    assert_eq!(left_out(&next_year), [(2, "namesakes"), (3, "namesakes")]);
    assert!(next_year.is_empty());
}

#[test]
fn a_name_alone_does_not_leap_over_years() {
    let current = roll(&[("pupil-a", "Una", "Unreal")]);
    let next = plan("First name,Last name,Class,Year\nUna,Unreal,3A,4", &current);
    assert_eq!(next.changed.len(), 1);
    let leap = plan("First name,Last name,Class,Year\nUna,Unreal,3A,R", &current);
    assert_eq!(left_out(&leap), [(2, "perhaps-known")]);
}

#[test]
fn contacts_numbers_mixed_up_between_two_parents_change_nobodys_address() {
    let head = "Adno,First name,Last name,Class,Year,Parent ID,Parent,Email\n";
    let rows =
        "1,Una,Unreal,3A,3,P1,Ursula Unreal,u@unreal.example\n1,Una,Unreal,3A,3,P2,Umber Unreal,v@unreal.example";
    let current = roll_of(&format!("{head}{rows}"));
    let swapped = rows.replace("P1", "P0").replace("P2", "P1").replace("P0", "P2");
    let plan = plan(&format!("{head}{swapped}"), &current);
    assert_eq!(left_out(&plan), [(2, "key-of-other-adult"), (3, "key-of-other-adult")]);
    assert!(plan.is_empty());
}

#[test]
fn numbers_of_another_kind_never_meet_and_sound_the_alarm() {
    let current = roll_of("Adno,First name,Last name,Class,Year\n1,Una,Unreal,3A,3\n2,Ida,Unreal,3A,3");
    let plan = plan("Pupil ID,First name,Last name,Class,Year\n2,Una,Unreal,3A,3\n1,Ida,Unreal,3A,3", &current);
    assert_eq!(plan.alarm, Some(Alarm::OtherKeys));
    assert_eq!(left_out(&plan), [(2, "perhaps-known"), (3, "perhaps-known")]);
    assert!(plan.is_empty());
}

#[test]
fn leavers_are_proposed_only_from_classes_in_the_file() {
    let current =
        roll_of(&format!("{HEAD}1,Una,Unreal,3A,3\n2,Ulf,Unreal,3A,3\n3,Ida,Invented,4A,4\n4,Ivo,Invented,3A,3"));
    let plan = plan(&format!("{HEAD}1,Una,Unreal,3A,3\n4,Ivo,Invented,3A,3"), &current);
    assert_eq!(plan.leavers, [current.pupils[1].id.clone()]);
    assert_eq!(plan.classes_absent, [slug("4a")]);
    assert_eq!(plan.alarm, None);
}

#[test]
fn a_file_without_most_of_the_roll_sounds_the_alarm() {
    let all = format!("{HEAD}1,Una,Unreal,3A,3\n2,Ulf,Unreal,3A,3\n3,Ida,Invented,3A,3");
    let plan = plan(&format!("{HEAD}1,Una,Unreal,3A,3"), &roll_of(&all));
    assert_eq!((plan.leavers.len(), plan.alarm), (2, Some(Alarm::MostLeave)));
}

#[test]
fn who_was_left_out_for_a_problem_is_no_leaver() {
    let current =
        roll_of(&format!("{HEAD}1,Una,Unreal,3A,3\n2,Ulf,Unreal,3A,3\n3,Ida,Invented,3A,3\n4,Ivo,Invented,3A,3"));
    let rest = "3,Ida,Invented,3A,3\n4,Ivo,Invented,3A,3\n";
    let gone = plan(&format!("{HEAD}{rest}1,Una,Unreal,3A,3"), &current);
    assert_eq!(gone.leavers.len(), 1);
    for row in ["2,Ulf,Unreal,,3", ",Ulf,Unreal,3A,Y9", "2,,,3A,3", ",,Unreal,3A,3", ",,,3A,3"] {
        let plan = plan(&format!("{HEAD}{rest}1,Una,Unreal,3A,3\n{row}"), &current);
        assert_eq!(plan.leavers, [], "{row}");
    }
    let unreadable = plan(&format!("{HEAD}{rest}x,x,x,x,3,x"), &current);
    assert_eq!(unreadable.leavers, []);
    assert_eq!(of_weight(&unreadable.problems, Weight::Note), [(1, "leavers-held-back")]);
}

#[test]
fn who_left_comes_back_by_number_or_to_the_class_they_left() {
    let mut current = roll_of(&format!("{HEAD}1,Una,Unreal,3A,3\n,Ulf,Unreal,3A,3"));
    current.pupils.iter_mut().for_each(|pupil| pupil.standing = Standing::Left);
    let back = plan(&format!("{HEAD}1,Una,Unreal,4A,4\n,Ulf,Unreal,3A,3"), &current);
    assert_eq!(back.returned.len(), 2);
    let elsewhere = plan(&format!("{HEAD},Ulf,Unreal,4A,4"), &current);
    assert_eq!(left_out(&elsewhere), [(2, "perhaps-known")]);
    let other = plan(&format!("{HEAD}9,Una,Unreal,3A,3"), &current);
    assert_eq!(other.added.len(), 1, "who left under another number is another child");
}

#[test]
fn a_new_child_needs_a_year_a_known_one_keeps_theirs() {
    let plan =
        plan("First name,Last name,Class\nUna,Unreal,Oak\nUlf,Unreal,Oak", &roll(&[("pupil-a", "Una", "Unreal")]));
    assert_eq!(left_out(&plan), [(3, "year-missing")]);
    assert_eq!((plan.moved.len(), plan.changed.len()), (1, 0));
}

const FAMILY: &str = "Adno,First name,Last name,Class,Year,Parent ID,Parent,Relationship,PR,Email,Mobile\n";

#[test]
fn responsibility_decides_who_may_answer() {
    let rows = "1,Una,Unreal,3A,3,P1,Ursula Unreal,Mother,T,u@unreal.example,\n1,Una,Unreal,3A,3,P2,Umber Unreal,Father,F,,\n\
                1,Una,Unreal,3A,3,P3,Ute Unreal,Aunt,,,";
    let first = plan(&format!("{FAMILY}{rows}"), &CurrentRoll::default());
    let answering: Vec<Answering> = first.guardians_added.iter().map(|one| one.answering).collect();
    assert_eq!(answering, [Answering::May, Answering::MayNot, Answering::MayNot]);
    assert_eq!(first.assumes_responsibility, None);
    let current = roll_of(&format!("{FAMILY}{rows}"));
    let turned = rows.replace("Father,F", "Stepfather,T");
    let second = plan(&format!("{FAMILY}{turned}"), &current);
    assert_eq!(second.guardians_changed.len(), 1);
    assert_eq!(second.guardians_changed[0].answering.as_ref().map(|change| change.to), Some(Answering::May));
    let silent = "Adno,First name,Last name,Class,Year,Parent ID,Parent\n1,Una,Unreal,3A,3,P2,Umber Unreal\n\
                  1,Una,Unreal,3A,3,P1,Ursula Unreal\n1,Una,Unreal,3A,3,P3,Ute Unreal";
    assert!(plan(silent, &current).is_empty(), "a file without the column changes nobody's right");
}

#[test]
fn what_the_office_set_by_hand_stays() {
    let rows = "1,Una,Unreal,3A,3,P1,Ursula Unreal,Mother,T,,\n1,Una,Unreal,3A,3,P2,Umber Unreal,Father,T,,";
    let mut current = roll_of(&format!("{FAMILY}{rows}"));
    for guardian in &mut current.guardians {
        (guardian.answering, guardian.set_by) = (Answering::MayNot, SetBy::Hand);
    }
    let plan = plan(&format!("{FAMILY}1,Una,Unreal,3A,3,P1,Ursula Unreal,Mama,T,,"), &current);
    assert!(plan.is_empty());
    let notes = of_weight(&plan.problems, Weight::Note);
    assert!(notes.contains(&(2, "set-by-hand")) && notes.contains(&(2, "kept-by-hand")), "{notes:?}");
}

#[test]
fn an_adult_no_longer_named_is_proposed_not_removed_and_only_beside_children_in_the_file() {
    let rows = "1,Una,Unreal,3A,3,P1,Ursula Unreal,,T,,\n1,Una,Unreal,3A,3,P2,Umber Unreal,,T,,\n\
                2,Ida,Invented,4A,4,P2,Umber Unreal,,T,,";
    let current = roll_of(&format!("{FAMILY}{rows}"));
    let plan_one = plan(&format!("{FAMILY}1,Una,Unreal,3A,3,P1,Ursula Unreal,,T,,"), &current);
    assert_eq!(plan_one.guardians_missing.len(), 1);
    let partly = "1,Una,Unreal,3A,3,P1,Ursula Unreal,,T,,\n1,Una,Unreal,3A,3,P2,Mr & Mrs Unreal,,T,,";
    assert_eq!(plan(&format!("{FAMILY}{partly}"), &current).guardians_missing.len(), 0);
    let no_adults = plan(&format!("{HEAD}1,Una,Unreal,3A,3"), &current);
    assert_eq!(no_adults.guardians_missing.len(), 0, "a file without contacts says nothing about them");
}

#[test]
fn adults_are_known_by_number_then_address_then_beside_the_child() {
    let head = "Adno,First name,Last name,Class,Year,Parent ID,Parent,Email,Mobile\n";
    let current = roll_of(&format!(
        "{head}1,Una,Unreal,3A,3,P1,Ursula Unreal,u@unreal.example,\n2,Ida,Invented,3A,3,,Ivo Invented,i@invented.example,\n\
         3,Tia,Testperson,3A,3,,Tom Testperson,,"
    ));
    let text = format!(
        "{head}1,Una,Unreal,3A,3,P1,Ursula Married,u2@unreal.example,\n\
         2,Ida,Invented,3A,3,P7,Ivo Invented,I@invented.example,07700 900107\n\
         3,Tia,Testperson,3A,3,,Tom Testperson,t@testperson.example,"
    );
    let plan = plan(&text, &current);
    assert_eq!((plan.adults_added.len(), plan.adults_changed.len(), plan.guardians_missing.len()), (0, 3, 0));
    assert_eq!(plan.adults_changed[0].name.as_ref().map(|change| change.to.as_str()), Some("Ursula Married"));
    assert!(plan.adults_changed[1].key.is_some() && plan.adults_changed[1].phone.is_some());
    assert!(plan.adults_changed[2].email.is_some());
    let other_name = text.replace("Ursula Married", "Ida Fiction");
    assert_eq!(left_out(&plan_text(&other_name, &current)), [(2, "key-of-other-adult")]);
}

#[test]
fn an_adult_of_the_same_name_beside_another_child_is_another_adult() {
    let head = "Adno,First name,Last name,Class,Year,Parent,Email\n";
    let current = roll_of(&format!("{head}1,Una,Unreal,3A,3,Jo Same,"));
    let plan = plan(&format!("{head}1,Una,Unreal,3A,3,Jo Same,\n2,Ida,Invented,3A,3,Jo Same,j@same.example"), &current);
    assert_eq!(plan.adults_added.len(), 1);
}

#[test]
fn nothing_of_a_plan_is_printed_by_debug() {
    let current = roll(&[("pupil-a", "Una", "Unreal")]);
    let plan = plan(&format!("{HEAD}1,Una,Unreal,3A,3\n2,Ida,Invented,3A,3"), &current);
    assert_eq!(format!("{plan:?} {:?} {:?}", plan.added, plan.changed), "Plan(…) [AddedPupil(…)] [ChangedPupil(…)]");
    assert_eq!(plan.changed[0].id, id("pupil-a"));
}
