//! What the office should look at.

use serde::{Deserialize, Serialize};

use super::FoundChild;

/// `GET /desk/attention/count`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttentionCount {
    /// How many children have something to look at.
    pub children: u32,
}

/// `GET /desk/attention?from=…`: [`super::STANDING_PAGE`] at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttentionResponse {
    /// As at this moment, in milliseconds since 1970, UTC.
    pub as_at: i64,
    /// Newest first.
    pub concerns: Vec<ConcernView>,
    /// How many there are, with those that come later.
    pub count: u32,
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConcernView {
    /// The child.
    pub child: FoundChild,
    /// `differ`, `unexpected`, `objected` or `declined`.
    pub concern: String,
    /// The title of the charter or consent.
    pub title: String,
    /// When the newest word that leads to it was said, in milliseconds since 1970, UTC.
    pub at: i64,
}
