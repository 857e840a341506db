//! Signing a charter, coming back later, and what happens twice or at once.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shine_domain::receipt::{PublicKey, SealedReceipt, verify_receipt};
use shine_tests::{NOON, TestApp};

const RECORDS: &str = "/api/v1/family/records";

fn receipt_of(answer: &Value) -> SealedReceipt {
    serde_json::from_value(answer["receipt"].clone()).expect("a receipt")
}

#[tokio::test]
async fn a_parent_signs_for_both_children_and_gets_a_receipt_that_proves_itself() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.two_children).await;
    let before = visitor.get("/api/v1/family").await.json();
    assert_eq!(before["tasks"][0]["standing"], "to-sign");

    let answer = visitor.post(RECORDS, &app.signing(&app.two_children, "0123456789abcdef").await).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let sealed = receipt_of(&answer.json());
    let receipt = &sealed.receipt;
    assert_eq!(receipt.controller, "Test School");
    assert_eq!(receipt.signed_by, "Tia Testperson");
    assert_eq!(receipt.at, NOON);
    assert_eq!(receipt.document.digest, app.charter_digest().await);
    assert_eq!(receipt.declaration.as_deref(), Some("I have read the charter and I will follow it."));
    assert_eq!(receipt.notice.as_ref().map(|notice| notice.slug.as_str()), Some("privacy"));
    let mut names: Vec<_> = receipt.pupils.iter().map(|pupil| pupil.first_name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Tam", "Tess"]);

    let keys = app.visitor().get("/api/v1/keys").await.json();
    let key = PublicKey::from_hex(keys["keys"][0]["public_key"].as_str().expect("hex")).expect("a key");
    assert_eq!(verify_receipt(&sealed, std::slice::from_ref(&key)), Ok(()));
    let mut forged = sealed.clone();
    forged.receipt.signed_by = "Somebody Else".to_owned();
    assert!(verify_receipt(&forged, &[key]).is_err());

    let report = app.store.verify_ledger(&[]).await.expect("a report");
    assert_eq!((report.faults, report.entries), (vec![], 4));
}

#[tokio::test]
async fn coming_back_shows_what_was_signed_word_for_word() {
    let app = TestApp::start().await;
    let first = app.open(&app.one_child).await;
    let signed = first.post(RECORDS, &app.signing(&app.one_child, "0123456789abcdef").await).await;
    let reference = signed.json()["receipt"]["receipt"]["reference"].as_str().expect("a reference").to_owned();

    let later = app.open(&app.one_child).await;
    let family = later.get("/api/v1/family").await.json();
    assert_eq!(family["tasks"][0]["standing"], "signed");
    assert_eq!(family["tasks"][0]["signed"][0]["reference"], reference.as_str());
    let again = later.get(&format!("/api/v1/family/receipts/{}", reference.to_lowercase())).await;
    assert_eq!(again.bytes, signed.bytes, "the same receipt, to the letter");
    let digest = family["tasks"][0]["signed"][0]["digest"].as_str().expect("a digest");
    let text = later.get(&format!("/content/documents/{digest}.md")).await;
    assert!(String::from_utf8(text.bytes).expect("text").contains("Welcome to Test School."));
}

#[tokio::test]
async fn another_familys_receipt_is_not_there() {
    let app = TestApp::start().await;
    let signed =
        app.open(&app.one_child).await.post(RECORDS, &app.signing(&app.one_child, "0123456789abcdef").await).await;
    let reference = signed.json()["receipt"]["receipt"]["reference"].as_str().expect("a reference").to_owned();
    let other = app.open(&app.two_children).await;
    let answer = other.get(&format!("/api/v1/family/receipts/{reference}")).await;
    let unknown = other.get("/api/v1/family/receipts/ABCDEFGH").await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::NOT_FOUND, "receipt-not-found"));
    assert_eq!(answer.bytes, unknown.bytes);
}

#[tokio::test]
async fn wanting_to_talk_first_is_recorded_and_can_be_followed_by_signing() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    let mut talk = app.signing(&app.one_child, "aaaaaaaaaaaaaaaa").await;
    talk["act"] = json!("declined");
    let answer = visitor.post(RECORDS, &talk).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(receipt_of(&answer.json()).receipt.declaration, None);
    assert_eq!(visitor.get("/api/v1/family").await.json()["tasks"][0]["standing"], "wants-to-talk");
    visitor.post(RECORDS, &app.signing(&app.one_child, "bbbbbbbbbbbbbbbb").await).await;
    let family = visitor.get("/api/v1/family").await.json();
    assert_eq!(family["tasks"][0]["standing"], "signed");
    assert_eq!(family["tasks"][0]["signed"].as_array().expect("a list").len(), 2, "neither edits the other");
}

#[tokio::test]
async fn the_same_submission_sent_twice_is_recorded_once() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    let signing = app.signing(&app.one_child, "0123456789abcdef").await;
    let first = visitor.post(RECORDS, &signing).await;
    app.pass(60_000);
    let second = visitor.post(RECORDS, &signing).await;
    assert_eq!((first.status, second.status), (StatusCode::CREATED, StatusCode::OK));
    assert_eq!(first.bytes, second.bytes);
    assert_eq!(app.count_records().await, 1);
}

#[tokio::test]
async fn the_same_key_with_other_content_is_refused() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    let mut signing = app.signing(&app.one_child, "0123456789abcdef").await;
    visitor.post(RECORDS, &signing).await;
    signing["name"] = json!("Una N. Unreal");
    let answer = visitor.post(RECORDS, &signing).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::CONFLICT, "key-reused"));
    assert_eq!(app.count_records().await, 1);
}

#[tokio::test]
async fn two_devices_at_once_sign_once() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    let (phone, laptop) = (visitor.clone(), app.open(&app.one_child).await);
    let (one, two) =
        (app.signing(&app.one_child, "phone-0123456789").await, app.signing(&app.one_child, "laptop-0123456789").await);
    let (first, second) = tokio::join!(phone.post(RECORDS, &one), laptop.post(RECORDS, &two));
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::CREATED]);
    assert_eq!(first.bytes, second.bytes, "both get the one receipt");
    assert_eq!(app.count_records().await, 1);
}

#[tokio::test]
async fn many_at_once_are_all_in_one_unbroken_chain() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    let mut waiting = Vec::new();
    for number in 0..40 {
        let mut signing = app.signing(&app.one_child, &format!("many-at-once-{number:04}")).await;
        signing["act"] = json!(if number % 2 == 0 { "acknowledged" } else { "declined" });
        signing["name"] = json!(format!("Una Unreal {number}"));
        let visitor = visitor.clone();
        waiting.push(tokio::spawn(async move { visitor.post(RECORDS, &signing).await.status }));
    }
    let mut created = 0;
    for one in waiting {
        let status = one.await.expect("no panic");
        assert!(status == StatusCode::CREATED || status == StatusCode::OK);
        created += u64::from(status == StatusCode::CREATED);
    }
    assert_eq!(app.count_records().await, created);
    assert_eq!(app.store.verify_ledger(&[]).await.expect("a report").faults, []);
}

#[tokio::test]
async fn what_was_signed_is_still_there_after_a_restart() {
    let app = TestApp::start().await;
    let visitor = app.open(&app.one_child).await;
    visitor.post(RECORDS, &app.signing(&app.one_child, "0123456789abcdef").await).await;
    app.store.close().await;
    let again = shine_server::serve::open_data(app.data.path(), &shine_tests::test_school()).await.expect("opened");
    let report = again.store.verify_ledger(&[]).await.expect("a report");
    assert_eq!((report.faults, report.entries), (vec![], 4));
}
