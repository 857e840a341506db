//! What a handler may ask for. A handler's signature is its access rule.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::body::Bytes;
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use shine_domain::ids::PersonId;
use shine_wire::ErrorCode;

use crate::app::App;
use crate::error::ApiError;
use crate::token::SessionToken;

/// The name of the family session's cookie where browsers speak to the server encrypted: `__Host-` binds it to this very
/// host.
const HOST_COOKIE: &str = "__Host-shine-family";
/// Its name on a machine of one's own, without TLS.
const PLAIN_COOKIE: &str = "shine-family";

/// The session's cookie as the browser is told to keep it.
pub(crate) fn session_cookie(app: &App, session: &SessionToken) -> String {
    let (name, secure) = if app.is_encrypted() { (HOST_COOKIE, "; Secure") } else { (PLAIN_COOKIE, "") };
    format!("{name}={}; HttpOnly; SameSite=Strict; Path=/{secure}", session.as_str())
}

/// A JSON body sent by a page of this very site: right content type, right size, right shape, right origin.
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &App) -> Result<Self, ApiError> {
        check_same_site(request.headers(), app.network.public_url.as_deref())?;
        if !is_json(request.headers()) {
            return Err(ApiError::new(ErrorCode::WrongContentType));
        }
        let bytes = Bytes::from_request(request, app).await.map_err(|rejection| {
            let is_large = rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE;
            ApiError::new(if is_large { ErrorCode::BodyTooLarge } else { ErrorCode::MalformedBody })
        })?;
        serde_json::from_slice(&bytes).map(Self).map_err(|_| ApiError::new(ErrorCode::MalformedBody))
    }
}

/// What stands after `?` in the address.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Asked<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiError> {
        let query = Query::try_from_uri(&parts.uri).map_err(|_| ApiError::new(ErrorCode::NotFound))?;
        Ok(Self(query.0))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let media = content_type.split(';').next().unwrap_or("").trim();
    media.eq_ignore_ascii_case("application/json")
}

/// Refuses what another site's page sends with this browser's cookie. Browsers say where a request comes from;
/// programs that say nothing carry no cookie they did not ask for.
fn check_same_site(headers: &HeaderMap, public_url: Option<&str>) -> Result<(), ApiError> {
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let is_other_site = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => !matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let is_host = origin.split_once("://").map(|(_, host)| host) == text("host");
            !is_host && public_url != Some(origin)
        }
        (None, None) => false,
    };
    if is_other_site { Err(ApiError::new(ErrorCode::CrossSite)) } else { Ok(()) }
}

/// An adult who opened their private link.
pub(crate) struct FamilySession {
    pub(crate) adult: PersonId,
}

impl FromRequestParts<App> for FamilySession {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let not_signed_in = || ApiError::new(ErrorCode::NotSignedIn);
        let name = if app.is_encrypted() { HOST_COOKIE } else { PLAIN_COOKIE };
        let token = read_cookie(&parts.headers, name).ok_or_else(not_signed_in)?;
        let adult = app.store.find_session(&token, app.now()).await?.ok_or_else(not_signed_in)?;
        Ok(Self { adult })
    }
}

/// The address a request comes from, for counting failures only; unknown in tests.
pub(crate) struct Sender(pub(crate) Option<IpAddr>);

impl FromRequestParts<App> for Sender {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let forwarded = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
        Ok(Self(app.network.sender(connection, forwarded)))
    }
}

pub(crate) fn read_cookie(headers: &HeaderMap, wanted: &str) -> Option<SessionToken> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == wanted).and_then(|(_, value)| SessionToken::parse(value))
}
