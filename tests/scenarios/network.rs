//! How the server is reached: cookies over TLS, who is counted, and what nobody can find out by asking.

use axum::http::{StatusCode, header};
use serde_json::json;
use shine_server::attempts::{MOST_FAILURES, WINDOW_MS};
use shine_server::network::Network;
use shine_server::token::FamilyToken;
use shine_tests::{Answer, TestApp, Visitor};

const SESSION: &str = "/api/v1/family/session";

async fn try_link(visitor: &Visitor, token: &str) -> Answer {
    visitor.post(SESSION, &json!({ "token": token })).await
}

fn unknown() -> String {
    FamilyToken::generate().expect("random").to_text()
}

#[tokio::test]
async fn too_many_wrong_links_are_told_to_wait_and_a_right_one_always_opens() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    for _ in 0..MOST_FAILURES {
        assert_eq!(try_link(&visitor, &unknown()).await.status, StatusCode::UNAUTHORIZED);
    }
    let answer = try_link(&visitor, &unknown()).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "too-many-attempts"));
    assert_eq!(answer.headers[header::RETRY_AFTER], "900");
    let right = try_link(&visitor, &app.one_child.token.to_text()).await;
    assert_eq!(right.status, StatusCode::NO_CONTENT, "a whole school is one address");
    app.pass(WINDOW_MS);
    assert_eq!(try_link(&visitor, &unknown()).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_hundred_right_links_from_one_address_are_never_too_many() {
    let app = TestApp::start().await;
    for _ in 0..100 {
        let answer = try_link(&app.visitor(), &app.two_children.token.to_code()).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
    }
}

/// Everything of an answer that somebody could compare.
fn shape(answer: &Answer) -> (StatusCode, Vec<(String, String)>, Vec<u8>) {
    let headers = answer.headers.iter().map(|(name, value)| (name.to_string(), format!("{value:?}"))).collect();
    (answer.status, headers, answer.bytes.clone())
}

#[tokio::test]
async fn no_answer_tells_a_known_link_or_child_from_an_unknown_one() {
    let app = TestApp::start().await;
    let revoked = app.other_parent.token.clone();
    app.store.revoke_token(&revoked, shine_tests::NOON).await.expect("revoked");
    let visitor = app.visitor();
    let expected = shape(&try_link(&visitor, &unknown()).await);
    for token in [revoked.to_text(), "not a link at all".to_owned(), String::new(), "0".repeat(26)] {
        assert_eq!(shape(&try_link(&visitor, &token).await), expected, "{token}");
    }
    let session = app.open(&app.one_child).await;
    let mut shapes = Vec::new();
    for child in [app.two_children.children[0].to_string(), "p-nobodyatall".to_owned()] {
        let mut signing = app.signing(&app.one_child, "0123456789abcdef").await;
        signing["pupils"] = json!([child]);
        shapes.push(shape(&session.post("/api/v1/family/records", &signing).await));
    }
    assert_eq!(shapes[0], shapes[1], "a child of another family and one there never was");
    for path in ["/family", "/family/receipts/7KDW3XPA", "/family/consents/images/1", "/api/v1/family"] {
        let strangers = shape(&app.visitor().get(path).await);
        let mut forged = app.visitor();
        forged.cookie = Some(format!("shine-family={}", "a".repeat(64)));
        assert_eq!(shape(&forged.get(path).await), strangers, "{path}");
    }
}

#[tokio::test]
async fn behind_tls_the_cookie_is_bound_to_the_host_and_browsers_stay_encrypted() {
    let app =
        TestApp::start_with(Network { public_url: Some("https://shine.example".to_owned()), ..Network::default() })
            .await;
    let answer = try_link(&app.visitor(), &app.one_child.token.to_text()).await;
    let cookie = answer.headers[header::SET_COOKIE].to_str().expect("text").to_owned();
    assert!(cookie.starts_with("__Host-shine-family=") && cookie.contains("Secure"), "{cookie}");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"));
    assert!(answer.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    let session = app.open(&app.one_child).await;
    assert_eq!(session.get("/api/v1/family").await.status, StatusCode::OK);
    let plain = session.cookie.clone().expect("a cookie").replace("__Host-", "");
    let mut other = app.visitor();
    other.cookie = Some(plain);
    assert_eq!(other.get("/api/v1/family").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_session_from_before_the_clock_was_set_back_has_ended() {
    let app = TestApp::start().await;
    let session = app.open(&app.one_child).await;
    app.pass(-365 * 24 * 60 * 60 * 1000);
    assert_eq!(session.get("/api/v1/family").await.status, StatusCode::UNAUTHORIZED);
    let again = app.open(&app.one_child).await;
    let signed = again.post("/api/v1/family/records", &app.signing(&app.one_child, "0123456789abcdef").await).await;
    assert_eq!(signed.status, StatusCode::CREATED, "a wrong clock does not keep anybody from signing");
    assert_eq!(app.store.verify_ledger(&[]).await.expect("a report").faults, []);
    app.pass(365 * 24 * 60 * 60 * 1000);
    let later = app.open(&app.one_child).await;
    assert_eq!(later.get("/api/v1/family").await.json()["tasks"][0]["standing"], "signed");
}
