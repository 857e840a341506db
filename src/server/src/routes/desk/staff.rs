//! Who may sign in, and the school's devices.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use shine_domain::ids::{PersonId, Slug};
use shine_domain::person::{PersonName, Relationship, TextProblem};
use shine_domain::vocabulary::Role;
use shine_wire::desk::{
    DeviceRequest, DeviceView, DevicesResponse, InvitationLink, StaffRequest, StaffResponse, StaffView,
};
use shine_wire::{ErrorCode, ErrorEnvelope};

use super::child::read_class;
use crate::access::{Desk, MayKeepDevices, MayKeepStaff, MaySeeImages, Rule as _, device_cookie, read_id};
use crate::app::App;
use crate::error::ApiError;
use crate::extract::JsonBody;
use crate::store::{DEVICE_MS, INVITATION_MS, Looker, NewAccess, NewStaff, StaffMember, StoreError};
use crate::token::{SessionToken, generate_person_id};

/// The longest address, in characters.
const MOST_EMAIL: usize = 254;

/// Everybody who may sign in.
#[utoipa::path(get, path = "/api/v1/desk/staff", tag = "desk", responses(
    (status = 200, body = StaffResponse), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope)))]
pub(crate) async fn list(State(app): State<App>, desk: Desk<MayKeepStaff>) -> Result<Json<StaffResponse>, ApiError> {
    let staff = app.store.list_staff().await?;
    let staff = staff.into_iter().map(|one| view_staff(one, &desk)).collect();
    Ok(Json(StaffResponse { staff }))
}

fn view_staff(one: StaffMember, desk: &Desk<MayKeepStaff>) -> StaffView {
    StaffView {
        is_you: one.id == desk.staff.id,
        id: one.id.to_string(),
        name: one.name,
        email: one.email,
        roles: one.roles.iter().map(|role| role.word().to_owned()).collect(),
        classes: one.classes.iter().map(ToString::to_string).collect(),
        has_joined: one.has_joined,
    }
}

/// Adds somebody and invites them.
#[utoipa::path(post, path = "/api/v1/desk/staff", tag = "desk", request_body = StaffRequest, responses(
    (status = 201, body = InvitationLink), (status = 401, body = ErrorEnvelope), (status = 400, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope),
    (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn add(
    State(app): State<App>,
    desk: Desk<MayKeepStaff>,
    JsonBody(request): JsonBody<StaffRequest>,
) -> Result<(StatusCode, Json<InvitationLink>), ApiError> {
    let name = PersonName::try_from(request.name.as_str());
    let name = name.map_err(|problem: TextProblem| ApiError::field("name", problem.code()))?;
    let email = check_email(&request.email)?;
    let (roles, classes) = read_roles(&app, &request).await?;
    let id = generate_person_id('s').map_err(StoreError::from)?;
    let staff = NewStaff { id: id.clone(), name: name.as_str().to_owned(), email, roles, classes };
    app.store.record_staff(staff, Looker::Staff(desk.staff.id.clone()), app.now()).await?;
    Ok((StatusCode::CREATED, Json(new_link(&app, &desk, &id).await?)))
}

fn check_email(text: &str) -> Result<String, ApiError> {
    let text = text.trim();
    let wrong = |code| Err(ApiError::field("email", code));
    if text.is_empty() {
        return wrong("empty");
    }
    if text.chars().count() > MOST_EMAIL {
        return wrong("too-long");
    }
    let is_plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    let is_address =
        text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    if is_plain && is_address { Ok(text.to_owned()) } else { wrong("not-right") }
}

async fn read_roles(app: &App, request: &StaffRequest) -> Result<(BTreeSet<Role>, BTreeSet<Slug>), ApiError> {
    let roles: Option<BTreeSet<Role>> = request.roles.iter().map(|word| Role::find(word)).collect();
    let roles = roles.ok_or_else(|| ApiError::field("roles", "not-one-of-the-list"))?;
    if roles.is_empty() {
        return Err(ApiError::field("roles", "empty"));
    }
    let classes = request.classes.iter().map(|id| read_class(id)).collect::<Result<BTreeSet<_>, _>>()?;
    let known = app.store.list_classes().await?;
    if classes.iter().any(|class| !known.iter().any(|one| one.id == *class)) {
        return Err(ApiError::field("classes", "not-one-of-the-list"));
    }
    Ok((roles, classes))
}

async fn new_link(app: &App, desk: &Desk<MayKeepStaff>, id: &PersonId) -> Result<InvitationLink, ApiError> {
    let token = SessionToken::generate().map_err(StoreError::from)?;
    app.store.record_invitation(id, &token, Looker::Staff(desk.staff.id.clone()), app.now()).await?;
    Ok(InvitationLink { path: format!("/desk/join#{}", token.as_str()), until: app.now() + INVITATION_MS })
}

/// Gives somebody other roles and classes. Nobody changes their own.
#[utoipa::path(post, path = "/api/v1/desk/staff/{id}", tag = "desk",
    params(("id" = String, Path, description = "A member of staff's identifier")), request_body = StaffRequest, responses(
    (status = 204, description = "They count from the next request on."), (status = 401, body = ErrorEnvelope),
    (status = 400, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope), (status = 404, body = ErrorEnvelope),
    (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope), (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn change(
    State(app): State<App>,
    desk: Desk<MayKeepStaff>,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<StaffRequest>,
) -> Result<StatusCode, ApiError> {
    let id = read_id(&id)?;
    if id == desk.staff.id {
        return Err(ApiError::new(ErrorCode::NotAllowed));
    }
    let (roles, classes) = read_roles(&app, &request).await?;
    let sees_images = MaySeeImages::ROLES.iter().any(|role| roles.contains(role));
    let access = NewAccess { roles, classes, sees_images };
    app.store.change_roles(&id, access, Looker::Staff(desk.staff.id), app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Invites somebody again: for whoever has lost their link, their password or their telephone.
#[utoipa::path(post, path = "/api/v1/desk/staff/{id}/invitation", tag = "desk",
    params(("id" = String, Path, description = "A member of staff's identifier")), responses(
    (status = 201, body = InvitationLink), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope),
    (status = 404, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope)))]
pub(crate) async fn invite(
    State(app): State<App>,
    desk: Desk<MayKeepStaff>,
    Path(id): Path<String>,
    JsonBody(_): JsonBody<serde_json::Value>,
) -> Result<(StatusCode, Json<InvitationLink>), ApiError> {
    Ok((StatusCode::CREATED, Json(new_link(&app, &desk, &read_id(&id)?).await?)))
}

/// Ends somebody's time at the desk. Nobody ends their own.
#[utoipa::path(post, path = "/api/v1/desk/staff/{id}/end", tag = "desk",
    params(("id" = String, Path, description = "A member of staff's identifier")), responses(
    (status = 204, description = "They are signed out everywhere."), (status = 401, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 404, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope)))]
