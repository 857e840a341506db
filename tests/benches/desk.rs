//! The desk in a trust: 30,000 children in one database with 300,000 entries. How long the first look after a start takes,
//! and then the board, what there is to look at, the list behind a number, a search, a class's list, the checker, and a look just after somebody has taken a yes back; and the
//! dry run of a class list of 5,000 rows. Run with `cargo xtask bench desk`; figures are kept in `docs/BENCHMARKS.md`.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use shine_domain::board::SignedStanding;
use shine_domain::consent::{Answers, Said};
use shine_domain::ids::{PersonId, Slug, StepId, SubmissionKey};
use shine_domain::person::{PersonName, Relationship};
use shine_domain::record::{Act, Submission};
use shine_domain::vocabulary::{Kind, Year};
use shine_roll::columns::Columns;
use shine_roll::plan::plan;
use shine_roll::rows::read_rows;
use shine_roll::table::read_table;
use shine_roll::values::SchoolYear;
use shine_server::app::system_clock;
use shine_server::content::{Content, WatchMode};
use shine_server::serve::{Opened, open_data, publish_content};
use shine_server::store::{
    Leavers, NewAdult, NewClass, NewGuardian, NewPupil, NewRoll, Published, Recording, Selection, Standing, Store, Way,
    subjects,
};
use shine_server::token::{FamilyToken, SessionToken, generate_person_id};
use shine_tests::{fixture_content, test_school};

const CHILDREN: usize = 30_000;
const A_CLASS: usize = 30;
/// Each family answers so often.
const ROUNDS: usize = 10;
/// How often each thing is measured.
const TIMES: usize = 15;
const ROWS: usize = 5_000;

fn main() {
    let filter: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if !filter.is_empty() && !filter.iter().any(|word| "desk".contains(word.as_str())) {
        return;
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(looks());
    runtime.block_on(class_list());
}

/// A store with the fixture's consent published.
async fn open(folder: &std::path::Path) -> (Opened, Arc<Published>) {
    let opened = open_data(folder, &test_school()).await.expect("opened");
    let content = Content::load(&fixture_content(), test_school(), WatchMode::Off).expect("content");
    publish_content(&opened.store, &content, &system_clock()).await.expect("published");
    let documents = opened.store.list_current_documents().await.expect("documents");
    let consent = documents.iter().find(|one| one.document.kind == Kind::Consent).expect("a consent").clone();
    (opened, consent)
}

async fn looks() {
    let folder = tempfile::tempdir().expect("a folder");
    let families = {
        let (opened, consent) = open(folder.path()).await;
        let started = Instant::now();
        let families = invent(&opened.store).await;
        for round in 0..ROUNDS {
            answer_all(&opened.store, &consent, &families, round).await;
        }
        let (entries, _) = opened.store.find_head().await.expect("a head");
        println!("{CHILDREN} children, {entries} entries, made in {:.0} s", started.elapsed().as_secs_f64());
        opened.store.close().await;
        families
    };
    let (opened, consent) = open(folder.path()).await;
    let store = &opened.store;
    let documents = store.list_current_documents().await.expect("documents");
    let signable: Vec<_> = documents.iter().filter(|one| one.document.kind != Kind::Notice).cloned().collect();
    let subjects = subjects(&signable);
    let started = Instant::now();
    store.count_board(&subjects, now()).await.expect("a board");
    println!("first look after a start        {:>8.0} ms", started.elapsed().as_secs_f64() * 1000.0);
    println!("memory                          {:>8} MB", memory_mb());
    let consents = [consent.clone()];
    let class = Selection::Class(Slug::try_from("c-500").expect("a slug"));
    let some = Selection::Children(families.iter().step_by(CHILDREN / 30).map(|family| family.child.clone()).collect());
    measure("the board, all classes", || store.count_board(&subjects, now())).await;
    measure("what there is to look at", || store.list_noticed(&signable, (0, 200), now())).await;
    let outstanding = Standing::Signed(SignedStanding::Outstanding);
    let charter = subjects.iter().find(|subject| subject.step.is_none()).expect("a charter");
    measure("the list behind a number", || store.list_standing(&Selection::Everybody, charter, outstanding, now()))
        .await;
    measure("a search by two beginnings", || store.find_children("chil 299", 21)).await;
    measure("a class's no-images list", || store.list_children(&class, &consents, now())).await;
    measure("the checker, 30 children", || store.list_children(&some, &consents, now())).await;
    let mut times = Vec::new();
    for family in families.iter().take(TIMES) {
        answer(store, &consent, family, Said::Withdrawn).await;
        let started = Instant::now();
        store.list_children(&class, &consents, now()).await.expect("a list");
        times.push(started.elapsed());
    }
    report("a list after a yes was taken back", times);
    opened.store.close().await;
}

struct Family {
    adult: PersonId,
    child: PersonId,
}

async fn invent(store: &Store) -> Vec<Family> {
    let mut roll = NewRoll::default();
    let mut families = Vec::with_capacity(CHILDREN);
    for number in 0..CHILDREN {
        let class = Slug::try_from(format!("c-{}", number / A_CLASS)).expect("a slug");
        if number % A_CLASS == 0 {
            let year = Year::ALL[(number / A_CLASS) % Year::ALL.len()];
            roll.classes.push(NewClass { id: class.clone(), name: format!("Class {}", number / A_CLASS), year });
        }
        let (child, adult) = (generate_person_id('p').expect("random"), generate_person_id('a').expect("random"));
        let (first_name, last_name) = (format!("Child {number}"), "Invented".to_owned());
        roll.pupils.push(NewPupil { id: child.clone(), class, first_name, last_name });
        let pupils = vec![NewGuardian { pupil: child.clone(), may_answer: true }];
        let token = FamilyToken::generate().expect("random");
        roll.adults.push(NewAdult { id: adult.clone(), name: format!("Adult {number}"), pupils, token });
        families.push(Family { adult, child });
    }
    store.record_roll(roll, now()).await.expect("a roll");
    families
}

async fn answer_all(store: &Store, consent: &Arc<Published>, families: &[Family], round: usize) {
    let said = if round.is_multiple_of(2) { Said::No } else { Said::Yes };
    for some in families.chunks(64) {
        let mut waiting = tokio::task::JoinSet::new();
        for family in some {
            let (store, consent) = (store.clone(), Arc::clone(consent));
            let family = Family { adult: family.adult.clone(), child: family.child.clone() };
            waiting.spawn(async move { answer(&store, &consent, &family, said).await });
        }
        waiting.join_all().await;
    }
}

async fn answer(store: &Store, consent: &Arc<Published>, family: &Family, said: Said) {
    let steps = if said == Said::Withdrawn { vec!["photo-website"] } else { vec!["photo-website", "photo-press"] };
    let steps = steps.into_iter().map(|step| (StepId::try_from(step).expect("an id"), said));
    let submission = Submission {
        key: SubmissionKey::try_from(SessionToken::generate().expect("random").as_str()).expect("a key"),
        act: if said == Said::Withdrawn { Act::Withdrawn } else { Act::Answered },
        digest: consent.document.digest,
        pupils: vec![family.child.clone()],
        name: PersonName::try_from("Invented Adult").expect("a name"),
        relationship: Relationship::try_from("Parent").expect("a word"),
        answers: steps.collect::<Answers>(),
    };
    let (adult, shown, controller) = (family.adult.clone(), Arc::clone(consent), "Invented".to_owned());
    let recording = Recording { adult, way: Way::Web, shown, notice: None, controller, now: now() };
    store.record_submission(recording, submission).await.expect("recorded");
}

async fn measure<T, F>(what: &str, mut work: impl FnMut() -> F)
where
    F: Future<Output = Result<T, shine_server::store::StoreError>>,
{
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let started = Instant::now();
        work().await.expect("done");
        times.push(started.elapsed());
    }
    report(what, times);
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let ms = |at: usize| times[at].as_secs_f64() * 1000.0;
    println!("{what:<34} median {:>8.2} ms, longest {:>8.2} ms", ms(times.len() / 2), ms(times.len() - 1));
}

