//! What the log says, and what it never says.

use serde_json::json;

use crate::client::{get, post_json};
use crate::families::open_one;
use crate::server::{Server, serve};

#[test]
fn the_log_has_a_line_for_every_request_and_nothing_about_anybody_in_any() {
    let data = tempfile::tempdir().expect("a folder");
    let mut command = serve(data.path());
    command.args(["--log", "json"]);
    let server = Server::start(command);
    let address = server.address().to_owned();
    let mut signer = open_one(&address, data.path());
    let answer = signer.sign().expect("an answer");
    let receipt = signer.keep(answer);
    let wrong = json!({ "token": "a-link-somebody-guessed" });
    assert_eq!(post_json(&address, "/api/v1/family/session", None, &wrong).expect("an answer").status, 401);
    for path in ["/family/somebody-elses-page", "/api/v1/family/receipts/GUESSED1?name=Guessed"] {
        get(&address, path, None).expect("an answer");
    }
    let told = receipt.personal_words();
    let said = server.kill_and_read();
    let lines: Vec<&str> = said.lines().filter(|line| line.starts_with('{')).collect();
    let of = |route: &str| lines.iter().filter(|line| line.contains(route)).count();
    assert!(of("\"/api/v1/family/records\"") == 1 && of("\"/api/v1/family/session\"") >= 2, "{said}");
    assert!(of("receipts/{reference}") == 1, "an address is named by its pattern: {said}");
    let guessed = ["a-link-somebody-guessed", "somebody-elses-page", "GUESSED1", "Guessed", "127.0.0.1"];
    for word in told.iter().map(String::as_str).chain(guessed) {
        assert!(!lines.iter().any(|line| line.contains(word)), "{word}: {said}");
    }
}
