//! One line a request, for whoever runs the machine: method, which kind of address, status, how long. Never an address
//! that was asked for, a sender, a name or an answer: a route is named by its pattern.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

/// The name these lines carry.
pub const REQUESTS: &str = "shine_server::requests";

/// Logs each request once it is answered.
pub(crate) async fn log_request(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("site", |path| path.as_str()).to_owned();
    let method = request.method().clone();
    let started = Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(target: REQUESTS, %method, route, status, ms, "answered");
    response
}
