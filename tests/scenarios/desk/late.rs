//! What comes late: papers of an older day, of an older text, of a day on which something else was said too.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shine_domain::permission::{Permission, Reason};
use shine_domain::vocabulary::Role;
use shine_tests::{Answer, TestApp};

use super::entering::{KEY, YES, end, enter, entry, permission, reference, say};

fn problem_of_day(answer: &Answer) -> Value {
    let field = &answer.json()["error"]["fields"][0];
    assert_eq!(field["field"], "on", "{answer:?}");
    field["code"].clone()
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
