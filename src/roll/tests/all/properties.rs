//! What holds for every file: nothing panics, and a plan taken over leaves nothing to do.

use proptest::prelude::*;
use shine_roll::columns::Columns;
use shine_roll::current::CurrentRoll;
use shine_roll::rows::read_rows;
use shine_roll::table::read_table;

use super::support::{SCHOOL_YEAR, apply, plan_for, read};

/// Few names, numbers and addresses, so that they meet in every way.
fn one_of(values: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(values)
}

fn row() -> impl Strategy<Value = String> {
    let pupil = (
        one_of(&["", "", "K1", "K2", "K3"]),
        one_of(&["Una", "Ulf", "Ida", "Una", ""]),
        one_of(&["", "", "Uli", "Una"]),
        one_of(&["Unreal", "Invented"]),
        one_of(&["3A", "4A", "Oak", ""]),
        one_of(&["3", "4", "", "9"]),
        one_of(&["", "", "01/09/2018", "02/09/2018"]),
    );
    let contact = (
        one_of(&["", "", "P1", "P2"]),
        one_of(&["Jo Same", "Jo Same", "Jo Other", "", "A & B"]),
        one_of(&["", "Mother"]),
        one_of(&["T", "F", "", "T"]),
        one_of(&["", "a@x.example", "b@x.example"]),
        one_of(&["", "07700900101", "07700900102"]),
    );
    (pupil, contact)
        .prop_map(|((a, b, c, d, e, f, g), (h, i, j, k, l, m))| [a, b, c, d, e, f, g, h, i, j, k, l, m].join(","))
}

fn file() -> impl Strategy<Value = String> {
    let head = "UPN,First name,Preferred name,Last name,Class,Year,DOB,Parent ID,Parent,Relationship,PR,Email,Mobile";
    prop::collection::vec(row(), 1..9).prop_map(move |rows| format!("{head}\n{}\n", rows.join("\n")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn a_plan_taken_over_leaves_nothing_to_do(before in prop::collection::vec(file(), 0..3), last in file()) {
        let mut roll = CurrentRoll::default();
        for text in &before {
            roll = apply(&roll, &plan_for(&read(text), &roll));
        }
        let file = read(&last);
        let after = apply(&roll, &plan_for(&file, &roll));
        let again = plan_for(&file, &after);
        prop_assert!(again.is_empty(), "{before:#?}\n{last}\nagain: {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            again.added.len(), again.changed.len(), again.moved.len(), again.returned.len(), again.leavers.len(),
            again.adults_added.len(), again.adults_changed.len(), again.guardians_added.len(),
            again.guardians_changed.len(), again.guardians_missing.len());
    }

    #[test]
    fn nobody_is_matched_twice(before in file(), last in file()) {
        let empty = CurrentRoll::default();
        let roll = apply(&empty, &plan_for(&read(&before), &empty));
        let file = read(&last);
        let plan = plan_for(&file, &roll);
        let touched = plan.added.len() + plan.unchanged;
        prop_assert!(touched <= file.pupils.len());
        prop_assert!(plan.leavers.iter().all(|id| !plan.returned.contains(id)));
        prop_assert!(plan.leavers.iter().all(|id| plan.changed.iter().all(|one| one.id != *id)));
        prop_assert!(plan.leavers.iter().all(|id| plan.moved.iter().all(|one| one.id != *id)));
        let mut pairs: Vec<_> = plan.guardians_added.iter().map(|one| (one.pupil.clone(), one.adult.clone())).collect();
        let count = pairs.len();
        pairs.sort();
        pairs.dedup();
        prop_assert_eq!(pairs.len(), count);
    }

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_all(&bytes);
    }

    #[test]
    fn nearly_a_file_never_panics(text in "(First name|Last name|Class|Year|DOB|,|;|\"|\r|\n|\t|3A|Parent|Contact [1-5] name|é|=|sep=;|\\PC){0,60}") {
        read_all(text.as_bytes());
    }

    #[test]
    fn what_a_writer_of_csv_writes_is_read_cell_by_cell(
        rows in prop::collection::vec(prop::collection::vec("[a-c\"',; \n]{0,6}", 3), 1..6),
    ) {
        let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Necessary).from_writer(Vec::new());
        writer.write_record(["First name", "Last name", "Class"]).expect("memory");
        let rows: Vec<&Vec<String>> = rows.iter().filter(|row| row.iter().any(|cell| cell.contains(['a', 'b', 'c', '"', '\'']))).collect();
        for row in &rows {
            writer.write_record(row.iter()).expect("memory");
        }
        let bytes = writer.into_inner().expect("memory");
        prop_assume!(!rows.is_empty());
        let table = read_table(&bytes).expect("a table");
        let read: Vec<Vec<&str>> = table.rows.iter().map(|row| row.cells().iter().map(String::as_str).collect()).collect();
        let written: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|cell| cell.trim()).collect()).collect();
        prop_assert_eq!(read, written);
    }
}

fn read_all(bytes: &[u8]) {
    if let Ok(table) = read_table(bytes) {
        let columns = Columns::guess(&table);
        let file = read_rows(&table, &columns, &SCHOOL_YEAR);
        let empty = CurrentRoll::default();
        let roll = apply(&empty, &plan_for(&file, &empty));
        assert!(plan_for(&file, &roll).is_empty());
    }
}
