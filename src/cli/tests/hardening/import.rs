//! A server that is killed while it takes a class list over.

use std::path::Path;
use std::thread;

use serde_json::{Value, json};
use shine_server::store::DATABASE_FILE;

use crate::client::{get, post_json};
use crate::server::{Server, assert_sound, serve};

/// How many children are new in the list.
const NEW: usize = 1_200;
/// How many times the database was seen to write before the server is killed: the first time it notes who takes a list over,
/// then it writes the list.
const WRITES: [usize; 4] = [1, 2, 3, 4];

#[test]
fn a_class_list_is_taken_over_whole_or_not_at_all_when_the_server_is_killed() {
    let mut results = Vec::new();
    for writes in WRITES {
        let data = tempfile::tempdir().expect("a folder");
        let mut server = Server::start(serve(data.path()));
        let office = sign_in(server.address());
        let before = count_children(server.address(), &office);
        let body = planned(server.address(), &office);
        kill_while_applying(&mut server, data.path(), &office, &body, writes);

        let again = Server::start(serve(data.path()));
        let after = count_children(again.address(), &office);
        assert!(after == before || after == before + NEW, "{after} of {before} and {NEW} after {writes} writes");
        results.push(after == before);
        // Sent once more, all of it is there, once.
        let plan = planned(again.address(), &office);
        let answer = post_json(again.address(), "/api/v1/desk/roll/apply", Some(&office), &plan).expect("an answer");
        assert_eq!(answer.status, 204, "{answer:?}");
        assert_eq!(count_children(again.address(), &office), before + NEW);
        drop(again);
        assert_sound(data.path(), &[]);
    }
    assert!(results.contains(&true), "no kill came before the end, so none showed anything");
}

/// Sends `body`, and kills the server once its database was seen to write `writes` times.
fn kill_while_applying(server: &mut Server, data: &Path, office: &str, body: &Value, writes: usize) {
    let address = server.address().to_owned();
    let log = data.join(format!("{DATABASE_FILE}-wal"));
    let written = || std::fs::metadata(&log).and_then(|file| file.modified()).ok();
    let (mut last, mut seen) = (written(), 0);
    thread::scope(|scope| {
        // Whatever it is answered: a server that was killed answers nothing.
        let applying = scope.spawn(|| drop(post_json(&address, "/api/v1/desk/roll/apply", Some(office), body)));
        while seen < writes && !applying.is_finished() {
            let now = written();
            if now != last {
                (last, seen) = (now, seen + 1);
            }
            thread::yield_now();
        }
        server.kill();
    });
}

/// The office's session.
fn sign_in(address: &str) -> String {
    let staff = get(address, "/api/v1/desk/demo", None).expect("an answer").json();
    let staff = staff["staff"].as_array().expect("staff");
    let office = staff.iter().find(|one| one["email"] == "office@demo.example").expect("the office");
    let body = json!({ "email": office["email"], "password": office["password"], "code": office["code"] });
    let answer = post_json(address, "/api/v1/desk/session", None, &body).expect("an answer");
    assert_eq!(answer.status, 204, "{answer:?}");
    answer.header("set-cookie").and_then(|line| line.split(';').next()).expect("a cookie").to_owned()
}

fn count_children(address: &str, office: &str) -> usize {
    let list = get(address, "/api/v1/desk/images", Some(office)).expect("an answer");
    list.json()["children"].as_array().expect("children").len()
}

/// The request that takes the invented list over, as its plan was shown.
fn planned(address: &str, office: &str) -> Value {
    let file = data_encoding::BASE64.encode(invented_list().as_bytes());
    let plan = post_json(address, "/api/v1/desk/roll/plan", Some(office), &json!({ "file": file })).expect("an answer");
    assert_eq!(plan.status, 200, "{plan:?}");
    json!({ "file": file, "plan": plan.json()["plan"], "leavers": false, "confirmed": true })
}

fn invented_list() -> String {
    let mut list =
        String::from("UPN,Forename,Surname,Year group,Class,Contact name,Relationship,Parental responsibility\n");
    for number in 0..NEW {
        let (class, upn) = (number % 60, 10_000_000 + number);
        list.push_str(&format!("H8{upn}001,Nia{number},Newcomer,3,Class {class},Ned{number} Newcomer,Father,T\n"));
    }
    list
}
