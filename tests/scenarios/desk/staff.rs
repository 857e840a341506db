//! Staff and devices: what is kept, and what a remembered device opens.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shine_domain::vocabulary::Role;
use shine_server::store::{DATABASE_FILE, DEVICE_MS};
use shine_tests::{Colleague, PASSWORD, TestApp};

#[tokio::test]
async fn a_remembered_device_opens_the_list_and_nothing_else_until_it_is_forgotten() {
    let app = TestApp::start().await;
    let (teacher, office) = (app.staff(&[Role::Teacher], &[]).await, app.staff(&[Role::Office], &[]).await);
    let dsl = app.staff(&[Role::Dsl], &[]).await;
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
    assert_eq!(dsl.visitor.get("/api/v1/desk/log").await.json()["openings"][0]["who"], "Hall tablet");

    let devices = office.visitor.get("/api/v1/desk/devices").await.json();
    let id = devices["devices"][0]["id"].as_str().expect("an id").to_owned();
    let forgotten = office.visitor.post(&format!("/api/v1/desk/devices/{id}/end"), &json!({})).await;
    assert_eq!(forgotten.status, StatusCode::NO_CONTENT);
    assert_eq!(device.get("/api/v1/desk/images").await.code(), "not-signed-in");
    let log = dsl.visitor.get("/api/v1/desk/log").await.json();
    let named = log["openings"].as_array().expect("looks").iter().any(|one| one["who"] == "Hall tablet");
    assert!(named, "who looked is still said after it was forgotten");

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

/// The log's newest lines: who, what, whose access.
async fn newest(dsl: &Colleague, count: usize) -> Vec<[String; 3]> {
    let log = dsl.visitor.get("/api/v1/desk/log").await.json();
    let openings = log["openings"].as_array().expect("looks").iter().filter(|one| one["what"] != "log").take(count);
    let words = |one: &Value| ["who", "what", "subject"].map(|word| one[word].as_str().expect("a word").to_owned());
    openings.map(words).collect()
}

#[tokio::test]
async fn an_operator_cannot_let_anybody_in_or_change_what_they_may_do_unseen_by_the_lead() {
    let app = TestApp::start().await;
    let (operator, dsl) = (app.staff(&[Role::Operator], &[]).await, app.staff(&[Role::Dsl], &[]).await);
    let (by, lead) = (operator.name.as_str(), dsl.name.as_str());
    let added = json!({ "name": "Nora New", "email": "nora@school.test", "roles": ["teacher"], "classes": [] });
    assert_eq!(operator.visitor.post("/api/v1/desk/staff", &added).await.status, StatusCode::CREATED);
    let invite = format!("/api/v1/desk/staff/{}/invitation", dsl.id);
    assert_eq!(operator.visitor.post(&invite, &json!({})).await.status, StatusCode::CREATED);
    let staff = operator.visitor.get("/api/v1/desk/staff").await.json();
    let nora = staff["staff"].as_array().expect("staff").iter().find(|one| one["name"] == "Nora New").expect("added");
    let nora = format!("/api/v1/desk/staff/{}", nora["id"].as_str().expect("an id"));
    let changed = json!({ "name": "", "email": "", "roles": ["dsl"], "classes": [] });
    assert_eq!(operator.visitor.post(&nora, &changed).await.status, StatusCode::NO_CONTENT);
    assert_eq!(operator.visitor.post(&format!("{nora}/end"), &json!({})).await.status, StatusCode::NO_CONTENT);
    let line = |who: &str, what: &str, whose: &str| [who, what, whose].map(ToOwned::to_owned);
    assert_eq!(
        newest(&dsl, 7).await,
        [
            line(by, "staff-ended", "Nora New"),
            line(by, "staff-changed", "Nora New"),
            line(by, "staff-invited", lead),
            line(by, "staff-invited", "Nora New"),
            line(by, "staff-added", "Nora New"),
            line(lead, "staff-joined", lead),
            line("", "staff-invited", lead),
        ]
    );
    let refused = operator
        .visitor
        .post(
            "/api/v1/desk/staff",
            &json!({ "name": "Nora Again", "email": dsl.email, "roles": ["teacher"], "classes": [] }),
        )
        .await;
    assert_eq!(refused.code(), "fields-not-right");
    assert_eq!(newest(&dsl, 1).await, [line(by, "staff-ended", "Nora New")], "what was refused did not happen");
    let log = dsl.visitor.get("/api/v1/desk/log").await.json();
    let of = |what: &str| log["openings"].as_array().expect("looks").iter().find(|one| one["what"] == what).cloned();
    assert_eq!(of("staff-changed").expect("a line")["roles"], json!(["dsl"]), "a lead for a minute is seen");
    assert_eq!(of("staff-added").expect("a line")["roles"], json!(["teacher"]));
    assert_eq!(log["openings"].as_array().and_then(|all| all.last()).expect("a line")["by"], "machine");
}

#[tokio::test]
async fn the_log_says_which_device_and_whose_trip_it_was_and_no_line_is_lost_between_two_pages() {
    let app = TestApp::start().await;
    let (dsl, office) = (app.staff(&[Role::Dsl], &[]).await, app.staff(&[Role::Office], &[]).await);
    let device = office.visitor.post("/api/v1/desk/devices", &json!({ "name": "Hall tablet" })).await;
    assert_eq!(device.status, StatusCode::NO_CONTENT);
    let children = json!({ "children": [app.one_child.children[0].to_string()] });
    let trip = office.visitor.post("/api/v1/desk/trips", &children).await.json();
    let end = format!("/api/v1/desk/trips/{}/end", trip["id"].as_str().expect("an id"));
    assert_eq!(dsl.visitor.post(&end, &json!({})).await.status, StatusCode::NO_CONTENT);
    let line = |who: &str, what: &str, whose: &str| [who, what, whose].map(ToOwned::to_owned);
    let lines = newest(&dsl, 3).await;
    assert_eq!(lines[0], line(&dsl.name, "trip-ended", &office.name));
    assert_eq!(lines[2], line(&office.name, "device-added", "Hall tablet"));
    // All of these have the same moment.
    let mut seen = Vec::new();
    let mut before = String::new();
    loop {
        let page = dsl.visitor.get(&format!("/api/v1/desk/log{before}")).await.json();
        let numbers: Vec<i64> =
            page["openings"].as_array().expect("looks").iter().filter_map(|one| one["number"].as_i64()).collect();
        let Some(last) = numbers.last() else { break };
        before = format!("?before={last}");
        seen.extend(numbers);
        for _ in 0..30 {
            office.visitor.get("/api/v1/desk/images?class=year-3").await;
        }
    }
    let all: Vec<i64> = (1..=seen[0]).rev().collect();
    assert_eq!(seen, all);
}

#[tokio::test]
async fn somebody_who_may_not_see_the_list_any_more_leaves_no_device_or_trips_link_that_does() {
    let app = TestApp::start().await;
    let (teacher, operator) = (app.staff(&[Role::Teacher], &[]).await, app.staff(&[Role::Operator], &[]).await);
    let mut device = app.visitor();
    device.cookie = teacher.visitor.post("/api/v1/desk/devices", &json!({ "name": "Hall tablet" })).await.cookie();
    let children = json!({ "children": [app.one_child.children[0].to_string()] });
    let made = teacher.visitor.post("/api/v1/desk/trips", &children).await.json();
    let token = json!({ "token": made["path"].as_str().and_then(|path| path.strip_prefix("/desk/trip#")) });
    let change = async |role: &str| {
        let change = json!({ "name": "", "email": "", "roles": [role], "classes": [] });
        let changed = operator.visitor.post(&format!("/api/v1/desk/staff/{}", teacher.id), &change).await;
        assert_eq!(changed.status, StatusCode::NO_CONTENT);
    };
    change("curriculum").await;
    assert_eq!(device.get("/api/v1/desk/images").await.status, StatusCode::OK, "they may still see it");
    change("governor").await;
    assert_eq!(device.get("/api/v1/desk/images").await.code(), "not-signed-in");
    assert_eq!(app.visitor().post("/api/v1/desk/trip", &token).await.code(), "link-not-valid");
}

#[tokio::test]
async fn a_governor_who_signs_in_on_a_remembered_device_sees_no_list() {
    let app = TestApp::start().await;
    let (teacher, governor) = (app.staff(&[Role::Teacher], &[]).await, app.staff(&[Role::Governor], &[]).await);
    let device = teacher.visitor.post("/api/v1/desk/devices", &json!({ "name": "Hall tablet" })).await.cookie();
    let mut both = app.visitor();
    both.cookie =
        Some(format!("{}; {}", device.expect("a cookie"), governor.visitor.cookie.clone().expect("a cookie")));
    assert_eq!(both.get("/api/v1/desk/images").await.code(), "not-allowed");
}

#[tokio::test]
async fn no_name_address_password_or_secret_of_staff_is_in_the_files() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let device = office.visitor.post("/api/v1/desk/devices", &json!({ "name": "Mrs Fable's tablet" })).await;
    assert_eq!(device.status, StatusCode::NO_CONTENT, "{device:?}");
    app.store.close().await;
    let bytes = std::fs::read(app.data.path().join(DATABASE_FILE)).expect("the database");
    let secret = office.totp.to_text();
    let paper = office.recovery[0].as_str().expect("a code").replace('-', "");
    for word in
        [office.name.as_str(), office.email.as_str(), PASSWORD, "$argon2id", secret.as_str(), paper.as_str(), "Fable"]
    {
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
        let opening = Opening { pupils: 1, ..Opening::new(app.now(), who, what) };
        app.store.record_opening(opening).await.expect("written");
    }
    let log = dsl.visitor.get("/api/v1/desk/log").await;
    assert_eq!(log.status, StatusCode::OK, "{log:?}");
    let log = log.json();
    let shown: Vec<_> = log["openings"].as_array().expect("looks").iter().map(|one| one["what"].clone()).collect();
    assert!(Opened::ALL.iter().all(|what| shown.contains(&json!(what.word()))), "{shown:?}");
}
