//! A family's own pages: opening the private link, what there is to sign, signing, receipts.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use shine_domain::ids::{Digest, PersonId, Reference, SubmissionKey};
use shine_domain::person::{PersonName, Relationship, TextProblem};
use shine_domain::record::{Act, Submission};
use shine_domain::vocabulary::{Kind, Signer};
use shine_wire::{
    ActRequest, ChildView, ErrorCode, ErrorEnvelope, FamilyResponse, FieldProblem, ReceiptResponse, RecordRequest,
    SessionRequest, SignedView, StandingView, TaskView,
};

use crate::app::App;
use crate::error::ApiError;
use crate::extract::{FamilySession, JsonBody, SESSION_COOKIE};
use crate::store::{Child, Family, Published, Recorded, Recording, SignedRecord};
use crate::token::{FamilyToken, SessionToken};

/// The most children one submission may name.
const MOST_PUPILS: usize = 20;

/// Opens a private link.
#[utoipa::path(post, path = "/api/v1/family/session", tag = "family", request_body = SessionRequest, responses(
    (status = 204, description = "The session's cookie is set."), (status = 401, body = ErrorEnvelope),
    (status = 400, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope),
    (status = 415, body = ErrorEnvelope)))]
pub(crate) async fn open_session(
    State(app): State<App>,
    JsonBody(request): JsonBody<SessionRequest>,
) -> Result<Response, ApiError> {
    let not_valid = || ApiError::new(ErrorCode::LinkNotValid);
    let token = FamilyToken::parse(&request.token).ok_or_else(not_valid)?;
    let session = SessionToken::generate().map_err(crate::store::StoreError::from)?;
    app.store.open_session(&token, &session, app.now()).await?.ok_or_else(not_valid)?;
    let cookie = format!("{SESSION_COOKIE}={}; HttpOnly; SameSite=Strict; Path=/", session.as_str());
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
    let tasks = documents.iter().filter_map(|document| view_task(document, &family, &records)).collect();
    let children = family.children.iter().map(|child| ChildView {
        id: child.id.to_string(),
        first_name: child.first_name.clone(),
        class_name: child.class_name.clone(),
        year: child.year.word().to_owned(),
    });
    Ok(Json(FamilyResponse { children: children.collect(), adult_name: family.adult_name, tasks }))
}

fn view_task(published: &Published, family: &Family, records: &[SignedRecord]) -> Option<TaskView> {
    let document = &published.document;
    let is_theirs = document.kind != Kind::Consent && document.meta.signers.contains(&Signer::Adult);
    let is_asked = |child: &&Child| document.meta.years.is_empty() || document.meta.years.contains(&child.year);
    let children: Vec<&Child> = family.children.iter().filter(is_asked).collect();
    if !is_theirs || children.is_empty() {
        return None;
    }
    let of_this = |record: &&SignedRecord| record.kind == document.kind && record.slug == document.slug.as_str();
    let signed: Vec<&SignedRecord> = records.iter().filter(of_this).collect();
    Some(TaskView {
        slug: document.slug.to_string(),
        kind: document.kind.word().to_owned(),
        title: document.meta.title.clone(),
        summary: document.meta.summary.clone(),
        version: published.version.to_string(),
        language: document.language.to_string(),
        digest: document.digest.to_string(),
        standing: view_standing(published, &children, &signed),
        children: children.iter().map(|child| child.id.to_string()).collect(),
        signed: signed.into_iter().map(view_signed).collect(),
    })
}

/// A child counts as signed for when this adult's latest act for them is an acknowledgement of this major version.
fn view_standing(published: &Published, children: &[&Child], signed: &[&SignedRecord]) -> StandingView {
    let latest = |child: &&Child| signed.iter().find(|record| record.pupils.contains(&child.id));
    let is_signed = |child: &&Child| {
        latest(child)
            .is_some_and(|record| record.act == Act::Acknowledged && record.version.major == published.version.major)
    };
    if children.iter().all(is_signed) {
        StandingView::Signed
    } else if children.iter().filter_map(latest).any(|record| record.act == Act::Declined) {
        StandingView::WantsToTalk
    } else {
        StandingView::ToSign
    }
}

fn view_signed(record: &SignedRecord) -> SignedView {
    SignedView {
        reference: record.reference.to_string(),
        act: record.act.word().to_owned(),
        version: record.version.to_string(),
        digest: record.digest.to_string(),
        at: record.at,
        children: record.pupils.iter().map(ToString::to_string).collect(),
    }
}

/// Signs a document, or asks to talk to the school first.
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
    let recording = Recording { adult: session.adult.clone(), shown, notice, controller, now: app.now() };
    let recorded = app.store.record_submission(recording, submission).await?;
    let status = match &recorded {
        Recorded::New(_) => StatusCode::CREATED,
        Recorded::Before(_) => StatusCode::OK,
    };
    let receipt = load_receipt(&app, &session.adult, recorded.reference()).await?;
    Ok((status, receipt).into_response())
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

/// Checks every field and names every one that is not right.
fn check_request(request: &RecordRequest) -> Result<Submission, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut add =
        |field: &str, code: &str| problems.push(FieldProblem { field: field.to_owned(), code: code.to_owned() });
    let name = PersonName::try_from(request.name.as_str());
    let relationship = Relationship::try_from(request.relationship.as_str());
    let key = SubmissionKey::try_from(request.key.as_str());
    let digest = Digest::try_from(request.digest.as_str());
    let pupils: Result<Vec<PersonId>, _> = request.pupils.iter().map(|id| PersonId::try_from(id.as_str())).collect();
    name.as_ref().err().copied().map(TextProblem::code).into_iter().for_each(|code| add("name", code));
    relationship.as_ref().err().copied().map(TextProblem::code).into_iter().for_each(|code| add("relationship", code));
    if key.is_err() {
        add("key", "not-one-of-the-list");
    }
    if digest.is_err() {
        add("digest", "not-one-of-the-list");
    }
    if let Some(code) = pupils_problem(&request.pupils) {
        add("pupils", code);
    } else if pupils.is_err() {
        add("pupils", "not-one-of-the-list");
    }
    match (name, relationship, key, digest, pupils) {
        (Ok(name), Ok(relationship), Ok(key), Ok(digest), Ok(mut pupils)) if problems.is_empty() => {
            pupils.sort();
            Ok(Submission { key, act: read_act(request.act), digest, pupils, name, relationship })
        }
        _ => Err(problems),
    }
}

fn pupils_problem(pupils: &[String]) -> Option<&'static str> {
    let mut sorted: Vec<&String> = pupils.iter().collect();
    sorted.sort();
    sorted.dedup();
    match pupils.len() {
        0 => Some("empty"),
        count if count > MOST_PUPILS => Some("too-long"),
        count if count != sorted.len() => Some("repeated"),
        _ => None,
    }
}

const fn read_act(act: ActRequest) -> Act {
    match act {
        ActRequest::Acknowledged => Act::Acknowledged,
        ActRequest::Declined => Act::Declined,
    }
}
