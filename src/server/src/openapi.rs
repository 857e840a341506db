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
        crate::routes::desk::session::sign_in,
        crate::routes::desk::session::sign_out,
        crate::routes::desk::session::show_me,
        crate::routes::desk::session::list_sessions,
        crate::routes::desk::session::end_session,
        crate::routes::desk::session::show_invitation,
        crate::routes::desk::session::join,
        crate::routes::desk::session::show_demo,
        crate::routes::desk::images::list,
        crate::routes::desk::images::check,
        crate::routes::desk::trips::list,
        crate::routes::desk::trips::end,
        crate::routes::desk::trips::make,
        crate::routes::desk::trips::open,
        crate::routes::desk::attention::count,
        crate::routes::desk::attention::list,
        crate::routes::desk::board::show,
        crate::routes::desk::board::list,
        crate::routes::desk::exports::export,
        crate::routes::desk::entering::enter,
        crate::routes::desk::entering::end,
        crate::routes::desk::entering::write_words,
        crate::routes::desk::child::find,
        crate::routes::desk::child::list_documents,
        crate::routes::desk::child::show,
        crate::routes::desk::child::restrict,
        crate::routes::desk::links::protect,
        crate::routes::desk::links::end_links,
        crate::routes::desk::links::make_letters,
        crate::routes::desk::log::list,
        crate::routes::desk::roll::show_plan,
        crate::routes::desk::roll::apply,
        crate::routes::desk::staff::list,
        crate::routes::desk::staff::add,
        crate::routes::desk::staff::change,
        crate::routes::desk::staff::invite,
        crate::routes::desk::staff::end,
        crate::routes::desk::staff::remember_device,
        crate::routes::desk::staff::list_devices,
        crate::routes::desk::staff::forget_device,
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
