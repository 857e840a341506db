//! What the office should look at: it is there when something happens, and gone when it was dealt with.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shine_domain::vocabulary::Role;
use shine_tests::{Colleague, TestApp, TestFamily};

/// Answers the image consent, or declines it; the reference of the receipt.
async fn say(app: &TestApp, family: &TestFamily, act: &str, answers: &[(&str, &str)]) -> String {
    let key = format!("key-{}-{}", app.store.find_head().await.expect("a head").0, family.id);
    let request = app.consenting(family, &family.children[0], &key, act, answers).await;
    let answer = app.open(family).await.post("/api/v1/family/records", &request).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()["receipt"]["receipt"]["reference"].as_str().expect("a reference").to_owned()
}

async fn to_look_at(colleague: &Colleague) -> Vec<[String; 2]> {
    let list = colleague.visitor.get("/api/v1/desk/attention").await.json();
    let word = |one: &Value, path: &str| one.pointer(path).and_then(Value::as_str).expect("a word").to_owned();
    let concerns = list["concerns"].as_array().expect("concerns");
    let found: Vec<_> = concerns.iter().map(|one| [word(one, "/child/first_name"), word(one, "/concern")]).collect();
    let count = colleague.visitor.get("/api/v1/desk/attention/count").await.json();
    let mut children: Vec<&String> = found.iter().map(|[child, _]| child).collect();
    children.sort();
    children.dedup();
    assert_eq!(count["children"], json!(children.len()), "the number says how many children the list has");
    found
}

async fn end(colleague: &Colleague, app: &TestApp, reference: &str, ending: &str) {
    let path = format!("/api/v1/desk/children/{}/records/{reference}/end", app.one_child.children[0]);
    let ended = colleague.visitor.post(&path, &json!({ "ending": ending, "reason": "We have talked." })).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT, "{ended:?}");
}

fn concern(child: &str, concern: &str) -> [String; 2] {
    [child, concern].map(ToOwned::to_owned)
}

const YES: &[(&str, &str)] = &[("photo-website", "yes"), ("photo-press", "yes")];
const NO: &[(&str, &str)] = &[("photo-website", "no"), ("photo-press", "no")];

#[tokio::test]
async fn adults_who_differ_are_noticed_until_they_agree() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    say(&app, &app.one_child, "answered", YES).await;
    assert_eq!(to_look_at(&office).await, Vec::<[String; 2]>::new());
    say(&app, &app.other_parent, "answered", NO).await;
    assert_eq!(to_look_at(&office).await, [concern("Uli", "differ")]);
    say(&app, &app.other_parent, "answered", YES).await;
    assert_eq!(to_look_at(&office).await, Vec::<[String; 2]>::new());
}

#[tokio::test]
async fn somebody_whose_yes_does_not_count_is_noticed_when_they_answer_until_the_office_has_dealt_with_it() {
    let app = TestApp::start().await;
    let (office, dsl) = (app.staff(&[Role::Office], &[]).await, app.staff(&[Role::Dsl], &[]).await);
    let yes = say(&app, &app.grandmother, "answered", YES).await;
    assert_eq!(to_look_at(&office).await, [concern("Uli", "unexpected")]);
    end(&office, &app, &yes, "invalidate").await;
    assert_eq!(to_look_at(&office).await, Vec::<[String; 2]>::new());
    let no = say(&app, &app.grandmother, "answered", NO).await;
    assert_eq!(to_look_at(&dsl).await, [concern("Uli", "unexpected")]);
    end(&office, &app, &no, "set-aside").await;
    assert_eq!(to_look_at(&office).await, Vec::<[String; 2]>::new(), "looked at");
    let again = say(&app, &app.grandmother, "answered", NO).await;
    assert_ne!(no, again, "a no that was set aside and is said again the same day is no repetition");
    assert_eq!(to_look_at(&office).await, [concern("Uli", "unexpected")]);
}

#[tokio::test]
async fn the_school_is_never_told_to_turn_to_somebody_a_court_keeps_from_the_child() {
    let app = TestApp::start().await;
    let dsl = app.staff(&[Role::Dsl], &[]).await;
    say(&app, &app.other_parent, "objected", &[("photo-display", "objected")]).await;
    let mut talk = app.signing(&app.other_parent, "0123456789abcdef").await;
    talk["act"] = json!("declined");
    app.open(&app.other_parent).await.post("/api/v1/family/records", &talk).await;
    assert_eq!(to_look_at(&dsl).await.len(), 2);
    let path = format!("/api/v1/desk/children/{}/adults/{}", app.one_child.children[0], app.other_parent.id);
    let order = json!({ "flags": ["may-answer", "barred"], "seen": ["may-answer"], "reason": "A court order." });
    assert_eq!(dsl.visitor.post(&path, &order).await.status, StatusCode::NO_CONTENT);
    assert_eq!(to_look_at(&dsl).await, [concern("Uli", "unexpected")]);
}

#[tokio::test]
async fn an_objection_and_a_wish_to_talk_are_noticed_newest_first_and_the_look_is_written_down() {
    let app = TestApp::start().await;
    let dsl = app.staff(&[Role::Dsl], &[]).await;
    say(&app, &app.one_child, "objected", &[("photo-display", "objected")]).await;
    app.pass(60_000);
    let mut talk = app.signing(&app.two_children, "0123456789abcdef").await;
    talk["act"] = json!("declined");
    let declined = app.open(&app.two_children).await.post("/api/v1/family/records", &talk).await;
    assert_eq!(declined.status, StatusCode::CREATED, "{declined:?}");
    let noticed = to_look_at(&dsl).await;
    assert_eq!(noticed, [concern("Tess", "declined"), concern("Tam", "declined"), concern("Uli", "objected")]);
    let later = dsl.visitor.get("/api/v1/desk/attention?from=2").await.json();
    assert_eq!((&later["count"], later["concerns"].as_array().map(Vec::len)), (&json!(3), Some(1)), "a later page");
    let signing = app.signing(&app.two_children, "1123456789abcdef").await;
    app.open(&app.two_children).await.post("/api/v1/family/records", &signing).await;
    assert_eq!(to_look_at(&dsl).await, [concern("Uli", "objected")], "they signed after all");
    let log = dsl.visitor.get("/api/v1/desk/log").await.json();
    let looks: Vec<_> = log["openings"].as_array().expect("looks").iter().take(3).collect();
    assert!(looks.iter().all(|look| look["what"] == "attention"), "{looks:?}");
    assert_eq!((&looks[0]["children"], &looks[2]["children"]), (&json!(1), &json!(3)));
}
