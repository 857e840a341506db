//! Families of the demonstration, who sign and keep what they are given.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use shine_server::demo::{DEMO_FILE, Demo};

use crate::client::{Answer, get, post_json};

/// No two signatures of a test run have the same key or the same name.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// A receipt as it was given.
pub(crate) struct Receipt {
    token: String,
    reference: String,
    body: Vec<u8>,
}

impl Receipt {
    /// Everything personal in it, and the secret it was signed with.
    pub(crate) fn personal_words(&self) -> Vec<String> {
        let answer: Value = serde_json::from_slice(&self.body).expect("JSON");
        let receipt = &answer["receipt"]["receipt"];
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let mut words = vec![self.token.clone(), self.reference.clone(), text(&receipt["signed_by"])];
        words.extend(receipt["pupils"].as_array().expect("children").iter().map(|child| text(&child["first_name"])));
        words
    }

    /// The receipt as a family downloads it.
    pub(crate) fn download(&self) -> String {
        let answer: Value = serde_json::from_slice(&self.body).expect("JSON");
        answer["receipt"].to_string()
    }
}

/// An adult with an open session, who signs the parents' charter and asks to talk about it in turn, so that each is a
/// new entry.
pub(crate) struct Signer {
    address: String,
    token: String,
    cookie: String,
    digest: Value,
    children: Value,
    is_signed: bool,
}

impl Signer {
    /// Opens the link with this token; none when its children are too young for the charter.
    ///
    /// # Panics
    /// When the link opens nothing.
    pub(crate) fn open(address: &str, token: &str) -> Option<Self> {
        let answer = post_json(address, "/api/v1/family/session", None, &json!({ "token": token })).expect("an answer");
        assert_eq!(answer.status, 204, "{answer:?}");
        let cookie = answer.header("set-cookie").and_then(|line| line.split(';').next()).expect("a cookie").to_owned();
        let family = get(address, "/api/v1/family", Some(&cookie)).expect("an answer");
        assert_eq!(family.status, 200, "{family:?}");
        let family = family.json();
        let tasks = family["tasks"].as_array().expect("tasks");
        let charter = tasks.iter().find(|task| task["slug"] == "parents")?;
        Some(Self {
            address: address.to_owned(),
            token: token.to_owned(),
            cookie,
            digest: charter["digest"].clone(),
            children: charter["children"].clone(),
            is_signed: charter["standing"] == "signed",
        })
    }

    /// Signs, or asks to talk, whichever it did not do last.
    pub(crate) fn sign(&mut self) -> io::Result<Answer> {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let request = json!({
            "key": format!("hardening-{number:016}"),
            "act": if self.is_signed { "declined" } else { "acknowledged" },
            "digest": self.digest,
            "pupils": self.children,
            "name": format!("Una Unreal {number}"),
            "relationship": "Mother",
        });
        let answer = post_json(&self.address, "/api/v1/family/records", Some(&self.cookie), &request)?;
        if is_receipt(&answer) {
            self.is_signed = !self.is_signed;
        }
        Ok(answer)
    }

    /// Keeps the receipt that `answer` is.
    ///
    /// # Panics
    /// When it is none.
    pub(crate) fn keep(&self, answer: Answer) -> Receipt {
        assert!(is_receipt(&answer), "no receipt: {} {}", answer.status, answer.code());
        let reference = answer.json()["receipt"]["receipt"]["reference"].as_str().expect("a reference").to_owned();
        Receipt { token: self.token.clone(), reference, body: answer.body }
    }

    fn show(&self, reference: &str) -> Answer {
        let path = format!("/api/v1/family/receipts/{reference}");
        get(&self.address, &path, Some(&self.cookie)).expect("an answer")
    }
}

/// Whether this answer says that something is recorded.
pub(crate) fn is_receipt(answer: &Answer) -> bool {
    matches!(answer.status, 200 | 201)
}

/// Everybody of the demonstration in `data` who is asked to sign the charter.
pub(crate) fn open_all(address: &str, data: &Path) -> Vec<Signer> {
    read_tokens(data).iter().filter_map(|token| Signer::open(address, token)).collect()
}

/// The first of them; no other link is opened.
pub(crate) fn open_one(address: &str, data: &Path) -> Signer {
    read_tokens(data).iter().find_map(|token| Signer::open(address, token)).expect("a family")
}

/// The secrets of every private link of the demonstration in `data`.
pub(crate) fn read_tokens(data: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(data.join(DEMO_FILE)).expect("demo.json");
    let demo: Demo = serde_json::from_str(&text).expect("a demonstration");
    let links = demo.families.iter().filter_map(|family| family.link.split_once('#'));
    links.map(|(_, token)| token.to_owned()).collect()
}

/// Panics unless every receipt comes back byte for byte, in a new session of whoever was given it.
pub(crate) fn assert_all_there(address: &str, receipts: &[Receipt]) {
    let mut families: BTreeMap<&str, Signer> = BTreeMap::new();
    for receipt in receipts {
        let open = || Signer::open(address, &receipt.token).expect("asked to sign");
        let answer = families.entry(&receipt.token).or_insert_with(open).show(&receipt.reference);
        assert_eq!(answer.status, 200, "receipt {} is gone: {}", receipt.reference, answer.code());
        assert!(answer.body == receipt.body, "receipt {} is not what was given", receipt.reference);
    }
}
