//! Other programs on the same data folder: a newer one before, another one at the same time.

use std::path::Path;

use shine_server::demo::DEMO_FILE;
use shine_server::store::DATABASE_FILE;
use shine_tests::{copy_folder, fixture_content, pretend_newer_database};

use crate::client::assert_well;
use crate::families::{assert_all_there, open_one};
use crate::server::{Ended, SCHOOL, Server, assert_sound, path, run, serve, shine};

/// What whoever is second is told.
const ANOTHER: &str = "another SHINE";

/// Publishes into `data`, from a content folder of its own, since publishing writes there.
fn publish(data: &Path) -> Ended {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    copy_folder(&fixture_content(), &content);
    shine(&["publish", "--school", SCHOOL, "--data", path(data), "--content", path(&content)])
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_in_one_sentence() {
    let data = tempfile::tempdir().expect("a folder");
    drop(Server::start(serve(data.path())));
    pretend_newer_database(&data.path().join(DATABASE_FILE)).await;
    run(serve(data.path())).assert_refused("newer");
    publish(data.path()).assert_refused("newer");
}

#[test]
fn a_second_server_on_the_same_folder_is_refused_and_changes_nothing() {
    let data = tempfile::tempdir().expect("a folder");
    let server = Server::start(serve(data.path()));
    let demo = std::fs::read(data.path().join(DEMO_FILE)).expect("demo.json");
    run(serve(data.path())).assert_refused(ANOTHER);
    assert!(std::fs::read(data.path().join(DEMO_FILE)).expect("demo.json") == demo, "the links are the first server's");
    assert_well(server.address());
    drop(server);
    let next = Server::start(serve(data.path()));
    assert_well(next.address());
}

#[test]
fn publishing_into_a_folder_that_is_being_served_is_refused() {
    let data = tempfile::tempdir().expect("a folder");
    let server = Server::start(serve(data.path()));
    publish(data.path()).assert_refused(ANOTHER);
    assert_well(server.address());
    drop(server);
    let ended = publish(data.path());
    assert_eq!(ended.code, Some(0), "nobody serves it any more: {ended:?}");
}

#[test]
fn a_folder_can_be_proved_while_it_is_being_served() {
    let data = tempfile::tempdir().expect("a folder");
    let server = Server::start(serve(data.path()));
    let mut signer = open_one(server.address(), data.path());
    let answer = signer.sign().expect("an answer");
    let mut receipts = vec![signer.keep(answer)];
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("receipt.json");
    std::fs::write(&file, receipts[0].download()).expect("saved");
    assert_sound(data.path(), &["--receipt", path(&file)]);
    let answer = signer.sign().expect("an answer");
    receipts.push(signer.keep(answer));
    assert_all_there(server.address(), &receipts);
}
