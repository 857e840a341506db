//! How long a signature takes to keep, beside what this machine's disk needs for one bare row, and how long a receipt
//! takes to prove. Run with `cargo xtask bench`; figures are kept in `docs/BENCHMARKS.md`.

use std::sync::atomic::{AtomicU64, Ordering};

use divan::Bencher;
use shine_domain::receipt::{SealedReceipt, verify_receipt};
use shine_tests::{TestApp, Visitor};
use sqlx::{AnyConnection, Connection as _, Executor as _};
use tokio::runtime::Runtime;

fn main() {
    divan::main();
}

static NEXT: AtomicU64 = AtomicU64::new(0);

/// Signs or declines in turn, so that each is a new entry.
async fn sign_once(app: &TestApp, visitor: &Visitor) -> Vec<u8> {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let mut signing = app.signing(&app.one_child, &format!("benchmark-{number:08}")).await;
    signing["act"] = serde_json::json!(if number.is_multiple_of(2) { "acknowledged" } else { "declined" });
    let answer = visitor.post("/api/v1/family/records", &signing).await;
    assert_eq!(answer.status, axum::http::StatusCode::CREATED);
    answer.bytes
}

/// One signature through the whole path, one at a time: check, seal, chain, flush, receipt. `synchronous=FULL`.
#[divan::bench(sample_count = 100)]
fn signature_recorded(bencher: Bencher) {
    let runtime = Runtime::new().expect("a runtime");
    let app = runtime.block_on(TestApp::start());
    let visitor = runtime.block_on(app.open(&app.one_child));
    bencher.bench_local(|| runtime.block_on(sign_once(&app, &visitor)));
}

/// The comparison: one bare row and one flush, with the same settings.
#[divan::bench(sample_count = 100)]
fn bare_row_inserted(bencher: Bencher) {
    let runtime = Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("bare.sqlite").display());
    let mut connection = runtime.block_on(async {
        sqlx::any::install_default_drivers();
        let mut connection = AnyConnection::connect(&url).await.expect("connected");
        let setup = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT);";
        connection.execute(setup).await.expect("set up");
        connection
    });
    bencher.bench_local(|| {
        runtime.block_on(connection.execute("INSERT INTO bare (text) VALUES ('one row')")).expect("inserted")
    });
}

/// A receipt proved with the school's public key.
#[divan::bench]
fn receipt_verified(bencher: Bencher) {
    let runtime = Runtime::new().expect("a runtime");
    let (sealed, key) = runtime.block_on(async {
        let app = TestApp::start().await;
        let visitor = app.open(&app.one_child).await;
        let answer: serde_json::Value = serde_json::from_slice(&sign_once(&app, &visitor).await).expect("JSON");
        let sealed: SealedReceipt = serde_json::from_value(answer["receipt"].clone()).expect("a receipt");
        (sealed, app.store.keys().public())
    });
    bencher.bench(|| verify_receipt(divan::black_box(&sealed), std::slice::from_ref(&key)));
}
