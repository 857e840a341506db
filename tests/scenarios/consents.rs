//! Answering an image consent, changing one's mind, objecting; and what all of it together permits.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shine_domain::permission::{Permission, Reason};
use shine_domain::receipt::SealedReceipt;
use shine_tests::{Answer, TestApp, TestFamily};

const RECORDS: &str = "/api/v1/family/records";
const DAY: i64 = 24 * 60 * 60 * 1000;
const BOTH_YES: &[(&str, &str)] = &[("photo-website", "yes"), ("photo-press", "yes")];
const KEY: &str = "0123456789abcdef";

/// Sends what `family` says for its first child.
async fn say(app: &TestApp, family: &TestFamily, act: &str, answers: &[(&str, &str)]) -> Answer {
    let key = format!("key-{}-{}", app.count_records().await, family.id);
    let request = app.consenting(family, &family.children[0], &key, act, answers).await;
    app.open(family).await.post(RECORDS, &request).await
}

async fn answered(app: &TestApp, family: &TestFamily, answers: &[(&str, &str)]) {
    let answer = say(app, family, "answered", answers).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}

/// The permission for `step` of the first child of the family with one child, now.
async fn permission(app: &TestApp, step: &str) -> Permission {
    let consent = app.consent().await;
    let now = app.clock.load(std::sync::atomic::Ordering::SeqCst);
    let all = app.store.list_permissions(&app.one_child.children[0], &consent, now).await.expect("permissions");
    all.iter().find(|one| one.step.as_str() == step).expect("a question").permission
}

async fn task(app: &TestApp, family: &TestFamily) -> Value {
    let shown = app.open(family).await.get("/api/v1/family").await.json();
    let tasks = shown["tasks"].as_array().expect("tasks").clone();
    tasks.into_iter().find(|task| task["kind"] == "consents").expect("a consent")
}

#[tokio::test]
async fn a_parent_answers_purpose_by_purpose_and_the_receipt_says_each() {
    let app = TestApp::start().await;
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::NotAnswered));
    let answers = [("photo-website", "yes"), ("photo-press", "no")];
    let answer = say(&app, &app.one_child, "answered", &answers).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let sealed: SealedReceipt = serde_json::from_value(answer.json()["receipt"].clone()).expect("a receipt");
    let said: Vec<_> =
        sealed.receipt.answers.iter().map(|one| (one.step.as_str(), one.question.as_str(), one.said.word())).collect();
    let expected = [
        ("photo-website", "May we use photographs on our website?", "yes"),
        ("photo-press", "May a newspaper print a photograph?", "no"),
    ];
    assert_eq!(said, expected);
    assert!(sealed.receipt.declaration.is_some() && sealed.receipt.change.contains("change your mind"));
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed);
    assert_eq!(permission(&app, "photo-press").await, Permission::Forbidden(Reason::AdultRefused));
    let again =
        app.open(&app.one_child).await.get(&format!("/api/v1/family/receipts/{}", sealed.receipt.reference)).await;
    assert_eq!(again.bytes, answer.bytes, "the same receipt, to the letter");
    let shown = task(&app, &app.one_child).await;
    assert_eq!(shown["standing"], "signed");
    assert_eq!(shown["answers"][0]["said"], "yes");
    assert_eq!(app.store.verify_ledger(&[]).await.expect("a report").faults, []);
}

#[tokio::test]
async fn nothing_is_taken_for_answered_that_was_not() {
    let app = TestApp::start().await;
    let answer = say(&app, &app.one_child, "answered", &[("photo-website", "yes")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["error"]["fields"], json!([{ "field": "photo-press", "code": "not-answered" }]));
    let wrong: [(&str, &[(&str, &str)]); 6] = [
        ("answered", &[]),
        ("answered", &[("photo-website", "yes"), ("photo-press", "yes"), ("photo-display", "yes")]),
        ("answered", &[("photo-website", "perhaps"), ("photo-press", "yes")]),
        ("withdrawn", &[("photo-website", "withdrawn")]),
        ("objected", &[("photo-website", "objected")]),
        ("acknowledged", &[]),
    ];
    for (act, answers) in wrong {
        let answer = say(&app, &app.one_child, act, answers).await;
        assert!(answer.status.is_client_error(), "{act} {answers:?}: {answer:?}");
    }
    assert_eq!(app.count_records().await, 0);
    let mut two = app.consenting(&app.two_children, &app.two_children.children[0], KEY, "answered", BOTH_YES).await;
    two["pupils"] = json!(app.two_children.children);
    let answer = app.open(&app.two_children).await.post(RECORDS, &two).await;
    assert!(answer.status.is_client_error(), "a consent is answered child by child: {answer:?}");
    let charter = json!({ "answers": { "photo-website": "yes" } });
    let mut signing = app.signing(&app.one_child, KEY).await;
    signing["answers"] = charter["answers"].clone();
    let answer = app.open(&app.one_child).await.post(RECORDS, &signing).await;
    assert!(answer.status.is_client_error(), "a charter has no answers: {answer:?}");
    assert_eq!(app.count_records().await, 0);
}

#[tokio::test]
async fn a_yes_is_taken_back_as_easily_as_it_was_given() {
    let app = TestApp::start().await;
    answered(&app, &app.one_child, BOTH_YES).await;
    let answer = say(&app, &app.one_child, "withdrawn", &[("photo-website", "withdrawn")]).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    assert_eq!(answer.json()["receipt"]["receipt"]["act"], "withdrawn");
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::AdultRefused));
    let shown = task(&app, &app.one_child).await;
    assert_eq!(shown["answers"][0]["said"], "withdrawn");
    assert_eq!(shown["answers"][1]["said"], "yes", "the other answer stands");
    answered(&app, &app.one_child, &[("photo-website", "yes")]).await;
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed, "and minds change again");
    assert_eq!(app.count_records().await, 3, "none edits another");
}

