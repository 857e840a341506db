//! The invented samples of each system, below `tests/fixtures/rolls`.

use shine_roll::columns::{Columns, Weight};
use shine_roll::current::CurrentRoll;
use shine_roll::fields::Preset;
use shine_roll::rows::{RollFile, read_rows};
use shine_roll::table::read_table;

use super::support::{SCHOOL_YEAR, apply, left_out, plan_for};

fn sample(name: &str) -> (Preset, RollFile) {
    let path = format!("{}/../../tests/fixtures/rolls/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    let table = read_table(&std::fs::read(path).expect("the sample stands in the repository")).expect("a table");
    let columns = Columns::guess(&table);
    assert!(columns.problems().iter().all(|problem| problem.weight == Weight::Note), "{:?}", columns.problems());
    (columns.preset(), read_rows(&table, &columns, &SCHOOL_YEAR))
}

#[test]
fn each_system_is_known_by_its_headings_and_read_whole() {
    for (name, preset, pupils, adults, guardians) in [
        ("sims", Preset::Sims, 3, 3, 4),
        ("arbor", Preset::Arbor, 3, 3, 4),
        ("bromcom", Preset::Bromcom, 2, 2, 3),
        ("plain", Preset::Plain, 3, 3, 3),
    ] {
        let (found, file) = sample(name);
        assert_eq!(found, preset);
        assert_eq!(left_out(&file), [], "{name}");
        assert_eq!((file.pupils.len(), file.adults.len()), (pupils, adults), "{name}");
        let empty = CurrentRoll::default();
        let plan = plan_for(&file, &empty);
        assert_eq!((plan.added.len(), plan.guardians_added.len()), (pupils, guardians), "{name}");
        assert!(plan_for(&file, &apply(&empty, &plan)).is_empty(), "{name}");
    }
}

#[test]
fn the_sims_sample_is_read_as_it_is_meant() {
    let (_, file) = sample("sims");
    let pupils: Vec<_> =
        file.pupils.iter().map(|pupil| (pupil.line, pupil.first_name.as_str(), pupil.class.as_str())).collect();
    assert_eq!(pupils, [(4, "Una", "3A"), (6, "Uli", "R1"), (7, "Zoë", "3A")]);
    assert_eq!(file.pupils[1].legal_first_name.as_deref(), Some("Ulysses"));
    assert_eq!(file.adults[1].email.as_deref(), Some("umber@unreal.example"));
    assert_eq!(file.pupils[0].contacts[0].adult, file.pupils[1].contacts[0].adult);
}
