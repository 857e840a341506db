//! Families' links on letters, and what an adult may do for a child.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shine_domain::person::StaffReason;
use shine_domain::protection::Flag;
use shine_domain::vocabulary::Role;
use shine_server::store::ProtectionOrder;
use shine_server::token::FamilyToken;
use shine_tests::{Answer, Colleague, TestApp};

async fn letters(office: &Colleague, class: &str, which: &str) -> Vec<Value> {
    let answer = office.visitor.post("/api/v1/desk/letters", &json!({ "class": class, "letters": which })).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()["letters"].as_array().expect("letters").clone()
}

async fn open(app: &TestApp, secret: &str) -> Answer {
    app.visitor().post("/api/v1/family/session", &json!({ "token": secret })).await
}

fn secret_of(letter: &Value) -> String {
    letter["path"].as_str().expect("a path").strip_prefix("/family#").expect("in the fragment").to_owned()
}

#[tokio::test]
async fn a_letter_has_a_link_that_opens_and_the_same_as_a_code_and_the_older_one_goes_on_opening() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let made = letters(&office, "year-3", "everybody").await;
    let names: Vec<_> = made.iter().map(|letter| letter["adult_name"].as_str().expect("a name")).collect();
    assert_eq!(names, ["Ulla Unreal", "Una Unreal", "Uwe Unreal"]);
    assert_eq!(made[0]["children"], json!([{ "first_name": "Uli", "class_name": "year-3" }]));
    let una = &made[1];
    assert_eq!(open(&app, &secret_of(una)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(open(&app, &una["code"].as_str().expect("a code").to_lowercase()).await.status, StatusCode::NO_CONTENT);
    assert_eq!(open(&app, &app.one_child.token.to_text()).await.status, StatusCode::NO_CONTENT);
    assert_eq!(letters(&office, "year-3", "without-link").await, Vec::<Value>::new(), "everybody has one");
}

#[tokio::test]
async fn a_new_link_in_place_of_a_lost_one_ends_the_lost_one_and_whoever_used_it() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let family = app.open(&app.one_child).await;
    let body = json!({ "adult": app.one_child.id.to_string(), "letters": "anew" });
    let answer = office.visitor.post("/api/v1/desk/letters", &body).await.json();
    assert_eq!(family.get("/api/v1/family").await.code(), "not-signed-in");
    assert_eq!(open(&app, &app.one_child.token.to_text()).await.code(), "link-not-valid");
    let secret = secret_of(&answer["letters"][0]);
    assert_eq!(open(&app, &secret).await.status, StatusCode::NO_CONTENT);
    let end = format!("/api/v1/desk/adults/{}/links/end", app.one_child.id);
    assert_eq!(office.visitor.post(&end, &json!({})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(open(&app, &secret).await.code(), "link-not-valid");
    let made = letters(&office, "year-3", "without-link").await;
    assert_eq!(made.len(), 1, "only whoever has none");
}

#[tokio::test]
async fn an_adult_of_two_children_has_one_letter_with_the_youngests_class() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    assert_eq!(letters(&office, "year-5", "everybody").await, Vec::<Value>::new());
    let made = letters(&office, "reception", "everybody").await;
    let children: Vec<_> =
        made[0]["children"].as_array().expect("children").iter().map(|one| one["first_name"].clone()).collect();
    assert_eq!(children, [json!("Tess"), json!("Tam")]);
}

#[tokio::test]
async fn no_link_can_be_read_back_from_the_files_or_the_interface() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let made = letters(&office, "year-3", "everybody").await;
    let page = office.visitor.get(&format!("/api/v1/desk/children/{}", app.one_child.children[0])).await;
    app.store.close().await;
    let bytes = std::fs::read(app.data.path().join(shine_server::store::DATABASE_FILE)).expect("the database");
    for letter in &made {
        let secret = secret_of(letter);
        assert!(FamilyToken::parse(&secret).is_some());
        assert!(!String::from_utf8_lossy(&page.bytes).contains(&secret));
        assert!(!bytes.windows(secret.len()).any(|part| part.eq_ignore_ascii_case(secret.as_bytes())));
    }
}

async fn seen(colleague: &Colleague, app: &TestApp, adult: &str) -> Value {
    let page = colleague.visitor.get(&format!("/api/v1/desk/children/{}", app.one_child.children[0])).await.json();
    let adults = page["adults"].as_array().expect("adults");
    adults.iter().find(|one| one["id"] == adult).map_or(json!([]), |one| one["flags"].clone())
}

