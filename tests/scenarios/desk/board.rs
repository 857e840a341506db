//! The board and the files: what they count after each thing that can happen, and who sees how much.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use shine_domain::vocabulary::Role;
use shine_tests::{Colleague, TestApp, TestFamily};

async fn say(app: &TestApp, family: &TestFamily, act: &str, answers: &[(&str, &str)]) {
    let key = format!("key-{}-{}", app.count_records().await, family.id);
    let request = app.consenting(family, &family.children[0], &key, act, answers).await;
    let answer = app.open(family).await.post("/api/v1/family/records", &request).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}

/// What the board counts of the class `class` for the subject with this document and question.
async fn counted(colleague: &Colleague, class: &str, document: &str, step: Option<&str>) -> Value {
    let board = colleague.visitor.get("/api/v1/desk/board").await.json();
    let subjects = board["subjects"].as_array().expect("subjects");
    let at =
        subjects.iter().position(|one| one["document"] == document && one["step"] == json!(step)).expect("a subject");
    let rows = board["classes"].as_array().expect("classes");
    let row = rows.iter().find(|row| row["class"]["id"] == class).expect("a class");
    row["counts"][at].clone()
}

async fn behind(colleague: &Colleague, query: &str) -> Vec<String> {
    let list = colleague.visitor.get(&format!("/api/v1/desk/board/children?{query}")).await.json();
    let children = list["children"].as_array().expect("children").iter();
    children.map(|child| child["first_name"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test]
async fn the_board_counts_children_and_every_number_opens_its_list() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    assert_eq!(counted(&office, "year-3", "parents", None).await, json!({ "outstanding": 1 }));
    let signing = app.signing(&app.one_child, "0123456789abcdef").await;
    app.open(&app.one_child).await.post("/api/v1/family/records", &signing).await;
    assert_eq!(counted(&office, "year-3", "parents", None).await, json!({ "signed": 1 }), "one adult is enough");
    assert_eq!(behind(&office, "document=parents&standing=signed").await, ["Uli"]);
    assert_eq!(behind(&office, "document=parents&standing=outstanding").await, ["Tess", "Tam"]);
    assert_eq!(behind(&office, "document=parents&standing=outstanding&class=year-5").await, ["Tam"]);

    let website = Some("photo-website");
    assert_eq!(counted(&office, "year-3", "images", website).await, json!({ "not-answered": 1 }));
    say(&app, &app.one_child, "answered", &[("photo-website", "yes"), ("photo-press", "yes")]).await;
    assert_eq!(counted(&office, "year-3", "images", website).await, json!({ "given": 1 }));
    say(&app, &app.other_parent, "answered", &[("photo-website", "no"), ("photo-press", "yes")]).await;
    assert_eq!(counted(&office, "year-3", "images", website).await, json!({ "differ": 1 }));
    assert_eq!(behind(&office, "document=images&step=photo-website&standing=differ").await, ["Uli"]);
    say(&app, &app.one_child, "withdrawn", &[("photo-website", "withdrawn")]).await;
    assert_eq!(counted(&office, "year-3", "images", website).await, json!({ "refused": 1 }));
    say(&app, &app.one_child, "objected", &[("photo-display", "objected")]).await;
    assert_eq!(counted(&office, "year-3", "images", Some("photo-display")).await, json!({ "objected": 1 }));
    let page = office.visitor.get("/api/v1/desk/board/children?document=parents&standing=outstanding&from=1").await;
    assert_eq!((&page.json()["count"], &page.json()["children"][0]["first_name"]), (&json!(2), &json!("Tam")));
    let nonsense = [
        "document=parents&standing=signed&from=-1",
        "document=nothing&standing=signed",
        "document=parents&standing=given",
        "document=images&standing=given",
        "x=y",
    ];
    for query in nonsense {
        let answer = office.visitor.get(&format!("/api/v1/desk/board/children?{query}")).await;
        assert_eq!(answer.code(), "not-found", "{query}");
    }
}

#[tokio::test]
async fn a_signature_that_was_made_invalid_says_so_in_the_register() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let signing = app.signing(&app.one_child, "0123456789abcdef").await;
    let signed = app.open(&app.one_child).await.post("/api/v1/family/records", &signing).await.json();
    let reference = signed["receipt"]["receipt"]["reference"].as_str().expect("a reference");
    assert!(file(&office, "register.csv").await[1].ends_with(",no,"));
    let end = format!("/api/v1/desk/children/{}/records/{reference}/end", app.one_child.children[0]);
    let ended = office.visitor.post(&end, &json!({ "ending": "invalidate", "reason": "Signed by mistake." })).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT, "{ended:?}");
    let register = file(&office, "register.csv").await;
    assert!(register[1].contains(",invalidated,") && register[1].ends_with(&format!(",{reference}")), "{register:?}");
    assert!(register[2].contains(",acknowledged,") && register[2].ends_with(",yes,"), "{register:?}");
}

#[tokio::test]
async fn where_a_translation_is_a_version_behind_the_board_counts_by_the_newest() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let signing = app.signing(&app.one_child, "0123456789abcdef").await;
    app.open(&app.one_child).await.post("/api/v1/family/records", &signing).await;
    let documents = app.store.list_current_documents().await.expect("documents");
    let charter = documents.iter().find(|one| one.document.slug.as_str() == "parents").expect("published");
    // Languages before and after English in the alphabet: the order they are read in must not matter.
    for (language, version) in [("cy", "1.0"), ("en", "2.0"), ("pl", "1.0")] {
        let edit = |text: String| text.replace("Welcome", &format!("({language}) Welcome"));
        app.republish(charter, language, version, edit).await;
    }
    assert_eq!(counted(&office, "year-3", "parents", None).await, json!({ "outstanding": 1 }), "a new major version");
}

