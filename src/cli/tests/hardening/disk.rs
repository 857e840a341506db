//! A disk that is full, and a data folder nobody may write to.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use shine_server::store::DATABASE_FILE;
use shine_tests::{copy_folder, fixture_content};
use tempfile::TempDir;

use crate::client::get;
use crate::families::{Receipt, assert_all_there, is_receipt, open_one};
use crate::server::{Ended, SHINE, Server, assert_sound, path, run, serve, serving};

/// What is left of the disk once the demonstration is there.
const LEFT_BYTES: u64 = 512 * 1024;
/// More signatures than fit into that, however they are written.
const MOST_SIGNATURES: usize = 5000;
/// How often somebody tries again once the disk is full.
const TRIES_AFTERWARDS: usize = 3;
/// The user `nobody`, for when the tests run as root, whom no mode keeps out.
const NOBODY: u32 = 65534;

#[test]
fn a_full_disk_refuses_signatures_plainly_and_loses_none_that_was_given() {
    let data = tempfile::tempdir().expect("a folder");
    drop(Server::start(serve(data.path())));
    let server = Server::start(serve_limited(data.path(), largest_file(data.path()) + LEFT_BYTES));
    let receipts = sign_until_full(server.address(), data.path());
    assert!(!receipts.is_empty(), "something could be signed before the disk was full");
    let school = get(server.address(), "/api/v1/school", None).expect("an answer");
    assert_eq!(school.status, 200, "the server itself goes on");
    drop(server);

    let server = Server::start(serve(data.path()));
    assert_all_there(server.address(), &receipts);
    let answer = open_one(server.address(), data.path()).sign().expect("an answer");
    assert_eq!(answer.status, 201, "with room on the disk it takes signatures again: {}", answer.code());
    drop(server);
    assert_sound(data.path(), &[]);
}

/// A server none of whose files can grow beyond `bytes`: writing more fails, as on a full disk.
fn serve_limited(data: &Path, bytes: u64) -> Command {
    // `ulimit -f` counts blocks of 512 bytes. Without the trap the signal would end the server.
    let script = format!("trap '' XFSZ; ulimit -f {} && exec \"$0\" \"$@\"", bytes / 512);
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).arg(SHINE).args(serving(data, &fixture_content())).env_remove("RUST_LOG");
    command
}

fn largest_file(data: &Path) -> u64 {
    let names = [DATABASE_FILE.to_owned(), format!("{DATABASE_FILE}-wal")];
    names.iter().map(|name| fs::metadata(data.join(name)).map_or(0, |file| file.len())).fold(0, u64::max)
}

/// Signs until nothing more fits, and tries a few times more. Gives every receipt.
fn sign_until_full(address: &str, data: &Path) -> Vec<Receipt> {
    let mut signer = open_one(address, data);
    let mut receipts = Vec::new();
    let mut refusals = 0;
    for _ in 0..MOST_SIGNATURES {
        let answer = signer.sign().expect("an answer, whatever it is");
        if is_receipt(&answer) {
            receipts.push(signer.keep(answer));
            continue;
        }
        assert!(matches!(answer.status, 500 | 503), "{answer:?}");
        assert!(["unavailable", "internal"].contains(&answer.code().as_str()), "{answer:?}");
        refusals += 1;
        if refusals > TRIES_AFTERWARDS {
            return receipts;
        }
    }
    panic!("the disk was never full: {} receipts, {refusals} refusals", receipts.len());
}

#[test]
fn an_empty_folder_that_cannot_be_written_to_is_refused_in_one_sentence() {
    let room = Room::new();
    let data = room.data();
    tool("chmod", &["0555", path(&data)]);
    let ended = run(room.serve());
    room.give_back();
    ended.assert_refused(path(&data));
}

#[test]
fn a_folder_of_records_that_cannot_be_written_to_is_refused_in_one_sentence() {
    let room = Room::new();
    let data = room.data();
    drop(Server::start(room.serve()));
    assert!(data.join(DATABASE_FILE).exists());
    tool("chmod", &["-R", "a-w", path(&data)]);
    tool("chmod", &["0555", path(&data)]);
    let ended = run(room.serve());
    room.give_back();
    ended.assert_refused(path(&data));
}

/// A copy of the binary and the content that anybody on this machine can read, and a data folder beside them, which
/// belongs to whoever the server runs as.
struct Room {
    folder: TempDir,
    is_root: bool,
}

impl Room {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let room = Self { is_root: tool("id", &["-u"]).out.trim() == "0", folder };
        // Another program copies: a file this one ever had open for writing might not be ready to run.
        tool("cp", &[SHINE, path(&room.binary())]);
        copy_folder(&fixture_content(), &room.content());
        tool("chmod", &["-R", "a+rX", path(room.folder.path())]);
        fs::create_dir(room.data()).expect("a folder");
        if room.is_root {
            chown(room.data(), Some(NOBODY), Some(NOBODY)).expect("given to nobody");
        }
        room
    }

    fn binary(&self) -> PathBuf {
        self.folder.path().join("shine")
    }

    fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn serve(&self) -> Command {
        let arguments: Vec<OsString> = serving(&self.data(), &self.content());
        let mut command = Command::new(self.binary());
        command.args(arguments).env_remove("RUST_LOG").current_dir("/");
        if self.is_root {
            command.uid(NOBODY);
        }
        command
    }

    /// Makes the folder one that can be taken away again.
    fn give_back(&self) {
        tool("chmod", &["-R", "u+w", path(&self.data())]);
    }
}

/// Runs one of the system's own small programs.
fn tool(name: &str, arguments: &[&str]) -> Ended {
    let mut command = Command::new(name);
    command.args(arguments);
    let ended = run(command);
    assert_eq!(ended.code, Some(0), "{name}: {ended:?}");
    ended
}
