//! Opening a family's private link.

use axum::http::StatusCode;
use serde_json::json;
use shine_server::store::{SESSION_ABSOLUTE_MS, SESSION_IDLE_MS};
use shine_server::token::FamilyToken;
use shine_tests::{NOON, TestApp};

#[tokio::test]
async fn a_link_opens_that_adults_children_and_nobody_elses() {
    let app = TestApp::start().await;
    let family = app.open(&app.two_children).await.get("/api/v1/family").await.json();
    assert_eq!(family["adult_name"], "Tia Testperson");
    let names: Vec<_> =
        family["children"].as_array().expect("children").iter().map(|c| c["first_name"].clone()).collect();
    assert_eq!(names, ["Tam", "Tess"]);
    assert_eq!(family["children"][1]["class_name"], "reception");
    assert!(!family.to_string().contains("Uli"));
}

#[tokio::test]
async fn unknown_revoked_and_malformed_links_are_answered_alike() {
    let app = TestApp::start().await;
    app.store.revoke_token(&app.one_child.token, NOON).await.expect("revoked");
    let unknown = FamilyToken::generate().expect("random").to_text();
    let revoked = app.one_child.token.to_text();
    let mut answers = Vec::new();
    for token in [unknown.as_str(), revoked.as_str(), "not a link", "", &"Z".repeat(5000)] {
        let answer = app.visitor().post("/api/v1/family/session", &json!({ "token": token })).await;
        assert!(answer.headers.get("set-cookie").is_none());
        answers.push((answer.status, answer.bytes));
    }
    assert_eq!(answers[0].0, StatusCode::UNAUTHORIZED);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
}

#[tokio::test]
async fn a_printed_code_opens_the_same_family() {
    let app = TestApp::start().await;
    let code = app.one_child.token.to_code().to_lowercase().replace('-', " ");
    let answer = app.visitor().post("/api/v1/family/session", &json!({ "token": code })).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let cookie = answer.headers["set-cookie"].to_str().expect("text");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
    assert!(!cookie.contains(&app.one_child.token.to_text()));
}

#[tokio::test]
async fn taking_a_link_back_ends_what_it_opened() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    assert_eq!(visitor.get("/api/v1/family").await.status, StatusCode::OK);
    app.store.revoke_token(&app.one_child.token, NOON).await.expect("revoked");
    assert_eq!(visitor.get("/api/v1/family").await.code(), "not-signed-in");
}

#[tokio::test]
async fn a_forgotten_phone_is_signed_out() {
    let app = TestApp::start().await;
    let idle = app.open(&app.one_child).await;
    app.pass(SESSION_IDLE_MS + 1);
    assert_eq!(idle.get("/api/v1/family").await.code(), "not-signed-in");
    let busy = app.open(&app.one_child).await;
    let mut passed = 0;
    while passed <= SESSION_ABSOLUTE_MS {
        app.pass(SESSION_IDLE_MS / 2);
        passed += SESSION_IDLE_MS / 2;
        let is_open = busy.get("/api/v1/family").await.status == StatusCode::OK;
        assert_eq!(is_open, passed <= SESSION_ABSOLUTE_MS, "after {passed} ms");
    }
}

#[tokio::test]
async fn nothing_of_a_family_is_shown_without_its_link() {
    let app = TestApp::start().await;
    let mut stranger = app.visitor();
    for cookie in [None, Some("shine-family=x".to_owned()), Some(format!("shine-family={}", "0".repeat(64)))] {
        stranger.cookie = cookie;
        for path in ["/api/v1/family", "/api/v1/family/receipts/ABCDEFGH"] {
            let answer = stranger.get(path).await;
            assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNAUTHORIZED, "not-signed-in"));
        }
        let signing = app.signing(&app.one_child, "0123456789abcdef").await;
        assert_eq!(stranger.post("/api/v1/family/records", &signing).await.code(), "not-signed-in");
    }
}
