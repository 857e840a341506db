//! The built site: its files, and its page for every other address, so that a reloaded address still opens.

use std::convert::Infallible;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use shine_wire::desk::is_desk_path;
use tower::{Service, ServiceBuilder, ServiceExt as _, service_fn};
use tower_http::compression::{CompressionBody, CompressionLayer};
use tower_http::services::{ServeDir, ServeFile};

use super::content::page_source;
use crate::app::App;
use crate::assets::compose_page;
use crate::offline::SHELL;

/// Serves `dist/`, precompressed where it was; addresses that are no file get their page, drawn, in the site's shell.
pub(crate) fn site_files(
    app: &App,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + Sync + 'static {
    let files = ServeDir::new(app.assets.dist()).precompressed_br().append_index_html_on_directories(false);
    let app = app.clone();
    let service = service_fn(move |request: Request| {
        let (files, app) = (files.clone(), app.clone());
        async move {
            if !app.assets.index().exists() {
                return Ok(not_built());
            }
            let path = request.uri().path().to_owned();
            let page = ServeFile::new(app.assets.shell(&path)).precompressed_br();
            // The page without words, for the worker that keeps it.
            let is_shell = path.strip_prefix('/') == Some(SHELL);
            let is_page = is_shell || path == "/index.html";
            let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.')) && !is_page;
            // The desk's pages are made in the browser, for nobody but who is signed in.
            if !is_file
                && !is_shell
                && !is_desk_path(&path)
                && is_read(request.method())
                && let Some(drawn) = drawn_page(&app, &path).await
            {
                return Ok(drawn);
            }
            let response = if is_file {
                // A file that is not there is the site's own "not found" page, and says so in its status.
                files.not_found_service(page).oneshot(request).await.map(|response| response.map(Body::new))
            } else {
                page.oneshot(request).await.map(|response| response.map(Body::new))
            };
            let response = response.into_response();
            Ok(with_cache(response, &path))
        }
    });
    let as_body = |response: Response<CompressionBody<Body>>| response.map(Body::new);
    ServiceBuilder::new().map_response(as_body).layer(CompressionLayer::new()).service(service)
}

fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// The page at `path`, readable before any program is there; `None` where pages are not drawn or this one cannot be.
async fn drawn_page(app: &App, path: &str) -> Option<Response> {
    let draw = app.pages.as_ref()?;
    let edition = app.content.current().revision;
    let key = format!("{edition} {:?}", app.assets.built_at());
    let drawn = match app.drawn.kept(&key, path) {
        Some(kept) => Some(kept),
        None => {
            let source = page_source(app).await.ok()?;
            app.drawn.keep(&key, path, draw(&source, path))
        }
    }?;
    let html = compose_page(&std::fs::read_to_string(app.assets.shell(path)).ok()?, &drawn)?;
    let status = if drawn.is_missing { StatusCode::NOT_FOUND } else { StatusCode::OK };
    Some((status, Html(html)).into_response())
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
