//! The no-images list and the checker: who must not be taken, published, named.

use serde::{Deserialize, Serialize};

/// A class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClassView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its year word: `N`, `R`, `Y1` … `Y6`.
    pub year: String,
}

/// `GET /desk/images?class=…` or `?year=…`: the no-images list, as it stands at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImagesResponse {
    /// That moment, in milliseconds since 1970, UTC.
    pub as_at: i64,
    /// Where pictures may go, as the school's consents ask about it: channel words, in the order of the questions.
    pub channels: Vec<String>,
    /// Every child of the choice, by class and name, those without any no too.
    pub children: Vec<ImageChild>,
}

/// A child on the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImageChild {
    /// Random identifier.
    pub id: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Class name.
    pub class_name: String,
    /// Whether a picture may be taken at all.
    pub may_take: bool,
    /// For each of the channels, whether a picture may go there.
    pub may_publish: Vec<bool>,
    /// Whether a first name may stand beside a picture anywhere.
    pub may_name: bool,
    /// For each of the channels, whether a first name may stand beside a picture there.
    pub may_name_at: Vec<bool>,
}

/// What name is to stand beside a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NamingRequest {
    /// None.
    None,
    /// First names.
    First,
    /// Full names.
    Full,
}

/// `POST /desk/images/check`: may this picture be used so?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// Who is in it, by id; 1 to 200.
    pub children: Vec<String>,
    /// Where it is to go, channel words; none asks only whether it may be taken.
    pub channels: Vec<String>,
    /// What name is to stand beside it.
    pub naming: NamingRequest,
}

/// The answer, as it stands at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckResponse {
    /// That moment, in milliseconds since 1970, UTC.
    pub as_at: i64,
    /// Everybody whom it may not be used with, and why; nobody when it may be used.
    pub blocked: Vec<BlockedChild>,
    /// First names for a caption, by name, if it may be used and named.
    pub caption: Vec<String>,
    /// How many children were asked about.
    pub children: u32,
}

/// A child who must not be in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BlockedChild {
    /// Random identifier.
    pub id: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Class name.
    pub class_name: String,
    /// What must not be done.
    pub blocks: Vec<BlockView>,
}

/// What must not be done with a child's picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BlockView {
    /// `take`, `publish`, `not-asked`, `name` or `full-name`.
    pub what: String,
    /// For `publish` and `not-asked`: the channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
}

/// `POST /desk/trips`: makes a list for a trip, opened by a link for a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TripRequest {
    /// Who goes, by id; 1 to 200.
    pub children: Vec<String>,
}

/// The link: the only time it is seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TripLink {
    /// What the list is called where it is ended.
    pub id: String,
    /// The path with the secret after `#`; the browser knows the address before it.
    pub path: String,
    /// Until when it opens, in milliseconds since 1970, UTC.
    pub until: i64,
}

/// `GET /desk/trips`: the lists whose links still open; one's own, and for the office and the safeguarding lead everybody's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TripsResponse {
    /// Newest first.
    pub trips: Vec<OpenTripView>,
}

/// A trip's list whose link still opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenTripView {
    /// What it is called where it is ended; not its secret.
    pub id: String,
    /// Who made it.
    pub made_by: String,
    /// Until when it opens, in milliseconds since 1970, UTC.
    pub until: i64,
    /// How many children are on it.
    pub children: u32,
}

/// `POST /desk/trip`: opens a trip's list with its secret; nobody needs to be signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenTripRequest {
    /// What stands after `#` in the link.
    pub token: String,
}

/// A trip's list: [`ImagesResponse`] with first names and classes only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TripResponse {
    /// Until when the link opens, in milliseconds since 1970, UTC.
    pub until: i64,
    /// How many of the trip's children are not on the roll any more: the list says nothing of them.
    pub not_on_roll: u32,
    /// The list: identifiers and last names are left blank.
    pub list: ImagesResponse,
}

/// `POST /desk/children/find`: looks for children. Names stand in the body, for addresses are written down on their way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FindRequest {
    /// Beginnings of names or a class, separated by blanks; the first hundred characters count.
    pub find: String,
}

/// The children whose names, or class, begin so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundResponse {
    /// at most twenty.
    pub children: Vec<FoundChild>,
    /// Whether there are more.
    pub more: bool,
}

/// A child that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundChild {
    /// Random identifier.
    pub id: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Class name.
    pub class_name: String,
}
