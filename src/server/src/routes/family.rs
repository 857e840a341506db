//! A family's own pages: opening the private link, what there is to sign, signing, receipts.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use shine_domain::ids::{PersonId, Reference};
use shine_domain::vocabulary::Kind;
use shine_wire::{ErrorCode, ErrorEnvelope, FamilyResponse, ReceiptResponse, RecordRequest, SessionRequest};

use super::family_view::{asks_about, view_child, view_consent, view_task};
use super::record_request::check_request;
use crate::app::App;
use crate::error::ApiError;
use crate::extract::{FamilySession, JsonBody, Sender, session_cookie};
use crate::store::{Recorded, Recording, Way};
use crate::token::{FamilyToken, SessionToken};

/// Opens a private link.
#[utoipa::path(post, path = "/api/v1/family/session", tag = "family", request_body = SessionRequest, responses(
    (status = 204, description = "The session's cookie is set."), (status = 401, body = ErrorEnvelope),
    (status = 400, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope),
    (status = 415, body = ErrorEnvelope), (status = 429, body = ErrorEnvelope)))]
pub(crate) async fn open_session(
    State(app): State<App>,
    Sender(sender): Sender,
    JsonBody(request): JsonBody<SessionRequest>,
) -> Result<Response, ApiError> {
    let session = SessionToken::generate().map_err(crate::store::StoreError::from)?;
    // What cannot be a link is looked up all the same: nothing tells one wrong link from another, not even time.
    let token = FamilyToken::parse(&request.token);
    let looked_up = token.clone().map_or_else(FamilyToken::generate, Ok).map_err(crate::store::StoreError::from)?;
    let opened = app.store.open_session(&looked_up, &session, app.now()).await?;
    if token.is_none() || opened.is_none() {
        let has_too_many = app.failures.count(sender, app.now());
        return Err(ApiError::new(if has_too_many { ErrorCode::TooManyAttempts } else { ErrorCode::LinkNotValid }));
    }
    let cookie = session_cookie(&app, &session);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}

/// What this adult sees: their children, what there is to sign, what was signed.
#[utoipa::path(get, path = "/api/v1/family", tag = "family", responses(
    (status = 200, body = FamilyResponse), (status = 401, body = ErrorEnvelope)))]
pub(crate) async fn show_family(
    State(app): State<App>,
    session: FamilySession,
) -> Result<Json<FamilyResponse>, ApiError> {
    let family = app.store.find_family(&session.adult).await?.ok_or(ApiError::new(ErrorCode::NotSignedIn))?;
    let records = app.store.list_records(&session.adult).await?;
    let documents = app.store.list_current_documents().await?;
    let mut tasks: Vec<_> = documents.iter().filter_map(|document| view_task(document, &family, &records)).collect();
    for child in &family.children {
        for consent in documents.iter().filter(|document| asks_about(document, child)) {
            let said = app.store.list_own_answers(&session.adult, &child.id, &consent.document.slug).await?;
            tasks.push(view_consent(consent, child, &records, &said, app.now()));
        }
    }
    let children = family.children.iter().map(view_child).collect();
    Ok(Json(FamilyResponse { children, adult_name: family.adult_name, tasks }))
}

/// Signs a document, answers a consent, takes a yes back, objects, or asks to talk to the school first.
#[utoipa::path(post, path = "/api/v1/family/records", tag = "family", request_body = RecordRequest, responses(
    (status = 201, body = ReceiptResponse), (status = 200, body = ReceiptResponse, description = "Recorded before."),
    (status = 400, body = ErrorEnvelope), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope),
    (status = 409, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope),
    (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn record(
    State(app): State<App>,
    session: FamilySession,
    JsonBody(request): JsonBody<RecordRequest>,
) -> Result<Response, ApiError> {
    let submission = check_request(&request).map_err(ApiError::fields)?;
    let shown = app.store.find_document(submission.digest).await?;
    let shown = shown.ok_or(ApiError::new(ErrorCode::DocumentNotPublished))?;
    let language = &shown.document.language;
    let notice =
        app.store.find_current_document(Kind::Notice, "privacy", language).await?.map(|notice| notice.frozen());
    let controller = app.content.current().library.school.name().to_owned();
    let (adult, way) = (session.adult.clone(), Way::Web);
    let recording = Recording { adult, way, shown, notice, controller, now: app.now() };
    let (recorded, receipt) = app.store.record_submission(recording, submission).await?;
    let status = match recorded {
        Recorded::New => StatusCode::CREATED,
        Recorded::Before => StatusCode::OK,
    };
    Ok((status, Json(ReceiptResponse { receipt: app.store.keys().seal_receipt(receipt) })).into_response())
}

/// Shows a receipt again, the same to the letter.
#[utoipa::path(get, path = "/api/v1/family/receipts/{reference}", tag = "family",
    params(("reference" = String, Path, description = "8 letters and digits")), responses(
    (status = 200, body = ReceiptResponse), (status = 401, body = ErrorEnvelope), (status = 404, body = ErrorEnvelope)))]
pub(crate) async fn show_receipt(
    State(app): State<App>,
    session: FamilySession,
    Path(reference): Path<String>,
) -> Result<Json<ReceiptResponse>, ApiError> {
    let reference = Reference::try_from(reference.to_ascii_uppercase());
    let reference = reference.map_err(|_| ApiError::new(ErrorCode::ReceiptNotFound))?;
    load_receipt(&app, &session.adult, &reference).await
}

async fn load_receipt(app: &App, adult: &PersonId, reference: &Reference) -> Result<Json<ReceiptResponse>, ApiError> {
    let receipt = app.store.find_receipt(adult, reference).await?;
    let receipt = receipt.ok_or(ApiError::new(ErrorCode::ReceiptNotFound))?;
    Ok(Json(ReceiptResponse { receipt: app.store.keys().seal_receipt(receipt) }))
}
