//! What people, broken programs and unkind ones send.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::{Value, json};
use shine_domain::ids::Digest;
use shine_tests::TestApp;

const RECORDS: &str = "/api/v1/family/records";

/// Sends the signing request with `change` applied; nothing may be written.
async fn refused(change: impl Fn(&mut Value)) -> (StatusCode, String, Value) {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    let mut signing = app.signing(&app.one_child, "0123456789abcdef").await;
    change(&mut signing);
    let answer = visitor.post(RECORDS, &signing).await;
    assert_eq!(app.count_records().await, 0, "nothing was written");
    (answer.status, answer.code(), answer.json()["error"]["fields"].clone())
}

#[tokio::test]
async fn a_child_who_is_not_that_adults_is_refused() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    for pupils in [
        vec![app.two_children.children[0].clone()],
        [app.one_child.children.clone(), app.two_children.children.clone()].concat(),
    ] {
        let mut signing = app.signing(&app.one_child, "0123456789abcdef").await;
        signing["pupils"] = json!(pupils);
        let answer = visitor.post(RECORDS, &signing).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::FORBIDDEN, "not-your-child"));
    }
    let mut signing = app.signing(&app.one_child, "0123456789abcdef").await;
    signing["pupils"] = json!(["p-nobodyatall"]);
    assert_eq!(visitor.post(RECORDS, &signing).await.code(), "not-your-child", "unknown children are answered alike");
    assert_eq!(app.count_records().await, 0);
}

#[tokio::test]
async fn a_text_that_was_never_served_cannot_be_signed() {
    let never = Digest::of(b"never").to_string();
    let (status, code, _) = refused(|signing| signing["digest"] = json!(never)).await;
    assert_eq!((status, code.as_str()), (StatusCode::CONFLICT, "document-not-published"));
}

#[tokio::test]
async fn a_notice_cannot_be_signed_as_if_it_were_a_charter() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    let documents = app.store.list_current_documents().await.expect("documents");
    let notice = documents.iter().find(|one| one.document.slug.as_str() == "privacy").expect("published");
    let mut signing = app.signing(&app.one_child, "0123456789abcdef").await;
    signing["digest"] = json!(notice.document.digest);
    assert_eq!(visitor.post(RECORDS, &signing).await.code(), "document-not-published");
}

#[tokio::test]
async fn a_text_that_was_replaced_cannot_be_signed_any_more() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    let signing = app.signing(&app.one_child, "0123456789abcdef").await;
    let documents = app.store.list_current_documents().await.expect("documents");
    let charter = documents.iter().find(|one| one.document.slug.as_str() == "parents").expect("published");
    app.republish(charter, "en", "1.1", |text| text).await;
    let answer = visitor.post(RECORDS, &signing).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::CONFLICT, "document-outdated"));
}

#[tokio::test]
async fn a_published_text_cannot_change_under_its_version() {
    let app = TestApp::start().await;
    let documents = app.store.list_current_documents().await.expect("documents");
    let charter = documents.iter().find(|one| one.document.slug.as_str() == "parents").expect("published");
    let mut changed = charter.document.clone();
    changed.digest = Digest::of(b"another text");
    let refused = app.store.publish_document(&changed, "another text", shine_tests::NOON).await;
    assert!(matches!(refused, Err(shine_server::store::StoreError::VersionNotMoved { .. })));
}

#[tokio::test]
async fn every_field_that_is_not_right_is_named() {
    let cases = [
        ("name", json!(""), "empty"),
        ("name", json!(" \u{200b} "), "empty"),
        ("name", json!("x".repeat(121)), "too-long"),
        ("name", json!("Una\nUnreal"), "control-characters"),
        ("name", json!("Una \u{202e}laernU"), "direction-override"),
        ("relationship", json!(""), "empty"),
        ("relationship", json!("x".repeat(61)), "too-long"),
        ("relationship", json!("a\u{0}b"), "control-characters"),
        ("key", json!("short"), "not-one-of-the-list"),
        ("digest", json!("ABC"), "not-one-of-the-list"),
        ("pupils", json!([]), "empty"),
        ("pupils", json!(["p-aaaa", "p-aaaa"]), "repeated"),
        ("pupils", json!(vec!["p-aaaa"; 21]), "too-long"),
        ("pupils", json!(["../etc"]), "not-one-of-the-list"),
    ];
    for (field, value, code) in cases {
        let (status, error, fields) = refused(|signing| signing[field] = value.clone()).await;
        assert_eq!((status, error.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "fields-not-right"), "{field}");
        assert_eq!(fields, json!([{ "field": field, "code": code }]));
    }
    let (_, _, fields) = refused(|signing| {
        signing["name"] = json!("");
        signing["relationship"] = json!("");
    })
    .await;
    assert_eq!(fields.as_array().map(Vec::len), Some(2), "all at once");
}

#[tokio::test]
async fn bodies_that_are_not_what_is_taken_are_refused_plainly() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    let good = app.signing(&app.one_child, "0123456789abcdef").await.to_string().into_bytes();
    let mut extra = app.signing(&app.one_child, "0123456789abcdef").await;
    extra["adult"] = json!("a-somebody-else");
    let cases = [
        ("text/plain", good.clone(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong-content-type"),
        ("application/x-www-form-urlencoded", good, StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong-content-type"),
        ("application/json", b"{".to_vec(), StatusCode::BAD_REQUEST, "malformed-body"),
        ("application/json", b"\xff\xfe".to_vec(), StatusCode::BAD_REQUEST, "malformed-body"),
        ("application/json", b"[]".to_vec(), StatusCode::BAD_REQUEST, "malformed-body"),
        ("application/json", "[".repeat(60_000).into_bytes(), StatusCode::BAD_REQUEST, "malformed-body"),
        ("application/json", extra.to_string().into_bytes(), StatusCode::BAD_REQUEST, "malformed-body"),
        ("application/json", vec![b' '; 64 * 1024 + 1], StatusCode::PAYLOAD_TOO_LARGE, "body-too-large"),
    ];
    for (content_type, body, status, code) in cases {
        let answer = visitor.post_raw(RECORDS, content_type, body).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code));
    }
    assert_eq!(app.count_records().await, 0);
}

#[tokio::test]
async fn another_sites_page_cannot_sign_with_a_parents_cookie() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    let body = app.signing(&app.one_child, "0123456789abcdef").await.to_string();
    let cases = [
        ("sec-fetch-site", "cross-site", StatusCode::FORBIDDEN),
        ("sec-fetch-site", "same-site", StatusCode::FORBIDDEN),
        ("origin", "https://elsewhere.example", StatusCode::FORBIDDEN),
        ("origin", "null", StatusCode::FORBIDDEN),
        ("origin", "http://shine.test", StatusCode::CREATED),
    ];
    for (name, value, status) in cases {
        let request = visitor.request("POST", RECORDS).header("content-type", "application/json").header(name, value);
        let answer = visitor.send(request.body(Body::from(body.clone())).expect("a request")).await;
        assert_eq!(answer.status, status, "{name}: {value}");
    }
}
