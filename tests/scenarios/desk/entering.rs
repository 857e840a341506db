//! Entering for somebody, and records that are corrected, invalidated and set aside: each an act of its own.

use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::{Value, json};
use shine_domain::consent::Said;
use shine_domain::ids::StepId;
use shine_domain::permission::{Permission, Reason, YEARLY_HOLDS_DAYS};
use shine_domain::steps::StepBody;
use shine_domain::vocabulary::{Role, Year};
use shine_server::store::ChildsWord;
use shine_tests::{Answer, Colleague, TestApp, TestFamily};

pub(super) async fn permission(app: &TestApp, step: &str) -> Permission {
    let consent = app.consent().await;
    let all = app.store.list_permissions(&app.one_child.children[0], &consent, app.now()).await.expect("permissions");
    all.iter().find(|one| one.step.as_str() == step).expect("a question").permission
}

pub(super) async fn entry(app: &TestApp, family: &TestFamily, key: &str, act: &str, answers: &[(&str, &str)]) -> Value {
    let request = app.consenting(family, &family.children[0], key, act, answers).await;
    json!({
        "key": key, "adult": family.id.to_string(), "act": act, "digest": request["digest"],
        "relationship": "Mother", "answers": request["answers"], "from": "telephone", "on": "2026-11-20",
    })
}

pub(super) async fn enter(colleague: &Colleague, app: &TestApp, body: &Value) -> Answer {
    let path = format!("/api/v1/desk/children/{}/records", app.one_child.children[0]);
    colleague.visitor.post(&path, body).await
}

pub(super) async fn end(colleague: &Colleague, app: &TestApp, reference: &str, ending: &str) -> Answer {
    let path = format!("/api/v1/desk/children/{}/records/{reference}/end", app.one_child.children[0]);
    colleague.visitor.post(&path, &json!({ "ending": ending, "reason": "It was said of another child." })).await
}

pub(super) fn reference(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()["reference"]
        .as_str()
        .or(answer.json()["receipt"]["receipt"]["reference"].as_str())
        .expect("one")
        .to_owned()
}

pub(super) async fn acts(colleague: &Colleague, app: &TestApp) -> Vec<Value> {
    let page = colleague.visitor.get(&format!("/api/v1/desk/children/{}", app.one_child.children[0])).await.json();
    page["acts"].as_array().expect("acts").clone()
}

/// What an adult says themselves to both questions; gives the reference.
async fn say(app: &TestApp, family: &TestFamily, key: &str, said: &str) -> String {
    let answers = [("photo-website", said), ("photo-press", said)];
    let request = app.consenting(family, &family.children[0], key, "answered", &answers).await;
    reference(&app.open(family).await.post("/api/v1/family/records", &request).await)
}

pub(super) const KEY: &str = "0123456789abcdef";
pub(super) const YES: &[(&str, &str)] = &[("photo-website", "yes"), ("photo-press", "yes")];

#[tokio::test]
async fn what_a_parent_says_on_the_telephone_counts_and_everybody_sees_who_entered_it() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let body = entry(&app, &app.one_child, KEY, "answered", YES).await;
    let entered = enter(&office, &app, &body).await;
    let reference = reference(&entered);
    assert_eq!(enter(&office, &app, &body).await.status, StatusCode::OK, "the same key again");
    assert_eq!(app.count_records().await, 1);
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed);
    let act = &acts(&office, &app).await[0];
    assert_eq!(
        (&act["who"], &act["entered_by"], &act["channel"]),
        (&json!("Una Unreal"), &json!(office.name), &json!("telephone"))
    );
    // The parent finds it with their own link, with its receipt, and can take it back.
    let family = app.open(&app.one_child).await;
    let receipt = family.get(&format!("/api/v1/family/receipts/{reference}")).await.json();
    assert_eq!(receipt["receipt"]["receipt"]["entered"], "telephone");
    let withdrawn = app
        .consenting(
            &app.one_child,
            &app.one_child.children[0],
            "1123456789abcdef",
            "withdrawn",
            &[("photo-website", "withdrawn")],
        )
        .await;
    assert_eq!(family.post("/api/v1/family/records", &withdrawn).await.status, StatusCode::CREATED);
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::AdultRefused));
    assert_eq!(app.store.verify_ledger(&[]).await.expect("a report").faults, []);
}

