//! Entering for somebody: what is written, who did it, and what is refused.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shine_domain::permission::{Permission, Reason};
use shine_domain::vocabulary::Role;
use shine_tests::{Answer, Colleague, TestApp, TestFamily};

pub(super) async fn permission(app: &TestApp, step: &str) -> Permission {
    let consent = app.consent().await;
    let all = app.store.list_permissions(&app.one_child.children[0], &consent, app.now()).await.expect("permissions");
    all.iter().find(|one| one.step.as_str() == step).expect("a question").permission
}

pub(super) async fn entry(app: &TestApp, family: &TestFamily, key: &str, act: &str, answers: &[(&str, &str)]) -> Value {
    let request = app.consenting(family, &family.children[0], key, act, answers).await;
    json!({
        "key": key, "adult": family.id.to_string(), "act": act, "digest": request["digest"],
        "relationship": "Mother", "answers": request["answers"], "from": "telephone", "on": "2026-11-20",
    })
}

pub(super) async fn enter(colleague: &Colleague, app: &TestApp, body: &Value) -> Answer {
    let path = format!("/api/v1/desk/children/{}/records", app.one_child.children[0]);
    colleague.visitor.post(&path, body).await
}

pub(super) async fn end(colleague: &Colleague, app: &TestApp, reference: &str, ending: &str) -> Answer {
    let path = format!("/api/v1/desk/children/{}/records/{reference}/end", app.one_child.children[0]);
    colleague.visitor.post(&path, &json!({ "ending": ending, "reason": "It was said of another child." })).await
}

pub(super) fn reference(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()["reference"]
        .as_str()
        .or(answer.json()["receipt"]["receipt"]["reference"].as_str())
        .expect("one")
        .to_owned()
}

pub(super) async fn acts(colleague: &Colleague, app: &TestApp) -> Vec<Value> {
    let page = colleague.visitor.get(&format!("/api/v1/desk/children/{}", app.one_child.children[0])).await.json();
    page["acts"].as_array().expect("acts").clone()
}

/// What an adult says themselves to both questions; gives the reference.
pub(super) async fn say(app: &TestApp, family: &TestFamily, key: &str, said: &str) -> String {
    let answers = [("photo-website", said), ("photo-press", said)];
    let request = app.consenting(family, &family.children[0], key, "answered", &answers).await;
    reference(&app.open(family).await.post("/api/v1/family/records", &request).await)
}

pub(super) const KEY: &str = "0123456789abcdef";
pub(super) const YES: &[(&str, &str)] = &[("photo-website", "yes"), ("photo-press", "yes")];

#[tokio::test]
async fn what_a_parent_says_on_the_telephone_counts_and_everybody_sees_who_entered_it() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let body = entry(&app, &app.one_child, KEY, "answered", YES).await;
    let entered = enter(&office, &app, &body).await;
    let reference = reference(&entered);
    assert_eq!(enter(&office, &app, &body).await.status, StatusCode::OK, "the same key again");
    assert_eq!(app.count_records().await, 1);
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed);
    let act = &acts(&office, &app).await[0];
    assert_eq!(
        (&act["who"], &act["entered_by"], &act["channel"]),
        (&json!("Una Unreal"), &json!(office.name), &json!("telephone"))
    );
    // The parent finds it with their own link, with its receipt, and can take it back.
    let family = app.open(&app.one_child).await;
    let receipt = family.get(&format!("/api/v1/family/receipts/{reference}")).await.json();
    assert_eq!(receipt["receipt"]["receipt"]["entered"], "telephone");
    let withdrawn = app
        .consenting(
            &app.one_child,
            &app.one_child.children[0],
            "1123456789abcdef",
            "withdrawn",
            &[("photo-website", "withdrawn")],
        )
        .await;
    assert_eq!(family.post("/api/v1/family/records", &withdrawn).await.status, StatusCode::CREATED);
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::AdultRefused));
    assert_eq!(app.store.verify_ledger(&[]).await.expect("a report").faults, []);
}

#[tokio::test]
async fn what_is_sent_again_with_another_day_is_not_taken_for_entered() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let body = entry(&app, &app.one_child, KEY, "answered", YES).await;
    reference(&enter(&office, &app, &body).await);
    for (field, value) in [("on", "2026-11-19"), ("from", "paper")] {
        let mut changed = body.clone();
        changed[field] = json!(value);
        assert_eq!(enter(&office, &app, &changed).await.code(), "key-reused", "{field}");
    }
    // With a key of its own it is another entry, though it says the same.
    let mut right = body.clone();
    (right["key"], right["on"]) = (json!("9123456789abcdef"), json!("2026-11-21"));
    let entered = enter(&office, &app, &right).await;
    assert_eq!((entered.status, app.count_records().await), (StatusCode::CREATED, 2), "a wrong day is entered rightly");
}

#[tokio::test]
async fn nothing_is_entered_for_a_stranger_of_a_day_to_come_or_without_the_answers() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let right = entry(&app, &app.one_child, KEY, "answered", YES).await;
    for (field, value, code) in [
        ("adult", json!(app.two_children.id.to_string()), "not-found"),
        ("on", json!("2027-11-20"), "fields-not-right"),
        ("on", json!("yesterday"), "fields-not-right"),
        ("answers", json!({ "photo-website": "yes" }), "fields-not-right"),
        ("digest", json!("0".repeat(64)), "document-not-published"),
        ("from", json!("rumour"), "malformed-body"),
    ] {
        let mut wrong = right.clone();
        wrong[field] = value;
        assert_eq!(enter(&office, &app, &wrong).await.code(), code, "{field}");
    }
    assert_eq!(app.count_records().await, 0);
}
