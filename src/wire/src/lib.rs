//! What crosses the network between the site and the server: requests, responses, error codes. No logic lives
//! here beyond naming; meaning lives in `shine-domain`.

pub mod desk;
mod error;
mod family;
mod pages;
mod school;

pub use error::{ErrorBody, ErrorCode, ErrorEnvelope, FieldProblem};
pub use family::{
    ActRequest, AnswerView, ChildView, FamilyResponse, ReceiptResponse, RecordRequest, SessionRequest, SignedView,
    StandingView, TaskView,
};
pub use pages::{DrawnPage, PageSource};
pub use school::{
    ContentIndex, DocumentEntry, FindingView, HealthResponse, KeyView, KeysResponse, SchoolResponse, WatchResponse,
};

/// The path every endpoint begins with.
pub const API: &str = "/api/v1";
/// The page families' program is started from, beside `index.html` for everybody else's.
pub const FAMILY_PAGE: &str = "family.html";
/// The folder below `/content` of lessons with their notes for adults, which a pupil's screen never fetches.
pub const WHOLE_LESSONS: &str = "whole/lessons";
/// The longest request body the server reads, in bytes.
pub const MAX_BODY_BYTES: usize = 64 * 1024;

/// Whether the page at `path` (from the site's own first slash) is opened with families' program: their own pages, and
/// checking a receipt. A pupil's tablet never needs it.
#[must_use]
pub fn is_family_path(path: &str) -> bool {
    let first = path.split('/').find(|part| !part.is_empty());
    matches!(first, Some("family" | "verify"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_familys_pages_and_the_receipt_check_are_opened_with_families_program() {
        for path in ["/family", "/family/", "//family", "/family/sign/parents", "/verify"] {
            assert!(is_family_path(path), "{path}");
        }
        for path in ["/", "/families", "/lessons/family", "/guides/verify"] {
            assert!(!is_family_path(path), "{path}");
        }
    }
}