#[tokio::test]
async fn what_is_sent_again_with_another_day_is_not_taken_for_entered() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let body = entry(&app, &app.one_child, KEY, "answered", YES).await;
    reference(&enter(&office, &app, &body).await);
    for (field, value) in [("on", "2026-11-19"), ("from", "paper")] {
        let mut changed = body.clone();
        changed[field] = json!(value);
        assert_eq!(enter(&office, &app, &changed).await.code(), "key-reused", "{field}");
    }
    // With a key of its own it is another entry, though it says the same.
    let mut right = body.clone();
    (right["key"], right["on"]) = (json!("9123456789abcdef"), json!("2026-11-21"));
    let entered = enter(&office, &app, &right).await;
    assert_eq!((entered.status, app.count_records().await), (StatusCode::CREATED, 2), "a wrong day is entered rightly");
}

#[tokio::test]
async fn a_yes_entered_with_too_late_a_day_does_not_stand_when_it_is_entered_rightly() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    say(&app, &app.one_child, KEY, "no").await;
    let mut wrong = entry(&app, &app.one_child, "1123456789abcdef", "answered", YES).await;
    wrong["on"] = json!("2026-11-22");
    let wrong = reference(&enter(&office, &app, &wrong).await);
    // It was signed the day before yesterday. The later yes would go on counting: it must be corrected first.
    let right = entry(&app, &app.one_child, "2123456789abcdef", "answered", YES).await;
    let refused = enter(&office, &app, &right).await;
    assert_eq!(problem_of_day(&refused), "older-than-what-was-said");
    assert_eq!(end(&office, &app, &wrong, "correct").await.status, StatusCode::NO_CONTENT);
    let late = enter(&office, &app, &right).await;
    assert_eq!(late.json()["error"]["fields"][0]["code"], "older-than-what-was-said", "their own no is newer");
    assert_eq!(permission(&app, "photo-website").await, Permission::Forbidden(Reason::AdultRefused));
}

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
async fn nothing_is_entered_for_a_stranger_of_a_day_to_come_or_without_the_answers() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let right = entry(&app, &app.one_child, KEY, "answered", YES).await;
    for (field, value, code) in [
        ("adult", json!(app.two_children.id.to_string()), "not-found"),
        ("on", json!("2027-11-20"), "fields-not-right"),
        ("on", json!("yesterday"), "fields-not-right"),
        ("answers", json!({ "photo-website": "yes" }), "fields-not-right"),
        ("digest", json!("0".repeat(64)), "document-not-published"),
        ("from", json!("rumour"), "malformed-body"),
    ] {
        let mut wrong = right.clone();
        wrong[field] = value;
        assert_eq!(enter(&office, &app, &wrong).await.code(), code, "{field}");
    }
    assert_eq!(app.count_records().await, 0);
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
async fn a_yes_on_an_older_paper_does_not_undo_what_was_taken_back_since() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    say(&app, &app.one_child, KEY, "yes").await;
    let family = app.open(&app.one_child).await;
    let back = [("photo-website", "withdrawn")];
    let request =
        app.consenting(&app.one_child, &app.one_child.children[0], "1123456789abcdef", "withdrawn", &back).await;
    reference(&family.post("/api/v1/family/records", &request).await);
    let old = entry(&app, &app.one_child, "2123456789abcdef", "answered", YES).await;
    let answer = enter(&office, &app, &old).await;
    assert_eq!(answer.json()["error"]["fields"][0]["code"], "older-than-what-was-said", "{answer:?}");
    assert!(!permission(&app, "photo-website").await.is_allowed());
    let mut rang = old;
    rang["on"] = json!("2026-11-22");
    reference(&enter(&office, &app, &rang).await);
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed, "they rang today and said yes again");
}

