//! A lesson's pages: its start, its steps, its end, its notes for adults.

mod adult;
mod board;
mod finish;
mod moved;
mod start;
mod step;

pub(crate) use adult::page as adult_notes;
pub(crate) use finish::page as finished;
pub(crate) use start::page as start;
pub(crate) use step::page as step;

use shine_domain::answers::Turn;
use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_domain::journey::stops;
use shine_domain::steps::Step;
use shine_domain::vocabulary::Band;
use shine_ui::route::Route;

/// The class of a lesson's page: its band decides the size of its words.
fn page_class(document: &Document) -> String {
    document.meta.band.map_or_else(|| "l-pupil".to_owned(), |band: Band| format!("l-pupil l-pupil--{}", band.word()))
}

/// The page of `step` of `lesson` at this turn.
fn step_route(lesson: &Slug, step: &Step, turn: Turn) -> Route {
    Route::Step { lesson: lesson.clone(), step: step.id.clone(), turn }
}

/// The page of the first stop of `lesson`.
fn first_route(lesson: &Document) -> Option<Route> {
    stops(lesson).first().map(|stop| step_route(&lesson.slug, stop.step, stop.turn))
}

/// Where the lesson is listed.
fn list_route(lesson: &Document) -> Route {
    lesson.meta.band.map_or(Route::Pupils, Route::Band)
}