async fn class_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let (opened, _) = open(folder.path()).await;
    let store = &opened.store;
    let file = list_of(ROWS);
    let dry_run = async |file: &str| {
        let (roll, mark) = store.load_roll().await.expect("a roll");
        let table = read_table(file.as_bytes()).expect("a table");
        let columns = Columns::guess(&table);
        let rows = read_rows(&table, &columns, &SchoolYear { starting: 2026 });
        (plan(&rows, &roll, &|kind, number| store.roll_key(kind, number)), mark)
    };
    let (first, mark) = dry_run(&file).await;
    let started = Instant::now();
    store.apply_plan(first, mark, Leavers::Stay, now()).await.expect("taken over");
    println!("a list of {ROWS} rows taken over      {:>8.0} ms", started.elapsed().as_secs_f64() * 1000.0);
    let mut times = Vec::new();
    for _ in 0..5 {
        let started = Instant::now();
        assert!(dry_run(&file).await.0.is_empty(), "the same list again changes nothing");
        times.push(started.elapsed());
    }
    report("its dry run over the same roll", times);
    opened.store.close().await;
}

fn list_of(rows: usize) -> String {
    let mut file =
        "UPN,Forename,Surname,Year,Class,Contact ID,Contact name,Relationship,Parental responsibility,Contact email\n"
            .to_owned();
    for row in 0..rows {
        let (child, class, contact) = (row / 2, row / 60, row % 2);
        let year = 1 + class % 6;
        writeln!(
            file,
            "A{child:012},Child{child},Invented{child},{year},Class {class},{row},Adult{contact} Invented{child},Parent,T,a{row}@family.example"
        )
        .expect("written");
    }
    file
}

fn now() -> i64 {
    system_clock()()
}

fn memory_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
