//! The worker that keeps the lessons on a device, filled in with the content as it reads now.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use shine_wire::ErrorCode;

use super::content::page_source;
use crate::app::App;
use crate::content::WatchMode;
use crate::error::ApiError;
use crate::offline::{WORKER, fill};

/// Takes the place of the worker while the server watches: nothing old may be shown to whoever is editing.
const LEAVING: &str = include_str!("../leaving-worker.js");

/// The worker. Not found where the site was built without one, or is being built: what a browser has goes on.
pub(crate) async fn show_worker(State(app): State<App>) -> Result<Response, ApiError> {
    let worker = match app.content.mode() {
        WatchMode::On => LEAVING.to_owned(),
        WatchMode::Off => filled(&app).await?,
    };
    let headers = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, worker).into_response())
}

async fn filled(app: &App) -> Result<String, ApiError> {
    let not_found = |_| ApiError::new(ErrorCode::NotFound);
    let template = std::fs::read_to_string(app.assets.dist().join(WORKER)).map_err(not_found)?;
    let shell = std::fs::read(app.assets.index()).map_err(not_found)?;
    let source = page_source(app).await?;
    Ok(fill(&template, &shell, &source.school, &source.index))
}
