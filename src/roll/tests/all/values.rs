//! Single cells.

use shine_domain::vocabulary::Year;
use shine_roll::values::{
    check_email, check_name, is_upn, parse_contact_name, parse_date, parse_year, parse_yes, year_of_class,
};

use super::support::SCHOOL_YEAR;

#[test]
fn years_are_spelt_in_many_ways() {
    let table: [(Year, &[&str]); 4] = [
        (Year::Nursery, &["N", "n1", "N2", "Nursery", "FS1", "NURSERY 2"]),
        (Year::Reception, &["R", "r", "Reception", "YR", "Year R", "0", "00", "FS2", "NC Year 0"]),
        (Year::Y1, &["1", "01", "Y1", "Yr 1", "Year 1", "year1", "NC Year 1", "Year Group 1"]),
        (Year::Y6, &["6", "Y6", "Year 06"]),
    ];
    for (year, spellings) in table {
        for spelling in spellings {
            assert_eq!(parse_year(spelling), Ok(year), "{spelling}");
        }
    }
    for wrong in ["7", "Y9", "", "3/4", "Year", "-1", "0.1", "0/4", "1.0.0", "yr 3 4", "²"] {
        assert_eq!(parse_year(wrong).map_err(|problem| problem.code), Err("year-unknown"), "{wrong}");
    }
    assert!(parse_year("Y9").expect_err("no year").message.contains("\"Y9\""));
}

#[test]
fn a_class_may_say_its_year_but_a_mixed_one_does_not() {
    for (name, year) in
        [("3A", Year::Y3), ("Year 3 Oak", Year::Y3), ("Y6", Year::Y6), ("Reception Acorns", Year::Reception)]
    {
        assert_eq!(year_of_class(name), Some(year), "{name}");
    }
    for name in ["Oak", "Y3/4", "3/4 Oak", "Room 3", "Year 3/4", "0B", "Nursery/1"] {
        assert_eq!(year_of_class(name), None, "{name}");
    }
}

#[test]
fn dates_are_written_day_first_or_as_iso() {
    let date = |text| parse_date(text).map_err(|problem| problem.code);
    let expected = date("2019-09-01");
    assert!(expected.is_ok());
    for text in [
        "01/09/2019",
        "1/9/19",
        "01-09-2019",
        "1 Sep 2019",
        "1 September 2019",
        "01/09/2019 00:00:00",
        "2019-09-01T00:00:00",
        "01.09.2019",
    ] {
        assert!(date(text) == expected, "{text}");
    }
    for text in ["09/25/2019", "31/02/2019", "29/02/2023", "", "2019", "43709", "1/2/3/4", "00/01/2019", "1/1/0001"] {
        assert_eq!(date(text).err(), Some("date-unclear"), "{text}");
    }
    assert!(parse_date("09/25/2019").expect_err("no date").message.contains("month first"));
}

#[test]
fn the_year_group_goes_by_the_age_on_the_last_of_august() {
    let year = |text| parse_date(text).expect("a date").year_in(SCHOOL_YEAR);
    assert_eq!(year("31/08/2022"), Some(Year::Reception));
    assert_eq!(year("01/09/2022"), Some(Year::Nursery));
    assert_eq!(year("01/09/2015"), Some(Year::Y6));
    assert_eq!(year("31/08/2015"), None);
    assert_eq!(year("01/09/2023"), None);
    assert_eq!(year("01/01/2030"), None);
}

#[test]
fn yes_and_no() {
    for yes in ["T", "true", "YES", "y", "1"] {
        assert_eq!(parse_yes(yes), Some(true), "{yes}");
    }
    for no in ["F", "False", "no", "N", "0"] {
        assert_eq!(parse_yes(no), Some(false), "{no}");
    }
    assert_eq!(parse_yes("perhaps"), None);
}

#[test]
fn addresses_are_checked_lightly() {
    for right in ["a@b.example", "una.unreal+school@mail.unreal.example", "ü@ü.example", "o'unreal@x.example"] {
        assert!(check_email(right).is_ok(), "{right}");
    }
    let long = format!("{}@b.example", "a".repeat(250));
    for wrong in [
        "a@b",
        "a b@c.example",
        "@b.example",
        "a@@b.example",
        "a@.example",
        "a@b.example; c@d.example",
        "\u{202e}a@b.example",
        "a@b.example.",
        &long,
    ] {
        assert!(check_email(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_upn_has_a_check_letter() {
    for right in ["H801200001001", "h801200001001"] {
        assert!(is_upn(right), "{right}");
    }
    for wrong in ["A801200001001", "H801200001010", "H80120000100", "H8012000010011", "", "É80120000100"] {
        assert!(!is_upn(wrong), "{wrong}");
    }
}

#[test]
fn names_of_contacts_are_turned_round_and_lose_their_titles() {
    for (cell, name) in [
        ("Unreal, Una", "Una Unreal"),
        ("Unreal, Mrs Una", "Una Unreal"),
        ("Dr. Una Unreal", "Una Unreal"),
        ("mr Una Unreal", "Una Unreal"),
        ("Mrs Unreal", "Unreal"),
        ("Drew Unreal", "Drew Unreal"),
        ("Una", "Una"),
    ] {
        assert_eq!(parse_contact_name(cell).as_deref(), Ok(name), "{cell}");
    }
    for cell in ["Mr & Mrs Unreal", "Una and Ulf Unreal", "Una/Ulf Unreal"] {
        assert_eq!(parse_contact_name(cell).map_err(|problem| problem.code), Err("two-people"), "{cell}");
    }
    assert!(parse_contact_name("Amanda Sandham").is_ok());
}

#[test]
fn names_that_would_read_differently_are_refused_without_being_quoted() {
    let long = "a".repeat(121);
    for (name, code) in [
        ("Una\nUnreal", "name-signs"),
        ("Una\u{202e}laernU", "name-direction"),
        ("Zo\u{fffd}", "name-damaged"),
        (&long, "name-too-long"),
    ] {
        let problem = check_name(name).expect_err("a problem");
        assert_eq!(problem.code, code);
        assert!(!problem.message.contains("Una") && !problem.message.contains("Zo"));
    }
}
