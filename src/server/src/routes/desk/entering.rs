//! Entering for somebody, ending records, writing down what a child says: each an act of its own; nothing is edited.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::civil::Date;
use shine_domain::consent::Said;
use shine_domain::ids::{PersonId, Reference, StepId};
use shine_domain::person::{StaffReason, TextProblem};
use shine_domain::vocabulary::Kind;
use shine_wire::desk::{
    ChildsWordRequest, EndRequest, EndingRequest, EnterRequest, EnteredFromRequest, EnteredResponse,
};
use shine_wire::{ErrorCode, ErrorEnvelope, RecordRequest};

use super::images::current_consents;
use crate::access::{Desk, MayKeepRoll, MaySeeChildren, read_id};
use crate::app::App;
use crate::error::ApiError;
use crate::extract::JsonBody;
use crate::routes::record_request::check_request;
use crate::store::{
    ChildsWord, Ending, EndingOrder, EnteredFrom, Looker, Opened, Opening, Recorded, Recording, Selection, Way,
};

/// How many days ago what is entered may have been said.
const OLDEST_DAYS: i64 = 366;

/// Enters what an adult said on paper, by telephone or in person: the way of every signature, with who entered it.
#[utoipa::path(post, path = "/api/v1/desk/children/{id}/records", tag = "desk",
    params(("id" = String, Path, description = "A child's identifier")), request_body = EnterRequest, responses(
    (status = 201, body = EnteredResponse), (status = 200, body = EnteredResponse, description = "Entered before."),
    (status = 400, body = ErrorEnvelope), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope),
    (status = 404, body = ErrorEnvelope), (status = 409, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope),
    (status = 415, body = ErrorEnvelope), (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn enter(
    State(app): State<App>,
    desk: Desk<MayKeepRoll>,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<EnterRequest>,
) -> Result<(StatusCode, Json<EnteredResponse>), ApiError> {
    let (pupil, adult) = (read_id(&id)?, read_id(&request.adult)?);
    let guardians = app.store.list_guardians(&pupil).await?;
    let guardian = guardians.iter().find(|one| one.adult == adult).ok_or(ApiError::new(ErrorCode::NotFound))?;
    let on = read_day(&request.on, app.now())?;
    let request_of_family = RecordRequest {
        key: request.key,
        act: request.act,
        digest: request.digest,
        pupils: vec![pupil.to_string()],
        name: guardian.name.clone(),
        relationship: request.relationship,
        answers: request.answers,
    };
    let submission = check_request(&request_of_family).map_err(ApiError::fields)?;
    let shown = app.store.find_document(submission.digest).await?;
    let shown = shown.ok_or(ApiError::new(ErrorCode::DocumentNotPublished))?;
    let notice = app.store.find_current_document(Kind::Notice, "privacy", &shown.document.language).await?;
    let controller = app.content.current().library.school.name().to_owned();
    let way = Way::EnteredFor { staff: desk.staff.id, from: read_from(request.from), on };
    let (notice, now) = (notice.map(|notice| notice.frozen()), app.now());
    let recording = Recording { adult, way, shown, notice, controller, now };
    let (recorded, receipt) = app.store.record_submission(recording, submission).await?;
    let status = if recorded == Recorded::New { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(EnteredResponse { reference: receipt.reference.to_string() })))
}

/// A day of the last year: longer ago another text was signed. Not in the future by the server's clock, with a day's grace for where it is later.
fn read_day(text: &str, now: i64) -> Result<String, ApiError> {
    let wrong = || ApiError::field("on", "not-right");
    let day: Date = Some(text).filter(|text| text.len() == 10).and_then(|text| text.parse().ok()).ok_or_else(wrong)?;
    let today = jiff::Timestamp::from_millisecond(now).map_err(|_| wrong())?.to_zoned(jiff::tz::TimeZone::UTC).date();
    let oldest = today.checked_sub(jiff::Span::new().days(OLDEST_DAYS)).map_err(|_| wrong())?;
    let is_past = day <= today.tomorrow().map_err(|_| wrong())? && day >= oldest;
    if is_past { Ok(day.to_string()) } else { Err(wrong()) }
}

