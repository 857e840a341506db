//! Every address of the desk, asked as every role, by somebody not signed in, and about another class's child.

use axum::body::Body;
use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use shine_domain::vocabulary::Role;
use shine_tests::{Answer, TestApp, Visitor};

use Role::{Curriculum, Dsl, Governor, Office, Operator, Teacher};

/// Method, address, a right body, and the roles it is for; nobody named means that no session is needed.
fn addresses(child: &str, staff: &str) -> Vec<(&'static str, String, Value, &'static [Role])> {
    let nothing = json!({});
    let check = json!({ "children": [child], "channels": ["website"], "naming": "none" });
    let restriction = json!({ "change": "restrict", "restrictions": ["take"], "reason": "because" });
    let added = json!({ "name": "Nora New", "email": "nora@school.test", "roles": ["teacher"], "classes": [] });
    let changed = json!({ "name": "", "email": "", "roles": ["teacher"], "classes": [] });
    let all: &[Role] = Role::ALL;
    let desk = |path: &str| format!("/api/v1/desk/{path}");
    vec![
        ("POST", desk("session"), json!({ "email": "a", "password": "b", "code": "c" }), &[]),
        ("GET", desk("session"), Value::Null, all),
        ("POST", desk("session/end"), nothing.clone(), all),
        ("GET", desk("sessions"), Value::Null, all),
        ("POST", desk("sessions/d-0000/end"), nothing.clone(), all),
        ("POST", desk("invitation"), json!({ "token": "x" }), &[]),
        ("POST", desk("invitation/join"), json!({ "token": "x", "password": "y", "code": "z" }), &[]),
        ("GET", desk("demo"), Value::Null, &[]),
        ("GET", desk("images"), Value::Null, &[Office, Dsl, Teacher, Curriculum]),
        ("POST", desk("images/check"), check, &[Office, Dsl, Teacher, Curriculum]),
        ("POST", desk("trips"), json!({ "children": [child] }), &[Office, Dsl, Teacher, Curriculum]),
        ("GET", desk("trips"), Value::Null, &[Office, Dsl, Teacher, Curriculum]),
        ("POST", desk("trips/t-0000/end"), nothing.clone(), &[Office, Dsl, Teacher, Curriculum]),
        ("POST", desk("trip"), json!({ "token": "x" }), &[]),
        ("GET", desk("documents"), Value::Null, &[Office, Dsl, Teacher]),
        ("GET", desk("attention"), Value::Null, &[Office, Dsl]),
        ("GET", desk("attention/count"), Value::Null, &[Office, Dsl]),
        ("GET", desk("board"), Value::Null, &[Office, Dsl, Teacher, Governor]),
        ("GET", desk("board/children"), Value::Null, &[Office, Dsl, Teacher]),
        ("GET", desk("exports/no-images.csv"), Value::Null, &[Office, Dsl]),
        ("POST", desk("children/find"), json!({ "find": "u" }), &[Office, Dsl, Teacher, Curriculum]),
        ("GET", desk(&format!("children/{child}")), Value::Null, &[Office, Dsl, Teacher]),
        ("POST", desk(&format!("children/{child}/restrictions")), restriction, &[Office, Dsl]),
        (
            "POST",
            desk(&format!("children/{child}/adults/a-0000")),
            json!({ "flags": ["may-answer"], "seen": [], "reason": "because" }),
            &[Office, Dsl],
        ),
        (
            "POST",
            desk(&format!("children/{child}/records")),
            json!({ "key": "0123456789abcdef", "adult": "a-0000", "act": "acknowledged", "digest": "", "relationship": "",
                    "from": "paper", "on": "2026-11-20" }),
            &[Office, Dsl],
        ),
        (
            "POST",
            desk(&format!("children/{child}/records/7KDW3XPA/end")),
            json!({ "ending": "invalidate", "reason": "because" }),
            &[Office, Dsl],
        ),
        (
            "POST",
            desk(&format!("children/{child}/words")),
            json!({ "document": "images", "said": "yes", "steps": ["photo-website"] }),
            &[Office, Dsl, Teacher],
        ),
        ("POST", desk("adults/a-0000/links/end"), nothing.clone(), &[Office, Dsl]),
        ("POST", desk("letters"), json!({ "class": "year-3", "letters": "everybody" }), &[Office, Dsl]),
        ("POST", desk("roll/plan"), json!({ "file": "" }), &[Office, Dsl]),
        (
            "POST",
            desk("roll/apply"),
            json!({ "file": "", "plan": "", "leavers": false, "confirmed": false }),
            &[Office, Dsl],
        ),
        ("GET", desk("log"), Value::Null, &[Dsl]),
        ("GET", desk("staff"), Value::Null, &[Operator]),
        ("POST", desk("staff"), added, &[Operator]),
        ("POST", desk(&format!("staff/{staff}")), changed, &[Operator]),
        ("POST", desk(&format!("staff/{staff}/invitation")), nothing.clone(), &[Operator]),
        ("POST", desk(&format!("staff/{staff}/end")), nothing.clone(), &[Operator]),
        ("GET", desk("devices"), Value::Null, &[Office, Dsl, Operator]),
        ("POST", desk("devices"), json!({ "name": "Hall tablet" }), &[Office, Dsl, Teacher, Curriculum]),
        ("POST", desk("devices/d-0000/end"), nothing, &[Office, Dsl, Operator]),
    ]
}

async fn ask(visitor: &Visitor, method: &str, path: &str, body: &Value) -> Answer {
    let request = visitor.request(method, path).header(header::CONTENT_TYPE, "application/json");
    let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
    visitor.send(request.body(body).expect("a request")).await
}

