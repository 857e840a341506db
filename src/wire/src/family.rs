//! A family's own pages: opening the private link, what there is to sign, signing, receipts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `POST /family/session`: opens a private link. Answers 204 and sets a session cookie.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionRequest {
    /// The token after `#` in the link, or the printed code: 26 letters and digits, any case, hyphens and spaces allowed.
    pub token: String,
}

/// `GET /family`: what this adult sees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FamilyResponse {
    /// The adult's name as on the roll.
    pub adult_name: String,
    /// Their children, by first name.
    pub children: Vec<ChildView>,
    /// What there is to read and sign, and what was signed.
    pub tasks: Vec<TaskView>,
}

/// A child, as their own family sees them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChildView {
    /// Random identifier.
    pub id: String,
    /// First name.
    pub first_name: String,
    /// Class name.
    pub class_name: String,
    /// Year word: `N`, `R`, `Y1` … `Y6`.
    pub year: String,
}

/// One document for this adult.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskView {
    /// The document's name in addresses.
    pub slug: String,
    /// Folder word: `charters`.
    pub kind: String,
    /// The title of the version published now.
    pub title: String,
    /// One sentence about it.
    pub summary: String,
    /// The version published now.
    pub version: String,
    /// The language it is in.
    pub language: String,
    /// SHA-256 of the frozen text: fetch it at `/content/documents/<digest>.md`.
    pub digest: String,
    /// The children it is about, by id.
    pub children: Vec<String>,
    /// How it stands.
    pub standing: StandingView,
    /// What this adult signed, declined or answered for it, newest first.
    pub signed: Vec<SignedView>,
    /// Consents: what this adult said last to each question, in the order of the questions; nobody else's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerView>,
}

/// What an adult said last to one question of a consent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerView {
    /// The question's id.
    pub step: String,
    /// `yes`, `no`, `later`, `withdrawn` or `objected`.
    pub said: String,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// The receipt's reference.
    pub reference: String,
    /// Whether a yes has run out, by time or by a newer version, and so counts as no.
    pub has_run_out: bool,
}

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StandingView {
    /// Waits to be read and signed or answered, for at least one child.
    ToSign,
    /// Signed for every child it is about; a consent: every question answered.
    Signed,
    /// The adult wants to talk to the school first; reminders stop.
    WantsToTalk,
}

/// Something signed or declined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedView {
    /// The receipt's reference.
    pub reference: String,
    /// `acknowledged`, `declined`, `answered`, `withdrawn` or `objected`.
    pub act: String,
    /// The version signed.
    pub version: String,
    /// SHA-256 of the text signed.
    pub digest: String,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// For which children, by id.
    pub children: Vec<String>,
}

/// What a family can do with a charter (the first two) or a consent (all but the first).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ActRequest {
    /// "I have read it and will follow it."
    Acknowledged,
    /// "I want to talk to the school first."
    Declined,
    /// Yes, no or later to questions of a consent.
    Answered,
    /// Takes a yes back.
    Withdrawn,
    /// "I object", where the basis is not consent.
    Objected,
}

impl ActRequest {
    /// The word on the network.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Acknowledged => "acknowledged",
            Self::Declined => "declined",
            Self::Answered => "answered",
            Self::Withdrawn => "withdrawn",
            Self::Objected => "objected",
        }
    }
}

/// `POST /family/records`: signs, or asks to talk first. Answers 201 with a [`ReceiptResponse`]; 200 with the same
/// receipt when the same key and content come again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordRequest {
    /// Made by the browser once per submission: 16 to 64 letters, digits or hyphens.
    pub key: String,
    /// What is done.
    pub act: ActRequest,
    /// SHA-256 of the text that was shown.
    pub digest: String,
    /// The children it is done for, by id; at least one.
    pub pupils: Vec<String>,
    /// The full name as typed: 1 to 120 characters.
    pub name: String,
    /// The relationship as typed or picked: 1 to 60 characters. It never grants anything.
    pub relationship: String,
    /// Consents: what is said, by question: `yes`, `no`, `later`, `withdrawn` or `objected`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, String>,
}

/// `GET /family/receipts/{reference}` and the answer to a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptResponse {
    /// The signed receipt: what is downloaded and what `shine verify` reads.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub receipt: shine_domain::receipt::SealedReceipt,
}
