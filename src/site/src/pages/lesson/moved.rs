//! What has moved between the questions before the lesson and after it: for the child in words and pictures, without a score;
//! for the grown-up in levels.

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::knowledge::{KnowledgeMap, MapQuestion, Movement, Picked};
use shine_domain::steps::{Step, StepBody};
use shine_ui::components::{PictureSize, decoration};
use shine_ui::document_view::inlines_view;
use shine_ui::text::lesson;

/// Both, where anything was answered twice.
pub(super) fn moved_view(document: &Document, map: &KnowledgeMap) -> Option<AnyView> {
    if !map.tells() {
        return None;
    }
    let questions =
        || map.questions.iter().filter_map(|question| Some((document.find_step(question.step.as_str())?, question)));
    let cards = questions().filter_map(|(step, question)| card(step, question)).collect_view();
    let rows = questions().map(|(step, question)| row(step, question)).collect_view();
    let view = view! {
        <section class="c-moved" aria-labelledby="moved-title">
            <h2 id="moved-title">{lesson::MOVED_TITLE}</h2>
            <ul class="c-moved__cards">{cards}</ul>
            <details class="c-moved__adult">
                <summary>{lesson::MOVED_ADULT}</summary>
                <div class="c-table" tabindex="0" role="group" aria-label=lesson::MOVED_ADULT>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{lesson::MOVED_STATEMENT}</th>
                                <th scope="col">{lesson::MOVED_QUESTION}</th>
                                <th scope="col">{lesson::LEVEL_BEFORE}</th>
                                <th scope="col">{lesson::LEVEL_AFTER}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        </section>
    };
    Some(view.into_any())
}

fn card(step: &Step, question: &MapQuestion) -> Option<AnyView> {
    let (picture, words) = match question.movement()? {
        Movement::Grew => ("rainbow", lesson::MOVED_GREW),
        Movement::Steady => ("sun", lesson::MOVED_STEADY),
        Movement::Growing => ("seedling", lesson::MOVED_GROWING),
    };
    let said = |lead: &'static str, picked: Option<Picked>| {
        let words = option_view(step, picked?)?;
        Some(view! { <p class="c-moved__said"><span>{lead}</span> {words}</p> })
    };
    let is_same = question.before.map(|picked| picked.option) == question.after.map(|picked| picked.option);
    let thoughts = if is_same {
        (None, said(lesson::MOVED_STILL, question.after))
    } else {
        (said(lesson::MOVED_BEFORE, question.before), said(lesson::MOVED_AFTER, question.after))
    };
    let view = view! {
        <li class="c-moved__card">
            {decoration(picture, PictureSize::OfCard)}
            <div>
                <h3 class="c-moved__question">{inlines_view(&step.heading)}</h3>
                {thoughts.0}
                {thoughts.1}
                <p class="c-moved__words"><strong>{words}</strong></p>
            </div>
        </li>
    };
    Some(view.into_any())
}

fn option_view(step: &Step, picked: Picked) -> Option<AnyView> {
    let StepBody::Choose(choose) = &step.body else { return None };
    Some(inlines_view(&choose.options.get(picked.option)?.text))
}

fn row(step: &Step, question: &MapQuestion) -> AnyView {
    let level = |picked: Option<Picked>| picked.map_or(lesson::LEVEL_NONE, |picked| picked.level.title());
    view! {
        <tr>
            <td>{question.statement.clone()}</td>
            <td>{step.heading_text()}</td>
            <td>{level(question.before)}</td>
            <td>{level(question.after)}</td>
        </tr>
    }
    .into_any()
}
