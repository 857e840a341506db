//! A lesson's pages: its start, its steps, its end, its notes for adults.

mod adult;
mod finish;
mod start;
mod step;

pub(crate) use adult::page as adult_notes;
pub(crate) use finish::page as finished;
pub(crate) use start::page as start;
pub(crate) use step::page as step;

use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_domain::steps::Step;
use shine_domain::vocabulary::Band;
use shine_ui::route::Route;

/// The class of a lesson's page: its band decides the size of its words.
fn page_class(document: &Document) -> String {
    document.meta.band.map_or_else(|| "l-pupil".to_owned(), |band: Band| format!("l-pupil l-pupil--{}", band.word()))
}

/// The page of `step` of `lesson`.
fn step_route(lesson: &Slug, step: &Step) -> Route {
    Route::Step { lesson: lesson.clone(), step: step.id.clone() }
}

/// The page of the first step of `lesson`.
fn first_route(lesson: &Document) -> Option<Route> {
    lesson.pupil_steps().next().map(|step| step_route(&lesson.slug, step))
}

/// Where the lesson is listed.
fn list_route(lesson: &Document) -> Route {
    lesson.meta.band.map_or(Route::Pupils, Route::Band)
}
