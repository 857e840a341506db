//! What a consent's answers lack, and how a school's own basis, rule and switches come into its text.

use shine_domain::authoring::library::build_library;
use shine_domain::consent::{Answers, Said, check_consent, questions};
use shine_domain::document::Document;
use shine_domain::ids::StepId;
use shine_domain::record::Act;
use shine_domain::record::SaidBefore;
use shine_domain::vocabulary::{Basis, Kind, Rule};

use crate::support::{CONSENT, GUIDE, SCHOOL, assert_clean, assert_fault, document, files, slug};

const FACTS: &str = "\nAsked.\n\n**Why:** a **Where kept:** b **How long:** c **Who sees it:** d\n\n";

fn text() -> String {
    format!(
        "{CONSENT}## May we? {{.ask #website channel=website}}\n{FACTS}## And the board? {{.ask #board \
         channel=display basis=public-task}}\n{FACTS}## And the full name? {{.ask #full-name channel=full-name \
         when=full-name-with-image}}\n{FACTS}## Thank you\n\nThat is all, {{{{ school.short-name }}}}.\n"
    )
}

/// The consent as it is for a school whose file ends with `more`.
fn for_school(more: &str) -> (Document, String, Vec<(String, &'static str, usize)>) {
    let (mut files, pictures) = files();
    files.insert("schools/hill/school.toml".to_owned(), format!("{SCHOOL}{more}"));
    files.insert("base/consents/page.md".to_owned(), text());
    let library = build_library(&files, &pictures, &slug("hill"));
    let found = library.findings.iter().map(|one| (one.path.clone(), one.code, one.line)).collect();
    let consent = library.of_kind(Kind::Consent).next().expect("the consent");
    (consent.document.clone(), consent.text.as_str().to_owned(), found)
}

fn answers(said: &[(&str, Said)]) -> Answers {
    said.iter().map(|(step, said)| (StepId::try_from(*step).expect("an id"), *said)).collect()
}

fn problems(act: Act, said: &[(&str, Said)], before: &[(&str, Said)]) -> Vec<(String, &'static str)> {
    let before = SaidBefore { words: answers(before), needs_all: true };
    let found = check_consent(&document(Kind::Consent, &text()), act, &answers(said), &before);
    found.into_iter().map(|problem| (problem.step.to_string(), problem.code)).collect()
}

#[test]
fn every_question_that_asks_for_consent_needs_a_word() {
    assert_eq!(problems(Act::Answered, &[("website", Said::Later)], &[]), []);
    assert_eq!(problems(Act::Answered, &[], &[]), [("website".to_owned(), "not-answered")]);
    assert_eq!(problems(Act::Answered, &[("website", Said::No)], &[("website", Said::Yes)]), []);
}

#[test]
fn what_is_not_asked_is_not_answered() {
    let not_asked = |step: &str| vec![(step.to_owned(), "not-asked")];
    let before = [("website", Said::Yes)];
    assert_eq!(problems(Act::Answered, &[("nothing", Said::Yes)], &before), not_asked("nothing"));
    assert_eq!(problems(Act::Answered, &[("full-name", Said::Yes)], &before), not_asked("full-name"), "switched off");
    assert_eq!(problems(Act::Answered, &[("board", Said::Yes)], &before), not_asked("board"), "not by consent");
    assert_eq!(problems(Act::Objected, &[("website", Said::Objected)], &before), not_asked("website"));
    assert_eq!(problems(Act::Answered, &[("website", Said::Withdrawn)], &before), not_asked("website"), "another act");
}

#[test]
fn only_a_yes_can_be_taken_back_and_only_what_is_not_consent_objected_to() {
    let take_back = [("website", Said::Withdrawn)];
    assert_eq!(problems(Act::Withdrawn, &take_back, &[("website", Said::Yes)]), []);
    for before in [Said::No, Said::Later, Said::Withdrawn] {
        let found = problems(Act::Withdrawn, &take_back, &[("website", before)]);
        assert_eq!(found, [("website".to_owned(), "nothing-to-withdraw")]);
    }
    assert_eq!(problems(Act::Objected, &[("board", Said::Objected)], &[]), []);
}

#[test]
fn a_step_whose_switch_is_off_is_not_in_the_text_at_all() {
    let (document, text, found) = for_school("");
    assert_eq!(found, []);
    assert!(!text.contains("full name"), "{text}");
    assert!(text.ends_with("## Thank you\n\nThat is all, Hill Top.\n"), "{text}");
    assert_eq!(questions(&document).count(), 2);
    let on = SCHOOL.replace("[switches]\n", "[switches]\nfull-name-with-image = true\n");
    let (mut files, pictures) = files();
    files.insert("schools/hill/school.toml".to_owned(), on);
    files.insert("base/consents/page.md".to_owned(), self::text());
    let library = build_library(&files, &pictures, &slug("hill"));
    assert_eq!(library.findings, []);
    assert_eq!(questions(&library.of_kind(Kind::Consent).next().expect("it").document).count(), 3);
}

#[test]
fn the_schools_basis_and_rule_are_in_the_text_that_is_signed() {
    let more = "\n[purposes]\nwebsite = { rule = \"all\" }\nboard = { basis = \"legitimate-interests\" }\n";
    let (document, text, found) = for_school(more);
    assert_eq!(found, []);
    assert!(text.contains("{.ask #website rule=all channel=website}"), "{text}");
    assert!(text.contains("{.ask #board channel=display basis=legitimate-interests}"), "{text}");
    let purposes: Vec<_> = questions(&document).map(|(_, ask)| (ask.basis, ask.rule)).collect();
    assert_eq!(purposes, [(Basis::Consent, Rule::All), (Basis::LegitimateInterests, Rule::One)]);
    let (_, plain, _) = for_school("");
    assert!(plain.contains("{.ask #website channel=website}"), "nothing is written where nothing is decided");
}

#[test]
fn faults_behind_a_step_that_is_left_out_are_still_told_on_their_line() {
    let text = format!("{GUIDE}## A {{when=full-name-with-image}}\n\nText.\n\n## B\n\n¦<b>\n");
    assert_fault("raw-html", Kind::Guide, &text);
    assert_clean(Kind::Guide, &format!("{GUIDE}## A {{when=withhold-access-until-signed}}\n\nText.\n"));
}

#[test]
fn a_purpose_nobody_asks_about_is_told_in_the_schools_file() {
    let (_, _, found) = for_school("\n[purposes]\nwebsit = { basis = \"consent\" }\n");
    let line = SCHOOL.lines().count() + 3;
    assert_eq!(found, [("schools/hill/school.toml".to_owned(), "unknown-purpose", line)]);
    let (_, _, found) = for_school("\n[purposes]\nfull-name = { rule = \"all\" }\n");
    assert_eq!(found, [], "a question that a switch leaves out is still a question");
}
