//! What crosses the network between the site and the server: requests, responses, error codes. No logic lives
//! here beyond naming; meaning lives in `shine-domain`.

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
/// The longest request body the server reads, in bytes.
pub const MAX_BODY_BYTES: usize = 64 * 1024;
