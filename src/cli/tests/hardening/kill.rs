//! A server that is killed while many families sign.

use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use crate::families::{Receipt, Signer, assert_all_there, open_all};
use crate::server::{Server, assert_sound, path, serve};

/// How many sign at once.
const CLIENTS: usize = 16;
/// How many receipts are given before the server is killed.
const ENOUGH: usize = 60;
/// After this long without a receipt nothing is coming any more.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn no_receipt_is_lost_when_the_server_is_killed_in_a_burst_of_signatures() {
    let data = tempfile::tempdir().expect("a folder");
    let mut server = Server::start(serve(data.path()));
    let mut signers = open_all(server.address(), data.path());
    assert!(signers.len() >= CLIENTS, "only {} families can sign", signers.len());
    signers.truncate(CLIENTS);
    let receipts = kill_in_a_burst(&mut server, signers);
    assert!(receipts.len() >= ENOUGH, "only {} receipts were given", receipts.len());

    let again = Server::start(serve(data.path()));
    assert_all_there(again.address(), &receipts);
    drop(again);
    assert_sound(data.path(), &[]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("receipt.json");
    let last = receipts.last().expect("a receipt");
    std::fs::write(&file, last.download()).expect("saved");
    assert_sound(data.path(), &["--receipt", path(&file)]);
}

/// Everybody signs until the server is killed. Gives every receipt that somebody received whole.
fn kill_in_a_burst(server: &mut Server, signers: Vec<Signer>) -> Vec<Receipt> {
    let (sender, given) = channel();
    let mut receipts = Vec::new();
    thread::scope(|scope| {
        for signer in signers {
            let sender = sender.clone();
            scope.spawn(move || sign_until_killed(signer, &sender));
        }
        drop(sender);
        // Nothing may panic before the kill: the scope would wait for signers that never stop.
        while receipts.len() < ENOUGH {
            let Ok(receipt) = given.recv_timeout(PATIENCE) else { break };
            receipts.push(receipt);
        }
        server.kill();
        receipts.extend(given.iter());
    });
    receipts
}

/// An error is the kill: whatever had no whole answer by then was promised to nobody.
fn sign_until_killed(mut signer: Signer, sender: &Sender<Receipt>) {
    while let Ok(answer) = signer.sign() {
        if sender.send(signer.keep(answer)).is_err() {
            return;
        }
    }
}
