//! The binary as somebody at a terminal meets it: what it prints and how it exits.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use shine_server::heads::{SignedHead, append_head};
use shine_tests::{NOON, TestApp, copy_folder, fixture_content, test_school};

fn shine(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shine")).args(arguments).output().expect("shine runs")
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path of text")
}

/// A content folder of one's own to spoil.
fn own_content() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy_folder(&fixture_content(), &folder.path().join("content"));
    folder
}

#[test]
fn help_names_every_verb_and_every_option() {
    let help = printed(&shine(&["--help"]));
    for verb in ["serve", "check", "publish", "staff", "verify"] {
        assert!(help.contains(verb), "{verb}");
        assert!(shine(&[verb, "--help"]).status.success());
    }
    let serve = printed(&shine(&["serve", "--help"]));
    for option in ["--school", "--port", "--data", "--content", "--dist", "--bind", "--demo", "--watch"] {
        assert!(serve.contains(option), "{option}");
    }
}

#[test]
fn check_says_line_by_line_what_is_wrong_and_exits_1() {
    let folder = own_content();
    let content = folder.path().join("content");
    let file = content.join("base/notices/privacy.md");
    let text = std::fs::read_to_string(&file).expect("text").replace("What you sign.", "What you <b>sign</b>.");
    std::fs::write(&file, text).expect("spoilt");
    let output = shine(&["check", "--content", path(&content)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).contains("base/notices/privacy.md:7:10: raw-html: "), "{}", printed(&output));
    let output = shine(&["check", "--content", path(&content), "--format", "json"]);
    let findings: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(findings[0]["line"], 7);
    for key in ["path", "line", "column", "code", "message", "help"] {
        assert!(!findings[0][key].is_null(), "{key}");
    }
}

#[test]
fn a_school_that_is_not_there_is_said_in_one_sentence() {
    let data = tempfile::tempdir().expect("a folder");
    let content = fixture_content();
    let output = shine(&["serve", "--school", "nowhere", "--data", path(data.path()), "--content", path(&content)]);
    assert_eq!(output.status.code(), Some(2));
    assert!(printed(&output).starts_with("shine: there is no school called nowhere"), "{}", printed(&output));
}

#[test]
fn publishing_freezes_texts_and_check_then_guards_them() {
    let folder = own_content();
    let (content, data) = (folder.path().join("content"), folder.path().join("data"));
    let school = ["--school", "test-school", "--content", path(&content)];
    let publish = [&["publish", "--data", path(&data)], school.as_slice()].concat();
    let output = shine(&publish);
    assert!(output.status.success(), "{}", printed(&output));
    assert!(printed(&output).contains("charters/parents (en): published, ledger entry"));
    assert!(printed(&shine(&publish)).contains("published before, nothing changed"));
    assert!(shine(&["check", "--content", path(&content)]).status.success());
    let file = content.join("base/charters/parents.md");
    let text = std::fs::read_to_string(&file).expect("text");
    std::fs::write(&file, text.replace("something worries me", "anything worries me")).expect("changed");
    let output = shine(&["check", "--content", path(&content)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).contains("published-text-changed"), "{}", printed(&output));
    let output = shine(&publish);
    assert_eq!(output.status.code(), Some(1), "nothing is published while something is wrong");
}

#[tokio::test]
async fn verify_proves_receipts_and_ledgers_and_names_what_is_wrong() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    let signed = visitor.post("/api/v1/family/records", &app.signing(&app.one_child, "0123456789abcdef").await).await;
    let (number, hash) = app.store.find_head().await.expect("a head");
    let head = SignedHead::sign(app.store.keys(), test_school(), number, hash, NOON);
    append_head(app.data.path(), &head).expect("kept");
    let folder = tempfile::tempdir().expect("a folder");
    let (receipt, keys) = (folder.path().join("receipt.json"), folder.path().join("keys.json"));
    std::fs::write(&receipt, signed.json()["receipt"].to_string()).expect("saved");
    std::fs::write(&keys, visitor.get("/api/v1/keys").await.bytes).expect("saved");
    app.store.close().await;

    let output = shine(&["verify", path(&receipt), "--keys", path(&keys)]);
    assert!(output.status.success() && printed(&output).starts_with("Genuine"), "{}", printed(&output));
    let data = ["verify", "--school", "test-school", "--data", path(app.data.path())];
    let output = shine(&[&data[..], &["--receipt", path(&receipt)]].concat());
    assert!(output.status.success() && printed(&output).contains("Sound: 4 entries"), "{}", printed(&output));

    let mut forged = signed.json()["receipt"].clone();
    forged["receipt"]["relationship"] = json!("Headteacher");
    std::fs::write(&receipt, forged.to_string()).expect("forged");
    let output = shine(&["verify", path(&receipt), "--keys", path(&keys)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).contains("changed after it was signed"));
    std::fs::write(&receipt, "not a receipt").expect("spoilt");
    assert_eq!(shine(&["verify", path(&receipt), "--keys", path(&keys)]).status.code(), Some(2));
    assert_eq!(shine(&["verify", path(&receipt)]).status.code(), Some(2), "keys are never taken from the receipt");
}

#[test]
fn the_first_member_of_staff_is_added_at_the_terminal_and_gets_a_link() {
    let data = tempfile::tempdir().expect("a folder");
    let staff = |arguments: &[&str]| {
        let place = ["--data", path(data.path()), "--school", "test-school", "--public-url", "https://shine.test/"];
        shine(&[&["staff"], arguments, &place].concat())
    };
    let add = ["add", "--name", "Opal Operator", "--email", "opal@school.test", "--role", "operator", "--role", "dsl"];
    let added = staff(&add);
    assert!(added.status.success(), "{}", printed(&added));
    let link = printed(&added).lines().find(|line| line.starts_with("https://")).expect("a link").to_owned();
    assert!(link.starts_with("https://shine.test/desk/join#"), "{link}");
    assert!(printed(&staff(&add)).contains("another member of staff's"));
    assert_eq!(printed(&staff(&["list"])), "opal@school.test  dsl, operator  (has not chosen a password yet)\n");
    let again = printed(&staff(&["invite", "--email", "OPAL@school.test"]));
    assert!(again.contains("/desk/join#") && !again.contains(&link), "{again}");
    assert!(printed(&staff(&["invite", "--email", "nobody@school.test"])).contains("nobody at the desk"));
    let unknown = ["add", "--name", "A", "--email", "a@b.test", "--role", "boss"];
    assert!(printed(&staff(&unknown)).contains("there is no role boss; there are office"));
    assert!(staff(&["end", "--email", "opal@school.test"]).status.success());
    assert_eq!(printed(&staff(&["list"])), "");
}
