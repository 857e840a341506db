//! Staff and devices: what is kept, and what a remembered device opens.

use axum::http::StatusCode;
use serde_json::json;
use shine_domain::vocabulary::Role;
use shine_server::store::{DATABASE_FILE, DEVICE_MS};
use shine_tests::{PASSWORD, TestApp};

#[tokio::test]
async fn a_remembered_device_opens_the_list_and_nothing_else_until_it_is_forgotten() {
    let app = TestApp::start().await;
    let (teacher, office) = (app.staff(&[Role::Teacher], &[]).await, app.staff(&[Role::Office], &[]).await);
    let remembered = teacher.visitor.post("/api/v1/desk/devices", &json!({ "name": "Hall tablet" })).await;
    assert_eq!(remembered.status, StatusCode::NO_CONTENT, "{remembered:?}");
    let mut device = app.visitor();
    device.cookie = remembered.cookie();
    let list = device.get("/api/v1/desk/images?class=year-3").await;
    assert_eq!((list.status, list.json()["children"][0]["first_name"].clone()), (StatusCode::OK, json!("Uli")));
    let me = device.get("/api/v1/desk/session").await.json();
    assert_eq!((&me["name"], &me["device"]), (&json!(""), &json!("Hall tablet")));
    let child = &app.one_child.children[0];
    assert_eq!(device.get(&format!("/api/v1/desk/children/{child}")).await.code(), "not-signed-in");
    let dsl = app.staff(&[Role::Dsl], &[]).await;
    assert_eq!(dsl.visitor.get("/api/v1/desk/log").await.json()["openings"][0]["who"], "Hall tablet");

    let devices = office.visitor.get("/api/v1/desk/devices").await.json();
    let id = devices["devices"][0]["id"].as_str().expect("an id").to_owned();
    let forgotten = office.visitor.post(&format!("/api/v1/desk/devices/{id}/end"), &json!({})).await;
    assert_eq!(forgotten.status, StatusCode::NO_CONTENT);
    assert_eq!(device.get("/api/v1/desk/images").await.code(), "not-signed-in");

    let teacher = app.staff(&[Role::Teacher], &[]).await;
    let mut old = app.visitor();
    old.cookie = teacher.visitor.post("/api/v1/desk/devices", &json!({ "name": "Old tablet" })).await.cookie();
    assert_eq!(old.get("/api/v1/desk/images").await.status, StatusCode::OK);
    app.pass(DEVICE_MS + 1);
    assert_eq!(old.get("/api/v1/desk/images").await.code(), "not-signed-in", "thirty days later");
}

#[tokio::test]
async fn what_somebody_opened_to_others_is_closed_when_they_leave() {
    let app = TestApp::start().await;
    let (teacher, operator) = (app.staff(&[Role::Teacher], &[]).await, app.staff(&[Role::Operator], &[]).await);
    let mut device = app.visitor();
    device.cookie = teacher.visitor.post("/api/v1/desk/devices", &json!({ "name": "Own telephone" })).await.cookie();
    assert_eq!(device.get("/api/v1/desk/images").await.status, StatusCode::OK);
    let children = json!({ "children": [app.one_child.children[0].to_string()] });
    let made = teacher.visitor.post("/api/v1/desk/trips", &children).await.json();
    let token = json!({ "token": made["path"].as_str().and_then(|path| path.strip_prefix("/desk/trip#")) });
    assert_eq!(app.visitor().post("/api/v1/desk/trip", &token).await.status, StatusCode::OK);
    let ended = operator.visitor.post(&format!("/api/v1/desk/staff/{}/end", teacher.id), &json!({})).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert_eq!(device.get("/api/v1/desk/images").await.code(), "not-signed-in");
    assert_eq!(app.visitor().post("/api/v1/desk/trip", &token).await.code(), "link-not-valid");
}

#[tokio::test]
async fn no_name_address_password_or_secret_of_staff_is_in_the_files() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    app.store.close().await;
    let bytes = std::fs::read(app.data.path().join(DATABASE_FILE)).expect("the database");
    let secret = office.totp.to_text();
    let paper = office.recovery[0].as_str().expect("a code").replace('-', "");
    for word in [office.name.as_str(), office.email.as_str(), PASSWORD, "$argon2id", secret.as_str(), paper.as_str()] {
        let is_there = bytes.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()));
        assert!(!is_there, "{word} is in the database");
    }
}

#[tokio::test]
async fn the_log_opens_after_letters_an_import_and_every_other_kind_of_look() {
    use shine_server::store::{Looker, Opened, Opening};
    let app = TestApp::start().await;
    let dsl = app.staff(&[Role::Dsl], &[]).await;
    for what in Opened::ALL.iter().copied() {
        let who = Looker::Staff(dsl.id.clone());
        let opening = Opening { at: app.now(), who, what, pupil: None, class: None, pupils: 1 };
        app.store.record_opening(opening).await.expect("written");
    }
    let log = dsl.visitor.get("/api/v1/desk/log").await;
    assert_eq!(log.status, StatusCode::OK, "{log:?}");
    assert_eq!(log.json()["openings"].as_array().expect("looks").len(), Opened::ALL.len());
}