#[tokio::test]
async fn a_parent_is_reminded_although_one_whom_a_court_keeps_away_wanted_to_talk() {
    let app = TestApp::start().await;
    let (office, dsl) = (app.staff(&[Role::Office], &[]).await, app.staff(&[Role::Dsl], &[]).await);
    say(&app, &app.other_parent, "declined", &[]).await;
    let waits =
        async || file(&office, "chase.csv").await.iter().any(|row| row.contains("Uli") && row.contains("Photographs"));
    assert!(!waits().await, "whoever wants to talk is not chased");
    let path = format!("/api/v1/desk/children/{}/adults/{}", app.one_child.children[0], app.other_parent.id);
    let order = json!({ "flags": ["may-answer", "barred"], "seen": ["may-answer"], "reason": "A court order." });
    assert_eq!(dsl.visitor.post(&path, &order).await.status, StatusCode::NO_CONTENT);
    assert!(waits().await);
}

#[tokio::test]
async fn a_teacher_counts_their_own_class_and_a_governor_no_small_number() {
    let app = TestApp::start().await;
    let (teacher, governor) = (app.staff(&[Role::Teacher], &["year-5"]).await, app.staff(&[Role::Governor], &[]).await);
    let board = teacher.visitor.get("/api/v1/desk/board").await.json();
    let classes: Vec<_> =
        board["classes"].as_array().expect("classes").iter().map(|row| row["class"]["id"].clone()).collect();
    assert_eq!(classes, ["year-5"]);
    assert_eq!(behind(&teacher, "document=parents&standing=outstanding").await, ["Tam"]);
    let board = governor.visitor.get("/api/v1/desk/board").await.json();
    let row = &board["classes"][0];
    assert_eq!((&row["class"], &row["children"], &row["counts"][0]), (&Value::Null, &json!(3), &json!({})));
    assert!(row["few"][0].as_array().expect("words").contains(&json!("outstanding")), "{row}");
}

async fn file(colleague: &Colleague, name: &str) -> Vec<String> {
    let answer = colleague.visitor.get(&format!("/api/v1/desk/exports/{name}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert!(
        answer.headers[header::CONTENT_DISPOSITION]
            .to_str()
            .expect("text")
            .starts_with("attachment; filename=\"shine-2026-11-")
    );
    let text = String::from_utf8(answer.bytes).expect("text");
    text.strip_prefix('\u{feff}').expect("a mark").lines().map(ToOwned::to_owned).collect()
}

#[tokio::test]
async fn each_file_says_what_its_page_says_and_taking_it_is_written_down() {
    let app = TestApp::start().await;
    let (office, dsl) = (app.staff(&[Role::Office], &[]).await, app.staff(&[Role::Dsl], &[]).await);
    let signing = app.signing(&app.one_child, "0123456789abcdef").await;
    app.open(&app.one_child).await.post("/api/v1/family/records", &signing).await;
    say(&app, &app.one_child, "answered", &[("photo-website", "yes"), ("photo-press", "no")]).await;
    let body = json!({ "change": "restrict", "restrictions": ["take"], "reason": "A secret reason." });
    let child = &app.two_children.children[0];
    dsl.visitor.post(&format!("/api/v1/desk/children/{child}/restrictions"), &body).await;

    let no_images = file(&office, "no-images.csv").await;
    assert_eq!(
        no_images[0],
        "class,first name,last name,may be photographed,may be named,may be named in the news media,may be named in full,website,\"social-media\",press,newsletter,print,display,video,work"
    );
    assert_eq!(
        no_images[2],
        "\"year-3\",Uli,Unreal,yes,yes,no,no,yes,not asked,no,not asked,not asked,yes,not asked,not asked"
    );
    assert!(no_images[3].starts_with("\"year-5\",Tam,Unreal,no,yes,no"), "{no_images:?}");
    let permissions = file(&office, "permissions.csv").await;
    assert_eq!(permissions[0], "class,first name,last name,\"photo-website\",\"photo-press\",\"photo-display\"");
    assert_eq!(permissions[2], "\"year-3\",Uli,Unreal,given,refused,given");
    let chase = file(&office, "chase.csv").await;
    assert!(!chase.iter().any(|row| row.contains("Uli")), "{chase:?}");
    assert_eq!(chase.len(), 5, "two children, two documents, whatever staff have forbidden: {chase:?}");
    let access = file(&office, "access.csv").await;
    assert!(access.iter().any(|row| row.starts_with("\"year-3\",Uli") && row.ends_with(",yes")), "{access:?}");
    let register = file(&office, "register.csv").await;
    assert_eq!(register.len(), 3, "{register:?}");
    assert!(
        register[1].contains("answered") && register[2].contains("acknowledged") && register[2].contains("Una Unreal")
    );
    assert!(!register.iter().any(|row| row.contains("secret")));
    assert_eq!(office.visitor.get("/api/v1/desk/exports/everything.csv").await.code(), "not-found");
    let log = dsl.visitor.get("/api/v1/desk/log").await.json();
    assert_eq!((&log["openings"][0]["what"], &log["openings"][0]["children"]), (&json!("export"), &json!(3)));
}
