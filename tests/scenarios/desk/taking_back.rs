//! Saying no after all: a yes is taken back, something is objected to, whatever happened to the text or the year meanwhile.

use axum::http::StatusCode;
use serde_json::json;
use shine_domain::permission::{Permission, Reason};
use shine_domain::vocabulary::Role;
use shine_tests::{Answer, TestApp, TestFamily};

use super::entering::{KEY, YES, acts, end, enter, entry, permission, reference};

const REFUSED: Permission = Permission::Forbidden(Reason::AdultRefused);

/// With the adult's own link.
async fn say(app: &TestApp, family: &TestFamily, key: &str, act: &str, answers: &[(&str, &str)]) -> Answer {
    let request = app.consenting(family, &family.children[0], key, act, answers).await;
    app.open(family).await.post("/api/v1/family/records", &request).await
}

#[tokio::test]
async fn a_yes_taken_back_and_an_objection_on_the_telephone_are_entered_as_what_they_are() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let early = entry(&app, &app.one_child, KEY, "withdrawn", &[("photo-website", "withdrawn")]).await;
    assert_eq!(enter(&office, &app, &early).await.code(), "fields-not-right", "there is no yes to take back");
    let yes = entry(&app, &app.one_child, "1123456789abcdef", "answered", YES).await;
    reference(&enter(&office, &app, &yes).await);
    let back = entry(&app, &app.one_child, "2123456789abcdef", "withdrawn", &[("photo-website", "withdrawn")]).await;
    reference(&enter(&office, &app, &back).await);
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::AdultRefused));
    assert_eq!(permission(&app, "photo-press").await, Permission::Forbidden(Reason::NotAnswered), "nobody refused it");
    assert_eq!(permission(&app, "photo-display").await, Permission::Allowed);
    let objects = entry(&app, &app.one_child, "3123456789abcdef", "objected", &[("photo-display", "objected")]).await;
    reference(&enter(&office, &app, &objects).await);
    assert_eq!(permission(&app, "photo-display").await, Permission::Forbidden(Reason::AdultRefused));
    let acts = acts(&office, &app).await;
    let words: Vec<_> = acts.iter().map(|act| act["act"].as_str().expect("a word")).collect();
    assert_eq!(words, ["objected", "withdrawn", "answered"]);
}

#[tokio::test]
async fn a_withdrawal_that_names_no_question_is_not_taken_for_the_one_before_it() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    reference(&enter(&office, &app, &entry(&app, &app.one_child, KEY, "answered", YES).await).await);
    let back = entry(&app, &app.one_child, "1123456789abcdef", "withdrawn", &[("photo-press", "withdrawn")]).await;
    reference(&enter(&office, &app, &back).await);
    for act in ["withdrawn", "objected", "answered"] {
        let nothing = entry(&app, &app.one_child, "2123456789abcdef", act, &[]).await;
        let answer = enter(&office, &app, &nothing).await;
        let field = &answer.json()["error"]["fields"][0];
        assert_eq!(
            (answer.status, &field["field"], &field["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("answers"), &json!("empty")),
            "{act}"
        );
    }
    assert_eq!(app.count_records().await, 2);
}

#[tokio::test]
async fn a_yes_to_an_older_version_that_still_counts_can_be_taken_back() {
    let app = TestApp::start().await;
    reference(&say(&app, &app.one_child, KEY, "answered", YES).await);
    let until = |text: String| text.replace("\"version\":", "\"old-answers-until\":\"2027-06-30\",\"version\":");
    app.republish(&*app.consent().await, "en", "2.0", until).await;
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed, "the older yes still counts");
    reference(&say(&app, &app.one_child, "1123456789abcdef", "withdrawn", &[("photo-website", "withdrawn")]).await);
    assert_eq!(permission(&app, "photo-website").await, REFUSED);
}

