//! Signing in and out, invitations, one's own sessions.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use shine_domain::vocabulary::Role;
use shine_wire::desk::{
    ClassView, DemoStaffResponse, DeskSessionView, InvitationRequest, InvitationResponse, JoinRequest, JoinResponse,
    MeResponse, SessionsResponse, SignInRequest,
};
use shine_wire::{ErrorCode, ErrorEnvelope};

use crate::access::{Desk, IsStaff, desk_cookie, find_device, no_desk_cookie, read_id};
use crate::app::App;
use crate::error::ApiError;
use crate::extract::{JsonBody, Sender};
use crate::password::{PasswordFault, check_password, hash_password, is_password};
use crate::store::{Credentials, Invitation, Joining, ListedClass, SecondFactor, StoreError, fold_email};
use crate::token::SessionToken;
use crate::totp::{generate_recovery_codes, recovery_hash};

impl From<PasswordFault> for ApiError {
    fn from(fault: PasswordFault) -> Self {
        // That many ask at once is no fault of the server's: a line for each would only fill the log.
        if fault == PasswordFault::Broken {
            tracing::error!(error = %fault, "somebody could not sign in");
        }
        Self::new(ErrorCode::Unavailable)
    }
}

/// Signs in. What was not right is not said.
#[utoipa::path(post, path = "/api/v1/desk/session", tag = "desk", request_body = SignInRequest, responses(
    (status = 204, description = "The session's cookie is set."), (status = 401, body = ErrorEnvelope),
    (status = 400, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope),
    (status = 415, body = ErrorEnvelope), (status = 429, body = ErrorEnvelope)))]
pub(crate) async fn sign_in(
    State(app): State<App>,
    Sender(sender): Sender,
    JsonBody(request): JsonBody<SignInRequest>,
) -> Result<Response, ApiError> {
    let account = fold_email(&request.email);
    // Counted before it is checked, and taken back when it was right.
    if !app.failures.may_sign_in(&account, sender, app.now()) {
        return Err(ApiError::new(ErrorCode::TooManyAttempts));
    }
    let opened = try_to_open(&app, &request).await;
    if opened.is_err() {
        app.failures.take_sign_in_back(&account, sender);
    }
    let Some(session) = opened? else {
        return Err(ApiError::new(ErrorCode::SignInNotRight));
    };
    app.failures.forget_sign_in(&account, sender);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, desk_cookie(&app, &session))]).into_response())
}

/// A session, if address, password and code are right. An unknown address takes as long as a known one.
async fn try_to_open(app: &App, request: &SignInRequest) -> Result<Option<SessionToken>, ApiError> {
    let credentials = app.store.find_credentials(&request.email).await?;
    let kept = credentials.as_ref().map(|one| one.password.clone());
    let is_right = is_password(request.password.clone(), kept).await?;
    let Some(credentials) = credentials.filter(|_| is_right) else { return Ok(None) };
    let Some(factor) = read_factor(&credentials, &request.code, app.now()) else { return Ok(None) };
    let session = SessionToken::generate().map_err(StoreError::from)?;
    let is_open = app.store.open_desk_session(&credentials.staff, factor, &session, app.now()).await?;
    Ok(is_open.then_some(session))
}

fn read_factor(credentials: &Credentials, code: &str, now: i64) -> Option<SecondFactor> {
    let step = credentials.totp.find_step(code, now, credentials.totp_step).map(SecondFactor::Code);
    step.or_else(|| recovery_hash(code).map(SecondFactor::Recovery))
}

/// Signs out: the session is over, wherever its cookie is.
#[utoipa::path(post, path = "/api/v1/desk/session/end", tag = "desk", responses(
    (status = 204, description = "The session is over."), (status = 401, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope)))]
pub(crate) async fn sign_out(
    State(app): State<App>,
    desk: Desk<IsStaff>,
    JsonBody(_): JsonBody<serde_json::Value>,
) -> Result<Response, ApiError> {
    app.store.end_desk_session(&desk.staff.id, &desk.session.id).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, no_desk_cookie(&app))]).into_response())
}

/// Who is signed in, or which remembered device this is.
#[utoipa::path(get, path = "/api/v1/desk/session", tag = "desk", responses(
    (status = 200, body = MeResponse), (status = 401, body = ErrorEnvelope)))]
pub(crate) async fn show_me(
    State(app): State<App>,
    headers: HeaderMap,
    desk: Result<Desk<IsStaff>, ApiError>,
) -> Result<Json<MeResponse>, ApiError> {
    let device = find_device(&app, &headers).await?.map(|device| device.name);
    let staff = match desk {
        Ok(desk) => Some(desk.staff),
        Err(refused) if device.is_none() => return Err(refused),
        Err(_) => None,
    };
    let sees_children = staff
        .as_ref()
        .is_none_or(|staff| staff.roles.iter().any(|role| !matches!(role, Role::Operator | Role::Governor)));
    let may_know_classes = sees_children || staff.as_ref().is_some_and(|staff| staff.roles.contains(&Role::Operator));
    let classes = if may_know_classes { app.store.list_classes().await? } else { Vec::new() };
    Ok(Json(MeResponse {
        name: staff.as_ref().map(|staff| staff.name.clone()).unwrap_or_default(),
        roles: staff.iter().flat_map(|staff| &staff.roles).map(|role| role.word().to_owned()).collect(),
        own_classes: staff.iter().flat_map(|staff| &staff.classes).map(ToString::to_string).collect(),
        classes: classes.iter().map(view_class).collect(),
        device,
    }))
}

/// A class, as it crosses the network.
pub(super) fn view_class(class: &ListedClass) -> ClassView {
    ClassView { id: class.id.to_string(), name: class.name.clone(), year: class.year.word().to_owned() }
}