#[tokio::test]
async fn every_address_answers_the_roles_it_is_for_and_nobody_else() {
    let app = TestApp::start().await;
    let child = app.one_child.children[0].to_string();
    for role in Role::ALL {
        let other = app.staff(&[Curriculum], &[]).await;
        for (method, path, body, roles) in addresses(&child, other.id.as_str()) {
            // Signed in anew each time: one of the addresses signs out.
            let colleague = app.staff(&[*role], &["year-3"]).await;
            let answer = ask(&colleague.visitor, method, &path, &body).await;
            let is_for_them = roles.is_empty() || roles.contains(role);
            let is_refused = answer.code() == "not-allowed" && answer.status == StatusCode::FORBIDDEN;
            assert_eq!(is_refused, !is_for_them, "{role:?} {method} {path}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn without_a_session_nothing_opens() {
    let app = TestApp::start().await;
    let child = app.one_child.children[0].to_string();
    let family = app.open(&app.one_child).await;
    let mut ended = app.staff(&[Office, Dsl, Operator], &[]).await;
    let forged = format!("shine-desk={}", "0".repeat(64));
    let signed_out = ended.visitor.post("/api/v1/desk/session/end", &json!({})).await;
    assert_eq!(signed_out.status, StatusCode::NO_CONTENT);
    for (method, path, body, roles) in addresses(&child, ended.id.as_str()) {
        let mut visitors = vec![app.visitor(), family.clone(), ended.visitor.clone()];
        ended.visitor.cookie = Some(forged.clone());
        visitors.push(ended.visitor.clone());
        for visitor in visitors {
            let answer = ask(&visitor, method, &path, &body).await;
            let is_refused = answer.code() == "not-signed-in";
            assert_eq!(is_refused, !roles.is_empty(), "{method} {path}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn every_address_of_the_desk_is_in_the_table() {
    let app = TestApp::start().await;
    let described = app.visitor().get("/api/v1/openapi.json").await.json();
    let paths = described["paths"].as_object().expect("paths");
    let mut found: Vec<String> = Vec::new();
    for (path, methods) in paths.iter().filter(|(path, _)| path.starts_with("/api/v1/desk/")) {
        found.extend(
            methods.as_object().expect("methods").keys().map(|method| format!("{} {path}", method.to_uppercase())),
        );
    }
    let mut known: Vec<String> = addresses("p-0000", "s-0000")
        .into_iter()
        .map(|(method, path, _, _)| {
            let path = path
                .replace("/p-0000", "/{id}")
                .replace("/s-0000", "/{id}")
                .replace("/d-0000", "/{id}")
                .replace("/t-0000", "/{id}");
            let path = path.replace("/adults/a-0000/", "/adults/{id}/").replace("/a-0000", "/{adult}");
            let path = path.replace("no-images.csv", "{file}").replace("7KDW3XPA", "{reference}");
            format!("{method} {path}")
        })
        .collect();
    found.sort();
    known.sort();
    assert_eq!(found, known);
}

#[tokio::test]
async fn another_classs_child_is_not_there_for_a_teacher_and_that_they_asked_is_written_down() {
    let app = TestApp::start().await;
    let (mine, other) = (&app.one_child.children[0], &app.two_children.children[0]);
    let (dsl, teacher) = (app.staff(&[Dsl], &[]).await, app.staff(&[Teacher], &["year-3"]).await);
    let page = teacher.visitor.get(&format!("/api/v1/desk/children/{mine}")).await;
    assert_eq!((page.status, page.json()["first_name"].clone()), (StatusCode::OK, json!("Uli")));
    assert_eq!(page.json()["acts"], json!([]), "who said what is not a teacher's");
    let refused = teacher.visitor.get(&format!("/api/v1/desk/children/{other}")).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::NOT_FOUND, "not-found"));
    let nobody = teacher.visitor.get("/api/v1/desk/children/p-nobody").await;
    assert_eq!(refused.bytes, nobody.bytes, "a child of another class and no child look the same");
    let log = dsl.visitor.get("/api/v1/desk/log").await.json();
    let looks: Vec<_> = log["openings"]
        .as_array()
        .expect("looks")
        .iter()
        .map(|one| [&one["who"], &one["what"], &one["child"]].map(|word| word.as_str().unwrap_or("").to_owned()))
        .collect();
    let words = |who: &str, what: &str, child: &str| [who, what, child].map(ToOwned::to_owned);
    assert_eq!(
        looks[..2],
        [words(&teacher.name, "refused", "Tam Unreal"), words(&teacher.name, "child", "Uli Unreal")]
    );
}

#[tokio::test]
async fn a_role_that_was_taken_away_is_gone_at_the_next_request() {
    let app = TestApp::start().await;
    let operator = app.staff(&[Operator], &[]).await;
    let dsl = app.staff(&[Dsl], &[]).await;
    assert_eq!(dsl.visitor.get("/api/v1/desk/log").await.status, StatusCode::OK);
    let change = json!({ "name": "", "email": "", "roles": ["curriculum"], "classes": [] });
    let changed = operator.visitor.post(&format!("/api/v1/desk/staff/{}", dsl.id), &change).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT, "{changed:?}");
    assert_eq!(dsl.visitor.get("/api/v1/desk/log").await.code(), "not-allowed");
    assert_eq!(dsl.visitor.get("/api/v1/desk/images").await.status, StatusCode::OK);
    let ended = operator.visitor.post(&format!("/api/v1/desk/staff/{}/end", dsl.id), &json!({})).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT, "{ended:?}");
    assert_eq!(dsl.visitor.get("/api/v1/desk/images").await.code(), "not-signed-in");
    let own = operator.visitor.post(&format!("/api/v1/desk/staff/{}", operator.id), &change).await;
    assert_eq!(own.code(), "not-allowed", "nobody changes their own roles");
}
