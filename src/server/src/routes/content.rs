//! Documents as text: what the browser parses with the same code as the server.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use shine_domain::ids::Digest;
use shine_wire::{ContentIndex, DocumentEntry, ErrorCode, FindingView, WatchResponse};

use crate::app::App;
use crate::content::WatchMode;
use crate::error::ApiError;
use crate::store::Published;

const MARKDOWN: &str = "text/markdown; charset=utf-8";

/// Every document that can be read. What families sign is listed as it was published; while the server watches, as it
/// reads now.
pub(crate) async fn list_documents(State(app): State<App>) -> Result<Json<ContentIndex>, ApiError> {
    let published = list_published(&app).await?;
    let library = app.content.current().library;
    let documents = library.documents.iter().map(|entry| {
        let frozen =
            find_published(&published, entry.name.kind.word(), entry.name.slug.as_str(), entry.name.language.as_str());
        let document = frozen.map_or(&entry.document, |frozen| &frozen.document);
        DocumentEntry {
            kind: document.kind.word().to_owned(),
            slug: document.slug.to_string(),
            language: document.language.to_string(),
            digest: document.digest.to_string(),
            meta: document.meta.clone(),
        }
    });
    Ok(Json(ContentIndex { documents: documents.collect() }))
}

/// One document's resolved text, at `<kind>/<slug>.<language>.md`.
pub(crate) async fn show_document(
    State(app): State<App>,
    Path((kind, file)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let not_found = || ApiError::new(ErrorCode::NotFound);
    let name = file.strip_suffix(".md").ok_or_else(not_found)?;
    let (slug, language) = name.split_once('.').ok_or_else(not_found)?;
    let published = list_published(&app).await?;
    if let Some(frozen) = find_published(&published, &kind, slug, language) {
        return Ok(([(header::CONTENT_TYPE, MARKDOWN)], frozen.text.clone()).into_response());
    }
    let library = app.content.current().library;
    let mut documents = library.documents.iter();
    let found = documents.find(|entry| {
        entry.name.kind.word() == kind && entry.name.slug.as_str() == slug && entry.name.language.as_str() == language
    });
    let text = found.ok_or_else(not_found)?.text.as_str().to_owned();
    Ok(([(header::CONTENT_TYPE, MARKDOWN)], text).into_response())
}

/// A published text by its digest: the very bytes that are signed. They never change.
pub(crate) async fn show_frozen(State(app): State<App>, Path(file): Path<String>) -> Result<Response, ApiError> {
    let not_found = || ApiError::new(ErrorCode::NotFound);
    let digest = file.strip_suffix(".md").and_then(|hex| Digest::try_from(hex).ok()).ok_or_else(not_found)?;
    let document = app.store.find_document(digest).await?.ok_or_else(not_found)?;
    let headers = [(header::CONTENT_TYPE, MARKDOWN), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, document.text.clone()).into_response())
}

/// What changed and what is wrong, for whoever is editing; not there unless the server watches.
pub(crate) async fn show_watch(State(app): State<App>) -> Result<Response, ApiError> {
    if app.content.mode() == WatchMode::Off {
        return Err(ApiError::new(ErrorCode::NotFound));
    }
    let edition = app.content.current();
    let built = app.assets.built_at().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    let findings = edition.library.findings.iter().map(|finding| FindingView {
        path: finding.path.clone(),
        line: finding.line,
        column: finding.column,
        code: finding.code.to_owned(),
        message: finding.message.clone(),
        help: finding.help.clone(),
    });
    let revision = format!("{}-{}", edition.revision, built.map_or(0, |built| built.as_millis()));
    Ok((StatusCode::OK, Json(WatchResponse { revision, findings: findings.collect() })).into_response())
}

async fn list_published(app: &App) -> Result<Arc<Vec<Arc<Published>>>, ApiError> {
    match app.content.mode() {
        WatchMode::On => Ok(Arc::default()),
        WatchMode::Off => Ok(app.store.list_current_documents().await?),
    }
}

fn find_published<'a>(
    published: &'a [Arc<Published>],
    kind: &str,
    slug: &str,
    language: &str,
) -> Option<&'a Arc<Published>> {
    published.iter().find(|frozen| {
        let document = &frozen.document;
        document.kind.word() == kind && document.slug.as_str() == slug && document.language.as_str() == language
    })
}
