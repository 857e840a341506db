//! The consent pages drawn: what is asked, what is never chosen for anybody, and how minds are changed.

use shine_domain::steps::StepBody;
use shine_domain::steps::ask::{Ask, Facts};
use shine_domain::vocabulary::{Channel, Kind, Rule};

use super::*;
use crate::testing::{a_document, a_step, count, drawn};

fn an_ask(basis: Basis, rule: Rule) -> StepBody {
    let facts = Facts {
        why: "to be proud".into(),
        where_kept: "the library".into(),
        how_long: "a year".into(),
        who_sees_it: "everybody".into(),
    };
    let channel = Some(Channel::Website);
    StepBody::Ask(Ask { prompt: vec![], channel, needs_child: false, basis, rule, facts })
}

fn an_answer(step: &str, said: &str) -> AnswerView {
    AnswerView {
        step: step.into(),
        said: said.into(),
        at: 1_795_363_500_000,
        reference: "7KDW3XPA".into(),
        has_run_out: false,
    }
}

fn about(standing: StandingView, answers: Vec<AnswerView>) -> Consenting {
    let mut document = a_document(
        Kind::Consent,
        "Photographs",
        vec![
            a_step("photo-website", "May we show photographs on our website?", an_ask(Basis::Consent, Rule::One)),
            a_step("photo-press", "May a newspaper print one?", an_ask(Basis::Consent, Rule::All)),
            a_step("photo-display", "May we hang some on our walls?", an_ask(Basis::PublicTask, Rule::One)),
        ],
    );
    document.meta.declaration = Some("These are my choices.".into());
    let task = TaskView {
        slug: "images".into(),
        kind: "consents".into(),
        title: "Photographs".into(),
        summary: "What we may do.".into(),
        version: "1.0".into(),
        language: "en".into(),
        digest: "d".repeat(64),
        children: vec!["p-1".into()],
        standing,
        signed: vec![],
        answers,
    };
    let child =
        ChildView { id: "p-1".into(), first_name: "Rowan".into(), class_name: "Willow".into(), year: "Y3".into() };
    Consenting { task, child, number: 2, document: Arc::new(document) }
}

fn page(standing: StandingView, answers: Vec<AnswerView>) -> String {
    let about = about(standing, answers);
    drawn(|| consent_view(ConsentPage::new(about.task.standing), &about, |_| {}))
}

fn one(step: &str, answers: Vec<AnswerView>) -> String {
    one_of(StandingView::Signed, step, answers)
}

fn one_of(standing: StandingView, step: &str, answers: Vec<AnswerView>) -> String {
    let about = about(standing, answers);
    let step = StepId::try_from(step).expect("an id");
    drawn(|| one_view(ConsentPage::new(about.task.standing), &about, &step, |_| {}))
}