const fn read_from(from: EnteredFromRequest) -> EnteredFrom {
    match from {
        EnteredFromRequest::Paper => EnteredFrom::Paper,
        EnteredFromRequest::Telephone => EnteredFrom::Telephone,
        EnteredFromRequest::InPerson => EnteredFrom::InPerson,
    }
}

/// Ends a record or sets it aside.
#[utoipa::path(post, path = "/api/v1/desk/children/{id}/records/{reference}/end", tag = "desk",
    params(("id" = String, Path, description = "A child's identifier"),
           ("reference" = String, Path, description = "8 letters and digits")), request_body = EndRequest, responses(
    (status = 204, description = "It counts from now on."), (status = 401, body = ErrorEnvelope),
    (status = 400, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope), (status = 404, body = ErrorEnvelope),
    (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope), (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn end(
    State(app): State<App>,
    desk: Desk<MayKeepRoll>,
    Path((id, reference)): Path<(String, String)>,
    JsonBody(request): JsonBody<EndRequest>,
) -> Result<StatusCode, ApiError> {
    let pupil = read_id(&id)?;
    let reference = Reference::try_from(reference).map_err(|_| ApiError::new(ErrorCode::NotFound))?;
    let reason = StaffReason::try_from(request.reason.as_str());
    let reason = reason.map_err(|problem: TextProblem| ApiError::field("reason", problem.code()))?;
    let ending = match request.ending {
        EndingRequest::Correct => Ending::Correct,
        EndingRequest::Invalidate => Ending::Invalidate,
        EndingRequest::SetAside => Ending::SetAside,
    };
    let order = EndingOrder { staff: desk.staff.id, pupil, reference, ending, reason, now: app.now() };
    app.store.end_record(order).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Writes down what a child said, where the child's own yes is needed. A teacher does it for their own classes.
#[utoipa::path(post, path = "/api/v1/desk/children/{id}/words", tag = "desk",
    params(("id" = String, Path, description = "A child's identifier")), request_body = ChildsWordRequest, responses(
    (status = 204, description = "It counts from now on."), (status = 401, body = ErrorEnvelope),
    (status = 400, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope), (status = 404, body = ErrorEnvelope),
    (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope), (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn write_words(
    State(app): State<App>,
    desk: Desk<MaySeeChildren>,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<ChildsWordRequest>,
) -> Result<StatusCode, ApiError> {
    let pupil = read_id(&id)?;
    refuse_other_class(&app, &desk, &pupil).await?;
    let consents = current_consents(&app).await?;
    let consent = consents.iter().find(|one| one.document.slug.as_str() == request.document);
    let consent = consent.ok_or_else(|| ApiError::field("document", "not-one-of-the-list"))?;
    let said = Said::find(&request.said).ok_or_else(|| ApiError::field("said", "not-one-of-the-list"))?;
    let steps: Result<Vec<StepId>, _> = request.steps.iter().map(|step| StepId::try_from(step.as_str())).collect();
    let steps = steps.map_err(|_| ApiError::field("steps", "not-one-of-the-list"))?;
    let word = ChildsWord { staff: desk.staff.id, pupil, said, steps, now: app.now() };
    app.store.record_childs_word(consent, word).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A child of another class is not there, and that they asked is written down.
async fn refuse_other_class(app: &App, desk: &Desk<MaySeeChildren>, pupil: &PersonId) -> Result<(), ApiError> {
    let found = app.store.list_children(&Selection::Children(vec![pupil.clone()]), &[], app.now()).await?;
    let child = found.first().ok_or(ApiError::new(ErrorCode::NotFound))?;
    if desk.may_see_class(&child.class.id) {
        return Ok(());
    }
    let (who, class) = (Looker::Staff(desk.staff.id.clone()), Some(child.class.id.clone()));
    let opening = Opening { pupil: Some(pupil.clone()), class, ..Opening::new(app.now(), who, Opened::Refused) };
    app.store.record_opening(opening).await?;
    Err(ApiError::new(ErrorCode::NotFound))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_that_has_been() {
        let now = 1_795_348_800_000;
        assert!(read_day("2026-11-22", now).is_ok());
        for wrong in ["", "22/11/2026", "2026-13-01", "2027-01-01", "2025-11-01", "2026-11-22T10:00"] {
            assert!(read_day(wrong, now).is_err(), "{wrong}");
        }
    }
}
