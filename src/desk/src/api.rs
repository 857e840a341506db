//! Every request the desk makes, and how its answer is read.

use serde::Serialize;
use serde::de::DeserializeOwned;
use shine_domain::ids::PersonId;
use shine_ui::api::{is_success, read};
use shine_ui::fault::Fault;
use shine_ui::platform::http::{self, Answer};
use shine_wire::API;
use shine_wire::desk::{
    ApplyRequest, AttentionCount, AttentionResponse, BoardResponse, CheckRequest, CheckResponse, ChildPage,
    ChildsWordRequest, DemoStaffResponse, DeviceRequest, DevicesResponse, DocumentsResponse, EndRequest, EnterRequest,
    EnteredResponse, FindRequest, FoundResponse, ImagesResponse, InvitationLink, InvitationRequest, InvitationResponse,
    JoinRequest, JoinResponse, LettersRequest, LettersResponse, LogResponse, MeResponse, OpenTripRequest, PlanRequest,
    PlanResponse, ProtectionRequest, RestrictionRequest, SessionsResponse, SignInRequest, StaffRequest, StaffResponse,
    StandingResponse, SubjectView, TripLink, TripRequest, TripResponse, TripsResponse,
};

use crate::route::Choice;

async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Fault> {
    read(&http::get(&format!("{API}/desk/{path}")).await?)
}

async fn post<T: DeserializeOwned>(path: &str, request: &impl Serialize) -> Result<T, Fault> {
    read(&send(path, request).await?)
}

/// Sends something that is answered without words.
async fn tell(path: &str, request: &impl Serialize) -> Result<(), Fault> {
    let answer = send(path, request).await?;
    if is_success(answer.status) { Ok(()) } else { Err(Fault::of_answer(answer.status, &answer.body)) }
}

async fn send(path: &str, request: &impl Serialize) -> Result<Answer, Fault> {
    let body = serde_json::to_string(request).unwrap_or_default();
    http::post(&format!("{API}/desk/{path}"), &body).await
}

/// Nothing to say.
#[derive(Serialize)]
struct Nothing {}

pub(crate) async fn me() -> Result<MeResponse, Fault> {
    get("session").await
}

pub(crate) async fn sign_in(request: SignInRequest) -> Result<(), Fault> {
    tell("session", &request).await
}

pub(crate) async fn sign_out() -> Result<(), Fault> {
    tell("session/end", &Nothing {}).await
}

pub(crate) async fn demo_staff() -> Result<DemoStaffResponse, Fault> {
    get("demo").await
}

pub(crate) async fn sessions() -> Result<SessionsResponse, Fault> {
    get("sessions").await
}

pub(crate) async fn end_session(id: &str) -> Result<(), Fault> {
    tell(&format!("sessions/{id}/end"), &Nothing {}).await
}

pub(crate) async fn invitation(token: String) -> Result<InvitationResponse, Fault> {
    post("invitation", &InvitationRequest { token }).await
}

pub(crate) async fn join(request: JoinRequest) -> Result<JoinResponse, Fault> {
    post("invitation/join", &request).await
}

pub(crate) async fn images(choice: Choice) -> Result<ImagesResponse, Fault> {
    let query = match choice {
        Choice::School => String::new(),
        Choice::Class(class) => format!("?class={class}"),
        Choice::Year(year) => format!("?year={}", year.word()),
    };
    get(&format!("images{query}")).await
}

pub(crate) async fn documents() -> Result<DocumentsResponse, Fault> {
    get("documents").await
}

/// How many children have something to look at.
pub(crate) async fn attention_count() -> Result<AttentionCount, Fault> {
    get("attention/count").await
}

/// What there is to look at, after the first `from`.
pub(crate) async fn attention(from: usize) -> Result<AttentionResponse, Fault> {
    get(&format!("attention?from={from}")).await
}

pub(crate) async fn board() -> Result<BoardResponse, Fault> {
    get("board").await
}