#[test]
fn each_question_has_its_facts_beside_it_three_choices_and_none_chosen() {
    let html = page(StandingView::ToSign, vec![]);
    assert_eq!(count(&html, "<fieldset"), 2, "{html}");
    assert_eq!(count(&html, r#"type="radio""#), 6);
    assert!(!html.contains("checked"), "nothing is chosen for anybody");
    for words in [consent::FACT_WHY, consent::FACT_WHERE, consent::FACT_HOW_LONG, consent::FACT_WHO] {
        assert_eq!(count(&html, &format!("<dt>{words}</dt>")), 3, "{words}");
    }
    assert_eq!(count(&html, consent::RULE_ALL), 1);
    assert!(html.contains(r#"id="question-1""#) && html.contains(r#"for="question-1-no""#));
    assert_eq!(count(&html, "<h1"), 1);
    assert!(html.contains("Photographs: Rowan"));
}

#[test]
fn what_is_not_by_consent_informs_and_offers_to_object() {
    let html = page(StandingView::ToSign, vec![]);
    assert!(html.contains(consent::basis(Basis::PublicTask)) && html.contains(consent::OBJECT_LEAD));
    assert!(html.contains(r#"href="/family/consents/images/2/photo-display""#), "{html}");
    let objected = page(StandingView::ToSign, vec![an_answer("photo-display", "objected")]);
    assert!(objected.contains(consent::OBJECTED_NOTE) && !objected.contains("/photo-display\""));
}

#[test]
fn what_was_said_last_year_is_told_and_not_chosen() {
    let html = page(StandingView::ToSign, vec![an_answer("photo-website", "no")]);
    assert!(html.contains("Last time, on 22 November 2026, you said: No"), "{html}");
    assert!(!html.contains("checked"));
}

#[test]
fn a_yes_to_an_older_text_that_still_counts_is_taken_back_without_answering_everything_anew() {
    let html = page(StandingView::ToSign, vec![an_answer("photo-website", "yes")]);
    assert!(html.contains(r#"href="/family/consents/images/2/photo-website""#) && html.contains(consent::TAKE_BACK));
    let over = AnswerView { has_run_out: true, ..an_answer("photo-website", "yes") };
    for said in [an_answer("photo-website", "no"), over] {
        assert!(!page(StandingView::ToSign, vec![said]).contains(consent::TAKE_BACK));
    }
}

#[test]
fn answers_that_stand_are_listed_with_a_way_to_change_each() {
    let run_out = AnswerView { has_run_out: true, ..an_answer("photo-press", "yes") };
    let html = page(StandingView::Signed, vec![an_answer("photo-website", "withdrawn"), run_out]);
    assert!(html.contains(consent::said(Said::Withdrawn)) && html.contains(consent::RUN_OUT));
    for step in ["photo-website", "photo-press", "photo-display"] {
        assert!(html.contains(&format!("/family/consents/images/2/{step}")), "{step}");
    }
    let addresses: Vec<_> = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(addresses.iter().all(|address| !address.contains("Rowan") && !address.contains("p-1")), "{addresses:?}");
}

#[test]
fn a_yes_can_be_taken_back_with_one_button_and_a_no_has_none() {
    let html = one("photo-website", vec![an_answer("photo-website", "yes")]);
    assert!(html.contains(consent::TAKE_BACK) && html.contains(consent::SAVE_ONE));
    assert_eq!(count(&html, "<fieldset"), 1);
    assert!(!one("photo-website", vec![an_answer("photo-website", "no")]).contains(consent::TAKE_BACK));
    assert!(one("photo-display", vec![]).contains(consent::OBJECT));
    assert!(one("nothing", vec![]).contains(crate::text::NOT_FOUND_TITLE));
}

#[test]
fn where_other_questions_are_open_one_answer_is_taken_back_but_not_sent_alone() {
    let html = one_of(StandingView::ToSign, "photo-website", vec![an_answer("photo-website", "yes")]);
    assert!(html.contains(consent::TAKE_BACK) && html.contains(consent::TO_ANSWER), "{html}");
    assert!(!html.contains(consent::SAVE_ONE) && !html.contains("<fieldset"), "it would be refused");
    let no = one_of(StandingView::ToSign, "photo-website", vec![an_answer("photo-website", "no")]);
    assert!(no.contains(consent::TO_ANSWER) && !no.contains(consent::TAKE_BACK) && !no.contains(consent::SAVE_ONE));
}

#[test]
fn the_answers_are_checked_on_a_page_of_their_own_with_the_declaration() {
    let about = about(StandingView::ToSign, vec![]);
    let html = drawn(|| {
        let page = ConsentPage::new(StandingView::ToSign);
        page.chosen
            .set(BTreeMap::from([(about.asked()[0].clone(), Said::Yes), (about.asked()[1].clone(), Said::Later)]));
        page.stage.set(Stage::Check);
        consent_view(page, &about, |_| {})
    });
    assert!(html.contains("Check your answers for Rowan") && html.contains("Save my answers for Rowan"));
    assert!(html.contains("These are my choices.") && html.contains(consent::LATER));
    assert!(html.contains(": May a newspaper print one?"), "each way to change says of what");
}
