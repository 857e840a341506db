//! A whole school signs at once: records a second at 32 connections through the real server over the network (check, seal,
//! chain, flush, sign), beside what this machine's disk needs for one bare row; then the ledger is proved. And how long a
//! server takes to start on a long ledger. Run with `cargo xtask bench load`; figures are kept in `docs/BENCHMARKS.md`.

use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use shine_domain::ids::{PersonId, Slug};
use shine_domain::vocabulary::Year;
use shine_server::app::system_clock;
use shine_server::content::{Content, WatchMode};
use shine_server::heads::read_heads;
use shine_server::serve::{Opened, open_data, publish_content};
use shine_server::store::{NewAdult, NewClass, NewGuardian, NewPupil, NewRoll};
use shine_server::token::{FamilyToken, generate_person_id};
use shine_tests::wire::{Wire, start_server};
use shine_tests::{fixture_content, test_school};
use sqlx::{AnyConnection, Connection as _, Executor as _};
use tokio::runtime::Runtime;

const CONNECTIONS: usize = 32;
const FAMILIES: usize = 640;
/// Each family signs so often: acknowledges and declines in turn.
const ROUNDS: usize = 20;
/// How many bare rows are written before and after.
const BARE_ROWS: u32 = 1_500;

/// One family and what it needs to sign.
struct Signer {
    token: FamilyToken,
    adult: String,
    child: PersonId,
}

fn main() {
    // `cargo bench FILTER` hands the filter to every benchmark program.
    let filter: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if !filter.is_empty() && !filter.iter().any(|word| "load".contains(word.as_str())) {
        return;
    }
    let runtime = Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let signers = runtime.block_on(prepare(&data));
    let before = runtime.block_on(bare_rows_a_second(folder.path(), "before"));
    let (address, stop, server) = serve(&runtime, &data);
    let (took, latencies) = sign_all(address, &signers);
    stop.send(()).expect("the server is there");
    runtime.block_on(server).expect("stopped");
    let after = runtime.block_on(bare_rows_a_second(folder.path(), "after"));
    report(took, latencies, (before + after) / 2.0);
    runtime.block_on(prove(&data));
    runtime.block_on(cold_start(&data));
}

async fn prepare(data: &Path) -> Vec<Signer> {
    let Opened { store, in_use, .. } = open_data(data, &test_school()).await.expect("opened");
    let content = Content::load(&fixture_content(), test_school(), WatchMode::Off).expect("content");
    publish_content(&store, &content, &system_clock()).await.expect("published");
    let mut roll = NewRoll::default();
    let class = Slug::try_from("year-3").expect("a slug");
    roll.classes.push(NewClass { id: class.clone(), name: "Year 3".to_owned(), year: Year::Y3 });
    let mut signers = Vec::new();
    for number in 0..FAMILIES {
        let (child, token) = (generate_person_id('p').expect("random"), FamilyToken::generate().expect("random"));
        let adult = format!("Invented Adult {number}");
        let (first_name, last_name) = (format!("Child {number}"), "Invented".to_owned());
        roll.pupils.push(NewPupil { id: child.clone(), class: class.clone(), first_name, last_name });
        let pupils = vec![NewGuardian { pupil: child.clone(), may_answer: true }];
        let id = generate_person_id('a').expect("random");
        roll.adults.push(NewAdult { id, name: adult.clone(), pupils, token: token.clone() });
        signers.push(Signer { token, adult, child });
    }
    store.record_roll(roll, system_clock()()).await.expect("a roll");
    store.close().await;
    drop(in_use);
    signers
}

type Stop = tokio::sync::oneshot::Sender<()>;

fn serve(runtime: &Runtime, data: &Path) -> (SocketAddr, Stop, tokio::task::JoinHandle<()>) {
    let running = runtime.block_on(start_server(data));
    let address = running.address;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = runtime.spawn(async move {
        let stopped = async move { stopped.await.unwrap_or(()) };
        running.run(stopped).await.expect("served");
    });
    (address, stop, server)
}

/// All families sign, shared among the connections; how long all of it took, and each signature.
fn sign_all(address: SocketAddr, signers: &[Signer]) -> (Duration, Vec<Duration>) {
    let barrier = std::sync::Barrier::new(CONNECTIONS + 1);
    let (mut took, mut latencies) = (Duration::ZERO, Vec::new());
    std::thread::scope(|scope| {
        let workers: Vec<_> = signers
            .chunks(signers.len() / CONNECTIONS)
            .map(|signers| scope.spawn(|| sign_some(address, signers, &barrier)))
            .collect();
        barrier.wait();
        let started = Instant::now();
        for worker in workers {
            latencies.extend(worker.join().expect("signed"));
        }
        took = started.elapsed();
    });
    (took, latencies)
}

fn sign_some(address: SocketAddr, signers: &[Signer], barrier: &std::sync::Barrier) -> Vec<Duration> {
    let mut wire = Wire::open(address);
    let mut ready = Vec::new();
    for signer in signers {
        let body = format!("{{\"token\":\"{}\"}}", signer.token.to_text());
        let cookie = wire.send("POST", "/api/v1/family/session", "", &body).cookie.expect("a session");
        let family = wire.send("GET", "/api/v1/family", &cookie, "").body;
        let family: serde_json::Value = serde_json::from_str(&family).expect("JSON");
        let digest = family["tasks"][0]["digest"].as_str().expect("a digest").to_owned();
        ready.push((signer, cookie, digest));
    }
    barrier.wait();
    let mut latencies = Vec::with_capacity(ready.len() * ROUNDS);
    for round in 0..ROUNDS {
        for (signer, cookie, digest) in &ready {
            let act = if round % 2 == 0 { "acknowledged" } else { "declined" };
            let body = serde_json::json!({
                "key": format!("load-{round:04}-{}", signer.child), "act": act, "digest": digest,
                "pupils": [signer.child.to_string()], "name": signer.adult, "relationship": "Mother",
            });
            let started = Instant::now();
            let answer = wire.send("POST", "/api/v1/family/records", cookie, &body.to_string());
            latencies.push(started.elapsed());
            assert_eq!(answer.status, 201, "{}", answer.body);
        }
    }
    latencies
}