#[tokio::test]
async fn where_the_basis_is_not_consent_one_can_object_and_it_counts_at_once() {
    let app = TestApp::start().await;
    assert_eq!(permission(&app, "photo-display").await, Permission::Allowed);
    let answer = say(&app, &app.one_child, "objected", &[("photo-display", "objected")]).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    assert_eq!(permission(&app, "photo-display").await, Permission::Forbidden(Reason::AdultRefused));
    assert_eq!(task(&app, &app.one_child).await["standing"], "to-sign", "the questions still wait");
}

#[tokio::test]
async fn one_parents_no_counts_and_is_never_told_to_the_other() {
    let app = TestApp::start().await;
    answered(&app, &app.one_child, BOTH_YES).await;
    let before = app.open(&app.one_child).await.get("/api/v1/family").await.bytes;
    answered(&app, &app.other_parent, &[("photo-website", "no"), ("photo-press", "later")]).await;
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::AdultRefused));
    let after = app.open(&app.one_child).await.get("/api/v1/family").await.bytes;
    assert_eq!(before, after, "nothing the first parent sees has changed");
    let consent = app.consent().await;
    let all = app.store.list_permissions(&app.one_child.children[0], &consent, shine_tests::NOON).await;
    assert!(all.expect("permissions")[0].answers_differ, "the office is told");
}

#[tokio::test]
async fn a_purpose_that_needs_every_parent_waits_for_all_of_them() {
    let app = TestApp::start().await;
    answered(&app, &app.one_child, BOTH_YES).await;
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed, "silence is no vote");
    assert_eq!(permission(&app, "photo-press").await, Permission::Forbidden(Reason::NotAnswered));
    answered(&app, &app.other_parent, BOTH_YES).await;
    assert_eq!(permission(&app, "photo-press").await, Permission::Allowed, "the grandmother is not asked for hers");
}

#[tokio::test]
async fn the_yes_of_somebody_who_may_not_answer_never_counts_but_their_no_does() {
    let app = TestApp::start().await;
    answered(&app, &app.grandmother, BOTH_YES).await;
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::NotAnswered));
    answered(&app, &app.one_child, BOTH_YES).await;
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed);
    answered(&app, &app.grandmother, &[("photo-website", "no")]).await;
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::AdultRefused));
}

#[tokio::test]
async fn a_yearly_yes_is_asked_again_and_then_runs_out() {
    let app = TestApp::start().await;
    answered(&app, &app.one_child, BOTH_YES).await;
    app.pass(366 * DAY);
    assert_eq!(task(&app, &app.one_child).await["standing"], "to-sign");
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed, "it holds while it is asked again");
    app.pass(60 * DAY);
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::RunOut));
    assert_eq!(task(&app, &app.one_child).await["answers"][0]["has_run_out"], true);
    answered(&app, &app.one_child, BOTH_YES).await;
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed, "the very same answers renew it");
}

#[tokio::test]
async fn the_same_answers_from_two_devices_are_recorded_once_and_other_answers_are_not_lost() {
    let app = TestApp::start().await;
    let (child, family) = (&app.one_child.children[0], &app.one_child);
    let visitor = app.open(family).await;
    let one = app.consenting(family, child, "phone-0123456789", "answered", BOTH_YES).await;
    let two = app.consenting(family, child, "laptop-0123456789", "answered", BOTH_YES).await;
    let (first, second) = tokio::join!(visitor.post(RECORDS, &one), visitor.post(RECORDS, &two));
    assert_eq!(first.bytes, second.bytes);
    assert_eq!(app.count_records().await, 1);
    let no = [("photo-website", "no")];
    let third = app.consenting(family, child, "third-0123456789", "answered", &no).await;
    assert_eq!(visitor.post(RECORDS, &third).await.status, StatusCode::CREATED);
    let back = [("photo-website", "yes")];
    let fourth = app.consenting(family, child, "fourth-0123456789", "answered", &back).await;
    assert_eq!(visitor.post(RECORDS, &fourth).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn what_was_answered_stands_nowhere_in_the_database_in_plain() {
    let app = TestApp::start().await;
    let answer = say(&app, &app.one_child, "answered", BOTH_YES).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    app.store.close().await;
    let bytes = std::fs::read(app.data.path().join("shine.sqlite")).expect("the database");
    for plain in ["photo-website=y", "Una Unreal", "\"yes\"", "Mother"] {
        assert!(!bytes.windows(plain.len()).any(|window| window == plain.as_bytes()), "{plain}");
    }
}
