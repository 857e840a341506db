//! Taking a class list over: a dry run that shows everything, then all of it or nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The longest request body for a class list, in bytes: a file of 16 MiB as base64, and a little.
pub const MAX_ROLL_BYTES: usize = 23 * 1024 * 1024;
/// The largest file, in bytes.
pub const MAX_FILE_BYTES: usize = 16 * 1024 * 1024;
/// The most of one kind that a plan names; beyond that only the number is told.
pub const MOST_NAMED: usize = 500;

/// `POST /desk/roll/plan`: says what taking a file over would change. Nothing is written, and the file is not kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanRequest {
    /// The file's bytes, base64.
    pub file: String,
    /// The heading chosen for each field, by field word; without it what was remembered, or what the headings say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<BTreeMap<String, String>>,
}

/// `POST /desk/roll/apply`: takes the same file over. Refused when the plan is not the one that was shown.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApplyRequest {
    /// The file's bytes, base64.
    pub file: String,
    /// As in the plan that was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<BTreeMap<String, String>>,
    /// The plan that was shown: [`PlanResponse::plan`].
    pub plan: String,
    /// Whether those who are proposed to leave leave.
    pub leavers: bool,
    /// Whether the office has seen what was left out, what is taken for granted, and any alarm.
    pub confirmed: bool,
}

/// What taking a file over would change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanResponse {
    /// Why the file as a whole cannot be read and how to mend it, with its line; nothing when it can. Then all else is empty.
    pub file_problem: String,
    /// What it is called: to be sent back with the same file.
    pub plan: String,
    /// Where the list seems to come from: `SIMS`, `a spreadsheet`.
    pub source: String,
    /// The file's headings.
    pub headings: Vec<String>,
    /// Each field with the heading that holds it; none where no column does.
    pub fields: Vec<FieldView>,
    /// What is wrong with the columns; while something necessary is missing, nothing else is planned.
    pub column_problems: Vec<String>,
    /// Whether the rows could be read.
    pub is_readable: bool,
    /// What was left out or should be looked at, in the order of the file.
    pub problems: Vec<ProblemView>,
    /// How many rows were left out.
    pub left_out: u32,
    /// What would change, kind by kind.
    pub changes: Vec<ChangesView>,
    /// How many children stay just as they are.
    pub unchanged: u32,
    /// Classes on the roll of which the file has nobody.
    pub classes_absent: Vec<String>,
    /// Why the office should stop and look: `most-leave`, `other-keys`.
    pub alarm: Option<String>,
    /// Whether everybody is taken to have parental responsibility, because the file does not say.
    pub assumes_responsibility: bool,
    /// Whether it would change nothing.
    pub is_empty: bool,
}

/// A field and its column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldView {
    /// The field's word.
    pub field: String,
    /// What it is called.
    pub title: String,
    /// The heading that holds it.
    pub heading: Option<String>,
}

/// Something about a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemView {
    /// The line of the file.
    pub line: u32,
    /// The column.
    pub column: String,
    /// What is wrong and how to mend it.
    pub message: String,
    /// Whether something is not taken.
    pub is_left_out: bool,
}

/// Everything of one kind that would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangesView {
    /// `classes`, `added`, `changed`, `moved`, `returned`, `leavers`, `adults-added`, `adults-changed`, `guardians-added`,
    /// `guardians-changed`, `guardians-missing`.
    pub kind: String,
    /// How many.
    pub count: u32,
    /// Each in words, at most [`MOST_NAMED`].
    pub named: Vec<String>,
}
