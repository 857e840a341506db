//! What a child says for themselves, and consents that ask about children of some years only.

use std::sync::Arc;

use serde_json::json;
use shine_domain::consent::Said;
use shine_domain::ids::StepId;
use shine_domain::permission::{Permission, Reason, YEARLY_HOLDS_DAYS};
use shine_domain::steps::StepBody;
use shine_domain::vocabulary::{Role, Year};
use shine_server::store::ChildsWord;
use shine_tests::TestApp;

use super::entering::{KEY, say};

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
