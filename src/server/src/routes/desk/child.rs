//! Finding a child, a child's page, and what staff forbid and allow again.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use shine_domain::consent::questions;
use shine_domain::ids::{Reference, Slug, StepId};
use shine_domain::permission::{Permission, Restriction};
use shine_domain::person::{StaffReason, TextProblem};
use shine_domain::protection::Flag;
use shine_domain::record::Act;
use shine_domain::vocabulary::{Basis, Role, Year};
use shine_wire::desk::{
    ActView, AdultView, ChangeRequest, ChildPage, DocumentsResponse, EnterableQuestion, EnterableView, FindRequest,
    FoundChild, FoundResponse, PurposeView, RestrictionRequest, RestrictionView, SaidView,
};
use shine_wire::{ErrorCode, ErrorEnvelope};

use super::board::current_subjects;
use super::images::current_consents;
use crate::access::{Desk, ImagesReader, MayRestrict, MaySeeChildren, Rule as _, read_id};
use crate::app::App;
use crate::error::ApiError;
use crate::extract::JsonBody;
use crate::store::{
    EffectivePermission, Guardian, ListedChild, Looker, Opened, OpenedAct, Opening, Published, RestrictionChange,
    RestrictionOrder, Selection,
};

/// The most children that are found at once.
const MOST_FOUND: usize = 20;
/// The longest text that is looked for, in characters.
const MOST_WANTED: usize = 100;

/// Finds children by the beginnings of their names or class.
#[utoipa::path(post, path = "/api/v1/desk/children/find", tag = "desk", request_body = FindRequest, responses(
    (status = 200, body = FoundResponse), (status = 400, body = ErrorEnvelope), (status = 401, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope)))]
pub(crate) async fn find(
    State(app): State<App>,
    _reader: ImagesReader,
    JsonBody(wanted): JsonBody<FindRequest>,
) -> Result<Json<FoundResponse>, ApiError> {
    let wanted: String = wanted.find.chars().take(MOST_WANTED).collect();
    if wanted.trim().is_empty() {
        return Ok(Json(FoundResponse { children: Vec::new(), more: false }));
    }
    let mut found = app.store.find_children(&wanted, MOST_FOUND + 1).await?;
    let more = found.len() > MOST_FOUND;
    found.truncate(MOST_FOUND);
    Ok(Json(FoundResponse { children: found.into_iter().map(view_found).collect(), more }))
}

pub(super) fn view_found(child: ListedChild) -> FoundChild {
    FoundChild {
        id: child.id.to_string(),
        first_name: child.first_name,
        last_name: child.last_name,
        class_name: child.class.name,
    }
}

/// A child's page. A child of another class is not there for a teacher, and that they asked is written down.
#[utoipa::path(get, path = "/api/v1/desk/children/{id}", tag = "desk",
    params(("id" = String, Path, description = "A child's identifier")), responses(
    (status = 200, body = ChildPage), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope),
    (status = 404, body = ErrorEnvelope)))]
pub(crate) async fn show(
    State(app): State<App>,
    desk: Desk<MaySeeChildren>,
    Path(id): Path<String>,
) -> Result<Json<ChildPage>, ApiError> {
    let id = read_id(&id)?;
    let consents = current_consents(&app).await?;
    let as_at = app.now();
    let found = app.store.list_children(&Selection::Children(vec![id]), &consents, as_at).await?;
    let child = found.into_iter().next().ok_or(ApiError::new(ErrorCode::NotFound))?;
    let is_theirs = desk.may_see_class(&child.class.id);
    let what = if is_theirs { Opened::Child } else { Opened::Refused };
    let (who, pupil, class) = (Looker::Staff(desk.staff.id.clone()), child.id.clone(), child.class.id.clone());
    let pupils = u32::from(is_theirs);
    app.store
        .record_opening(Opening { pupil: Some(pupil), class: Some(class), pupils, ..Opening::new(as_at, who, what) })
        .await?;
    if !is_theirs {
        return Err(ApiError::new(ErrorCode::NotFound));
    }
    let knows_why = desk.is_one_of(MayRestrict::ROLES);
    // A consent that asks about another year has permissions only where somebody answered it once.
    let spoken: BTreeSet<Slug> = child.permissions.iter().map(|one| one.document.clone()).collect();
    let purposes = child.permissions.iter().map(|one| view_purpose(one, &consents, knows_why)).collect();
    let guardians = if knows_why { app.store.list_guardians(&child.id).await? } else { Vec::new() };
    let is_lead = desk.is_one_of(&[Role::Dsl]);
    let adults = guardians.into_iter().map(|one| view_adult(one, is_lead)).collect();
    let mut acts = Vec::new();
    // A teacher sees what may be done; who said what is the office's and the safeguarding lead's.
    if knows_why {
        let opened = app.store.list_acts(&child.id).await?;
        let ended = ended_among(&opened);
        for act in opened {
            let is_ended = act.act.reference.as_ref().is_some_and(|reference| ended.contains(reference));
            acts.push(ActView { is_ended, ..view_act(&app, act, is_lead).await? });
        }
    }
    Ok(Json(ChildPage {
        as_at,
        id: child.id.to_string(),
        first_name: child.first_name,
        last_name: child.last_name,
        class_name: child.class.name,
        restrictions: child.restrictions.iter().map(|one| one.word().to_owned()).collect(),
        purposes,
        adults,
        acts,
        documents: enterable(&app, Some((child.year, &spoken))).await?,
        may_restrict: knows_why,
    }))
}

