//! Front matter as typed data. How it is read from an author's TOML is in `authoring`; what a browser gets is JSON.

use serde::{Deserialize, Serialize};

use crate::ids::Version;
use crate::vocabulary::{Audience, Band, Renew, Risk, Signer, Strand, Year};

/// A document's front matter. Which keys a kind may and must have is checked by the resolver; a key that is absent
/// is `None` or empty here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Meta {
    /// The document's name, as shown.
    pub title: String,
    /// One sentence about it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// What the school still has to confirm before it relies on this text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub confirm: Vec<String>,
    /// When somebody last read it through: `2026-11-22`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<String>,
    /// Signables, policies and notices: their version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<Version>,
    /// Signables: who signs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signers: Vec<Signer>,
    /// Signables and lessons: for which years. Empty means all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<Year>,
    /// Signables: how often it is asked for again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renew: Option<Renew>,
    /// Consents: until when (`2027-01-31`) a yes to an older major version still counts. Absent: it stops counting when
    /// this version is published. A no never stops counting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_answers_until: Option<String>,
    /// Signables: the sentence the signer declares.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declaration: Option<String>,
    /// Lessons: for which band.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<Band>,
    /// Lessons: which strand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strand: Option<Strand>,
    /// Lessons: our statement ids, such as `PS-Y3-1`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<String>,
    /// Lessons: which of the four Cs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Risk>,
    /// Lessons: how long, in minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// Lessons: what a child can say afterwards.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// Lessons: words to know, each `word: meaning`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vocabulary: Vec<String>,
    /// Guides: whom they are for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// Policies: who approved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// Policies: when it was approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_on: Option<String>,
    /// Policies: when it must be read again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_by: Option<String>,
}
