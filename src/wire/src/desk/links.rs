//! Families' private links, on letters.

use serde::{Deserialize, Serialize};

/// Who gets a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LettersFor {
    /// Adults without a link that opens.
    WithoutLink,
    /// Every adult; the links they have go on opening.
    Everybody,
    /// Every adult; the links they have open nothing any more.
    Anew,
}

/// `POST /desk/letters`: makes links for a class's adults, or a child's, and answers with their letters: the only time a link
/// is seen. An adult with children in several classes has their letter with the youngest's class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LettersRequest {
    /// A class's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Or an adult's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adult: Option<String>,
    /// Who gets one.
    pub letters: LettersFor,
}

/// The letters, in the order they are handed out: by class and child.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LettersResponse {
    /// One an adult.
    pub letters: Vec<LetterView>,
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LetterView {
    /// To whom.
    pub adult_name: String,
    /// The children their link opens, with their classes.
    pub children: Vec<LetterChild>,
    /// The path with the secret after `#`; the browser knows the address before it.
    pub path: String,
    /// The same secret for typing: 26 letters and digits in groups.
    pub code: String,
}

/// A child on a letter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LetterChild {
    /// First name.
    pub first_name: String,
    /// Class name.
    pub class_name: String,
}