/// The children behind a number of the board, after the first `from`.
pub(crate) async fn standing(
    subject: &SubjectView,
    standing: &str,
    class: Option<&str>,
    from: usize,
) -> Result<StandingResponse, Fault> {
    let mut query = format!("document={}&standing={standing}&from={from}", subject.document);
    if let Some(step) = &subject.step {
        query.push_str(&format!("&step={step}"));
    }
    if let Some(class) = class {
        query.push_str(&format!("&class={class}"));
    }
    get(&format!("board/children?{query}")).await
}

pub(crate) async fn check(request: CheckRequest) -> Result<CheckResponse, Fault> {
    post("images/check", &request).await
}

pub(crate) async fn make_trip(children: Vec<String>) -> Result<TripLink, Fault> {
    post("trips", &TripRequest { children }).await
}

pub(crate) async fn trips() -> Result<TripsResponse, Fault> {
    get("trips").await
}

pub(crate) async fn end_trip(id: &str) -> Result<(), Fault> {
    tell(&format!("trips/{id}/end"), &Nothing {}).await
}

pub(crate) async fn open_trip(token: String) -> Result<TripResponse, Fault> {
    post("trip", &OpenTripRequest { token }).await
}

pub(crate) async fn find(wanted: String) -> Result<FoundResponse, Fault> {
    post("children/find", &FindRequest { find: wanted }).await
}

pub(crate) async fn child(id: PersonId) -> Result<ChildPage, Fault> {
    get(&format!("children/{id}")).await
}

pub(crate) async fn restrict(id: PersonId, request: RestrictionRequest) -> Result<(), Fault> {
    tell(&format!("children/{id}/restrictions"), &request).await
}

pub(crate) async fn protect(child: &str, adult: &str, request: ProtectionRequest) -> Result<(), Fault> {
    tell(&format!("children/{child}/adults/{adult}"), &request).await
}

pub(crate) async fn enter(child: &str, request: EnterRequest) -> Result<EnteredResponse, Fault> {
    post(&format!("children/{child}/records"), &request).await
}

pub(crate) async fn end_record(child: &str, reference: &str, request: EndRequest) -> Result<(), Fault> {
    tell(&format!("children/{child}/records/{reference}/end"), &request).await
}

pub(crate) async fn childs_word(child: &str, request: ChildsWordRequest) -> Result<(), Fault> {
    tell(&format!("children/{child}/words"), &request).await
}

pub(crate) async fn end_links(adult: &str) -> Result<(), Fault> {
    tell(&format!("adults/{adult}/links/end"), &Nothing {}).await
}

pub(crate) async fn letters(request: LettersRequest) -> Result<LettersResponse, Fault> {
    post("letters", &request).await
}

pub(crate) async fn plan(request: PlanRequest) -> Result<PlanResponse, Fault> {
    post("roll/plan", &request).await
}

pub(crate) async fn apply_plan(request: ApplyRequest) -> Result<(), Fault> {
    tell("roll/apply", &request).await
}

pub(crate) async fn log(before: Option<i64>) -> Result<LogResponse, Fault> {
    get(&before.map_or_else(|| "log".to_owned(), |before| format!("log?before={before}"))).await
}

pub(crate) async fn staff() -> Result<StaffResponse, Fault> {
    get("staff").await
}

pub(crate) async fn add_staff(request: StaffRequest) -> Result<InvitationLink, Fault> {
    post("staff", &request).await
}

pub(crate) async fn change_staff(id: &str, request: StaffRequest) -> Result<(), Fault> {
    tell(&format!("staff/{id}"), &request).await
}

pub(crate) async fn invite_staff(id: &str) -> Result<InvitationLink, Fault> {
    post(&format!("staff/{id}/invitation"), &Nothing {}).await
}

pub(crate) async fn end_staff(id: &str) -> Result<(), Fault> {
    tell(&format!("staff/{id}/end"), &Nothing {}).await
}

pub(crate) async fn devices() -> Result<DevicesResponse, Fault> {
    get("devices").await
}

pub(crate) async fn remember_device(name: String) -> Result<(), Fault> {
    tell("devices", &DeviceRequest { name }).await
}

pub(crate) async fn forget_device(id: &str) -> Result<(), Fault> {
    tell(&format!("devices/{id}/end"), &Nothing {}).await
}
