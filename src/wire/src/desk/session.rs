//! Signing in, taking up an invitation, and the sessions one has.

use serde::{Deserialize, Serialize};

use super::ClassView;

/// `POST /desk/session`: signs in. Answers 204 and sets the session's cookie.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// The address the school knows.
    pub email: String,
    /// The password.
    pub password: String,
    /// Six digits from a telephone, or a code from paper.
    pub code: String,
}

/// `GET /desk/session`: who is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeResponse {
    /// Full name; empty on a remembered device where nobody is signed in.
    pub name: String,
    /// Role words: `office`, `dsl`, `teacher`, `curriculum`, `governor`, `operator`. None on a remembered device.
    pub roles: Vec<String>,
    /// A teacher's own classes, by id.
    pub own_classes: Vec<String>,
    /// Every class, for those who may choose one.
    pub classes: Vec<ClassView>,
    /// What this device is called, if it is remembered for the no-images list.
    pub device: Option<String>,
}

/// `POST /desk/invitation`: looks at an invitation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InvitationRequest {
    /// What stands after `#` in the link.
    pub token: String,
}

/// An invitation that can be taken up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationResponse {
    /// Whose.
    pub name: String,
    /// The address they will sign in with.
    pub email: String,
    /// The secret of the codes, base 32, for typing.
    pub secret: String,
    /// The same as an `otpauth` address, for a QR code.
    pub uri: String,
}

/// `POST /desk/invitation/join`: chooses a password and confirms the codes. Signs in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JoinRequest {
    /// What stands after `#` in the link.
    pub token: String,
    /// The password to be: 10 to 200 characters, and not one that is soon guessed.
    pub password: String,
    /// The six digits the telephone shows.
    pub code: String,
}

/// The codes on paper: shown once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JoinResponse {
    /// Ten of them.
    pub recovery_codes: Vec<String>,
}

/// `GET /desk/sessions`: one's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionsResponse {
    /// Newest first.
    pub sessions: Vec<DeskSessionView>,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskSessionView {
    /// What it is called.
    pub id: String,
    /// When it began, in milliseconds since 1970, UTC.
    pub created_at: i64,
    /// When it was used last, to the minute.
    pub seen_at: i64,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// `POST /desk/devices`: remembers this device for the no-images list, for thirty days.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceRequest {
    /// What staff call it: 1 to 60 characters.
    pub name: String,
}

/// `GET /desk/demo`: in a demonstration only, everybody one may sign in as.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemoStaffResponse {
    /// Invented people.
    pub staff: Vec<DemoStaff>,
}

/// An invented member of staff, with everything that signs them in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemoStaff {
    /// Name.
    pub name: String,
    /// Role words.
    pub roles: Vec<String>,
    /// Address.
    pub email: String,
    /// Password.
    pub password: String,
    /// A code that works now: one nobody has used yet.
    pub code: String,
}
