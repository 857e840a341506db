//! Signing in: right, wrong, replayed, late, stolen, elsewhere.

use axum::body::Body;
use axum::http::{StatusCode, header};
use serde_json::json;
use shine_domain::vocabulary::Role;
use shine_server::store::{DESK_ABSOLUTE_MS, DESK_IDLE_MS, INVITATION_MS};
use shine_server::token::SessionToken;
use shine_server::totp::step_at;
use shine_tests::{PASSWORD, TestApp};

const SESSION: &str = "/api/v1/desk/session";
const MINUTE: i64 = 60 * 1000;

#[tokio::test]
async fn address_password_and_code_together_sign_in_and_one_alone_does_not() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    app.pass(MINUTE);
    let right = office.signing_in(app.now());
    let mut answers = Vec::new();
    for (field, wrong) in [("email", "nobody@school.test"), ("password", "seven wet otters hun"), ("code", "000000")] {
        let mut body = right.clone();
        body[field] = json!(wrong);
        let answer = app.visitor().post(SESSION, &body).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNAUTHORIZED, "sign-in-not-right"), "{field}");
        assert_eq!(answer.cookie(), None);
        answers.push(answer.bytes);
    }
    assert!(answers.iter().all(|one| *one == answers[0]), "what was wrong is not said");
    let mut shouted = right;
    shouted["email"] = json!(format!("  {}  ", office.email.to_uppercase()));
    let mut visitor = app.visitor();
    let answer = visitor.post(SESSION, &shouted).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
    let cookie = answer.headers[header::SET_COOKIE].to_str().expect("text");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"), "{cookie}");
    visitor.cookie = answer.cookie();
    let me = visitor.get(SESSION).await.json();
    assert_eq!((&me["name"], &me["roles"]), (&json!(office.name), &json!(["office"])));
}

#[tokio::test]
async fn a_code_works_once_and_a_clock_may_be_half_a_minute_wrong() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let visitor = app.visitor();
    let replayed = visitor.post(SESSION, &office.signing_in(app.now())).await;
    assert_eq!(replayed.code(), "sign-in-not-right", "the code that was typed when joining");
    app.pass(5 * MINUTE);
    for (skew, status) in
        [(-90_000, 401), (-30_000, 204), (-30_000, 401), (0, 204), (30_000, 204), (0, 401), (90_000, 401)]
    {
        let answer = visitor.post(SESSION, &office.signing_in(app.now() + skew)).await;
        assert_eq!(answer.status.as_u16(), status, "{skew}: {answer:?}");
    }
}

#[tokio::test]
async fn two_browsers_with_the_same_code_at_once_are_not_both_let_in() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    app.pass(MINUTE);
    let (first, second, body) = (app.visitor(), app.visitor(), office.signing_in(app.now()));
    let (first, second) = tokio::join!(first.post(SESSION, &body), second.post(SESSION, &body));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 401]);
}

#[tokio::test]
async fn a_code_on_paper_signs_in_once() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let codes = office.recovery.as_array().expect("codes");
    assert_eq!(codes.len(), 10);
    let typed = codes[3].as_str().expect("text").to_lowercase().replace('-', " ");
    let body = json!({ "email": office.email, "password": PASSWORD, "code": typed });
    assert_eq!(app.visitor().post(SESSION, &body).await.status, StatusCode::NO_CONTENT);
    assert_eq!(app.visitor().post(SESSION, &body).await.code(), "sign-in-not-right");
    let others = json!({ "email": app.staff(&[Role::Dsl], &[]).await.email, "password": PASSWORD, "code": codes[4] });
    assert_eq!(app.visitor().post(SESSION, &others).await.code(), "sign-in-not-right", "somebody else's paper");
}