/// The records that later acts among `acts` ended: they do not count any more.
pub(super) fn ended_among(acts: &[OpenedAct]) -> BTreeSet<Reference> {
    let is_end = |one: &&OpenedAct| matches!(one.act.act, Act::Corrected | Act::Invalidated);
    acts.iter().filter(is_end).filter_map(|one| one.act.about.clone()).collect()
}

/// Everything adults sign or answer: for papers to print.
#[utoipa::path(get, path = "/api/v1/desk/documents", tag = "desk", responses(
    (status = 200, body = DocumentsResponse), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope)))]
pub(crate) async fn list_documents(
    State(app): State<App>,
    _desk: Desk<MaySeeChildren>,
) -> Result<Json<DocumentsResponse>, ApiError> {
    Ok(Json(DocumentsResponse { documents: enterable(&app, None).await? }))
}

/// What adults of a child sign or answer: what asks about their year, and what somebody has answered for them once, which goes on
/// counting and can be taken back. Of any child without one.
async fn enterable(app: &App, child: Option<(Year, &BTreeSet<Slug>)>) -> Result<Vec<EnterableView>, ApiError> {
    let mut views: Vec<EnterableView> = Vec::new();
    for subject in current_subjects(app).await? {
        let document = &subject.document.document;
        let years = &document.meta.years;
        let is_asked = child.is_none_or(|(year, _)| years.is_empty() || years.contains(&year));
        let has_answers = child.is_some_and(|(_, spoken)| spoken.contains(&document.slug));
        let is_known = views.iter().any(|view| view.digest == document.digest.to_string());
        if !(is_asked || has_answers) || is_known {
            continue;
        }
        let questions = questions(document).map(|(step, ask)| EnterableQuestion {
            step: step.id.to_string(),
            question: step.heading_text(),
            is_asked: ask.basis == Basis::Consent,
            needs_child: ask.needs_child,
        });
        views.push(EnterableView {
            is_asked,
            kind: document.kind.word().to_owned(),
            language: document.language.to_string(),
            slug: document.slug.to_string(),
            title: document.meta.title.clone(),
            digest: document.digest.to_string(),
            questions: questions.collect(),
        });
    }
    Ok(views)
}

/// Where a contact is hidden, only the safeguarding lead sees it.
fn view_adult(one: Guardian, is_lead: bool) -> AdultView {
    let is_hidden = one.protection.contains(&Flag::ContactHidden) && !is_lead;
    let contact = |text: String| if is_hidden { String::new() } else { text };
    AdultView {
        id: one.adult.to_string(),
        name: one.name,
        relationship: one.relationship,
        email: contact(one.email),
        phone: contact(one.phone),
        flags: one.protection.iter().map(|flag| flag.word().to_owned()).collect(),
        has_link: one.has_link,
    }
}

