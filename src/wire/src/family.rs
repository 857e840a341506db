//! A family's own pages: opening the private link, what there is to sign, signing, receipts.

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
    /// What this adult signed or declined for it, newest first.
    pub signed: Vec<SignedView>,
}

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StandingView {
    /// Waits to be read and signed, for at least one child.
    ToSign,
    /// Signed for every child it is about.
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
    /// `acknowledged` or `declined`.
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

/// What a family can do with a charter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ActRequest {
    /// "I have read it and will follow it."
    Acknowledged,
    /// "I want to talk to the school first."
    Declined,
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
}

/// `GET /family/receipts/{reference}` and the answer to a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptResponse {
    /// The signed receipt: what is downloaded and what `shine verify` reads.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub receipt: shine_domain::receipt::SealedReceipt,
}
