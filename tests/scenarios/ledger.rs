//! The ledger under attack: what the database itself refuses, and what proving it finds when somebody got past that.

use serde_json::json;
use shine_domain::ids::Digest;
use shine_server::heads::SignedHead;
use shine_server::store::{DATABASE_FILE, LedgerReport};
use shine_tests::{NOON, TestApp, test_school};
use sqlx::{AnyConnection, Connection as _, Executor as _};

/// A school with three signatures, and the head that was kept outside.
async fn signed_school() -> (TestApp, SignedHead) {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    for (number, act) in ["acknowledged", "declined", "acknowledged"].into_iter().enumerate() {
        let mut signing = app.signing(&app.one_child, &format!("0123456789abcde{number}")).await;
        signing["act"] = json!(act);
        visitor.post("/api/v1/family/records", &signing).await;
    }
    let (number, hash) = app.store.find_head().await.expect("a head");
    let head = SignedHead::sign(app.store.keys(), test_school(), number, hash, NOON);
    (app, head)
}

async fn by_hand(app: &TestApp) -> AnyConnection {
    let path = app.data.path().join(DATABASE_FILE);
    AnyConnection::connect(&format!("sqlite://{}", path.display())).await.expect("opened by hand")
}

/// Somebody with the file and a database tool gets past the triggers first.
async fn break_in(app: &TestApp) -> AnyConnection {
    let mut connection = by_hand(app).await;
    let triggers = [
        "entries_are_never_updated",
        "entries_are_never_deleted",
        "entries_are_never_replaced",
        "entries_follow_one_another",
    ];
    for trigger in triggers {
        connection.execute(sqlx::AssertSqlSafe(format!("DROP TRIGGER {trigger}"))).await.expect("dropped");
    }
    connection.execute("PRAGMA foreign_keys = OFF").await.expect("set");
    connection
}

fn codes(report: &LedgerReport) -> Vec<(&'static str, Option<u64>)> {
    report.faults.iter().map(|fault| (fault.code, fault.entry)).collect()
}

#[tokio::test]
async fn the_database_refuses_to_change_what_was_written() {
    let (app, _) = signed_school().await;
    let mut connection = by_hand(&app).await;
    let statements = [
        "UPDATE entries SET body = '{}' WHERE number = 4",
        "DELETE FROM entries WHERE number = 6",
        "INSERT OR REPLACE INTO entries SELECT school_id, number, previous, hash, '{}' FROM entries WHERE number = 6",
        "REPLACE INTO entries SELECT school_id, number, previous, hash, '{}' FROM entries WHERE number = 1",
        "INSERT INTO entries SELECT school_id, 10, hash, hash, body FROM entries WHERE number = 6",
        "INSERT INTO entries SELECT school_id, 7, previous, hash, body FROM entries WHERE number = 6",
        "UPDATE documents SET text = 'other'",
        "DELETE FROM documents",
    ];
    for statement in statements {
        assert!(connection.execute(statement).await.is_err(), "{statement}");
    }
    assert_eq!(app.store.verify_ledger(&[]).await.expect("a report").faults, []);
}

#[tokio::test]
async fn a_byte_changed_by_hand_is_named() {
    let (app, head) = signed_school().await;
    let sql = "UPDATE entries SET body = replace(body, '\"declined\"', '\"acknowledged\"') WHERE number = 5";
    break_in(&app).await.execute(sql).await.expect("changed");
    let report = app.store.verify_ledger(&[head]).await.expect("a report");
    assert!(codes(&report).contains(&("entry-changed", Some(5))), "{report:?}");
}

#[tokio::test]
async fn a_missing_entry_is_named() {
    let (app, head) = signed_school().await;
    let mut connection = break_in(&app).await;
    connection.execute("DELETE FROM entries WHERE number = 5").await.expect("deleted");
    let report = app.store.verify_ledger(&[head]).await.expect("a report");
    assert!(codes(&report).contains(&("entry-missing", Some(5))), "{report:?}");
    assert!(codes(&report).contains(&("chain-broken", Some(6))), "{report:?}");
}

#[tokio::test]
async fn a_cut_tail_is_named_even_when_the_database_hides_it() {
    let (app, head) = signed_school().await;
    let mut connection = break_in(&app).await;
    connection.execute("DELETE FROM entries WHERE number = 6").await.expect("cut");
    let report = app.store.verify_ledger(&[]).await.expect("a report");
    assert_eq!(codes(&report), [("tail-cut", Some(6))]);
    let hide = "UPDATE heads SET number = 5, hash = (SELECT hash FROM entries WHERE number = 5)";
    connection.execute(hide).await.expect("hidden");
    assert_eq!(app.store.verify_ledger(&[]).await.expect("a report").faults, [], "only the outside head can tell");
    let report = app.store.verify_ledger(&[head]).await.expect("a report");
    assert_eq!(codes(&report), [("tail-cut", Some(6))]);
}

#[tokio::test]
async fn a_chain_rebuilt_from_a_forged_entry_is_named() {
    let (app, head) = signed_school().await;
    let mut connection = break_in(&app).await;
    let rows: Vec<(i64, String)> = sqlx::query_as("SELECT number, body FROM entries ORDER BY number")
        .fetch_all(&mut connection)
        .await
        .expect("entries");
    let mut previous = Digest::zero();
    for (number, body) in rows {
        let mut entry: shine_domain::record::Entry = serde_json::from_str(&body).expect("an entry");
        entry.previous = previous;
        entry.at -= 1000;
        let bytes = entry.canonical().expect("canonical");
        let hash = Digest::of(&bytes);
        sqlx::query("UPDATE entries SET previous = $1, hash = $2, body = $3 WHERE number = $4")
            .bind(previous.to_string())
            .bind(hash.to_string())
            .bind(String::from_utf8(bytes).expect("text"))
            .bind(number)
            .execute(&mut connection)
            .await
            .expect("rewritten");
        previous = hash;
    }
    sqlx::query("UPDATE heads SET hash = $1")
        .bind(previous.to_string())
        .execute(&mut connection)
        .await
        .expect("hidden");
    assert_eq!(app.store.verify_ledger(&[]).await.expect("a report").faults, [], "a perfect forgery, from inside");
    let report = app.store.verify_ledger(std::slice::from_ref(&head)).await.expect("a report");
    assert_eq!(codes(&report), [("chain-rebuilt", Some(6))]);
    let mut forged_head = head;
    forged_head.hash = previous;
    let report = app.store.verify_ledger(&[forged_head]).await.expect("a report");
    assert_eq!(codes(&report), [("head-not-signed", Some(6))]);
}

#[tokio::test]
async fn names_are_nowhere_in_the_files_in_plain_text() {
    let (app, _) = signed_school().await;
    app.store.close().await;
    let mut read = 0;
    for file in std::fs::read_dir(app.data.path()).expect("a folder") {
        let path = file.expect("a file").path();
        if path.is_file() {
            let bytes = std::fs::read(&path).expect("bytes");
            read += bytes.len();
            for name in ["Una Unreal", "Uli", "Tess", "Mother", &app.one_child.token.to_text()] {
                let is_there = bytes.windows(name.len()).any(|window| window == name.as_bytes());
                assert!(!is_there, "{name} is in {}", path.display());
            }
        }
    }
    assert!(read > 10_000, "the files were really read");
}
