//! Records that are corrected, made invalid and set aside: each an act of its own, and what counts afterwards.

use axum::http::StatusCode;
use serde_json::json;
use shine_domain::permission::{Permission, Reason};
use shine_domain::vocabulary::Role;
use shine_tests::TestApp;

use super::entering::{KEY, YES, acts, end, enter, entry, permission, reference, say};

#[tokio::test]
async fn a_parents_own_no_stands_when_the_same_no_that_staff_entered_is_corrected() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    say(&app, &app.one_child, KEY, "yes").await;
    let no = &[("photo-website", "no"), ("photo-press", "no")];
    let mut entered = entry(&app, &app.one_child, "1123456789abcdef", "answered", no).await;
    entered["on"] = json!("2026-11-22");
    let entered = reference(&enter(&office, &app, &entered).await);
    let own = say(&app, &app.one_child, "2123456789abcdef", "no").await;
    assert_ne!(own, entered, "a record of their own");
    assert_eq!(end(&office, &app, &entered, "correct").await.status, StatusCode::NO_CONTENT);
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::AdultRefused));
}

#[tokio::test]
async fn a_wrong_entry_is_corrected_and_a_familys_own_word_never_is() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let body = entry(&app, &app.one_child, KEY, "answered", YES).await;
    let wrong = reference(&enter(&office, &app, &body).await);
    assert_eq!(end(&office, &app, &wrong, "correct").await.status, StatusCode::NO_CONTENT);
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::NotAnswered));
    assert_eq!(end(&office, &app, &wrong, "correct").await.code(), "fields-not-right", "once");
    // The very same may be said again at once: it is no repetition.
    let again = entry(&app, &app.one_child, "2123456789abcdef", "answered", YES).await;
    reference(&enter(&office, &app, &again).await);
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed);
    let acts = acts(&office, &app).await;
    let shown: Vec<_> =
        acts.iter().map(|act| (act["act"].as_str().expect("a word"), act["is_ended"] == true)).collect();
    assert_eq!(shown, [("answered", false), ("corrected", false), ("answered", true)]);
    assert_eq!(acts[1]["about"], wrong.as_str());

    let request =
        app.consenting(&app.other_parent, &app.other_parent.children[0], "3123456789abcdef", "answered", YES).await;
    let own = reference(&app.open(&app.other_parent).await.post("/api/v1/family/records", &request).await);
    assert_eq!(end(&office, &app, &own, "correct").await.code(), "fields-not-right");
}

#[tokio::test]
async fn an_invalid_record_never_was_for_the_permission_and_for_the_family() {
    let app = TestApp::start().await;
    let (office, dsl) = (app.staff(&[Role::Office], &[]).await, app.staff(&[Role::Dsl], &[]).await);
    let family = app.open(&app.one_child).await;
    let request = app.consenting(&app.one_child, &app.one_child.children[0], KEY, "answered", YES).await;
    let signed = reference(&family.post("/api/v1/family/records", &request).await);
    assert_eq!(end(&office, &app, &signed, "invalidate").await.status, StatusCode::NO_CONTENT);
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::NotAnswered));
    let tasks = family.get("/api/v1/family").await.json()["tasks"].clone();
    let task = tasks.as_array().expect("tasks").iter().find(|task| task["kind"] == "consents").expect("a consent");
    assert_eq!((&task["standing"], &task["signed"]), (&json!("to-sign"), &json!([])));
    assert!(task.get("answers").is_none(), "{task}");
    let mut again = request.clone();
    again["key"] = json!("4123456789abcdef");
    reference(&family.post("/api/v1/family/records", &again).await);
    let acts = acts(&dsl, &app).await;
    assert_eq!((&acts[1]["act"], &acts[1]["reason"]), (&json!("invalidated"), &json!("It was said of another child.")));
    let stranger = format!("/api/v1/desk/children/{}/records/{signed}/end", app.two_children.children[0]);
    let answer = office.visitor.post(&stranger, &json!({ "ending": "invalidate", "reason": "x" })).await;
    assert_eq!(answer.code(), "not-found", "a record of another child");
    assert_eq!(app.store.verify_ledger(&[]).await.expect("a report").faults, []);
}

#[tokio::test]
async fn a_charter_signed_for_two_children_that_is_made_invalid_from_the_seconds_page_counts_for_neither() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let signing = app.signing(&app.two_children, KEY).await;
    let signed = reference(&app.open(&app.two_children).await.post("/api/v1/family/records", &signing).await);
    let waiting = "/api/v1/desk/board/children?document=parents&standing=outstanding";
    let before = office.visitor.get(waiting).await.json()["children"].as_array().expect("children").len();
    let second = format!("/api/v1/desk/children/{}", app.two_children.children[1]);
    let body = json!({ "ending": "invalidate", "reason": "Somebody else signed." });
    let ended = office.visitor.post(&format!("{second}/records/{signed}/end"), &body).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT, "{ended:?}");
    let after = office.visitor.get(waiting).await.json()["children"].as_array().expect("children").len();
    assert_eq!(after, before + 2);
    for child in &app.two_children.children {
        let page = office.visitor.get(&format!("/api/v1/desk/children/{child}")).await.json();
        assert_eq!((&page["acts"][0]["act"], &page["acts"][1]["is_ended"]), (&json!("invalidated"), &json!(true)));
    }
}

#[tokio::test]
async fn the_no_of_an_adult_who_was_erased_still_blocks_until_it_is_set_aside() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    say(&app, &app.one_child, KEY, "yes").await;
    let no = say(&app, &app.other_parent, "1123456789abcdef", "no").await;
    app.store.erase_person(&app.other_parent.id, app.now()).await.expect("erased");
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::AdultRefused));
    assert_eq!(end(&office, &app, &no, "set-aside").await.status, StatusCode::NO_CONTENT);
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed);
}

#[tokio::test]
async fn only_the_no_of_somebody_who_may_not_answer_is_set_aside_and_only_that_no() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let own = say(&app, &app.one_child, KEY, "yes").await;
    let no = say(&app, &app.grandmother, "1123456789abcdef", "no").await;
    assert_eq!(
        permission(&app, "photo-website").await,
        Permission::Forbidden(Reason::AdultRefused),
        "it blocks until then"
    );
    assert_eq!(end(&office, &app, &own, "set-aside").await.code(), "fields-not-right");
    assert_eq!(end(&office, &app, &no, "set-aside").await.status, StatusCode::NO_CONTENT);
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed);
    app.pass(25 * 60 * 60 * 1000);
    say(&app, &app.grandmother, "2123456789abcdef", "no").await;
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::AdultRefused), "said again");
}