#[tokio::test]
async fn a_yes_on_a_paper_of_this_morning_does_not_undo_what_was_taken_back_at_noon() {
    let app = TestApp::start().await;
    say(&app, &app.one_child, KEY, "no").await;
    app.pass(3 * 60 * 60 * 1000);
    let office = app.staff(&[Role::Office], &[]).await;
    let mut paper = entry(&app, &app.one_child, "1123456789abcdef", "answered", YES).await;
    (paper["from"], paper["on"]) = (json!("paper"), json!("2026-11-22"));
    let answer = enter(&office, &app, &paper).await;
    assert_eq!(answer.json()["error"]["fields"][0]["code"], "older-than-what-was-said", "{answer:?}");
    paper["from"] = json!("in-person");
    reference(&enter(&office, &app, &paper).await);
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed, "they were there, and said so");
}

fn problem_of_day(answer: &Answer) -> Value {
    let field = &answer.json()["error"]["fields"][0];
    assert_eq!(field["field"], "on", "{answer:?}");
    field["code"].clone()
}

#[tokio::test]
async fn a_paper_signed_before_the_text_was_renewed_is_no_yes_to_the_new_one_and_its_no_is_one() {
    for translations in [&[][..], &["cy"]] {
        let app = TestApp::start().await;
        let office = app.staff(&[Role::Office], &[]).await;
        let first = app.consent().await;
        app.republish(&first, "en", "2.0", |text| text).await;
        for language in translations {
            // There never was an older one in this language; the paper is of the older one all the same.
            let translate = |text: String| text.replace("\"title\":\"", "\"title\":\"Cy: ");
            app.republish(&first, language, "2.0", translate).await;
            assert_eq!(app.consent().await.document.language.to_string(), *language);
        }
        let mixed = &[("photo-website", "yes"), ("photo-press", "no")];
        let mut paper = entry(&app, &app.one_child, KEY, "answered", mixed).await;
        paper["from"] = json!("paper");
        let answer = enter(&office, &app, &paper).await;
        assert_eq!(problem_of_day(&answer), "older-than-the-text");
        // A no is a no to whatever text, and is entered by itself.
        let no = &[("photo-press", "no")];
        let mut refusal = entry(&app, &app.one_child, "1123456789abcdef", "answered", no).await;
        refusal["from"] = json!("paper");
        reference(&enter(&office, &app, &refusal).await);
        assert_eq!(permission(&app, "photo-press").await, Permission::Forbidden(Reason::AdultRefused));
        paper["on"] = json!("2026-11-22");
        reference(&enter(&office, &app, &paper).await);
        assert_eq!(permission(&app, "photo-website").await, Permission::Allowed, "signed on the day it came out");
    }
}

#[tokio::test]
async fn a_no_on_a_paper_counts_beside_a_yes_that_the_parent_gave_again_themselves() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    say(&app, &app.one_child, KEY, "yes").await;
    let mixed = &[("photo-website", "yes"), ("photo-press", "no")];
    let mut paper = entry(&app, &app.one_child, "1123456789abcdef", "answered", mixed).await;
    paper["from"] = json!("paper");
    reference(&enter(&office, &app, &paper).await);
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed);
    assert_eq!(permission(&app, "photo-press").await, Permission::Forbidden(Reason::AdultRefused));
}

#[tokio::test]
async fn of_a_no_and_a_yes_of_one_day_entered_the_day_after_the_no_counts() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let no = &[("photo-website", "no"), ("photo-press", "no")];
    reference(&enter(&office, &app, &entry(&app, &app.one_child, KEY, "answered", no).await).await);
    let yes = entry(&app, &app.one_child, "1123456789abcdef", "answered", YES).await;
    assert_eq!(problem_of_day(&enter(&office, &app, &yes).await), "older-than-what-was-said");
}