pub(crate) async fn end(
    State(app): State<App>,
    desk: Desk<MayKeepStaff>,
    Path(id): Path<String>,
    JsonBody(_): JsonBody<serde_json::Value>,
) -> Result<StatusCode, ApiError> {
    let id = read_id(&id)?;
    if id == desk.staff.id {
        return Err(ApiError::new(ErrorCode::NotAllowed));
    }
    app.store.end_staff(&id, Looker::Staff(desk.staff.id), app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remembers this device for the no-images list, for thirty days.
#[utoipa::path(post, path = "/api/v1/desk/devices", tag = "desk", request_body = DeviceRequest, responses(
    (status = 204, description = "The device's cookie is set."), (status = 401, body = ErrorEnvelope),
    (status = 400, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope),
    (status = 415, body = ErrorEnvelope), (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn remember_device(
    State(app): State<App>,
    desk: Desk<MaySeeImages>,
    JsonBody(request): JsonBody<DeviceRequest>,
) -> Result<Response, ApiError> {
    // As long, and of the same letters, as a relationship: a short word on one line.
    let name = Relationship::try_from(request.name.as_str());
    let name = name.map_err(|problem: TextProblem| ApiError::field("name", problem.code()))?;
    let token = SessionToken::generate().map_err(StoreError::from)?;
    app.store.record_device(&desk.staff.id, name.as_str().to_owned(), &token, app.now()).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, device_cookie(&app, &token))]).into_response())
}

/// The devices that are remembered.
#[utoipa::path(get, path = "/api/v1/desk/devices", tag = "desk", responses(
    (status = 200, body = DevicesResponse), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope)))]
pub(crate) async fn list_devices(
    State(app): State<App>,
    _desk: Desk<MayKeepDevices>,
) -> Result<Json<DevicesResponse>, ApiError> {
    let devices = app.store.list_devices(app.now()).await?.into_iter();
    let view = |one: crate::store::Device| DeviceView {
        id: one.id.to_string(),
        name: one.name,
        until: one.created_at + DEVICE_MS,
    };
    Ok(Json(DevicesResponse { devices: devices.map(view).collect() }))
}

/// Forgets a device: it opens nothing from now on.
#[utoipa::path(post, path = "/api/v1/desk/devices/{id}/end", tag = "desk",
    params(("id" = String, Path, description = "A device's identifier")), responses(
    (status = 204, description = "It is forgotten."), (status = 401, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 404, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope)))]
pub(crate) async fn forget_device(
    State(app): State<App>,
    desk: Desk<MayKeepDevices>,
    Path(id): Path<String>,
    JsonBody(_): JsonBody<serde_json::Value>,
) -> Result<StatusCode, ApiError> {
    app.store.forget_device(&read_id(&id)?, Looker::Staff(desk.staff.id), app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
