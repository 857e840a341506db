//! A lesson's pages: its start, its steps, its end, its notes for adults, and what of it is printed.

mod adult;
mod board;
#[cfg(not(target_arch = "wasm32"))]
mod certificate;
mod finish;
#[cfg(not(target_arch = "wasm32"))]
mod home;
mod moved;
#[cfg(not(target_arch = "wasm32"))]
mod paper;
mod start;
mod step;

pub(crate) use adult::page as adult_notes;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use certificate::page as certificate;
pub(crate) use finish::page as finished;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use home::page as at_home;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use paper::page as paper;
pub(crate) use start::page as start;
pub(crate) use step::page as step;

use leptos::prelude::*;
use shine_domain::document::{Block, Document};
use shine_domain::ids::Slug;
use shine_domain::journey::{Stop, stops};
use shine_domain::steps::{Step, StepBody};
use shine_domain::vocabulary::Band;
use shine_ui::document_view::{HeadingLevel, blocks_view, inlines_view};
use shine_ui::route::Route;
use shine_ui::text::paper as text;

use crate::pages::print::ways;

/// The class of a lesson's page: its band decides the size of its words.
fn page_class(document: &Document) -> String {
    document.meta.band.map_or_else(|| "l-pupil".to_owned(), |band: Band| format!("l-pupil l-pupil--{}", band.word()))
}

/// The page of a stop on the way through `lesson`.
fn stop_route(lesson: &Document, stop: Stop<'_>) -> Route {
    Route::Step { lesson: lesson.slug.clone(), step: stop.step.id.clone(), turn: stop.turn }
}

/// The page of the first stop of `lesson`.
fn first_route(lesson: &Document) -> Option<Route> {
    stops(lesson).first().map(|stop| stop_route(lesson, *stop))
}

/// Where the lesson is listed.
fn list_route(lesson: &Document) -> Route {
    lesson.meta.band.map_or(Route::Pupils, Route::Band)
}

/// What a child may take home from a lesson.
fn keepsakes(lesson: &Slug) -> AnyView {
    ways(vec![
        (Route::Certificate(lesson.clone()), text::CERTIFICATE_LINK),
        (Route::AtHome(lesson.clone()), text::AT_HOME_LINK),
    ])
}

/// The notes for adults.
fn adults_parts(lesson: &Document) -> Vec<AnyView> {
    lesson
        .steps
        .iter()
        .filter_map(|step| if let StepBody::Adult(blocks) = &step.body { Some(part(step, blocks)) } else { None })
        .collect()
}

fn part(step: &Step, blocks: &[Block]) -> AnyView {
    view! {
        <section class="c-section">
            <h2 class="c-section__title">{inlines_view(&step.heading)}</h2>
            <div class="c-prose">{blocks_view(blocks, HeadingLevel::Third)}</div>
        </section>
    }
    .into_any()
}