#[tokio::test]
async fn where_the_childs_year_is_asked_no_more_a_yes_is_taken_back_and_the_other_parent_says_no() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    reference(&enter(&office, &app, &entry(&app, &app.one_child, KEY, "answered", YES).await).await);
    let for_others = |text: String| text.replace("\"version\":", "\"years\":[\"Y6\"],\"version\":");
    app.republish(&*app.consent().await, "en", "1.1", for_others).await;
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed, "it goes on counting");
    let page = office.visitor.get(&format!("/api/v1/desk/children/{}", app.one_child.children[0])).await.json();
    let offered = page["documents"].as_array().expect("documents").iter().find(|one| one["slug"] == "images");
    assert_eq!(offered.expect("the form offers it")["is_asked"], false);

    let anew = entry(&app, &app.other_parent, "1123456789abcdef", "answered", YES).await;
    assert_eq!(enter(&office, &app, &anew).await.code(), "not-your-child", "nobody is asked for a yes");
    let consent = app.consent().await;
    let child = &app.one_child.children[0];
    let listed = app.store.list_permissions(child, &consent, app.now()).await.expect("permissions");
    let is_listed = |step: &str| listed.iter().any(|one| one.step.as_str() == step);
    assert!(is_listed("photo-website") && !is_listed("photo-display"), "what nobody was asked is not permitted");
    let no = entry(&app, &app.other_parent, "2123456789abcdef", "answered", &[("photo-website", "no")]).await;
    let no = reference(&enter(&office, &app, &no).await);
    assert_eq!(permission(&app, "photo-website").await, REFUSED, "the other parent's no");
    assert_eq!(end(&office, &app, &no, "correct").await.status, StatusCode::NO_CONTENT);
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed);
    let back = entry(&app, &app.one_child, "3123456789abcdef", "withdrawn", &[("photo-website", "withdrawn")]).await;
    reference(&enter(&office, &app, &back).await);
    assert_eq!(permission(&app, "photo-website").await, REFUSED);
}

#[tokio::test]
async fn whoever_may_answer_after_all_changes_one_answer_although_their_record_was_set_aside() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let mixed = &[("photo-website", "yes"), ("photo-press", "no")];
    let record = reference(&say(&app, &app.grandmother, KEY, "answered", mixed).await);
    assert_eq!(end(&office, &app, &record, "set-aside").await.status, StatusCode::NO_CONTENT);
    let path = format!("/api/v1/desk/children/{}/adults/{}", app.one_child.children[0], app.grandmother.id);
    let may = json!({ "flags": ["may-answer"], "seen": [], "reason": "She looks after Uli now." });
    assert_eq!(office.visitor.post(&path, &may).await.status, StatusCode::NO_CONTENT);
    reference(&say(&app, &app.grandmother, "1123456789abcdef", "answered", &[("photo-website", "no")]).await);
    assert_eq!(permission(&app, "photo-website").await, REFUSED);
}

#[tokio::test]
async fn a_yes_taken_back_that_was_set_aside_is_taken_back_again() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    reference(&say(&app, &app.one_child, KEY, "answered", YES).await);
    reference(&say(&app, &app.grandmother, KEY, "answered", YES).await);
    let website = &[("photo-website", "withdrawn")];
    let back = reference(&say(&app, &app.grandmother, "1123456789abcdef", "withdrawn", website).await);
    assert_eq!(end(&office, &app, &back, "set-aside").await.status, StatusCode::NO_CONTENT);
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed);
    let again = reference(&say(&app, &app.grandmother, "2123456789abcdef", "withdrawn", website).await);
    assert_ne!(again, back);
    assert_eq!(permission(&app, "photo-website").await, REFUSED);
}

#[tokio::test]
async fn the_receipt_of_a_repetition_is_of_what_was_repeated() {
    let app = TestApp::start().await;
    reference(&say(&app, &app.one_child, KEY, "answered", YES).await);
    let (website, press) = (&[("photo-website", "withdrawn")], &[("photo-press", "withdrawn")]);
    reference(&say(&app, &app.one_child, "1123456789abcdef", "withdrawn", website).await);
    let of_press = reference(&say(&app, &app.one_child, "2123456789abcdef", "withdrawn", press).await);
    let repeated = say(&app, &app.one_child, "3123456789abcdef", "withdrawn", press).await;
    assert_eq!(repeated.status, StatusCode::OK);
    assert_eq!(repeated.json()["receipt"]["receipt"]["reference"], of_press);
    let stale = say(&app, &app.one_child, "4123456789abcdef", "withdrawn", website).await;
    assert_ne!(stale.json()["receipt"]["receipt"]["reference"], of_press, "{stale:?}");
}
