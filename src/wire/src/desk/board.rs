//! The board: children, not papers, by class and by document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ClassView, FoundChild};

/// `GET /desk/board`: how many children stand how. A teacher sees their own classes; a governor one row for the school,
/// without numbers under five.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardResponse {
    /// As at this moment, in milliseconds since 1970, UTC.
    pub as_at: i64,
    /// What is signed or answered, in order.
    pub subjects: Vec<SubjectView>,
    /// By year and name.
    pub classes: Vec<BoardRow>,
}

/// A charter, an agreement, or one question of a consent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubjectView {
    /// The document's name.
    pub document: String,
    /// The document's title.
    pub title: String,
    /// The question's id, of a consent.
    pub step: Option<String>,
    /// The question, of a consent.
    pub question: Option<String>,
    /// The words counted, in the order they are shown: `signed`, `declined`, `outstanding`, or `given`, `refused`, `differ`,
    /// `objected`, `not-answered`, `restricted`.
    pub standings: Vec<String>,
}

/// A class, or the whole school.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardRow {
    /// Which class; none for the whole school.
    pub class: Option<ClassView>,
    /// How many children.
    pub children: u32,
    /// For each subject, how many stand how; what is left out is nobody. For a governor what is between one and four is left
    /// out too, and `few` says which.
    pub counts: Vec<BTreeMap<String, u32>>,
    /// For a governor, for each subject, the words left out because too few children stand so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub few: Vec<Vec<String>>,
}

/// How many children behind a number come at a time.
pub const STANDING_PAGE: usize = 200;

/// `GET /desk/board/children?document=…&step=…&standing=…&class=…&from=…`: the children behind a number, [`STANDING_PAGE`] at
/// a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StandingResponse {
    /// As at this moment, in milliseconds since 1970, UTC.
    pub as_at: i64,
    /// By class and name.
    pub children: Vec<FoundChild>,
    /// How many there are, with those that come later.
    pub count: u32,
}