async fn protect(colleague: &Colleague, app: &TestApp, adult: &str, flags: &[&str]) -> Answer {
    let seen = seen(colleague, app, adult).await;
    protect_as_seen(colleague, app, adult, &seen, flags).await
}

async fn protect_as_seen(colleague: &Colleague, app: &TestApp, adult: &str, seen: &Value, flags: &[&str]) -> Answer {
    let path = format!("/api/v1/desk/children/{}/adults/{adult}", app.one_child.children[0]);
    let body = json!({ "flags": flags, "seen": seen, "reason": "A court order of last week." });
    colleague.visitor.post(&path, &body).await
}

#[tokio::test]
async fn a_form_that_was_opened_before_a_court_order_does_not_lift_it_and_only_the_lead_does() {
    let app = TestApp::start().await;
    let (office, dsl) = (app.staff(&[Role::Office], &[]).await, app.staff(&[Role::Dsl], &[]).await);
    let uwe = app.other_parent.id.to_string();
    let old = seen(&office, &app, &uwe).await;
    assert_eq!(protect(&dsl, &app, &uwe, &["may-answer", "barred"]).await.status, StatusCode::NO_CONTENT);
    let late = protect_as_seen(&office, &app, &uwe, &old, &["may-answer", "no-messages"]).await;
    assert_eq!((late.status, late.code().as_str()), (StatusCode::CONFLICT, "changed-meanwhile"));
    assert_eq!(protect(&office, &app, &uwe, &["may-answer"]).await.code(), "not-allowed");
    assert_eq!(seen(&dsl, &app, &uwe).await, json!(["may-answer", "barred"]));
    assert_eq!(protect(&dsl, &app, &uwe, &["may-answer"]).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn an_adult_a_court_keeps_from_a_child_sees_nothing_of_them_and_signs_nothing() {
    let app = TestApp::start().await;
    let (office, dsl) = (app.staff(&[Role::Office], &[]).await, app.staff(&[Role::Dsl], &[]).await);
    let family = app.open(&app.other_parent).await;
    let request = app.signing(&app.other_parent, "0123456789abcdef").await;
    let uwe = app.other_parent.id.to_string();
    assert_eq!(protect(&dsl, &app, &uwe, &["may-answer", "barred"]).await.status, StatusCode::NO_CONTENT);
    let seen = family.get("/api/v1/family").await;
    assert_eq!((seen.status, seen.json()["children"].clone()), (StatusCode::OK, json!([])));
    assert!(!String::from_utf8_lossy(&seen.bytes).contains("Uli"));
    assert_eq!(family.post("/api/v1/family/records", &request).await.code(), "not-your-child");
    assert_eq!(letters(&office, "year-3", "everybody").await.len(), 2, "and gets no letter about them");
    let page = dsl.visitor.get(&format!("/api/v1/desk/children/{}", app.one_child.children[0])).await.json();
    let adult = page["adults"].as_array().expect("adults").iter().find(|one| one["id"] == uwe.as_str());
    assert_eq!(adult.expect("still on the roll")["flags"], json!(["may-answer", "barred"]));
    assert_eq!(
        (&page["acts"][0]["act"], &page["acts"][0]["reason"]),
        (&json!("protected"), &json!("A court order of last week."))
    );
    assert_eq!(app.open(&app.one_child).await.get("/api/v1/family").await.json()["children"][0]["first_name"], "Uli");
    assert_eq!(protect(&dsl, &app, &uwe, &["may-answer"]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(family.get("/api/v1/family").await.json()["children"][0]["first_name"], "Uli");
    assert_eq!(app.store.verify_ledger(&[]).await.expect("a report").faults, []);
}

#[tokio::test]
async fn an_old_receipt_that_names_a_child_a_court_keeps_from_its_signer_does_not_open() {
    let app = TestApp::start().await;
    let dsl = app.staff(&[Role::Dsl], &[]).await;
    let family = app.open(&app.other_parent).await;
    let request = app.signing(&app.other_parent, "0123456789abcdef").await;
    let signed = family.post("/api/v1/family/records", &request).await.json();
    let receipt =
        format!("/api/v1/family/receipts/{}", signed["receipt"]["receipt"]["reference"].as_str().expect("a reference"));
    assert_eq!(family.get(&receipt).await.json()["receipt"]["receipt"]["pupils"][0]["first_name"], "Uli");
    let uwe = app.other_parent.id.to_string();
    assert_eq!(protect(&dsl, &app, &uwe, &["may-answer", "barred"]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(family.get(&receipt).await.code(), "receipt-not-found");
    assert_eq!(family.post("/api/v1/family/records", &request).await.code(), "not-your-child", "sent again");
    assert_eq!(protect(&dsl, &app, &uwe, &["may-answer"]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(family.get(&receipt).await.json(), signed, "the same to the letter");
}

#[tokio::test]
async fn whoever_is_kept_from_one_of_two_children_signs_anew_for_the_other() {
    let app = TestApp::start().await;
    let dsl = app.staff(&[Role::Dsl], &[]).await;
    let family = app.open(&app.two_children).await;
    let both = app.signing(&app.two_children, "0123456789abcdef").await;
    assert_eq!(family.post("/api/v1/family/records", &both).await.status, StatusCode::CREATED);
    let (kept, other) = (&app.two_children.children[0], &app.two_children.children[1]);
    let path = format!("/api/v1/desk/children/{kept}/adults/{}", app.two_children.id);
    let order = json!({ "flags": ["may-answer", "barred"], "seen": ["may-answer"], "reason": "A court order." });
    assert_eq!(dsl.visitor.post(&path, &order).await.status, StatusCode::NO_CONTENT);
    let seen = family.get("/api/v1/family").await;
    assert!(!String::from_utf8_lossy(&seen.bytes).contains(kept.as_str()), "{seen:?}");
    let outstanding = "/api/v1/desk/board/children?document=parents&standing=outstanding";
    let children = dsl.visitor.get(outstanding).await.json()["children"].clone();
    let ids: Vec<_> = children.as_array().expect("children").iter().map(|child| child["id"].clone()).collect();
    assert!(ids.contains(&json!(kept.to_string())), "what they signed is no signature for that child any more");
    assert!(!ids.contains(&json!(other.to_string())), "and still one for the other");
    let mut alone = both.clone();
    (alone["key"], alone["pupils"]) = (json!("1123456789abcdef"), json!([other.to_string()]));
    let signed = family.post("/api/v1/family/records", &alone).await;
    assert_eq!(signed.status, StatusCode::CREATED, "{signed:?}");
    let pupils = signed.json()["receipt"]["receipt"]["pupils"].clone();
    assert_eq!(pupils.as_array().expect("children").len(), 1);
}

#[tokio::test]
async fn a_court_order_counts_even_when_the_browser_that_wrote_it_went_away_before_the_answer() {
    let app = TestApp::start().await;
    let dsl = app.staff(&[Role::Dsl], &[]).await;
    let family = app.open(&app.other_parent).await;
    assert_eq!(family.get("/api/v1/family").await.json()["children"][0]["first_name"], "Uli");
    let order = ProtectionOrder {
        staff: dsl.id.clone(),
        pupil: app.one_child.children[0].clone(),
        adult: app.other_parent.id.clone(),
        protection: [Flag::Barred].into(),
        seen: [Flag::MayAnswer].into(),
        reason: StaffReason::try_from("A court order.").expect("a reason"),
        now: app.now(),
    };
    let (before, _) = app.store.find_head().await.expect("a head");
    let gone = tokio::time::timeout(std::time::Duration::ZERO, app.store.record_protection(order)).await;
    assert!(gone.is_err(), "nobody waited for the answer");
    while app.store.find_head().await.expect("a head").0 == before {
        tokio::task::yield_now().await;
    }
    let mut children = json!([""]);
    for _ in 0..1_000 {
        children = family.get("/api/v1/family").await.json()["children"].clone();
        if children == json!([]) {
            break;
        }
    }
    assert_eq!(children, json!([]), "it is written, and so it counts");
}

#[tokio::test]
async fn what_an_adult_may_do_is_changed_for_this_child_only_and_never_for_a_stranger() {
    let app = TestApp::start().await;
    let dsl = app.staff(&[Role::Dsl], &[]).await;
    let tia = app.two_children.id.to_string();
    assert_eq!(protect(&dsl, &app, &tia, &["may-answer"]).await.code(), "not-found", "none of this child's");
    assert_eq!(protect(&dsl, &app, &tia, &["fly"]).await.code(), "fields-not-right");
    assert_eq!(app.count_records().await, 0);
}
