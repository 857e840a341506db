//! What anybody may see: the school, its documents' index, its public keys, whether the server is well.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `GET /school`: what the site shows of the school. No personal data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SchoolResponse {
    /// The school's word in addresses and records: `casterton-primary`.
    pub slug: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short_name: String,
    /// The trust it belongs to, if any.
    pub trust: Option<String>,
    /// Telephone number.
    pub phone: String,
    /// E-mail address of the office.
    pub email: String,
    /// The school's words: `child`, `children`, `head`, `governors`, `agreement`.
    pub words: BTreeMap<String, String>,
    /// Titles of roles.
    pub roles: BTreeMap<String, String>,
    /// The adults in school a child can tell.
    pub trusted_adults: Vec<String>,
    /// Every person shown is invented.
    pub demo: bool,
    /// Edited content shows at once: poll `GET /content/watch.json`.
    pub watch: bool,
}

/// `GET /content/index.json`: every document that can be read, one language version each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ContentIndex {
    /// The documents.
    pub documents: Vec<DocumentEntry>,
}

/// One document of the index. Its text is at `/content/<kind>/<slug>.<language>.md`: of a lesson without the notes for
/// adults, which are in the whole text at `/content/whole/lessons/<slug>.<language>.md`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentEntry {
    /// Folder word: `lessons`.
    pub kind: String,
    /// Name in addresses.
    pub slug: String,
    /// Language.
    pub language: String,
    /// SHA-256 of the whole text.
    pub digest: String,
    /// Front matter.
    pub meta: shine_domain::meta::Meta,
    /// Its steps read aloud: files beside its text, `<slug>.<step>.mp3`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recordings: Vec<String>,
}

/// `GET /content/watch.json`, only while the server watches: what changed and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WatchResponse {
    /// Changes whenever content or the site itself changed: load the document again.
    pub revision: String,
    /// What is wrong with the content now.
    pub findings: Vec<FindingView>,
}

/// One diagnostic as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindingView {
    /// File below the content folder.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// Code.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

/// `GET /keys`: the public keys receipts are signed with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeysResponse {
    /// The school.
    pub school: String,
    /// Its keys, the one in use first.
    pub keys: Vec<KeyView>,
}

/// A public key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeyView {
    /// The first 16 hexadecimal digits of its SHA-256.
    pub id: String,
    /// Always `Ed25519`.
    pub algorithm: String,
    /// 64 hexadecimal digits.
    pub public_key: String,
}

/// `GET /health`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthResponse {
    /// `ok` when the store answers.
    pub status: String,
    /// The program's version.
    pub version: String,
}
