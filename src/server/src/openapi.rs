//! The API's description, made from the handlers and the types themselves.

use axum::Json;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "SHINE",
        description = "A primary school's online-safety home: what its site and its families' pages ask the server.",
        license(name = "MIT")
    ),
    paths(
        crate::routes::family::open_session,
        crate::routes::family::show_family,
        crate::routes::family::record,
        crate::routes::family::show_receipt,
        crate::routes::school::show_school,
        crate::routes::school::list_keys,
        crate::routes::school::show_health,
        show_openapi,
    )
)]
struct Description;

/// This description.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "school",
    responses((status = 200, description = "OpenAPI 3.1", body = Object)))]
pub(crate) async fn show_openapi() -> Json<utoipa::openapi::OpenApi> {
    Json(Description::openapi())
}