#[tokio::test]
async fn after_ten_failures_even_the_right_password_waits_and_a_colleague_does_not() {
    let app = TestApp::start().await;
    let (office, colleague) = (app.staff(&[Role::Office], &[]).await, app.staff(&[Role::Teacher], &[]).await);
    app.pass(MINUTE);
    for name in [office.email.as_str(), "nobody@school.test"] {
        let wrong = json!({ "email": name, "password": "a guess", "code": "123456" });
        for _ in 0..10 {
            assert_eq!(app.visitor().post(SESSION, &wrong).await.code(), "sign-in-not-right");
        }
        let waits = app.visitor().post(SESSION, &wrong).await;
        assert_eq!(
            (waits.status, waits.code().as_str()),
            (StatusCode::TOO_MANY_REQUESTS, "too-many-attempts"),
            "{name}"
        );
    }
    assert_eq!(app.visitor().post(SESSION, &office.signing_in(app.now())).await.code(), "too-many-attempts");
    assert_eq!(app.visitor().post(SESSION, &colleague.signing_in(app.now())).await.status, StatusCode::NO_CONTENT);
    app.pass(16 * MINUTE);
    assert_eq!(app.visitor().post(SESSION, &office.signing_in(app.now())).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_session_ends_when_nobody_uses_it_and_after_a_long_day_and_when_it_is_ended() {
    let app = TestApp::start().await;
    let idle = app.staff(&[Role::Office], &[]).await;
    app.pass(DESK_IDLE_MS - 1);
    assert_eq!(idle.visitor.get(SESSION).await.status, StatusCode::OK);
    app.pass(DESK_IDLE_MS + 1);
    assert_eq!(idle.visitor.get(SESSION).await.code(), "not-signed-in");
    let busy = app.staff(&[Role::Office], &[]).await;
    for _ in 0..(DESK_ABSOLUTE_MS / (30 * MINUTE)) {
        assert_eq!(busy.visitor.get(SESSION).await.status, StatusCode::OK);
        app.pass(30 * MINUTE);
    }
    app.pass(1);
    assert_eq!(busy.visitor.get(SESSION).await.code(), "not-signed-in", "used all day");

    let office = app.staff(&[Role::Office], &[]).await;
    app.pass(MINUTE);
    let mut elsewhere = app.visitor();
    elsewhere.cookie = elsewhere.post(SESSION, &office.signing_in(app.now())).await.cookie();
    let sessions = office.visitor.get("/api/v1/desk/sessions").await.json();
    let other = sessions["sessions"].as_array().expect("sessions").iter().find(|one| one["is_this"] == false);
    let other = other.expect("two sessions")["id"].as_str().expect("an id").to_owned();
    let stranger = app.staff(&[Role::Dsl], &[]).await;
    let end = format!("/api/v1/desk/sessions/{other}/end");
    assert_eq!(stranger.visitor.post(&end, &json!({})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(elsewhere.get(SESSION).await.status, StatusCode::OK, "somebody else cannot end it");
    assert_eq!(office.visitor.post(&end, &json!({})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(elsewhere.get(SESSION).await.code(), "not-signed-in");
    assert_eq!(office.visitor.get(SESSION).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_somebody_fixed_beforehand_is_not_the_one_that_is_opened() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    app.pass(MINUTE);
    let planted = SessionToken::generate().expect("random");
    let mut visitor = app.visitor();
    visitor.cookie = Some(format!("shine-desk={}", planted.as_str()));
    let answer = visitor.post(SESSION, &office.signing_in(app.now())).await;
    assert_ne!(answer.cookie(), visitor.cookie);
    assert_eq!(visitor.get(SESSION).await.code(), "not-signed-in", "the planted one opens nothing");
}

#[tokio::test]
async fn another_sites_page_changes_nothing_with_this_browsers_cookie() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let child = &app.one_child.children[0];
    let body = json!({ "change": "restrict", "restrictions": ["take"], "reason": "because" }).to_string();
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.test")]
    {
        let request = office.visitor.request("POST", &format!("/api/v1/desk/children/{child}/restrictions"));
        let request = request.header(header::CONTENT_TYPE, "application/json").header(name, value);
        let answer = office.visitor.send(request.body(Body::from(body.clone())).expect("a request")).await;
        assert_eq!(answer.code(), "cross-site", "{name}: {value}");
    }
    assert_eq!(app.count_records().await, 0);
}

#[tokio::test]
async fn an_invitation_is_taken_up_once_in_time_with_a_password_that_is_not_soon_guessed() {
    let app = TestApp::start().await;
    let operator = app.staff(&[Role::Operator], &[]).await;
    let new = json!({ "name": "Nora New", "email": "nora@school.test", "roles": ["teacher"], "classes": ["year-3"] });
    let invited = operator.visitor.post("/api/v1/desk/staff", &new).await;
    assert_eq!(invited.status, StatusCode::CREATED, "{invited:?}");
    let path = invited.json()["path"].as_str().expect("a path").to_owned();
    let token = path.split_once('#').expect("in the fragment").1.to_owned();
    let taken = operator.visitor.post("/api/v1/desk/staff", &new).await;
    assert_eq!(taken.json()["error"]["fields"], json!([{ "field": "email", "code": "taken" }]));

    let visitor = app.visitor();
    let shown = visitor.post("/api/v1/desk/invitation", &json!({ "token": token })).await.json();
    assert_eq!(shown["name"], "Nora New");
    assert!(shown["uri"].as_str().expect("text").starts_with("otpauth://totp/SHINE%20"), "{shown}");
    let totp = shine_server::totp::TotpSecret::parse(shown["secret"].as_str().expect("text")).expect("a secret");
    let join = |password: &str, code: &str| json!({ "token": token, "password": password, "code": code });
    let code = totp.code_at(step_at(app.now()));
    for (body, field, problem) in [
        (join("short", &code), "password", "too-short"),
        (join("password2026", &code), "password", "too-weak"),
        (join(PASSWORD, "000000"), "code", "not-right"),
    ] {
        let answer = visitor.post("/api/v1/desk/invitation/join", &body).await;
        assert_eq!(answer.json()["error"]["fields"], json!([{ "field": field, "code": problem }]));
    }
    let late = app.staff(&[Role::Operator], &[]).await;
    let again = late.visitor.post(&format!("/api/v1/desk/staff/{}/invitation", operator.id), &json!({})).await;
    assert_eq!(again.status, StatusCode::CREATED);
    let joined = visitor.post("/api/v1/desk/invitation/join", &join(PASSWORD, &code)).await;
    assert_eq!(joined.status, StatusCode::OK, "{joined:?}");
    let twice = visitor.post("/api/v1/desk/invitation/join", &join(PASSWORD, &code)).await;
    assert_eq!(twice.code(), "link-not-valid");
    app.pass(INVITATION_MS + 1);
    let path = again.json()["path"].as_str().expect("a path").to_owned();
    let token = path.split_once('#').expect("in the fragment").1;
    let late = visitor.post("/api/v1/desk/invitation", &json!({ "token": token })).await;
    assert_eq!(late.code(), "link-not-valid");
}