fn view_purpose(one: &EffectivePermission, consents: &[std::sync::Arc<Published>], knows_why: bool) -> PurposeView {
    let consent = consents.iter().find(|consent| consent.document.slug == one.document);
    let step = consent.and_then(|consent| consent.document.steps.iter().find(|step| step.id == one.step));
    let reason = match one.permission {
        Permission::Forbidden(reason) if knows_why => Some(reason.word().to_owned()),
        _ => None,
    };
    PurposeView {
        question: step.map(|step| step.heading_text()).unwrap_or_default(),
        channel: one.channel.map(|channel| channel.word().to_owned()),
        is_allowed: one.permission.is_allowed(),
        reason,
        answers_differ: knows_why && one.answers_differ,
    }
}

async fn view_act(app: &App, opened: OpenedAct, sees_reasons: bool) -> Result<ActView, ApiError> {
    let text = match opened.digest {
        Some(digest) => app.store.find_document(digest).await?,
        None => None,
    };
    let place =
        |step: &StepId| text.as_ref().and_then(|text| text.document.steps.iter().position(|one| one.id == *step));
    let question = |step: &StepId| {
        let step = place(step).and_then(|place| text.as_ref()?.document.steps.get(place));
        step.map(|step| step.heading_text()).unwrap_or_default()
    };
    let OpenedAct { act, who, relationship, channel, entered_by, reason, .. } = opened;
    // In the order of the questions.
    let mut answers: Vec<_> = act.answers.iter().collect();
    answers.sort_by_key(|(step, _)| place(step));
    Ok(ActView {
        act: act.act.word().to_owned(),
        at: act.at,
        who,
        relationship,
        channel,
        title: text.as_ref().map(|text| text.document.meta.title.clone()).unwrap_or_default(),
        version: act.document.as_ref().map(|(_, _, version)| version.to_string()).unwrap_or_default(),
        reference: act.reference.as_ref().map(ToString::to_string).unwrap_or_default(),
        about: act.about.as_ref().map(ToString::to_string).unwrap_or_default(),
        is_ended: false,
        entered_by,
        said: answers
            .into_iter()
            .map(|(step, said)| SaidView { question: question(step), said: said.word().to_owned() })
            .collect(),
        restrictions: act.restrictions.iter().map(|one| view_restriction(*one)).collect(),
        reason: if sees_reasons { reason } else { String::new() },
    })
}

const fn view_restriction(one: Restriction) -> RestrictionView {
    match one {
        Restriction::Take => RestrictionView::Take,
        Restriction::Publish => RestrictionView::Publish,
        Restriction::Name => RestrictionView::Name,
    }
}

const fn read_restriction(one: RestrictionView) -> Restriction {
    match one {
        RestrictionView::Take => Restriction::Take,
        RestrictionView::Publish => Restriction::Publish,
        RestrictionView::Name => Restriction::Name,
    }
}

/// Forbids something for a child, or allows it again.
#[utoipa::path(post, path = "/api/v1/desk/children/{id}/restrictions", tag = "desk",
    params(("id" = String, Path, description = "A child's identifier")), request_body = RestrictionRequest, responses(
    (status = 204, description = "It counts from now on."), (status = 401, body = ErrorEnvelope),
    (status = 400, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope), (status = 404, body = ErrorEnvelope),
    (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope), (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn restrict(
    State(app): State<App>,
    desk: Desk<MayRestrict>,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<RestrictionRequest>,
) -> Result<StatusCode, ApiError> {
    let pupil = read_id(&id)?;
    let restrictions: BTreeSet<Restriction> = request.restrictions.iter().map(|one| read_restriction(*one)).collect();
    if restrictions.is_empty() {
        return Err(ApiError::field("restrictions", "empty"));
    }
    let reason = StaffReason::try_from(request.reason.as_str());
    let reason = reason.map_err(|problem: TextProblem| ApiError::field("reason", problem.code()))?;
    let change = match request.change {
        ChangeRequest::Restrict => RestrictionChange::Restrict,
        ChangeRequest::Lift => RestrictionChange::Lift,
    };
    let order = RestrictionOrder { staff: desk.staff.id, pupil, change, restrictions, reason, now: app.now() };
    app.store.record_restriction(order).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A class's id in an address; what is none is nobody's.
pub(super) fn read_class(text: &str) -> Result<Slug, ApiError> {
    Slug::try_from(text).map_err(|_| ApiError::field("classes", "not-one-of-the-list"))
}
