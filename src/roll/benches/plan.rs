//! How long a large school's file takes: 5,000 rows read and planned against a roll of 5,000 children.

use std::fmt::Write as _;

use divan::Bencher;
use shine_domain::ids::{PersonId, Slug};
use shine_domain::vocabulary::Year;
use shine_roll::columns::Columns;
use shine_roll::current::{Answering, CurrentRoll, KnownAdult, KnownClass, KnownGuardian, KnownPupil, SetBy, Standing};
use shine_roll::plan::{KeyKind, plan};
use shine_roll::rows::read_rows;
use shine_roll::table::read_table;
use shine_roll::values::SchoolYear;

const CHILDREN: usize = 5_000;

fn main() {
    divan::main();
}

/// One row a child; every tenth has another last name than the roll has, every hundredth is new.
fn file() -> String {
    let mut text = "Adno,First name,Last name,Class,Year,Parent ID,Parent,PR,Email\n".to_owned();
    for number in 0..CHILDREN {
        let last = if number % 10 == 0 { "Changed" } else { "Testperson" };
        let key = if number % 100 == 0 { number + CHILDREN } else { number };
        let (class, adult) = (number / 30, number / 2);
        let _ = writeln!(
            text,
            "{key},Una{number},{last},Class {class},3,P{adult},Ulla Testperson{adult},T,u{adult}@unreal.example"
        );
    }
    text
}

fn id(kind: &str, number: usize) -> PersonId {
    PersonId::try_from(format!("{kind}-{number}")).expect("an id")
}

fn hash(kind: KeyKind, key: &str) -> String {
    format!("{kind:?}{key}")
}

fn roll() -> CurrentRoll {
    let class = |number: usize| Slug::try_from(format!("class-{number}")).expect("a slug");
    let classes = (0..=CHILDREN / 30).map(|number| KnownClass { id: class(number), name: format!("Class {number}") });
    let pupils = (0..CHILDREN).map(|number| KnownPupil {
        id: id("pupil", number),
        key: (number % 2 == 0).then(|| hash(KeyKind::Pupil, &format!("admission:{number}"))),
        first_name: format!("Una{number}"),
        last_name: "Testperson".to_owned(),
        year: Year::Y3,
        class: class(number / 30),
        standing: Standing::OnRoll,
    });
    let adults = (0..CHILDREN / 2).map(|number| KnownAdult {
        id: id("adult", number),
        key: None,
        name: format!("Ulla Testperson{number}"),
        email: Some(format!("u{number}@unreal.example")),
        phone: None,
    });
    let guardians = (0..CHILDREN).map(|number| KnownGuardian {
        adult: id("adult", number / 2),
        pupil: id("pupil", number),
        relationship: None,
        answering: Answering::May,
        set_by: SetBy::File,
    });
    let (classes, pupils) = (classes.collect(), pupils.collect());
    CurrentRoll { classes, pupils, adults: adults.collect(), guardians: guardians.collect() }
}

#[divan::bench]
fn read_and_plan(bencher: Bencher<'_, '_>) {
    let (text, roll) = (file(), roll());
    bencher.bench(|| {
        let table = read_table(text.as_bytes()).expect("a table");
        let file = read_rows(&table, &Columns::guess(&table), &SchoolYear { starting: 2026 });
        plan(&file, &roll, &hash)
    });
}

#[divan::bench]
fn read_only(bencher: Bencher<'_, '_>) {
    let text = file();
    bencher.bench(|| {
        let table = read_table(text.as_bytes()).expect("a table");
        read_rows(&table, &Columns::guess(&table), &SchoolYear { starting: 2026 })
    });
}
