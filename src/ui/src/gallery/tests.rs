use expect_test::expect_file;
use shine_domain::answers::{AnswerSheet, Standing, standing_at};
use shine_domain::journey::stops;
use shine_domain::vocabulary::Band;

use super::state::states;
use super::step::lesson;
use super::{Example, Kind, Shows, State, examples, index, whole};

/// The states of a kind in one band.
fn states_of(all: &[Example], of: Kind, at: Band) -> Vec<State> {
    let state = |example: &Example| match example.shows {
        Shows::Step { kind, band, state } if (kind, band) == (of, at) => Some(state),
        _ => None,
    };
    all.iter().filter_map(state).collect()
}

#[test]
fn the_lesson_has_nothing_to_mend() {
    assert_eq!(lesson().expect("a lesson").diagnostics, []);
}

#[test]
fn every_kind_is_shown_in_every_band_and_state() {
    use State::{Again, Begun, Done, Untouched};
    let all = examples();
    for kind in Kind::ALL.iter().copied() {
        let expected: &[State] = match kind {
            Kind::Reading | Kind::Home => &[Untouched],
            Kind::ChooseBefore | Kind::ChooseAfter | Kind::Scale => &[Untouched, Done],
            Kind::Choose => &[Untouched, Again, Done],
            Kind::Spot | Kind::Promise => &[Untouched, Begun, Done],
            Kind::ChooseMany | Kind::Sort | Kind::Order | Kind::Pairs | Kind::Words | Kind::Story => {
                &[Untouched, Begun, Again, Done]
            }
        };
        for band in Band::ALL.iter().copied() {
            assert_eq!(states_of(&all, kind, band), expected, "{} for {}", kind.word(), band.word());
        }
    }
}

#[test]
fn each_answer_stands_as_the_gallery_says() {
    let lesson = lesson().expect("a lesson").document;
    for stop in stops(&lesson).into_iter().filter(|stop| stop.step.asks()) {
        for (state, answer) in states(stop.step, stop.turn) {
            let mut sheet = AnswerSheet::default();
            if let Some(answer) = answer {
                sheet.keep_at(stop.turn, stop.step, answer);
                assert!(!sheet.is_empty(), "an answer to {} does not fit it", stop.step.id);
            }
            let expected = match state {
                State::Untouched | State::Begun => Standing::Open,
                State::Again => Standing::TryAgain,
                State::Done => Standing::Done,
            };
            assert_eq!(standing_at(stop.turn, stop.step, &sheet), expected, "{} {}", stop.step.id, state.word());
        }
    }
}

#[test]
fn every_page_has_a_name_of_its_own_one_heading_and_its_style_sheets() {
    let (all, sheets) = (examples(), ["base.css".to_owned()]);
    let mut names: Vec<String> = all.iter().map(|example| example.shows.name()).collect();
    let list = index(&all, &sheets);
    for example in &all {
        let name = example.shows.name();
        let page = whole(example, &sheets);
        assert_eq!(page.matches("<h1").count(), 1, "{name}");
        assert!(page.contains(r#"<link rel="stylesheet" href="base.css">"#), "{name}");
        assert!(list.contains(&format!(r#"href="{name}.html""#)), "the list does not lead to {name}");
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all.len());
}

#[test]
fn what_is_picked_is_ticked() {
    let all = examples();
    let ticks = |name: &str| {
        let example = all.iter().find(|example| example.shows.name() == name).expect("an example");
        example.html.matches(" checked").count()
    };
    assert_eq!(ticks("choose--ks1--untouched"), 0);
    assert_eq!(ticks("choose--ks1--done"), 1);
    assert_eq!(ticks("choose-many--ks1--done"), 2);
    assert_eq!(ticks("promise--eyfs--begun"), 1);
}

/// One file for each kind, with all its states in one band. After a change that is meant: `UPDATE_EXPECT=1 cargo test`.
#[test]
fn every_kind_is_drawn_as_it_was() {
    let all = examples();
    for kind in Kind::ALL.iter().copied() {
        let states = all.iter().filter_map(|example| match example.shows {
            Shows::Step { kind: of, band: Band::Ks1, state } if of == kind => Some((state, &example.html)),
            _ => None,
        });
        let text: String =
            states.map(|(state, html)| format!("<!-- {} -->{}\n", state.word(), readable(html))).collect();
        expect_file![format!("snapshots/{}.html", kind.word())].assert_eq(&text);
    }
}

/// The step in `html`, with a line for each tag that follows another, without the marks that only a program taking it over
/// would look for, and without what stands around all steps alike.
fn readable(html: &str) -> String {
    let step = html.split_once(r#"<div class="c-step">"#).map_or(html, |(_, step)| step);
    let step = step.split_once(r#"</div><details"#).map_or(step, |(step, _)| step);
    format!("\n{}", step.replace("<!>", "").replace("><", ">\n<"))
}
