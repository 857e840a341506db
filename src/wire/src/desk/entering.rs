//! Entering for somebody, ending a record, and writing down what a child says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ActRequest;

/// `GET /desk/documents`: everything adults sign or answer, as it is in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentsResponse {
    /// By kind and name.
    pub documents: Vec<EnterableView>,
}

/// A document that can be entered for somebody, as it is in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnterableView {
    /// Whether it asks about a child of this year. Where it does not, what was said once goes on counting, and only a no, a yes
    /// taken back or an objection can be entered.
    pub is_asked: bool,
    /// Its folder's word.
    pub kind: String,
    /// Its name.
    pub slug: String,
    /// Its language.
    pub language: String,
    /// Its title.
    pub title: String,
    /// SHA-256 of its text.
    pub digest: String,
    /// Its questions; none for a charter.
    pub questions: Vec<EnterableQuestion>,
}

/// A question of a consent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnterableQuestion {
    /// Its id.
    pub step: String,
    /// As asked.
    pub question: String,
    /// Whether a yes or no is asked; else an adult may object.
    pub is_asked: bool,
    /// Whether the child's own yes is needed.
    pub needs_child: bool,
}

/// From what staff enter it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EnteredFromRequest {
    /// A signed paper, which the school keeps.
    Paper,
    /// A telephone call.
    Telephone,
    /// A talk.
    InPerson,
}

/// `POST /desk/children/{id}/records`: enters what an adult said on paper, by telephone or in person. Answers 201 with the
/// receipt's reference; 200 when the same was entered before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EnterRequest {
    /// Made by the browser once per entry: 16 to 64 letters, digits or hyphens.
    pub key: String,
    /// For which of the child's adults, by id.
    pub adult: String,
    /// What they did.
    pub act: ActRequest,
    /// SHA-256 of the text they were given or read to.
    pub digest: String,
    /// What they are to the child: 1 to 60 characters.
    pub relationship: String,
    /// Consents: what they said, by question.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, String>,
    /// From what it is entered.
    pub from: EnteredFromRequest,
    /// The day they said or signed it: `2026-11-22`, not in the future.
    pub on: String,
}

/// What was entered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnteredResponse {
    /// The receipt's reference.
    pub reference: String,
}

/// What is done with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EndingRequest {
    /// Staff had entered it wrongly.
    Correct,
    /// It does not count, as if it had never been.
    Invalidate,
    /// Its no, of an adult who may not answer, does not block any more.
    SetAside,
}

/// `POST /desk/children/{id}/records/{reference}/end`: ends a record or sets it aside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EndRequest {
    /// What is done with it.
    pub ending: EndingRequest,
    /// Why: 1 to 500 characters. Only the safeguarding lead will see it.
    pub reason: String,
}

/// `POST /desk/children/{id}/words`: what the child said to questions that need the child's own yes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChildsWordRequest {
    /// The consent's name.
    pub document: String,
    /// `yes` or `no`.
    pub said: String,
    /// The questions' ids: at least one.
    pub steps: Vec<String>,
}
