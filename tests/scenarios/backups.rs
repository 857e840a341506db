//! Backups: taken while records are written, opened only with the recovery key, restored and proved; and erasing, which a
//! restore does not undo.

use std::path::{Path, PathBuf};

use serde_json::json;
use shine_server::backup::{BackupError, Missing, Witnesses, make_recovery_key, restore_backup, show, take_backup};
use shine_server::erasures::{self, ERASURES_FILE};
use shine_server::heads::{HEADS_FILE, SignedHead, append_head};
use shine_server::serve::{open_data, open_data_to_read};
use shine_server::store::Erased;
use shine_tests::{NOON, TestApp, test_school};
use tempfile::TempDir;

const RECORDS: &str = "/api/v1/family/records";
const DAY: i64 = 24 * 60 * 60 * 1000;

/// An application, its recovery key, and a place for backups.
struct Safe {
    app: TestApp,
    key: String,
    place: TempDir,
}

impl Safe {
    async fn start() -> Self {
        let app = TestApp::start().await;
        let key = show(&make_recovery_key(app.data.path()).expect("a key")).to_owned();
        Self { app, key, place: tempfile::tempdir().expect("a folder") }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    async fn back_up(&self, name: &str) -> PathBuf {
        let to = self.file(name);
        take_backup(&self.app.store, self.app.data.path(), &to, NOON).await.expect("backed up");
        to
    }

    async fn sign(&self, key: &str) -> String {
        let signing = self.app.signing(&self.app.one_child, key).await;
        let answer = self.app.open(&self.app.one_child).await.post(RECORDS, &signing).await;
        answer.json()["receipt"]["receipt"]["reference"].as_str().expect("a reference").to_owned()
    }

    async fn keep_head(&self) {
        let (number, hash) = self.app.store.find_head().await.expect("a head");
        let head = SignedHead::sign(self.app.store.keys(), test_school(), number, hash, NOON + DAY);
        append_head(self.app.data.path(), &head).expect("kept");
    }
}

fn is_in(file: &Path, bytes: &[u8]) -> bool {
    let text = std::fs::read(file).unwrap_or_default();
    text.windows(bytes.len()).any(|window| window == bytes)
}

#[tokio::test]
async fn a_broken_machine_loses_nothing_that_was_backed_up() {
    let safe = Safe::start().await;
    let reference = safe.sign("0123456789abcdef").await;
    let file = safe.back_up("monday.shine").await;
    let data = safe.file("new-machine");
    let restored = restore_backup(&file, &safe.key, &data, &Witnesses::default(), NOON).await.expect("restored");
    assert_eq!((restored.manifest.number, restored.missing, restored.erased_again), (4, None, 0));
    let opened = open_data(&data, &test_school()).await.expect("opened");
    assert_eq!(opened.store.verify_ledger(&[]).await.expect("a report").faults, []);
    let reference = reference.as_str().try_into().expect("a reference");
    let receipt = opened.store.find_receipt(&safe.app.one_child.id, &reference).await.expect("read");
    let original = safe.app.store.find_receipt(&safe.app.one_child.id, &reference).await.expect("read");
    assert_eq!(receipt, original, "and the keys are there to open it");
    assert!(receipt.is_some());
}

#[tokio::test]
async fn a_backup_is_taken_while_families_sign() {
    let safe = Safe::start().await;
    let visitor = safe.app.open(&safe.app.one_child).await;
    let mut signing = safe.app.signing(&safe.app.one_child, "x").await;
    let writing = tokio::spawn(async move {
        for number in 0..40 {
            signing["key"] = json!(format!("while-backing-up-{number:03}"));
            signing["act"] = json!(if number % 2 == 0 { "acknowledged" } else { "declined" });
            visitor.post(RECORDS, &signing).await;
        }
    });
    for number in 0..3 {
        let file = safe.back_up(&format!("{number}.shine")).await;
        let data = safe.file(&format!("restored-{number}"));
        restore_backup(&file, &safe.key, &data, &Witnesses::default(), NOON).await.expect("whole and proved");
    }
    writing.await.expect("written");
}

#[tokio::test]
async fn without_the_recovery_key_a_backup_tells_nothing() {
    let safe = Safe::start().await;
    safe.sign("0123456789abcdef").await;
    let file = safe.back_up("b.shine").await;
    for plain in ["Una Unreal", "test-school", "SQLite format"] {
        assert!(!is_in(&file, plain.as_bytes()), "{plain}");
    }
    let other = tempfile::tempdir().expect("a folder");
    let wrong = show(&make_recovery_key(other.path()).expect("another key")).to_owned();
    let data = safe.file("data");
    let no_witness = Witnesses::default();
    let refused = restore_backup(&file, &wrong, &data, &no_witness, NOON).await.expect_err("refused");
    assert!(matches!(refused, BackupError::WrongKey), "{refused}");
    let refused = restore_backup(&file, "my key", &data, &no_witness, NOON).await.expect_err("refused");
    assert!(matches!(refused, BackupError::NotARecoveryKey), "{refused}");
    assert!(!data.exists(), "nothing is left behind");
}

#[tokio::test]
async fn a_damaged_backup_leaves_nothing_behind() {
    let safe = Safe::start().await;
    let file = safe.back_up("b.shine").await;
    let whole = std::fs::read(&file).expect("the backup");
    for (name, bytes) in [
        ("cut", whole[..whole.len() / 2].to_vec()),
        ("changed", whole.iter().enumerate().map(|(at, b)| if at == whole.len() - 9 { b ^ 1 } else { *b }).collect()),
        ("empty", Vec::new()),
        ("text", b"not a backup".to_vec()),
    ] {
        let broken = safe.file(name);
        std::fs::write(&broken, bytes).expect("written");
        let data = safe.file("data");
        let refused = restore_backup(&broken, &safe.key, &data, &Witnesses::default(), NOON).await;
        assert!(refused.is_err(), "{name}");
        assert!(!data.exists(), "{name}");
    }
}

#[tokio::test]
async fn a_restore_never_overwrites_and_a_backup_never_replaces() {
    let safe = Safe::start().await;
    let file = safe.back_up("b.shine").await;
    let refused = restore_backup(&file, &safe.key, safe.app.data.path(), &Witnesses::default(), NOON).await;
    assert!(matches!(refused, Err(BackupError::NotEmpty(_))));
    assert!(take_backup(&safe.app.store, safe.app.data.path(), &file, NOON).await.is_err());
    assert!(matches!(make_recovery_key(safe.app.data.path()), Err(BackupError::RecoveryKeyThere(_))));
    let without = TestApp::start().await;
    let refused = take_backup(&without.store, without.data.path(), &safe.file("c.shine"), NOON).await;
    assert!(matches!(refused, Err(BackupError::NoRecoveryKey)));
}

#[tokio::test]
async fn what_was_signed_after_the_backup_is_named() {
    let safe = Safe::start().await;
    safe.sign("0123456789abcdef").await;
    let file = safe.back_up("b.shine").await;
    let mut decline = safe.app.signing(&safe.app.one_child, "after-the-backup-1").await;
    decline["act"] = json!("declined");
    safe.app.open(&safe.app.one_child).await.post(RECORDS, &decline).await;
    safe.keep_head().await;
    let heads = Some(safe.app.data.path().join(HEADS_FILE));
    let witnesses = Witnesses { heads, erasures: None };
    let data = safe.file("data");
    let restored = restore_backup(&file, &safe.key, &data, &witnesses, NOON).await.expect("restored");
    assert_eq!(restored.missing, Some(Missing { first: 5, last: 5, until: NOON + DAY }));
    let heads = shine_server::heads::read_heads(&data).expect("heads");
    let store = open_data_to_read(&data, &test_school()).await.expect("opened");
    assert_eq!(store.verify_ledger(&heads).await.expect("a report").faults, [], "the new way is sound by itself");
}

#[tokio::test]
async fn an_erased_person_is_gone_for_good_and_the_chain_still_holds() {
    let safe = Safe::start().await;
    safe.sign("0123456789abcdef").await;
    let before = safe.back_up("before.shine").await;
    let child = &safe.app.one_child.children[0];
    let data = safe.app.data.path();
    let wrapped = wrapped_key(&data.join("shine.sqlite"), child.as_str()).await;
    let erased = erasures::erase(&safe.app.store, data, child, NOON).await.expect("erased");
    assert_eq!(erased, Erased::Now);
    assert_eq!(erasures::erase(&safe.app.store, data, child, NOON).await.expect("again"), Erased::Before);
    let heads = shine_server::heads::read_heads(data).expect("heads");
    assert_eq!(safe.app.store.verify_ledger(&heads).await.expect("a report").faults, []);
    for file in ["shine.sqlite", "shine.sqlite-wal"] {
        assert!(!is_in(&data.join(file), wrapped.as_bytes()), "the destroyed key is still in {file}");
    }
    let shown = safe.app.open(&safe.app.one_child).await.get("/api/v1/family").await.json();
    assert_eq!(shown["children"], json!([]));

    // The old backup still holds the key: with the list kept outside, a restore forgets the child again.
    let witnesses = Witnesses { heads: None, erasures: Some(data.join(ERASURES_FILE)) };
    let restored_to = safe.file("restored");
    let restored = restore_backup(&before, &safe.key, &restored_to, &witnesses, NOON).await.expect("restored");
    assert_eq!(restored.erased_again, 1);
    assert!(!is_in(&restored_to.join("shine.sqlite"), wrapped.as_bytes()));
    let listed = erasures::read(&restored_to.join(ERASURES_FILE)).expect("a list");
    assert_eq!(listed.iter().map(|one| &one.person).collect::<Vec<_>>(), [child], "and remembers that it did");
}

async fn wrapped_key(database: &Path, person: &str) -> String {
    use sqlx::Connection as _;
    sqlx::any::install_default_drivers();
    let mut connection =
        sqlx::AnyConnection::connect(&format!("sqlite://{}", database.display())).await.expect("opened");
    let query = sqlx::query_scalar("SELECT wrapped FROM person_keys WHERE person_id = $1").bind(person.to_owned());
    query.fetch_one(&mut connection).await.expect("a key")
}
