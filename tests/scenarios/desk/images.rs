//! Who may be photographed: what the list and the checker say after each thing that can happen.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shine_domain::vocabulary::Role;
use shine_tests::{Answer, Colleague, TestApp, TestFamily};

const RECORDS: &str = "/api/v1/family/records";
const LIST: &str = "/api/v1/desk/images";
const CHECK: &str = "/api/v1/desk/images/check";

async fn say(app: &TestApp, family: &TestFamily, act: &str, answers: &[(&str, &str)]) {
    let key = format!("key-{}-{}", app.count_records().await, family.id);
    let request = app.consenting(family, &family.children[0], &key, act, answers).await;
    let answer = app.open(family).await.post(RECORDS, &request).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}

/// Whether Uli may be taken, published on each channel that is asked about, and named, as the list says.
async fn listed(colleague: &Colleague) -> (bool, Vec<(String, bool)>, bool) {
    let list = colleague.visitor.get(&format!("{LIST}?class=year-3")).await.json();
    let child = &list["children"][0];
    assert_eq!(child["first_name"], "Uli", "{list}");
    let channels = list["channels"].as_array().expect("channels").iter();
    let may = child["may_publish"].as_array().expect("answers").iter();
    let may_publish = channels
        .zip(may)
        .map(|(channel, may)| (channel.as_str().expect("a word").to_owned(), may.as_bool().expect("yes or no")));
    let is = |field: &str| child[field].as_bool().expect("yes or no");
    (is("may_take"), may_publish.collect(), is("may_name"))
}

fn channels(website: bool, press: bool, display: bool) -> Vec<(String, bool)> {
    [("website", website), ("press", press), ("display", display)].map(|(word, may)| (word.to_owned(), may)).to_vec()
}

async fn restrict(colleague: &Colleague, app: &TestApp, change: &str, what: &[&str]) -> Answer {
    let body = json!({ "change": change, "restrictions": what, "reason": "The family moved here in confidence." });
    let child = &app.one_child.children[0];
    colleague.visitor.post(&format!("/api/v1/desk/children/{child}/restrictions"), &body).await
}

