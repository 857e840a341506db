//! The desk: what staff's own program asks. Each handler's first argument says for whom it is ([`crate::access`]).

pub(crate) mod attention;
pub(crate) mod board;
pub(crate) mod child;
pub(crate) mod entering;
pub(crate) mod exports;
pub(crate) mod images;
pub(crate) mod links;
pub(crate) mod log;
pub(crate) mod roll;
pub(crate) mod session;
pub(crate) mod staff;
pub(crate) mod trips;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use shine_wire::desk::MAX_ROLL_BYTES;

use crate::app::App;

/// Every address of the desk, below `/api/v1/desk`.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/session", get(session::show_me).post(session::sign_in))
        .route("/session/end", post(session::sign_out))
        .route("/sessions", get(session::list_sessions))
        .route("/sessions/{id}/end", post(session::end_session))
        .route("/invitation", post(session::show_invitation))
        .route("/invitation/join", post(session::join))
        .route("/demo", get(session::show_demo))
        .route("/images", get(images::list))
        .route("/images/check", post(images::check))
        .route("/trips", get(trips::list).post(trips::make))
        .route("/trips/{id}/end", post(trips::end))
        .route("/trip", post(trips::open))
        .route("/documents", get(child::list_documents))
        .route("/attention", get(attention::list))
        .route("/attention/count", get(attention::count))
        .route("/board", get(board::show))
        .route("/board/children", get(board::list))
        .route("/exports/{file}", get(exports::export))
        .route("/children/find", post(child::find))
        .route("/children/{id}", get(child::show))
        .route("/children/{id}/restrictions", post(child::restrict))
        .route("/children/{id}/records", post(entering::enter))
        .route("/children/{id}/records/{reference}/end", post(entering::end))
        .route("/children/{id}/words", post(entering::write_words))
        .route("/children/{id}/adults/{adult}", post(links::protect))
        .route("/adults/{id}/links/end", post(links::end_links))
        .route("/letters", post(links::make_letters))
        .route("/roll/plan", post(roll::show_plan).layer(DefaultBodyLimit::max(MAX_ROLL_BYTES)))
        .route("/roll/apply", post(roll::apply).layer(DefaultBodyLimit::max(MAX_ROLL_BYTES)))
        .route("/log", get(log::list))
        .route("/staff", get(staff::list).post(staff::add))
        .route("/staff/{id}", post(staff::change))
        .route("/staff/{id}/invitation", post(staff::invite))
        .route("/staff/{id}/end", post(staff::end))
        .route("/devices", get(staff::list_devices).post(staff::remember_device))
        .route("/devices/{id}/end", post(staff::forget_device))
}
