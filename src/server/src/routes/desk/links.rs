//! Families' private links, and what an adult may do for a child.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use shine_domain::ids::{PersonId, Slug};
use shine_domain::person::{StaffReason, TextProblem};
use shine_domain::protection::{Flag, Protection};
use shine_domain::vocabulary::Role;
use shine_wire::desk::{LetterChild, LetterView, LettersFor, LettersRequest, LettersResponse, ProtectionRequest};
use shine_wire::{ErrorCode, ErrorEnvelope};

use crate::access::{Desk, MayKeepRoll, read_id};
use crate::app::App;
use crate::error::ApiError;
use crate::extract::JsonBody;
use crate::store::{ListedAdult, Looker, OlderLinks, Opened, Opening, ProtectionOrder, Selection};

/// Makes links and answers with their letters.
#[utoipa::path(post, path = "/api/v1/desk/letters", tag = "desk", request_body = LettersRequest, responses(
    (status = 200, body = LettersResponse), (status = 401, body = ErrorEnvelope), (status = 400, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 404, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope),
    (status = 415, body = ErrorEnvelope)))]
pub(crate) async fn make_letters(
    State(app): State<App>,
    desk: Desk<MayKeepRoll>,
    JsonBody(request): JsonBody<LettersRequest>,
) -> Result<Json<LettersResponse>, ApiError> {
    let mut adults = find_adults(&app, &request).await?;
    if request.letters == LettersFor::WithoutLink {
        let linked = app.store.list_linked().await?;
        adults.retain(|adult| !linked.contains(&adult.id));
    }
    let older = if request.letters == LettersFor::Anew { OlderLinks::End } else { OlderLinks::Stay };
    let (who, class) = (Looker::Staff(desk.staff.id), request.class.as_deref().and_then(|id| Slug::try_from(id).ok()));
    let pupils = u32::try_from(adults.len()).unwrap_or(u32::MAX);
    let opening = Opening { class, pupils, ..Opening::new(app.now(), who, Opened::Letters) };
    app.store.record_opening(opening).await?;
    let ids: Vec<PersonId> = adults.iter().map(|adult| adult.id.clone()).collect();
    let links = app.store.make_links(&ids, older, app.now()).await?;
    let letters = adults.into_iter().zip(links).map(|(adult, (_, token))| LetterView {
        adult_name: adult.name,
        children: adult
            .children
            .into_iter()
            .map(|child| LetterChild { first_name: child.first_name, class_name: child.class.name })
            .collect(),
        path: format!("/family#{}", token.to_text()),
        code: token.to_code(),
    });
    Ok(Json(LettersResponse { letters: letters.collect() }))
}

/// Whose letters: those of a class whose youngest child is in it, or one adult's.
async fn find_adults(app: &App, request: &LettersRequest) -> Result<Vec<ListedAdult>, ApiError> {
    let not_found = || ApiError::new(ErrorCode::NotFound);
    match (&request.class, &request.adult) {
        (Some(class), None) => {
            let class = Slug::try_from(class.as_str()).map_err(|_| not_found())?;
            let mut adults = app.store.list_adults(&Selection::Class(class.clone())).await?;
            adults.retain(|adult| adult.children.first().is_some_and(|child| child.class.id == class));
            Ok(adults)
        }
        (None, Some(adult)) => {
            let id = read_id(adult)?;
            let adults = app.store.list_adults(&Selection::Everybody).await?;
            let found: Vec<ListedAdult> = adults.into_iter().filter(|adult| adult.id == id).collect();
            if found.is_empty() { Err(not_found()) } else { Ok(found) }
        }
        _ => Err(ApiError::new(ErrorCode::MalformedBody)),
    }
}

/// Takes every link of an adult back.
#[utoipa::path(post, path = "/api/v1/desk/adults/{id}/links/end", tag = "desk",
    params(("id" = String, Path, description = "An adult's identifier")), responses(
    (status = 204, description = "None opens anything any more."), (status = 401, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 404, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope)))]
pub(crate) async fn end_links(
    State(app): State<App>,
    _desk: Desk<MayKeepRoll>,
    Path(id): Path<String>,
    JsonBody(_): JsonBody<serde_json::Value>,
) -> Result<StatusCode, ApiError> {
    app.store.end_links(&read_id(&id)?, app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn read_flags(field: &'static str, words: &[String]) -> Result<Protection, ApiError> {
    let protection: Option<Protection> = words.iter().map(|word| Flag::find(word)).collect();
    protection.ok_or_else(|| ApiError::field(field, "not-one-of-the-list"))
}

/// Says what an adult may do for a child from now on.
#[utoipa::path(post, path = "/api/v1/desk/children/{id}/adults/{adult}", tag = "desk",
    params(("id" = String, Path, description = "A child's identifier"),
           ("adult" = String, Path, description = "An adult's identifier")), request_body = ProtectionRequest, responses(
    (status = 204, description = "It counts from now on."), (status = 401, body = ErrorEnvelope),
    (status = 400, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope), (status = 404, body = ErrorEnvelope),
    (status = 409, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope),
    (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn protect(
    State(app): State<App>,
    desk: Desk<MayKeepRoll>,
    Path((id, adult)): Path<(String, String)>,
    JsonBody(request): JsonBody<ProtectionRequest>,
) -> Result<StatusCode, ApiError> {
    let (pupil, adult) = (read_id(&id)?, read_id(&adult)?);
    let protection = read_flags("flags", &request.flags)?;
    let seen = read_flags("seen", &request.seen)?;
    // Whoever may see what a court or a refuge hides is the one to say that it is hidden no more.
    let is_lifted = |flag| seen.contains(&flag) && !protection.contains(&flag);
    if (is_lifted(Flag::Barred) || is_lifted(Flag::ContactHidden)) && !desk.is_one_of(&[Role::Dsl]) {
        return Err(ApiError::new(ErrorCode::NotAllowed));
    }
    let reason = StaffReason::try_from(request.reason.as_str());
    let reason = reason.map_err(|problem: TextProblem| ApiError::field("reason", problem.code()))?;
    let order = ProtectionOrder { staff: desk.staff.id, pupil, adult, protection, seen, reason, now: app.now() };
    app.store.record_protection(order).await?;
    Ok(StatusCode::NO_CONTENT)
}