#[tokio::test]
async fn a_childs_own_yes_runs_out_like_an_adults() {
    let app = TestApp::start().await;
    let mut consent = (*app.consent().await).clone();
    let step = StepId::try_from("photo-website").expect("an id");
    for one in consent.document.steps.iter_mut().filter(|one| one.id == step) {
        if let StepBody::Ask(ask) = &mut one.body {
            ask.needs_child = true;
        }
    }
    let consent = Arc::new(consent);
    let child = &app.one_child.children[0];
    let stands = async || {
        let all = app.store.list_permissions(child, &consent, app.now()).await.expect("permissions");
        all.iter().find(|one| one.step == step).expect("a question").permission
    };
    say(&app, &app.one_child, KEY, "yes").await;
    assert_eq!(stands().await, Permission::Forbidden(Reason::ChildNotAsked));
    let staff = app.staff(&[Role::Dsl], &[]).await.id;
    let word = ChildsWord { staff, pupil: child.clone(), said: Said::Yes, steps: vec![step.clone()], now: app.now() };
    app.store.record_childs_word(&consent, word).await.expect("written");
    assert_eq!(stands().await, Permission::Allowed);
    app.pass(YEARLY_HOLDS_DAYS * 24 * 60 * 60 * 1000);
    say(&app, &app.one_child, "1123456789abcdef", "yes").await;
    assert_eq!(
        stands().await,
        Permission::Forbidden(Reason::ChildNotAsked),
        "the adult has said yes anew, the child not"
    );
}

#[tokio::test]
async fn a_consent_for_other_years_permits_nothing_for_a_child_nobody_was_asked_about() {
    let app = TestApp::start().await;
    let mut consent = (*app.consent().await).clone();
    consent.document.meta.years = vec![Year::Y6];
    let consent = Arc::new(consent);
    let child = &app.one_child.children[0];
    let found = async || app.store.list_permissions(child, &consent, app.now()).await.expect("permissions").len();
    assert_eq!(found().await, 0);
    say(&app, &app.one_child, KEY, "no").await;
    assert!(found().await > 0, "what was said once goes on counting");
}

#[tokio::test]
async fn a_childs_own_no_goes_on_counting_where_their_year_is_asked_no_more_and_no_adult_ever_answered() {
    let app = TestApp::start().await;
    let mut consent = (*app.consent().await).clone();
    let child = app.one_child.children[0].clone();
    let step = StepId::try_from("photo-website").expect("an id");
    let staff = app.staff(&[Role::Dsl], &[]).await.id;
    for one in consent.document.steps.iter_mut().filter(|one| one.id == step) {
        if let StepBody::Ask(ask) = &mut one.body {
            ask.needs_child = true;
        }
    }
    let no = ChildsWord { staff, pupil: child.clone(), said: Said::No, steps: vec![step.clone()], now: app.now() };
    app.store.record_childs_word(&Arc::new(consent.clone()), no).await.expect("written");
    consent.document.meta.years = vec![Year::Y6];
    let all = app.store.list_permissions(&child, &Arc::new(consent), app.now()).await.expect("permissions");
    let found = all.iter().find(|one| one.step == step).expect("the question").permission;
    assert_eq!(found, Permission::Forbidden(Reason::ChildRefused));
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

#[tokio::test]
async fn a_childs_word_is_written_down_only_where_the_child_is_asked() {
    let app = TestApp::start().await;
    let (dsl, teacher) = (app.staff(&[Role::Dsl], &[]).await, app.staff(&[Role::Teacher], &["year-3"]).await);
    let word = |steps: &[&str], said: &str| json!({ "document": "images", "said": said, "steps": steps });
    let path = format!("/api/v1/desk/children/{}/words", app.one_child.children[0]);
    for (body, field) in [
        (word(&["photo-website"], "yes"), "record"),
        (word(&[], "yes"), "record"),
        (word(&["photo-website"], "perhaps"), "said"),
        (json!({ "document": "nothing", "said": "yes", "steps": ["x"] }), "document"),
    ] {
        let answer = teacher.visitor.post(&path, &body).await;
        assert_eq!(answer.json()["error"]["fields"][0]["field"], field, "{body}");
    }
    let other = format!("/api/v1/desk/children/{}/words", app.two_children.children[0]);
    assert_eq!(teacher.visitor.post(&other, &word(&["photo-website"], "yes")).await.code(), "not-found");
    let log = dsl.visitor.get("/api/v1/desk/log").await.json();
    let look = &log["openings"][0];
    assert_eq!(
        (&look["what"], &look["child"]),
        (&json!("refused"), &json!("Tam Unreal")),
        "that they asked is written down"
    );
    assert_eq!(app.count_records().await, 0);
}
