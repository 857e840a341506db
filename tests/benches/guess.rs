//! Whether time tells a stranger anything: how long a refusal takes for something that exists beside something that does
//! not, asked in turn over the same connection. The first pair is one kind asked twice: what difference mere chance makes.
//! Run with `cargo xtask bench guess`; figures are kept in `docs/BENCHMARKS.md`.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;
use shine_server::app::system_clock;
use shine_server::content::{Content, WatchMode};
use shine_server::serve::{Opened, open_data, publish_content};
use shine_server::token::{FamilyToken, generate_person_id};
use shine_tests::wire::{Wire, start_server};
use shine_tests::{TestFamily, fixture_content, record_families, test_school};
use tokio::runtime::Runtime;

/// How often each side of a pair is asked.
const TIMES: usize = 3_000;

fn main() {
    // `cargo bench FILTER` hands the filter to every benchmark program.
    let filter: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if !filter.is_empty() && !filter.iter().any(|word| "guess".contains(word.as_str())) {
        return;
    }
    let runtime = Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let families = runtime.block_on(prepare(&data));
    let running = runtime.block_on(start_server(&data));
    let address = running.address;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = runtime.spawn(running.run(async move { stopped.await.unwrap_or(()) }));
    let mut asking = Asking::begin(Wire::open(address), &families);
    println!("{:<58} {:>8} {:>8} {:>6}", "a refusal, microseconds (medians)", "known", "unknown", "ratio");
    asking.compare("the same kind twice: another unknown child", Asking::sign_for_nobody, Asking::sign_for_nobody);
    asking.compare(
        "signing for another family's child, or for nobody",
        Asking::sign_for_other,
        Asking::sign_for_nobody,
    );
    asking.compare("another family's receipt, or none", Asking::others_receipt, Asking::no_receipt);
    asking.compare("a link that could be one, or no link at all", Asking::wrong_link, Asking::no_link);
    stop.send(()).expect("the server is there");
    runtime.block_on(server).expect("ended").expect("served");
}

/// Two families, published texts, a key for each person.
async fn prepare(data: &Path) -> [TestFamily; 2] {
    let Opened { store, in_use, .. } = open_data(data, &test_school()).await.expect("opened");
    let content = Content::load(&fixture_content(), test_school(), WatchMode::Off).expect("content");
    publish_content(&store, &content, &system_clock()).await.expect("published");
    let families = record_families(&store).await;
    store.close().await;
    drop(in_use);
    families
}

/// Somebody with a link of their own who wants to know about others.
struct Asking {
    wire: Wire,
    cookie: String,
    digest: String,
    other_child: String,
    other_receipt: String,
    number: usize,
}

impl Asking {
    fn begin(mut wire: Wire, [own, other]: &[TestFamily; 2]) -> Self {
        let mut sign_in = |family: &TestFamily| {
            let body = json!({ "token": family.token.to_text() }).to_string();
            wire.send("POST", "/api/v1/family/session", "", &body).cookie.expect("a session")
        };
        let (cookie, other_cookie) = (sign_in(own), sign_in(other));
        let family = wire.send("GET", "/api/v1/family", &other_cookie, "").body;
        let family: serde_json::Value = serde_json::from_str(&family).expect("JSON");
        let charter = family["tasks"].as_array().and_then(|all| all.iter().find(|task| task["slug"] == "parents"));
        let digest = charter.and_then(|task| task["digest"].as_str()).expect("a digest").to_owned();
        let other_child = other.children[0].to_string();
        let mut asking = Self { wire, cookie, digest, other_child, other_receipt: String::new(), number: 0 };
        let answer = asking.sign(&asking.other_child.clone(), &other_cookie);
        let receipt: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
        asking.other_receipt = receipt["receipt"]["receipt"]["reference"].as_str().expect("a reference").to_owned();
        asking
    }

    /// Both sides in turn, so that whatever else the machine does falls on both.
    fn compare(&mut self, what: &str, known: fn(&mut Self) -> String, unknown: fn(&mut Self) -> String) {
        let (mut first, mut second) = (Vec::with_capacity(TIMES), Vec::with_capacity(TIMES));
        for _ in 0..TIMES {
            let (one, one_said) = time(|| known(self));
            let (other, other_said) = time(|| unknown(self));
            assert_eq!(one_said, other_said, "{what}: the words differ already");
            first.push(one);
            second.push(other);
        }
        let (first, second) = (median(first), median(second));
        println!("{what:<58} {first:>8.1} {second:>8.1} {:>6.3}", first / second);
    }

    fn sign(&mut self, child: &str, cookie: &str) -> String {
        self.number += 1;
        let body = json!({
            "key": format!("guess-{:016}", self.number), "act": "acknowledged", "digest": self.digest,
            "pupils": [child], "name": "Una Unreal", "relationship": "Mother",
        });
        self.wire.send("POST", "/api/v1/family/records", cookie, &body.to_string()).body
    }

    fn sign_for_other(&mut self) -> String {
        self.sign(&self.other_child.clone(), &self.cookie.clone())
    }

    fn sign_for_nobody(&mut self) -> String {
        let nobody = generate_person_id('p').expect("random").to_string();
        self.sign(&nobody, &self.cookie.clone())
    }

    fn others_receipt(&mut self) -> String {
        self.wire.send("GET", &format!("/api/v1/family/receipts/{}", self.other_receipt), &self.cookie, "").body
    }

    fn no_receipt(&mut self) -> String {
        self.wire.send("GET", "/api/v1/family/receipts/ZZZZ9999", &self.cookie, "").body
    }

    fn wrong_link(&mut self) -> String {
        let link = FamilyToken::generate().expect("random").to_text();
        self.open(&link)
    }

    fn no_link(&mut self) -> String {
        self.open("no link at all, but as long as one")
    }

    fn open(&mut self, link: &str) -> String {
        self.wire.send("POST", "/api/v1/family/session", "", &json!({ "token": link }).to_string()).body
    }
}

fn time(ask: impl FnOnce() -> String) -> (Duration, String) {
    let started = Instant::now();
    let said = ask();
    (started.elapsed(), said)
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e6
}