#[tokio::test]
async fn the_list_follows_everything_that_is_said_at_once() {
    let app = TestApp::start().await;
    let (teacher, dsl) = (app.staff(&[Role::Teacher], &[]).await, app.staff(&[Role::Dsl], &[]).await);
    // The walls are the school's own task here: allowed until somebody objects.
    assert_eq!(listed(&teacher).await, (true, channels(false, false, true), true), "nobody has answered");
    say(&app, &app.one_child, "answered", &[("photo-website", "yes"), ("photo-press", "yes")]).await;
    assert_eq!(listed(&teacher).await, (true, channels(true, false, true), true), "the press needs both parents");
    say(&app, &app.other_parent, "answered", &[("photo-website", "yes"), ("photo-press", "yes")]).await;
    assert_eq!(listed(&teacher).await, (true, channels(true, true, true), true));
    say(&app, &app.other_parent, "answered", &[("photo-website", "yes"), ("photo-press", "no")]).await;
    assert_eq!(listed(&teacher).await, (true, channels(true, false, true), true), "one no counts");
    say(&app, &app.one_child, "withdrawn", &[("photo-website", "withdrawn")]).await;
    assert_eq!(listed(&teacher).await, (true, channels(false, false, true), true), "taken back a moment ago");
    say(&app, &app.other_parent, "objected", &[("photo-display", "objected")]).await;
    assert_eq!(listed(&teacher).await, (true, channels(false, false, false), true));
    say(&app, &app.one_child, "answered", &[("photo-website", "yes")]).await;
    assert_eq!(listed(&teacher).await, (true, channels(true, false, false), true));
    assert_eq!(restrict(&dsl, &app, "restrict", &["publish", "name"]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(listed(&teacher).await, (true, channels(false, false, false), false), "staff's no is above every yes");
    assert_eq!(restrict(&dsl, &app, "restrict", &["take"]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(restrict(&dsl, &app, "lift", &["publish", "name"]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(
        listed(&teacher).await,
        (false, channels(false, false, false), true),
        "nothing is shown that may not be taken"
    );
    assert_eq!(restrict(&dsl, &app, "lift", &["take"]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(listed(&teacher).await, (true, channels(true, false, false), true));
    app.pass(430 * 24 * 60 * 60 * 1000);
    let teacher = app.staff(&[Role::Teacher], &[]).await;
    assert_eq!(listed(&teacher).await, (true, channels(false, false, false), true), "the yes has run out");
    assert_eq!(app.store.verify_ledger(&[]).await.expect("a report").faults, []);
}

#[tokio::test]
async fn what_is_forbidden_already_is_not_written_twice() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    for _ in 0..2 {
        assert_eq!(restrict(&office, &app, "restrict", &["take", "take"]).await.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(app.count_records().await, 1);
    assert_eq!(restrict(&office, &app, "lift", &["name"]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(app.count_records().await, 1, "nothing was there to lift");
}

#[tokio::test]
async fn why_a_child_is_kept_out_of_pictures_is_the_safeguarding_leads_alone() {
    let app = TestApp::start().await;
    let (office, dsl) = (app.staff(&[Role::Office], &[]).await, app.staff(&[Role::Dsl], &[]).await);
    assert_eq!(restrict(&office, &app, "restrict", &["take"]).await.status, StatusCode::NO_CONTENT);
    let path = format!("/api/v1/desk/children/{}", app.one_child.children[0]);
    let (seen_by_office, seen_by_dsl) = (office.visitor.get(&path).await, dsl.visitor.get(&path).await);
    let act = &seen_by_dsl.json()["acts"][0];
    assert_eq!((&act["act"], &act["who"]), (&json!("restricted"), &json!(office.name)));
    assert_eq!(act["reason"], "The family moved here in confidence.");
    assert_eq!(seen_by_office.json()["acts"][0]["reason"], "");
    assert!(!String::from_utf8_lossy(&seen_by_office.bytes).contains("confidence"));
    for path in [LIST.to_owned(), path] {
        let teacher = app.staff(&[Role::Teacher], &["year-3"]).await;
        let seen = teacher.visitor.get(&path).await;
        assert!(!String::from_utf8_lossy(&seen.bytes).contains("confidence"), "{path}");
    }
    let bad = json!({ "change": "restrict", "restrictions": ["take"], "reason": " " });
    let answer =
        dsl.visitor.post(&format!("/api/v1/desk/children/{}/restrictions", app.one_child.children[0]), &bad).await;
    assert_eq!(answer.json()["error"]["fields"], json!([{ "field": "reason", "code": "empty" }]));
    let nobody = dsl
        .visitor
        .post(
            "/api/v1/desk/children/p-nobody/restrictions",
            &json!({
                "change": "restrict", "restrictions": ["take"], "reason": "x"
            }),
        )
        .await;
    assert_eq!(nobody.code(), "not-found");
}

async fn check(colleague: &Colleague, children: &[&shine_domain::ids::PersonId], to: &[&str], naming: &str) -> Answer {
    let children: Vec<String> = children.iter().map(ToString::to_string).collect();
    colleague.visitor.post(CHECK, &json!({ "children": children, "channels": to, "naming": naming })).await
}

fn blocked(answer: &Answer) -> Vec<(String, Vec<Value>)> {
    let blocked = answer.json()["blocked"].as_array().expect("a list").clone();
    let view = |one: &Value| {
        let blocks = one["blocks"].as_array().expect("blocks").clone();
        (one["first_name"].as_str().expect("a name").to_owned(), blocks)
    };
    blocked.iter().map(view).collect()
}

#[tokio::test]
async fn the_checker_says_exactly_who_must_not_be_in_it_and_gives_first_names_for_a_caption() {
    let app = TestApp::start().await;
    let teacher = app.staff(&[Role::Teacher], &[]).await;
    let (uli, tam) = (&app.one_child.children[0], &app.two_children.children[0]);
    say(&app, &app.one_child, "answered", &[("photo-website", "yes"), ("photo-press", "no")]).await;
    let answer = check(&teacher, &[uli, tam], &["website"], "first").await;
    let publish = |channel: &str| json!({ "what": "publish", "channel": channel });
    assert_eq!(blocked(&answer), [("Tam".to_owned(), vec![publish("website")])]);
    assert_eq!(answer.json()["caption"], json!([]), "no caption for a picture that may not be used");
    let answer = check(&teacher, &[uli], &["website"], "first").await;
    assert_eq!((blocked(&answer), &answer.json()["caption"]), (vec![], &json!(["Uli"])));
    assert!(!String::from_utf8_lossy(&answer.bytes).contains("Unreal"), "never a last name");
    let answer = check(&teacher, &[uli], &["website", "press", "video"], "first").await;
    let not_asked = json!({ "what": "not-asked", "channel": "video" });
    assert_eq!(blocked(&answer), [("Uli".to_owned(), vec![publish("press"), not_asked, json!({ "what": "name" })])]);
    assert_eq!(blocked(&check(&teacher, &[uli, tam], &[], "none").await), [], "for the school's own use");
    let dsl = app.staff(&[Role::Dsl], &[]).await;
    assert_eq!(restrict(&dsl, &app, "restrict", &["take"]).await.status, StatusCode::NO_CONTENT);
    let answer = check(&teacher, &[uli, tam], &[], "none").await;
    assert_eq!(blocked(&answer), [("Uli".to_owned(), vec![json!({ "what": "take" })])]);
    let looks = dsl.visitor.get("/api/v1/desk/log").await.json();
    assert_eq!((&looks["openings"][0]["what"], &looks["openings"][0]["children"]), (&json!("check"), &json!(2)));
}

#[tokio::test]
async fn the_checker_never_says_yes_to_a_question_it_did_not_understand() {
    let app = TestApp::start().await;
    let teacher = app.staff(&[Role::Teacher], &[]).await;
    let uli = app.one_child.children[0].to_string();
    let many: Vec<String> = (0..201).map(|at| format!("p-{at:04}")).collect();
    for (body, field, code) in [
        (json!({ "children": [], "channels": [], "naming": "none" }), "children", "empty"),
        (json!({ "children": [uli, uli], "channels": [], "naming": "none" }), "children", "repeated"),
        (json!({ "children": [uli, "p-gone"], "channels": [], "naming": "none" }), "children", "not-one-of-the-list"),
        (json!({ "children": ["💥"], "channels": [], "naming": "none" }), "children", "not-one-of-the-list"),
        (json!({ "children": many, "channels": [], "naming": "none" }), "children", "too-long"),
        (json!({ "children": [uli], "channels": ["moon"], "naming": "none" }), "channels", "not-one-of-the-list"),
        (json!({ "children": [uli], "channels": ["biometrics"], "naming": "none" }), "channels", "not-one-of-the-list"),
    ] {
        let answer = teacher.visitor.post(CHECK, &body).await;
        assert_eq!(answer.json()["error"]["fields"], json!([{ "field": field, "code": code }]), "{body}");
    }
    let answer = teacher.visitor.post(CHECK, &json!({ "children": [uli], "channels": [], "naming": "nick" })).await;
    assert_eq!(answer.code(), "malformed-body");
    assert_eq!(teacher.visitor.get(&format!("{LIST}?class=../x")).await.code(), "not-found");
    assert_eq!(teacher.visitor.get(&format!("{LIST}?year=Y9")).await.code(), "not-found");
}

#[tokio::test]
async fn children_are_found_by_the_beginnings_of_their_names() {
    let app = TestApp::start().await;
    let teacher = app.staff(&[Role::Teacher], &[]).await;
    let find = async |wanted: &str| {
        let found = teacher.visitor.post("/api/v1/desk/children/find", &json!({ "find": wanted })).await.json();
        let children = found["children"].as_array().expect("children").clone();
        children.iter().map(|one| one["first_name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(find("TA").await, ["Tam"]);
    assert_eq!(find("unr te").await, ["Tess"]);
    assert_eq!(find("year-3").await, ["Uli"]);
    assert_eq!(find("").await, Vec::<String>::new());
    assert_eq!(find("nobody").await, Vec::<String>::new());
}

#[tokio::test]
async fn a_trips_link_is_ended_by_whoever_made_it_or_the_office_and_by_nobody_else() {
    let app = TestApp::start().await;
    let (teacher, office) = (app.staff(&[Role::Teacher], &[]).await, app.staff(&[Role::Office], &[]).await);
    let other = app.staff(&[Role::Curriculum], &[]).await;
    let make = async || {
        let children = json!({ "children": [app.one_child.children[0].to_string()] });
        let made = teacher.visitor.post("/api/v1/desk/trips", &children).await.json();
        json!({ "token": made["path"].as_str().and_then(|path| path.strip_prefix("/desk/trip#")) })
    };
    let open = async |token: &serde_json::Value| app.visitor().post("/api/v1/desk/trip", token).await;
    for ender in [&teacher, &office] {
        let (first, second) = (make().await, make().await);
        let trips = ender.visitor.get("/api/v1/desk/trips").await.json();
        assert_eq!((&trips["trips"][0]["made_by"], &trips["trips"][0]["children"]), (&json!(teacher.name), &json!(1)));
        assert!(!trips.to_string().contains(first["token"].as_str().expect("a token")), "no link is read back");
        let ends = trips["trips"].as_array().expect("trips").iter();
        let ends: Vec<_> =
            ends.map(|one| format!("/api/v1/desk/trips/{}/end", one["id"].as_str().expect("an id"))).collect();
        assert_eq!(other.visitor.get("/api/v1/desk/trips").await.json()["trips"], json!([]));
        assert_eq!(other.visitor.post(&ends[0], &json!({})).await.code(), "not-found");
        assert_eq!(ender.visitor.post(&ends[0], &json!({})).await.status, StatusCode::NO_CONTENT);
        let still_open = [open(&first).await, open(&second).await].map(|answer| answer.status == StatusCode::OK);
        assert_eq!(still_open.iter().filter(|is_open| **is_open).count(), 1, "that link only");
        assert_eq!(ender.visitor.post(&ends[0], &json!({})).await.code(), "not-found", "it is over");
        assert_eq!(ender.visitor.post(&ends[1], &json!({})).await.status, StatusCode::NO_CONTENT);
    }
}

#[tokio::test]
async fn a_trips_link_opens_for_a_day_with_first_names_only_and_follows_what_is_said() {
    let app = TestApp::start().await;
    let (teacher, dsl) = (app.staff(&[Role::Teacher], &[]).await, app.staff(&[Role::Dsl], &[]).await);
    let children = [&app.one_child.children[0], &app.two_children.children[0]].map(ToString::to_string);
    let made = teacher.visitor.post("/api/v1/desk/trips", &json!({ "children": children })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let path = made.json()["path"].as_str().expect("a path").to_owned();
    let token = json!({ "token": path.strip_prefix("/desk/trip#").expect("in the fragment") });
    let open = async || app.visitor().post("/api/v1/desk/trip", &token).await;
    let list = open().await;
    let names: Vec<_> = list.json()["list"]["children"]
        .as_array()
        .expect("children")
        .iter()
        .map(|one| one["first_name"].clone())
        .collect();
    assert_eq!(names, [json!("Uli"), json!("Tam")]);
    let text = String::from_utf8_lossy(&list.bytes).into_owned();
    assert!(!text.contains("Unreal") && !children.iter().any(|id| text.contains(id.as_str())), "{text}");
    assert_eq!(restrict(&dsl, &app, "restrict", &["take"]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(open().await.json()["list"]["children"][0]["may_take"], false, "forbidden while they are on the bus");
    let looks = dsl.visitor.get("/api/v1/desk/log").await.json();
    assert_eq!((&looks["openings"][0]["what"], &looks["openings"][2]["what"]), (&json!("trip-link"), &json!("trip")));
    app.pass(shine_server::store::TRIP_MS);
    assert_eq!(open().await.code(), "link-not-valid", "the next day");
    let wrong = app.visitor().post("/api/v1/desk/trip", &json!({ "token": "0".repeat(64) })).await;
    assert_eq!(wrong.code(), "link-not-valid");
}
