//! The built site: its files, and its page for every other address, so that a reloaded address still opens.

use std::convert::Infallible;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use tower::{Service, ServiceBuilder, ServiceExt as _};
use tower_http::services::{ServeDir, ServeFile};

use crate::app::App;

/// Serves `dist/`, precompressed where it was, with the page for addresses that are no file.
pub(crate) fn site_files(
    app: &App,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + Sync + 'static {
    let page = ServeFile::new(app.assets.index()).precompressed_br();
    let files = ServeDir::new(app.assets.dist()).precompressed_br().append_index_html_on_directories(false);
    let index = app.assets.index();
    ServiceBuilder::new().service_fn(move |request: Request| {
        let (files, page, index) = (files.clone(), page.clone(), index.clone());
        async move {
            if !index.exists() {
                return Ok(not_built());
            }
            let path = request.uri().path().to_owned();
            let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
            let response = if is_file {
                // A file that is not there is the site's own "not found" page, and says so in its status.
                files.not_found_service(page).oneshot(request).await.map(|response| response.map(Body::new))
            } else {
                page.oneshot(request).await.map(|response| response.map(Body::new))
            };
            let response = response.into_response();
            Ok(with_cache(response, &path))
        }
    })
}

/// Files whose name carries their hash never change.
fn with_cache(mut response: Response, path: &str) -> Response {
    let name = path.rsplit('/').next().unwrap_or("");
    let is_hashed =
        name.split(['-', '_', '.']).any(|part| part.len() >= 14 && part.bytes().all(|b| b.is_ascii_hexdigit()));
    if is_hashed && response.status() == StatusCode::OK {
        let value = HeaderValue::from_static("public, max-age=31536000, immutable");
        response.headers_mut().insert(header::CACHE_CONTROL, value);
    }
    response
}

fn not_built() -> Response {
    let text =
        "The site has not been built yet. Run \u{201c}cargo xtask build\u{201d}, or name its folder with --dist.";
    (StatusCode::SERVICE_UNAVAILABLE, text).into_response()
}
