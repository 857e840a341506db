//! Who works at the desk, the school's devices, and the log of what was looked at.

use serde::{Deserialize, Serialize};

/// `GET /desk/staff`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffResponse {
    /// By name.
    pub staff: Vec<StaffView>,
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffView {
    /// Random identifier.
    pub id: String,
    /// Full name.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// Role words.
    pub roles: Vec<String>,
    /// A teacher's own classes, by id.
    pub classes: Vec<String>,
    /// Whether they have chosen a password.
    pub has_joined: bool,
    /// Whether it is the reader.
    pub is_you: bool,
}

/// `POST /desk/staff` adds somebody, `POST /desk/staff/{id}` changes their roles and classes (name and address stay).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StaffRequest {
    /// Full name: 1 to 120 characters.
    pub name: String,
    /// The address they will sign in with.
    pub email: String,
    /// Role words: at least one.
    pub roles: Vec<String>,
    /// A teacher's own classes, by id.
    pub classes: Vec<String>,
}

/// A new invitation: the only time its link is seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationLink {
    /// The path with the token after `#`; the browser knows the address before it.
    pub path: String,
    /// Until when it can be taken up, in milliseconds since 1970, UTC.
    pub until: i64,
}

/// `GET /desk/devices`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DevicesResponse {
    /// Newest first.
    pub devices: Vec<DeviceView>,
}

/// A device that is remembered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceView {
    /// Random identifier.
    pub id: String,
    /// What staff call it.
    pub name: String,
    /// Until when it is remembered, in milliseconds since 1970, UTC.
    pub until: i64,
}

/// `GET /desk/log?before=…`: who looked at what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogResponse {
    /// Newest first, a page of them.
    pub openings: Vec<OpeningView>,
}

/// A look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpeningView {
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Which line it is: a later page begins after it.
    pub number: i64,
    /// What kind of looker: `staff`, `device`, `trip-link`, or `machine` for the command line.
    pub by: String,
    /// The member of staff or the device; empty for the others, for a device nobody named, and for somebody who was erased.
    pub who: String,
    /// A permanent word, such as `list` or `staff-added`.
    pub what: String,
    /// The child, where it was one.
    pub child: String,
    /// The member of staff or the device whose access it was about, where it was one.
    pub subject: String,
    /// The roles somebody was given, where that is what was done: words.
    pub roles: Vec<String>,
    /// The class, where it was one.
    pub class_name: String,
    /// How many children were shown.
    pub children: u32,
}
