//! Lists for trips: a link or QR code that opens for a day, for whoever goes along. First names and classes only.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use shine_wire::desk::{
    ImageChild, ImagesResponse, OpenTripRequest, OpenTripView, TripLink, TripRequest, TripResponse, TripsResponse,
};
use shine_wire::{ErrorCode, ErrorEnvelope};

use super::images::{asked_channels, current_consents, read_children, view_child};
use crate::access::{Desk, MayRestrict, MaySeeImages, Rule as _, read_id};
use crate::app::App;
use crate::error::ApiError;
use crate::extract::{JsonBody, Sender};
use crate::store::{Looker, OpenTrip, Opened, Opening, Selection, StoreError, TRIP_MS};
use crate::token::SessionToken;

/// Makes a list for a trip.
#[utoipa::path(post, path = "/api/v1/desk/trips", tag = "desk", request_body = TripRequest, responses(
    (status = 201, body = TripLink), (status = 400, body = ErrorEnvelope), (status = 401, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope),
    (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn make(
    State(app): State<App>,
    desk: Desk<MaySeeImages>,
    JsonBody(request): JsonBody<TripRequest>,
) -> Result<(StatusCode, Json<TripLink>), ApiError> {
    let wanted = read_children(&request.children)?;
    let children = app.store.list_children(&Selection::Children(wanted.clone()), &[], app.now()).await?;
    if children.len() != wanted.len() {
        return Err(ApiError::field("children", "not-one-of-the-list"));
    }
    let (at, who) = (app.now(), Looker::Staff(desk.staff.id.clone()));
    let pupils = u32::try_from(children.len()).unwrap_or(u32::MAX);
    app.store.record_opening(Opening { pupils, ..Opening::new(at, who, Opened::Trip) }).await?;
    let token = SessionToken::generate().map_err(StoreError::from)?;
    let id = app.store.record_trip(&desk.staff.id, &wanted, &token, at).await?.to_string();
    let path = format!("/desk/trip#{}", token.as_str());
    Ok((StatusCode::CREATED, Json(TripLink { id, path, until: at + TRIP_MS })))
}

/// The lists whose links still open: one's own, and for the office and the safeguarding lead everybody's.
#[utoipa::path(get, path = "/api/v1/desk/trips", tag = "desk", responses(
    (status = 200, body = TripsResponse), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope)))]
pub(crate) async fn list(State(app): State<App>, desk: Desk<MaySeeImages>) -> Result<Json<TripsResponse>, ApiError> {
    let mut trips = Vec::new();
    for trip in open_trips(&app, &desk).await? {
        trips.push(OpenTripView {
            id: trip.id.to_string(),
            made_by: app.store.find_staff_name(&trip.staff).await?,
            until: trip.created_at + TRIP_MS,
            children: u32::try_from(trip.pupils).unwrap_or(u32::MAX),
        });
    }
    Ok(Json(TripsResponse { trips }))
}

/// Those that `desk` may end.
async fn open_trips(app: &App, desk: &Desk<MaySeeImages>) -> Result<Vec<OpenTrip>, ApiError> {
    let mut trips = app.store.list_open_trips(app.now()).await?;
    trips.retain(|trip| trip.staff == desk.staff.id || desk.is_one_of(MayRestrict::ROLES));
    Ok(trips)
}

/// Ends a list before its day is over.
#[utoipa::path(post, path = "/api/v1/desk/trips/{id}/end", tag = "desk",
    params(("id" = String, Path, description = "What the list is called")), responses(
    (status = 204, description = "Its link opens nothing from now on."), (status = 401, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 404, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope)))]
pub(crate) async fn end(
    State(app): State<App>,
    desk: Desk<MaySeeImages>,
    Path(id): Path<String>,
    JsonBody(_): JsonBody<serde_json::Value>,
) -> Result<StatusCode, ApiError> {
    let id = read_id(&id)?;
    if !open_trips(&app, &desk).await?.iter().any(|trip| trip.id == id) {
        return Err(ApiError::new(ErrorCode::NotFound));
    }
    app.store.end_trip(&id, Looker::Staff(desk.staff.id), app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Opens a trip's list.
#[utoipa::path(post, path = "/api/v1/desk/trip", tag = "desk", request_body = OpenTripRequest, responses(
    (status = 200, body = TripResponse), (status = 400, body = ErrorEnvelope), (status = 401, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope),
    (status = 429, body = ErrorEnvelope)))]
pub(crate) async fn open(
    State(app): State<App>,
    Sender(sender): Sender,
    JsonBody(request): JsonBody<OpenTripRequest>,
) -> Result<Json<TripResponse>, ApiError> {
    let token = SessionToken::parse(&request.token);
    let found = match &token {
        Some(token) => app.store.find_trip(token, app.now()).await?,
        None => None,
    };
    let Some((pupils, until)) = found else {
        let has_too_many = app.failures.count(sender, app.now());
        return Err(ApiError::new(if has_too_many { ErrorCode::TooManyAttempts } else { ErrorCode::LinkNotValid }));
    };
    let consents = current_consents(&app).await?;
    let as_at = app.now();
    let all = pupils.len();
    let children = app.store.list_children(&Selection::Children(pupils), &consents, as_at).await?;
    let not_on_roll = u32::try_from(all.saturating_sub(children.len())).unwrap_or(u32::MAX);
    let pupils = u32::try_from(children.len()).unwrap_or(u32::MAX);
    let (who, what) = (Looker::TripLink, Opened::TripLink);
    app.store.record_opening(Opening { pupils, ..Opening::new(as_at, who, what) }).await?;
    let channels = asked_channels(&consents);
    let bare = |child| {
        let whole = view_child(child, &channels);
        ImageChild { id: String::new(), last_name: String::new(), ..whole }
    };
    let children = children.iter().map(bare).collect();
    let channels = channels.iter().map(|channel| channel.word().to_owned()).collect();
    Ok(Json(TripResponse { until, not_on_roll, list: ImagesResponse { as_at, channels, children } }))
}
