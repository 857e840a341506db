//! Documents as text: what the browser parses with the same code as the server.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use shine_domain::authoring::library::{Library, RECORDINGS};
use shine_domain::authoring::pupils::pupils_text;
use shine_domain::document::Document;
use shine_domain::ids::Digest;
use shine_domain::vocabulary::Kind;
use shine_wire::{ContentIndex, DocumentEntry, ErrorCode, FindingView, PageSource, WatchResponse};
use tower::ServiceExt as _;
use tower_http::services::ServeFile;

use super::school::view_school;
use crate::app::App;
use crate::content::WatchMode;
use crate::error::ApiError;
use crate::store::Published;

const MARKDOWN: &str = "text/markdown; charset=utf-8";

/// Every document that can be read. What families sign is listed as it was published; while the server watches, as it
/// reads now.
pub(crate) async fn list_documents(State(app): State<App>) -> Result<Json<ContentIndex>, ApiError> {
    let readable = list_readable(&app).await?;
    Ok(Json(index_of(&readable)))
}

/// Everything a page can be drawn from.
pub(crate) async fn page_source(app: &App) -> Result<PageSource, ApiError> {
    let readable = list_readable(app).await?;
    let text = |one: &Readable| {
        let document = one.document();
        (format!("{}/{}.{}", document.kind.word(), document.slug, document.language), one.text().to_owned())
    };
    let texts = readable.iter().map(text).collect();
    Ok(PageSource { school: view_school(app), index: index_of(&readable), texts })
}

fn index_of(readable: &[Readable]) -> ContentIndex {
    let entry = |one: &Readable| {
        let document = one.document();
        DocumentEntry {
            kind: document.kind.word().to_owned(),
            slug: document.slug.to_string(),
            language: document.language.to_string(),
            digest: document.digest.to_string(),
            meta: document.meta.clone(),
            recordings: one.recordings(),
        }
    };
    ContentIndex { documents: readable.iter().map(entry).collect() }
}

/// A document as people read it: as it was published, or as the content folder has it.
enum Readable {
    Frozen(Arc<Published>),
    InLibrary(Arc<Library>, usize),
}

impl Readable {
    fn document(&self) -> &Document {
        match self {
            Self::Frozen(published) => &published.document,
            Self::InLibrary(library, at) => &library.documents[*at].document,
        }
    }

    /// Recordings belong to what is taught; what is signed is read.
    fn recordings(&self) -> Vec<String> {
        match self {
            Self::Frozen(_) => Vec::new(),
            Self::InLibrary(library, at) => library.documents[*at].recording_names(),
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Frozen(published) => &published.text,
            Self::InLibrary(library, at) => library.documents[*at].text.as_str(),
        }
    }
}

async fn list_readable(app: &App) -> Result<Vec<Readable>, ApiError> {
    let published = match app.content.mode() {
        WatchMode::On => Arc::default(),
        WatchMode::Off => app.store.list_current_documents().await?,
    };
    let library = app.content.current().library;
    let readable = library.documents.iter().enumerate().map(|(at, entry)| {
        let name = &entry.name;
        let frozen = published.iter().find(|frozen| {
            let document = &frozen.document;
            document.kind == name.kind && document.slug == name.slug && document.language == name.language
        });
        frozen.map_or_else(|| Readable::InLibrary(library.clone(), at), |frozen| Readable::Frozen(frozen.clone()))
    });
    Ok(readable.collect())
}

/// A step read aloud. Parts of it can be asked for: some browsers play no other way.
async fn show_recording(app: &App, kind: &str, file: &str, request: Request) -> Option<Response> {
    let library = app.content.current().library;
    let of_kind = library.documents.iter().filter(|document| document.name.kind.word() == kind);
    let mut recordings = of_kind.flat_map(|document| &document.recordings);
    let path = recordings.find(|path| path.rsplit('/').next() == Some(file))?;
    let response = ServeFile::new(app.content.folder().join(path)).oneshot(request).await.ok()?;
    Some(response.into_response())
}

/// One document's resolved text, at `<kind>/<slug>.<language>.md`, of a lesson without its notes for adults; or a step of
/// it read aloud, at `<kind>/<slug>.<step>.mp3`.
pub(crate) async fn show_document(
    State(app): State<App>,
    Path((kind, file)): Path<(String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    if RECORDINGS.iter().any(|ending| file.ends_with(ending)) {
        let recording = show_recording(&app, &kind, &file, request).await;
        return recording.ok_or_else(|| ApiError::new(ErrorCode::NotFound));
    }
    let found = find_readable(&app, &kind, &file).await?;
    let text = match found.document().kind {
        Kind::Lesson => pupils_text(found.text()),
        _ => found.text().to_owned(),
    };
    Ok(([(header::CONTENT_TYPE, MARKDOWN)], text).into_response())
}

/// A lesson with its notes for adults, at `<slug>.<language>.md`.
pub(crate) async fn show_whole_lesson(State(app): State<App>, Path(file): Path<String>) -> Result<Response, ApiError> {
    let found = find_readable(&app, Kind::Lesson.word(), &file).await?;
    Ok(([(header::CONTENT_TYPE, MARKDOWN)], found.text().to_owned()).into_response())
}

/// The document of the folder `kind` whose file is `<slug>.<language>.md`.
async fn find_readable(app: &App, kind: &str, file: &str) -> Result<Readable, ApiError> {
    let not_found = || ApiError::new(ErrorCode::NotFound);
    let name = file.strip_suffix(".md").ok_or_else(not_found)?;
    let (slug, language) = name.split_once('.').ok_or_else(not_found)?;
    let found = list_readable(app).await?.into_iter().find(|one| {
        let document = one.document();
        document.kind.word() == kind && document.slug.as_str() == slug && document.language.as_str() == language
    });
    found.ok_or_else(not_found)
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
