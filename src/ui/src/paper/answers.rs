//! What the adult looks up: the right answer to each question, and what to say to whom. The match in [`answer_view`] is
//! where a new kind of step is named.

use leptos::prelude::*;
use shine_domain::document::{Block, Inline, label_text};
use shine_domain::steps::choose::ChoiceOption;
use shine_domain::steps::sort::Sort;
use shine_domain::steps::spot::Place;
use shine_domain::steps::story::Story;
use shine_domain::steps::{Step, StepBody};

use super::parts::{help, list, prose, words_list};
use crate::document_view::inlines_view;
use crate::text::{lesson, paper};

/// The answer to `step`; `None` where there is none to give.
pub(super) fn answer_view(step: &Step) -> Option<AnyView> {
    Some(match &step.body {
        StepBody::Choose(choose) => options(&choose.options),
        StepBody::ChooseMany(choose) => options(&choose.options),
        StepBody::Sort(sort) => groups(sort),
        StepBody::Order(order) => numbered(order.cards.iter().map(|card| inlines_view(card))),
        StepBody::Pairs(pairs) => rows(pairs.table.cards.iter().map(|card| {
            let partner = pairs.table.groups.get(card.group).map(|words| inlines_view(words));
            row(label_text(&card.text), partner.into_any(), &[])
        })),
        StepBody::Spot(spot) => rows(spot.spots.iter().map(place)),
        StepBody::Words(words) => numbered(words.gaps.iter().map(|word| word.clone().into_any())),
        StepBody::Story(story) => vec![help(paper::STORY_ENDINGS), endings(story)].into_any(),
        StepBody::Scale(scale) => vec![help(lesson::NO_WRONG_ANSWER), prose(&scale.after)].into_any(),
        StepBody::Reading(_) | StepBody::Promise(_) | StepBody::Ask(_) | StepBody::Adult(_) | StepBody::Home(_) => {
            return None;
        }
    })
}

fn rows(rows: impl Iterator<Item = AnyView>) -> AnyView {
    list("c-paper__answers", rows)
}

fn numbered(rows: impl Iterator<Item = AnyView>) -> AnyView {
    let rows: Vec<_> = rows.map(|row| view! { <li>{row}</li> }).collect();
    view! { <ol>{rows}</ol> }.into_any()
}

/// Words with a name, and what is said about them.
fn row(name: String, words: AnyView, said: &[Block]) -> AnyView {
    let name = (!name.is_empty()).then(|| view! { <strong>{name}": "</strong> });
    let said = (!said.is_empty()).then(|| prose(said));
    view! { {name} {words} {said} }.into_any()
}

fn options(options: &[ChoiceOption]) -> AnyView {
    rows(options.iter().map(|option| {
        let right = option.is_right.then_some(paper::RIGHT_ANSWER);
        let level = option.level.map(|level| level.title());
        let name: Vec<&str> = right.into_iter().chain(level).collect();
        row(name.join(", "), inlines_view(&option.text), &option.feedback)
    }))
}

fn groups(sort: &Sort) -> AnyView {
    let cards_of = |group: usize| -> Vec<&Vec<Inline>> {
        sort.cards.iter().filter(|card| card.group == group).map(|card| &card.text).collect()
    };
    let groups = sort.groups.iter().enumerate();
    rows(groups.map(|(at, name)| row(label_text(name), words_list("", cards_of(at).into_iter()), &[])))
}

fn place(place: &Place) -> AnyView {
    let sort = if place.is_clue { lesson::CLUE } else { lesson::FINE };
    row(place.words.clone(), format!("{sort}. {}", place.why).into_any(), &[])
}

fn endings(story: &Story) -> AnyView {
    rows(
        story
            .scenes
            .iter()
            .filter_map(|scene| Some(row(label_text(&scene.heading), scene.ending?.title().into_any(), &[]))),
    )
}
