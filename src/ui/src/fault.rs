//! Why something could not be fetched or sent. What a person reads about it is in [`crate::text::errors`].

use shine_domain::ids::Digest;
use shine_wire::{ErrorBody, ErrorCode, ErrorEnvelope};

/// Why a request brought nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No answer: no network, or it took too long. Whether the server got the request is not known.
    Network,
    /// The server answered with an error.
    Refused(ErrorBody),
    /// The answer was not what was asked for: a page of somebody's filter, an older server, cut text.
    Unreadable,
    /// The text is not the one with this digest: it was changed on the way.
    Altered(Digest),
}

impl Fault {
    /// The fault in an answer with `status` and `body` that is not a success.
    #[must_use]
    pub fn of_answer(status: u16, body: &str) -> Self {
        match serde_json::from_str::<ErrorEnvelope>(body) {
            Ok(envelope) => Self::Refused(envelope.error),
            Err(_) => match status {
                404 => Self::refused(ErrorCode::NotFound),
                503 => Self::refused(ErrorCode::Unavailable),
                _ => Self::Unreadable,
            },
        }
    }

    /// A refusal with `code` and nothing more.
    #[must_use]
    pub fn refused(code: ErrorCode) -> Self {
        Self::Refused(ErrorBody { code, message: String::new(), fields: Vec::new() })
    }

    /// The server's code, if it gave one.
    #[must_use]
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Refused(body) => Some(body.code),
            Self::Network | Self::Unreadable | Self::Altered(_) => None,
        }
    }

    /// Whether sending the very same again may work.
    #[must_use]
    pub fn may_be_sent_again(&self) -> bool {
        match self {
            Self::Network | Self::Unreadable => true,
            Self::Refused(body) => {
                matches!(
                    body.code,
                    ErrorCode::Unavailable | ErrorCode::Internal | ErrorCode::Unknown | ErrorCode::KeyReused
                )
            }
            Self::Altered(_) => false,
        }
    }

    /// Whether there is nothing at the address, so that trying again is of no use.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self.code(), Some(ErrorCode::NotFound | ErrorCode::ReceiptNotFound))
    }

    /// Whether the family has to open its private link first.
    #[must_use]
    pub fn is_not_signed_in(&self) -> bool {
        matches!(self.code(), Some(ErrorCode::NotSignedIn | ErrorCode::LinkNotValid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_servers_error_keeps_its_code() {
        let body = r#"{"error":{"code":"receipt-not-found","message":"no"}}"#;
        assert_eq!(Fault::of_answer(404, body).code(), Some(ErrorCode::ReceiptNotFound));
    }

    #[test]
    fn a_code_of_a_newer_server_is_still_a_refusal() {
        let body = r#"{"error":{"code":"brand-new","message":"no"}}"#;
        assert_eq!(Fault::of_answer(400, body).code(), Some(ErrorCode::Unknown));
    }

    #[test]
    fn a_page_from_somewhere_else_is_unreadable() {
        assert_eq!(Fault::of_answer(502, "<html>filtered</html>"), Fault::Unreadable);
        assert!(Fault::of_answer(404, "").is_not_found());
    }
}
