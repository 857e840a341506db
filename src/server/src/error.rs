//! Errors as the network sees them: one envelope, one table from code to status. Faults stay inside: they are logged
//! once, here, and the client is told only that something went wrong.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shine_domain::answers::AnswerProblem;
use shine_domain::record::RecordProblem;
use shine_wire::{ErrorBody, ErrorCode, ErrorEnvelope, FieldProblem};

use crate::attempts::WINDOW_MS;
use crate::store::StoreError;

/// A refused or failed request.
#[derive(Debug)]
pub(crate) struct ApiError {
    code: ErrorCode,
    fields: Vec<FieldProblem>,
}

impl ApiError {
    pub(crate) const fn new(code: ErrorCode) -> Self {
        Self { code, fields: Vec::new() }
    }

    pub(crate) const fn code(&self) -> ErrorCode {
        self.code
    }

    /// One field that is not right.
    pub(crate) fn field(field: &str, code: &str) -> Self {
        Self::fields(vec![FieldProblem { field: field.to_owned(), code: code.to_owned() }])
    }

    pub(crate) const fn fields(fields: Vec<FieldProblem>) -> Self {
        Self { code: ErrorCode::FieldsNotRight, fields }
    }
}

/// The sentence for programs and logs; families read the site's own.
const fn sentence(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::MalformedBody => "The request's body is not the JSON this endpoint takes.",
        ErrorCode::WrongContentType => "Send the body as application/json.",
        ErrorCode::BodyTooLarge => "The request's body is too large.",
        ErrorCode::CrossSite => "The request comes from another site.",
        ErrorCode::LinkNotValid => "The private link or code opens nothing.",
        ErrorCode::NotSignedIn => "Open the private link first.",
        ErrorCode::SignInNotRight => "The address, the password or the code is not right.",
        ErrorCode::NotAllowed => "This is not for your roles.",
        ErrorCode::NotFound => "Nothing is at this address.",
        ErrorCode::MethodNotAllowed => "This address takes another method.",
        ErrorCode::NotYourChild => "A child in the request is not one this link opens.",
        ErrorCode::DocumentNotPublished => "The digest is of no document that can be signed.",
        ErrorCode::DocumentOutdated => "A newer version of the document was published.",
        ErrorCode::ChangedMeanwhile => "What was shown has changed meanwhile.",
        ErrorCode::FieldsNotRight => "Some fields are not right.",
        ErrorCode::KeyReused => "This submission key was used before for something else.",
        ErrorCode::ReceiptNotFound => "No receipt with this reference can be seen with this link.",
        ErrorCode::TooManyAttempts => "Too many links, codes or passwords that are not right came from this address.",
        ErrorCode::Unavailable => "The server cannot answer now; send the same request again.",
        ErrorCode::Internal | ErrorCode::Unknown => "Something went wrong.",
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let error = ErrorBody { code: self.code, message: sentence(self.code).to_owned(), fields: self.fields };
        let mut response = (status, Json(ErrorEnvelope { error })).into_response();
        if self.code == ErrorCode::TooManyAttempts {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(WINDOW_MS / 1000));
        }
        response
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        if let StoreError::NotRecordable(RecordProblem::Answers(problems)) = &error {
            let field = |one: &AnswerProblem| FieldProblem { field: one.step.to_string(), code: one.code.to_owned() };
            return Self::fields(problems.iter().map(field).collect());
        }
        if matches!(error, StoreError::NotRecordable(RecordProblem::NothingSaid)) {
            return Self::field("answers", "empty");
        }
        Self::new(match error {
            StoreError::NoRoom => {
                tracing::error!("the data folder has no room, or its disk fails: nothing can be written");
                ErrorCode::Unavailable
            }
            StoreError::KeyReused => ErrorCode::KeyReused,
            StoreError::NotYourChild => ErrorCode::NotYourChild,
            StoreError::RollChanged => ErrorCode::ChangedMeanwhile,
            StoreError::NotEnding => return Self::field("record", "not-right"),
            StoreError::OlderThanWhatWasSaid => return Self::field("on", "older-than-what-was-said"),
            StoreError::OlderThanTheText => return Self::field("on", "older-than-the-text"),
            StoreError::OlderThanLeaving => return Self::field("on", "older-than-leaving"),
            StoreError::EmailTaken => return Self::field("email", "taken"),
            StoreError::NotOnRoll | StoreError::NoSuchStaff => ErrorCode::NotFound,
            StoreError::DocumentNotPublished | StoreError::NotRecordable(_) => ErrorCode::DocumentNotPublished,
            StoreError::DocumentOutdated => ErrorCode::DocumentOutdated,
            StoreError::Closed => ErrorCode::Unavailable,
            fault => {
                tracing::error!(error = %fault, "a request failed");
                ErrorCode::Internal
            }
        })
    }
}
