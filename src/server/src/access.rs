//! Who may do what at the desk. A handler's signature is its rule: `Desk<MayRestrict>` is somebody signed in whose roles
//! allow it; anybody else gets no further. A test asks every address as every role (`tests/scenarios/desk/access.rs`).

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use shine_domain::ids::{PersonId, Slug};
use shine_domain::vocabulary::Role;
use shine_wire::ErrorCode;

use crate::app::App;
use crate::error::ApiError;
use crate::extract::read_cookie;
use crate::store::{DEVICE_MS, DeskSession, Device, Looker, StaffMember};
use crate::token::SessionToken;

/// Which roles something is for.
pub(crate) trait Rule: Send + Sync + 'static {
    /// One of them is enough.
    const ROLES: &'static [Role];
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident: $($role:ident),+;)+) => {
        $($(#[$doc])*
        pub(crate) struct $name;
        impl Rule for $name {
            const ROLES: &'static [Role] = &[$(Role::$role),+];
        })+
    };
}

rules!(
    /// Everybody who is signed in: one's own sessions.
    IsStaff: Office, Dsl, Teacher, Curriculum, Governor, Operator;
    /// The no-images list and the checker, of any class.
    MaySeeImages: Office, Dsl, Teacher, Curriculum;
    /// A child's page; a teacher sees those of their own classes.
    MaySeeChildren: Office, Dsl, Teacher;
    /// How many children stand how; a teacher sees their own classes, a governor no small number.
    MaySeeBoard: Office, Dsl, Teacher, Governor;
    /// What there is to look at in the answers of all children.
    MaySeeConcerns: Office, Dsl;
    /// Files with children's names, taken away.
    MayExport: Office, Dsl;
    /// Forbidding and allowing again.
    MayRestrict: Office, Dsl;
    /// The roll, families' links, and what an adult may do for a child.
    MayKeepRoll: Office, Dsl;
    /// Who looked at what.
    MaySeeLog: Dsl;
    /// Who may sign in.
    MayKeepStaff: Operator;
    /// The school's devices.
    MayKeepDevices: Office, Dsl, Operator;
);

/// Somebody signed in at the desk whose roles `R` allows.
pub(crate) struct Desk<R> {
    pub(crate) staff: StaffMember,
    pub(crate) session: DeskSession,
    rule: PhantomData<R>,
}

impl<R> Desk<R> {
    /// Whether they have one of `roles`.
    pub(crate) fn is_one_of(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.staff.roles.contains(role))
    }

    /// Whether they may see the page of a child of `class`: a teacher only those of their own classes.
    pub(crate) fn may_see_class(&self, class: &Slug) -> bool {
        self.is_one_of(MayRestrict::ROLES) || (self.is_one_of(&[Role::Teacher]) && self.staff.classes.contains(class))
    }
}

impl<R: Rule> FromRequestParts<App> for Desk<R> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let not_signed_in = || ApiError::new(ErrorCode::NotSignedIn);
        let token = read_cookie(&parts.headers, cookie_name(app, DESK_COOKIE)).ok_or_else(not_signed_in)?;
        let found = app.store.find_desk_session(&token, app.now()).await?;
        let (staff, session) = found.ok_or_else(not_signed_in)?;
        let desk = Self { staff, session, rule: PhantomData };
        if desk.is_one_of(R::ROLES) { Ok(desk) } else { Err(ApiError::new(ErrorCode::NotAllowed)) }
    }
}

/// Who may open the no-images list and the checker: staff, or a remembered device of the school's.
pub(crate) enum ImagesReader {
    Staff(Box<Desk<MaySeeImages>>),
    Device(Device),
}

impl ImagesReader {
    /// As the log names them.
    pub(crate) fn looker(&self) -> Looker {
        match self {
            Self::Staff(desk) => Looker::Staff(desk.staff.id.clone()),
            Self::Device(device) => Looker::Device(device.id.clone()),
        }
    }
}

impl FromRequestParts<App> for ImagesReader {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        match Desk::from_request_parts(parts, app).await {
            Ok(desk) => Ok(Self::Staff(Box::new(desk))),
            // Somebody signed in whose roles do not open it has their answer: the device's is for whoever is not signed in.
            Err(refused) if refused.code() != ErrorCode::NotSignedIn => Err(refused),
            Err(refused) => match find_device(app, &parts.headers).await? {
                Some(device) => Ok(Self::Device(device)),
                None => Err(refused),
            },
        }
    }
}

/// The remembered device a request comes from, if it is one.
pub(crate) async fn find_device(app: &App, headers: &HeaderMap) -> Result<Option<Device>, ApiError> {
    let Some(token) = read_cookie(headers, cookie_name(app, DEVICE_COOKIE)) else { return Ok(None) };
    Ok(app.store.find_device(&token, app.now()).await?)
}

/// A cookie's name where browsers speak to the server encrypted (`__Host-` binds it to this very host), and on a machine of
/// one's own.
type CookieNames = (&'static str, &'static str);
const DESK_COOKIE: CookieNames = ("__Host-shine-desk", "shine-desk");
const DEVICE_COOKIE: CookieNames = ("__Host-shine-device", "shine-device");

fn cookie_name(app: &App, (encrypted, plain): CookieNames) -> &'static str {
    if app.is_encrypted() { encrypted } else { plain }
}

fn cookie(app: &App, names: CookieNames, value: &str, age: &str) -> String {
    let secure = if app.is_encrypted() { "; Secure" } else { "" };
    format!("{}={value}; HttpOnly; SameSite=Strict; Path=/{age}{secure}", cookie_name(app, names))
}

/// The session's cookie as the browser is told to keep it: until it closes.
pub(crate) fn desk_cookie(app: &App, session: &SessionToken) -> String {
    cookie(app, DESK_COOKIE, session.as_str(), "")
}

/// What makes the browser forget the session's cookie.
pub(crate) fn no_desk_cookie(app: &App) -> String {
    cookie(app, DESK_COOKIE, "", "; Max-Age=0")
}

/// The device's cookie as the browser is told to keep it.
pub(crate) fn device_cookie(app: &App, device: &SessionToken) -> String {
    cookie(app, DEVICE_COOKIE, device.as_str(), &format!("; Max-Age={}", DEVICE_MS / 1000))
}

/// An identifier in an address; what is none is nobody's.
pub(crate) fn read_id(text: &str) -> Result<PersonId, ApiError> {
    PersonId::try_from(text).map_err(|_| ApiError::new(ErrorCode::NotFound))
}
