//! What anybody may see of the school. No personal data passes through here.

use axum::Json;
use axum::extract::State;
use shine_domain::authoring::school::School;
use shine_wire::{ErrorEnvelope, HealthResponse, KeyView, KeysResponse, SchoolResponse};

use crate::app::App;
use crate::content::WatchMode;
use crate::error::ApiError;

/// The school's name, words, roles and how to reach it.
#[utoipa::path(get, path = "/api/v1/school", tag = "school", responses((status = 200, body = SchoolResponse)))]
pub(crate) async fn show_school(State(app): State<App>) -> Json<SchoolResponse> {
    Json(view_school(&app))
}

/// The school as the site shows it.
pub(crate) fn view_school(app: &App) -> SchoolResponse {
    let is_watching = app.content.mode() == WatchMode::On;
    SchoolResponse { demo: app.demo, watch: is_watching, ..view_of(&app.content.current().library.school) }
}

/// What a school's own file says of it.
pub(crate) fn view_of(school: &School) -> SchoolResponse {
    SchoolResponse {
        slug: school.slug().to_string(),
        name: school.name().to_owned(),
        short_name: school.short_name().to_owned(),
        trust: school.trust().map(ToOwned::to_owned),
        phone: school.phone().to_owned(),
        email: school.email().to_owned(),
        words: school.words().clone(),
        roles: school.roles().clone(),
        trusted_adults: school.trusted_adults().to_vec(),
        demo: false,
        watch: false,
    }
}

/// The public keys receipts are signed with.
#[utoipa::path(get, path = "/api/v1/keys", tag = "school", responses((status = 200, body = KeysResponse)))]
pub(crate) async fn list_keys(State(app): State<App>) -> Json<KeysResponse> {
    let key = app.store.keys().public();
    let view = KeyView { id: key.id(), algorithm: "Ed25519".to_owned(), public_key: key.to_hex() };
    Json(KeysResponse { school: app.store.school().to_string(), keys: vec![view] })
}

/// Whether the server and its store answer.
#[utoipa::path(get, path = "/api/v1/health", tag = "school", responses(
    (status = 200, body = HealthResponse), (status = 500, body = ErrorEnvelope)))]
pub(crate) async fn show_health(State(app): State<App>) -> Result<Json<HealthResponse>, ApiError> {
    app.store.ping().await?;
    Ok(Json(HealthResponse { status: "ok".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }))
}
