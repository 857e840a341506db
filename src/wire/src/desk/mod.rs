//! The desk: what staff's own program asks the server. Below [`crate::API`]`/desk`.

mod attention;
mod board;
mod child;
mod entering;
mod images;
mod links;
mod roll;
mod session;
mod staff;

pub use attention::{AttentionCount, AttentionResponse, ConcernView};
pub use board::{BoardResponse, BoardRow, STANDING_PAGE, StandingResponse, SubjectView};
pub use child::{
    ActView, AdultView, ChangeRequest, ChildPage, ProtectionRequest, PurposeView, RestrictionRequest, RestrictionView,
    SaidView,
};
pub use entering::{
    ChildsWordRequest, DocumentsResponse, EndRequest, EndingRequest, EnterRequest, EnterableQuestion, EnterableView,
    EnteredFromRequest, EnteredResponse,
};
pub use images::{
    BlockView, BlockedChild, CheckRequest, CheckResponse, ClassView, FindRequest, FoundChild, FoundResponse,
    ImageChild, ImagesResponse, NamingRequest, OpenTripRequest, OpenTripView, TripLink, TripRequest, TripResponse,
    TripsResponse,
};
pub use links::{LetterChild, LetterView, LettersFor, LettersRequest, LettersResponse};
pub use roll::{
    ApplyRequest, ChangesView, FieldView, MAX_FILE_BYTES, MAX_ROLL_BYTES, MOST_NAMED, PlanRequest, PlanResponse,
    ProblemView,
};
pub use session::{
    DemoStaff, DemoStaffResponse, DeskSessionView, DeviceRequest, InvitationRequest, InvitationResponse, JoinRequest,
    JoinResponse, MeResponse, SessionsResponse, SignInRequest,
};
pub use staff::{
    DeviceView, DevicesResponse, InvitationLink, LogResponse, OpeningView, StaffRequest, StaffResponse, StaffView,
};

/// The page of the desk's own program, in its folder of the built site.
pub const DESK_PAGE: &str = "desk/index.html";

/// Whether the page at `path` (from the site's own first slash) is the desk's.
#[must_use]
pub fn is_desk_path(path: &str) -> bool {
    path.split('/').find(|part| !part.is_empty()) == Some("desk")
}
