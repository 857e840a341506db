//! The one shape of every error, and the one list of codes. Codes are permanent; sentences belong to the UI.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $status:literal;)+) => {
        /// Why a request was refused. Each has one HTTP status and one sentence in the UI.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ErrorCode {
            $($(#[$doc])* #[serde(rename = $word)] $variant,)+
            /// A code from a newer server than this program knows.
            #[serde(other, rename = "unknown")]
            Unknown,
        }

        impl ErrorCode {
            /// Every code a server sends.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code as sent.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ Self::Unknown => "unknown" }
            }

            /// Its HTTP status.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)+ Self::Unknown => 500 }
            }
        }
    };
}

codes!(
    /// The body is not JSON, or not the JSON this endpoint takes.
    MalformedBody = "malformed-body", 400;
    /// The body is not sent as `application/json`.
    WrongContentType = "wrong-content-type", 415;
    /// The body is over [`crate::MAX_BODY_BYTES`].
    BodyTooLarge = "body-too-large", 413;
    /// The request comes from another site.
    CrossSite = "cross-site", 403;
    /// The private link or code is not one that opens anything: unknown, mistyped or replaced. Which, is not said.
    LinkNotValid = "link-not-valid", 401;
    /// No family session: open the private link first.
    NotSignedIn = "not-signed-in", 401;
    /// Address, password or code of a member of staff is not right. Which, is not said.
    SignInNotRight = "sign-in-not-right", 401;
    /// What is asked is not for this member of staff's roles.
    NotAllowed = "not-allowed", 403;
    /// Nothing is at this address.
    NotFound = "not-found", 404;
    /// The address takes another method.
    MethodNotAllowed = "method-not-allowed", 405;
    /// A child in the request is not one this link opens.
    NotYourChild = "not-your-child", 403;
    /// The digest is of no published document this link may sign.
    DocumentNotPublished = "document-not-published", 409;
    /// A newer version was published since this one was shown.
    DocumentOutdated = "document-outdated", 409;
    /// What was shown has changed meanwhile: look at it again.
    ChangedMeanwhile = "changed-meanwhile", 409;
    /// Some fields are not right; `fields` says which.
    FieldsNotRight = "fields-not-right", 422;
    /// The same submission key was used before for something else.
    KeyReused = "key-reused", 409;
    /// No receipt with this reference can be seen with this link.
    ReceiptNotFound = "receipt-not-found", 404;
    /// Too many private links, codes or passwords that open nothing came from this address: wait a while.
    TooManyAttempts = "too-many-attempts", 429;
    /// The server is busy or stopping, or has no room to write; the same request may be sent again.
    Unavailable = "unavailable", 503;
    /// Something went wrong that is not the sender's fault.
    Internal = "internal", 500;
);

/// What every error looks like: `{"error": {…}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorEnvelope {
    /// The error.
    pub error: ErrorBody,
}

/// An error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// Why.
    pub code: ErrorCode,
    /// A short English sentence for whoever reads logs or writes programs; the UI has its own.
    pub message: String,
    /// With `fields-not-right`: which fields, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
}

/// A field that is not right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The field: `name`, `relationship`, `pupils`, `key`, `language`, a step's id, or one of the desk's.
    pub field: String,
    /// Why: `empty`, `too-long`, `control-characters`, `direction-override`, `not-one-of-the-list`, `not-made`,
    /// `repeated`, `not-answered`, `not-asked`, `nothing-to-withdraw`, `too-short`, `too-weak`, `taken`, `not-right`.
    pub code: String,
}