/// The comparison: one bare row and one flush at a time, on the same disk with the same settings.
async fn bare_rows_a_second(folder: &Path, name: &str) -> f64 {
    sqlx::any::install_default_drivers();
    let url = format!("sqlite://{}?mode=rwc", folder.join(format!("{name}.sqlite")).display());
    let mut connection = AnyConnection::connect(&url).await.expect("connected");
    let setup =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT);";
    connection.execute(setup).await.expect("set up");
    let started = Instant::now();
    for _ in 0..BARE_ROWS {
        connection.execute("INSERT INTO bare (text) VALUES ('one row')").await.expect("inserted");
    }
    f64::from(BARE_ROWS) / started.elapsed().as_secs_f64()
}

fn report(took: Duration, mut latencies: Vec<Duration>, bare: f64) {
    latencies.sort_unstable();
    let count = u32::try_from(latencies.len()).expect("a small number");
    let a_second = f64::from(count) / took.as_secs_f64();
    let at = |share: usize| latencies[(latencies.len() * share / 1000).min(latencies.len() - 1)].as_secs_f64() * 1e3;
    println!("records            {count} at {CONNECTIONS} connections in {:.2} s", took.as_secs_f64());
    println!("a second           {a_second:.0}");
    println!("bare rows a second {bare:.0} (one row, one flush; mean of before and after)");
    println!("ratio              {:.2}", a_second / bare);
    println!("latency, ms        median {:.1}, p99 {:.1}, worst {:.1}", at(500), at(990), at(1000));
    println!("memory, all of it  {}", peak_memory());
}

/// The most memory this process (server and clients) ever used.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "not known here".to_owned(), |line| line.trim().to_owned())
}

async fn prove(data: &Path) {
    let store = open_data(data, &test_school()).await.expect("opened").store;
    let started = Instant::now();
    let report = store.verify_ledger(&read_heads(data).expect("heads")).await.expect("a report");
    assert_eq!(report.faults, []);
    println!("proved             {} entries in {:.2} s", report.entries, started.elapsed().as_secs_f64());
    store.close().await;
}

/// How many entries the long ledger has.
const LONG: i64 = 100_000;

/// A ledger of 100,000 entries, and how long the server takes until it answers.
async fn cold_start(data: &Path) {
    lengthen(data).await;
    let runtime_data = data.to_owned();
    let mut times = Vec::new();
    for _ in 0..5 {
        let data = runtime_data.clone();
        let started = Instant::now();
        let running = start_server(&data).await;
        let address = running.address;
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let server = tokio::spawn(running.run(async move { stopped.await.unwrap_or(()) }));
        let health =
            tokio::task::spawn_blocking(move || Wire::open(address).send("GET", "/api/v1/health", "", "").status);
        assert_eq!(health.await.expect("asked"), 200);
        times.push(started.elapsed());
        stop.send(()).expect("the server is there");
        server.await.expect("ended").expect("served");
    }
    times.sort_unstable();
    println!("cold start         {:.0} ms on {LONG} entries (median of 5)", times[2].as_secs_f64() * 1e3);
}

/// Copies of the last entries, right in form and chained anew, until the ledger is long enough.
async fn lengthen(data: &Path) {
    use shine_domain::ids::Digest;
    let url = format!("sqlite://{}", data.join("shine.sqlite").display());
    let mut connection = AnyConnection::connect(&url).await.expect("connected");
    let (number, hash): (i64, String) =
        sqlx::query_as("SELECT number, hash FROM heads").fetch_one(&mut connection).await.expect("a head");
    let body: String = sqlx::query_scalar("SELECT body FROM entries WHERE number = $1")
        .bind(number)
        .fetch_one(&mut connection)
        .await
        .expect("an entry");
    let mut entry: shine_domain::record::Entry = serde_json::from_str(&body).expect("an entry");
    let mut previous = Digest::try_from(hash).expect("a digest");
    connection.execute("BEGIN").await.expect("begun");
    for number in number + 1..=LONG {
        entry.number = u64::try_from(number).expect("positive");
        entry.previous = previous;
        let bytes = entry.canonical().expect("canonical");
        let hash = Digest::of(&bytes);
        sqlx::query("INSERT INTO entries SELECT school_id, $1, $2, $3, $4 FROM heads")
            .bind(number)
            .bind(previous.to_string())
            .bind(hash.to_string())
            .bind(String::from_utf8(bytes).expect("text"))
            .execute(&mut connection)
            .await
            .expect("inserted");
        previous = hash;
    }
    sqlx::query("UPDATE heads SET number = $1, hash = $2")
        .bind(LONG)
        .bind(previous.to_string())
        .execute(&mut connection)
        .await
        .expect("moved");
    connection.execute("COMMIT").await.expect("committed");
}
