//! The whole server on one screen.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use shine_wire::{ErrorCode, MAX_BODY_BYTES, WHOLE_LESSONS};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::app::App;
use crate::error::ApiError;
use crate::headers::add_headers;
use crate::logging::log_request;
use crate::routes::{content, desk, family, offline, school, site};

/// The longest a request may take.
const REQUEST_TIME: Duration = Duration::from_secs(30);

/// Every address the server answers.
pub fn router(app: App) -> Router {
    let api = Router::new()
        .route("/family", get(family::show_family))
        .route("/family/session", post(family::open_session))
        .route("/family/records", post(family::record))
        .route("/family/receipts/{reference}", get(family::show_receipt))
        .route("/school", get(school::show_school))
        .route("/keys", get(school::list_keys))
        .route("/health", get(school::show_health))
        .route("/openapi.json", get(crate::openapi::show_openapi))
        .nest("/desk", desk::routes())
        .fallback(async || ApiError::new(ErrorCode::NotFound))
        .method_not_allowed_fallback(async || ApiError::new(ErrorCode::MethodNotAllowed))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES));
    let content = Router::new()
        .route("/index.json", get(content::list_documents))
        .route("/school.json", get(school::show_school))
        .route("/watch.json", get(content::show_watch))
        .route("/documents/{file}", get(content::show_frozen))
        .route("/{kind}/{file}", get(content::show_document))
        .route(&format!("/{WHOLE_LESSONS}/{{file}}"), get(content::show_whole_lesson))
        .fallback(async || ApiError::new(ErrorCode::NotFound))
        .layer(CompressionLayer::new());
    Router::new()
        .nest("/api/v1", api)
        .nest("/content", content)
        .route("/sw.js", get(offline::show_worker).layer(CompressionLayer::new()))
        .fallback_service(site::site_files(&app))
        .layer(middleware::from_fn_with_state(app.clone(), add_headers))
        .layer(middleware::from_fn(log_request))
        .layer(CatchPanicLayer::custom(|fault: Box<dyn Any + Send>| answer_panic(&*fault)))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, REQUEST_TIME))
        .with_state(app)
}

fn answer_panic(_fault: &(dyn Any + Send)) -> Response {
    // The panic's own words may hold anything: they stay out of the log and out of the answer.
    tracing::error!("a request handler stopped unexpectedly");
    ApiError::new(ErrorCode::Internal).into_response()
}
