//! What a pupil reads and does with a pencil. The match in [`question_view`] is where a new kind of step is named.

use leptos::prelude::*;
use shine_domain::answers::Turn;
use shine_domain::document::{Block, Inline, label_text};
use shine_domain::knowledge::shown_options;
use shine_domain::steps::choose::ChoiceOption;
use shine_domain::steps::sort::Sort;
use shine_domain::steps::story::{Choice, Scene, Story};
use shine_domain::steps::words::Words;
use shine_domain::steps::{Step, StepBody};

use super::parts::{help, list, prose, words_list};
use crate::document_view::{HeadingLevel, MarkView, blocks_view, inlines_view};
use crate::text::paper;

/// The body of `step` on paper; `None` for what is not done in class.
pub(super) fn question_view(step: &Step) -> Option<AnyView> {
    Some(match &step.body {
        StepBody::Reading(blocks) => prose(blocks),
        StepBody::Choose(choose) => {
            let shown = shown_options(step, choose, Turn::Lesson);
            let options = shown.iter().filter_map(|at| choose.options.get(*at));
            boxes(&choose.prompt, paper::TICK_ONE, options.map(|option| &option.text))
        }
        StepBody::ChooseMany(choose) => boxes(&choose.prompt, paper::TICK_ALL, words_of(&choose.options)),
        StepBody::Sort(sort) => sort_view(sort),
        StepBody::Order(order) => {
            let shown = order.shown_order();
            boxes(&order.prompt, paper::ORDER_HELP, shown.iter().filter_map(|at| order.cards.get(*at)))
        }
        StepBody::Pairs(pairs) => pairs_view(&pairs.table),
        StepBody::Spot(spot) => vec![help(paper::SPOT_HELP), framed(&spot.text)].into_any(),
        StepBody::Words(words) => words_view(words),
        StepBody::Story(story) => story_view(story),
        StepBody::Scale(scale) => {
            asked(&scale.prompt, paper::SCALE_HELP, vec![words_list("c-paper__scale", scale.points.iter())])
        }
        StepBody::Promise(promise) => boxes(&promise.prompt, paper::TICK_PROMISES, promise.promises.iter()),
        StepBody::Ask(ask) => prose(&ask.prompt),
        StepBody::Adult(_) | StepBody::Home(_) => return None,
    })
}

/// What the author wrote, what to do, and what it is done with.
fn asked(prompt: &[Block], what: &'static str, rest: Vec<AnyView>) -> AnyView {
    let first = [prose(prompt), help(what)];
    first.into_iter().chain(rest).collect_view().into_any()
}

fn words_of(options: &[ChoiceOption]) -> impl Iterator<Item = &Vec<Inline>> {
    options.iter().map(|option| &option.text)
}

/// Rows with an empty box each.
fn boxes<'a>(prompt: &[Block], what: &'static str, rows: impl Iterator<Item = &'a Vec<Inline>>) -> AnyView {
    asked(prompt, what, vec![words_list("c-paper__boxes", rows)])
}

/// Its cards, mixed.
fn cards(table: &Sort) -> impl Iterator<Item = &Vec<Inline>> {
    table.shown_order().into_iter().filter_map(|at| table.cards.get(at)).map(|card| &card.text)
}

fn sort_view(sort: &Sort) -> AnyView {
    let groups = words_list("c-paper__groups", sort.groups.iter());
    asked(&sort.prompt, paper::SORT_HELP, vec![words_list("c-paper__cards", cards(sort)), groups])
}

fn pairs_view(table: &Sort) -> AnyView {
    let columns = [words_list("c-paper__cards", cards(table)), words_list("c-paper__cards", table.groups.iter())];
    let columns = view! { <div class="c-paper__match">{columns.into_iter().collect_view()}</div> };
    asked(&table.prompt, paper::PAIRS_HELP, vec![columns.into_any()])
}

/// Words to look at or to write into, in a frame.
fn framed(blocks: &[Block]) -> AnyView {
    view! { <div class="c-prose c-paper__frame">{blocks_view(blocks, HeadingLevel::Third)}</div> }.into_any()
}

fn words_view(words: &Words) -> AnyView {
    let text = MarkView::around(|_, _| paper::GAP.into_any(), || framed(&words.text));
    let bank = list("c-paper__cards", words.bank.iter().map(|word| word.clone().into_any()));
    vec![help(paper::WORDS_HELP), text, bank].into_any()
}

fn story_view(story: &Story) -> AnyView {
    let scenes = story.scenes.iter().map(|scene| scene_view(story, scene)).collect();
    asked(&story.prompt, paper::STORY_HELP, scenes)
}

fn scene_view(story: &Story, scene: &Scene) -> AnyView {
    let end = scene.ending.map(|_| help(paper::STORY_END));
    let choices = scene.choices.iter().map(|choice| choice_view(story, choice));
    let choices = (!scene.choices.is_empty()).then(|| list("c-paper__boxes", choices));
    view! {
        <section class="c-paper__frame">
            <h3>{inlines_view(&scene.heading)}</h3>
            {prose(&scene.text)}
            {choices}
            {end}
        </section>
    }
    .into_any()
}

fn choice_view(story: &Story, choice: &Choice) -> AnyView {
    let to = story.scenes.get(choice.to).map(|scene| paper::go_to(&label_text(&scene.heading)));
    view! { <span>{inlines_view(&choice.text)} " " <strong>{to}</strong></span> }.into_any()
}