/// One's own sessions.
#[utoipa::path(get, path = "/api/v1/desk/sessions", tag = "desk", responses(
    (status = 200, body = SessionsResponse), (status = 401, body = ErrorEnvelope)))]
pub(crate) async fn list_sessions(
    State(app): State<App>,
    desk: Desk<IsStaff>,
) -> Result<Json<SessionsResponse>, ApiError> {
    let sessions = app.store.list_desk_sessions(&desk.staff.id, app.now()).await?;
    let sessions = sessions.into_iter().map(|one| DeskSessionView {
        is_this: one.id == desk.session.id,
        id: one.id.to_string(),
        created_at: one.created_at,
        seen_at: one.seen_at,
    });
    Ok(Json(SessionsResponse { sessions: sessions.collect() }))
}

/// Ends one of one's own sessions. Somebody else's is left alone, and nothing is said.
#[utoipa::path(post, path = "/api/v1/desk/sessions/{id}/end", tag = "desk",
    params(("id" = String, Path, description = "What the session is called")), responses(
    (status = 204, description = "It is over."), (status = 401, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 404, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope)))]
pub(crate) async fn end_session(
    State(app): State<App>,
    desk: Desk<IsStaff>,
    Path(id): Path<String>,
    JsonBody(_): JsonBody<serde_json::Value>,
) -> Result<StatusCode, ApiError> {
    app.store.end_desk_session(&desk.staff.id, &read_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Looks at an invitation.
#[utoipa::path(post, path = "/api/v1/desk/invitation", tag = "desk", request_body = InvitationRequest, responses(
    (status = 200, body = InvitationResponse), (status = 401, body = ErrorEnvelope), (status = 400, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope),
    (status = 429, body = ErrorEnvelope)))]
pub(crate) async fn show_invitation(
    State(app): State<App>,
    Sender(sender): Sender,
    JsonBody(request): JsonBody<InvitationRequest>,
) -> Result<Json<InvitationResponse>, ApiError> {
    let Some((_, Invitation { staff, totp })) = find_invitation(&app, &request.token).await? else {
        let has_too_many = app.failures.count(sender, app.now());
        return Err(ApiError::new(if has_too_many { ErrorCode::TooManyAttempts } else { ErrorCode::LinkNotValid }));
    };
    let issuer = format!("SHINE {}", app.content.current().library.school.short_name());
    let uri = totp.to_uri(&issuer, &staff.email);
    Ok(Json(InvitationResponse { name: staff.name, email: staff.email, secret: totp.to_text(), uri }))
}

async fn find_invitation(app: &App, token: &str) -> Result<Option<(SessionToken, Invitation)>, ApiError> {
    let Some(token) = SessionToken::parse(token) else { return Ok(None) };
    let found = app.store.find_invitation(&token, app.now()).await?;
    Ok(found.map(|invitation| (token, invitation)))
}

/// Takes up an invitation: chooses a password, confirms the codes, signs in. The codes on paper are shown this once.
#[utoipa::path(post, path = "/api/v1/desk/invitation/join", tag = "desk", request_body = JoinRequest, responses(
    (status = 200, body = JoinResponse), (status = 401, body = ErrorEnvelope), (status = 400, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope),
    (status = 422, body = ErrorEnvelope), (status = 429, body = ErrorEnvelope)))]
pub(crate) async fn join(
    State(app): State<App>,
    Sender(sender): Sender,
    JsonBody(request): JsonBody<JoinRequest>,
) -> Result<Response, ApiError> {
    let Some((token, Invitation { staff, totp })) = find_invitation(&app, &request.token).await? else {
        let has_too_many = app.failures.count(sender, app.now());
        return Err(ApiError::new(if has_too_many { ErrorCode::TooManyAttempts } else { ErrorCode::LinkNotValid }));
    };
    let school = app.content.current().library.school.name().to_owned();
    check_password(&request.password, &[&staff.name, &staff.email, &school])
        .map_err(|problem| ApiError::field("password", problem.code()))?;
    // Nothing of this secret was used before.
    let step = totp.find_step(&request.code, app.now(), 0).ok_or_else(|| ApiError::field("code", "not-right"))?;
    let recovery_codes = generate_recovery_codes().map_err(StoreError::from)?;
    let recovery = recovery_codes.iter().filter_map(|code| recovery_hash(code)).collect();
    let password = hash_password(request.password).await?;
    // The step before, so that the very code that was typed opens the first session, once.
    let joining = Joining { password, totp_step: step - 1, recovery };
    if !app.store.take_up_invitation(&token, joining, app.now()).await? {
        return Err(ApiError::new(ErrorCode::LinkNotValid));
    }
    let session = SessionToken::generate().map_err(StoreError::from)?;
    app.store.open_desk_session(&staff.id, SecondFactor::Code(step), &session, app.now()).await?;
    let cookie = desk_cookie(&app, &session);
    Ok(([(header::SET_COOKIE, cookie)], Json(JoinResponse { recovery_codes })).into_response())
}

/// In a demonstration only: everybody one may sign in as, with a code that works now.
#[utoipa::path(get, path = "/api/v1/desk/demo", tag = "desk", responses(
    (status = 200, body = DemoStaffResponse), (status = 404, body = ErrorEnvelope)))]
pub(crate) async fn show_demo(State(app): State<App>) -> Result<Json<DemoStaffResponse>, ApiError> {
    if !app.demo {
        return Err(ApiError::new(ErrorCode::NotFound));
    }
    Ok(Json(crate::demo::list_demo_staff(&app.store, app.now()).await?))
}
