//! The no-images list and the checker. What was looked at is written down before it is shown.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use shine_domain::ids::{PersonId, Slug};
use shine_domain::permission::Permission;
use shine_domain::picture_use::{Block, ChildStanding, Naming, PICTURE_CHANNELS};
use shine_domain::vocabulary::{Channel, Kind, Year};
use shine_wire::desk::{
    BlockView, BlockedChild, CheckRequest, CheckResponse, ImageChild, ImagesResponse, NamingRequest,
};
use shine_wire::{ErrorCode, ErrorEnvelope};

use crate::access::ImagesReader;
use crate::app::App;
use crate::error::ApiError;
use crate::extract::{Asked, JsonBody};
use crate::store::{ListedChild, Opened, Opening, Published, Selection};

/// The most children one check may be about.
const MOST_CHECKED: usize = 200;

/// Which children: one of the two.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    class: Option<String>,
    year: Option<String>,
}

/// Every child of a class, a year or the school, with what must not be done.
#[utoipa::path(get, path = "/api/v1/desk/images", tag = "desk",
    params(("class" = Option<String>, Query, description = "A class's id"),
           ("year" = Option<String>, Query, description = "A year word; without either the whole school")), responses(
    (status = 200, body = ImagesResponse), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope),
    (status = 404, body = ErrorEnvelope)))]
pub(crate) async fn list(
    State(app): State<App>,
    reader: ImagesReader,
    Asked(choice): Asked<Choice>,
) -> Result<Json<ImagesResponse>, ApiError> {
    let selection = read_choice(&choice)?;
    let consents = current_consents(&app).await?;
    let as_at = app.now();
    let children = app.store.list_children(&selection, &consents, as_at).await?;
    let class = if let Selection::Class(class) = &selection { Some(class.clone()) } else { None };
    let pupils = u32::try_from(children.len()).unwrap_or(u32::MAX);
    let opening = Opening { class, pupils, ..Opening::new(as_at, reader.looker(), Opened::List) };
    app.store.record_opening(opening).await?;
    let channels = asked_channels(&consents);
    let children = children.iter().map(|child| view_child(child, &channels)).collect();
    let channels = channels.iter().map(|channel| channel.word().to_owned()).collect();
    Ok(Json(ImagesResponse { as_at, channels, children }))
}

fn read_choice(choice: &Choice) -> Result<Selection, ApiError> {
    let not_found = || ApiError::new(ErrorCode::NotFound);
    match (&choice.class, &choice.year) {
        (Some(class), _) => Ok(Selection::Class(Slug::try_from(class.as_str()).map_err(|_| not_found())?)),
        (None, Some(year)) => Ok(Selection::Year(Year::find(year).ok_or_else(not_found)?)),
        (None, None) => Ok(Selection::Everybody),
    }
}

/// The consents in force, each once: questions and ids are the same in every language.
pub(super) async fn current_consents(app: &App) -> Result<Vec<Arc<Published>>, ApiError> {
    let documents = app.store.list_current_documents().await?;
    let mut consents: Vec<Arc<Published>> = Vec::new();
    for document in documents.iter().filter(|one| one.document.kind == Kind::Consent) {
        let known = consents.iter_mut().find(|known| known.document.slug == document.document.slug);
        match known {
            Some(known) if document.version > known.version => *known = Arc::clone(document),
            Some(_) => {}
            None => consents.push(Arc::clone(document)),
        }
    }
    Ok(consents)
}

/// Where pictures may go, as the school's consents ask about it.
pub(super) fn asked_channels(consents: &[Arc<Published>]) -> Vec<Channel> {
    let questions = consents.iter().flat_map(|consent| shine_domain::consent::questions(&consent.document));
    let asked: BTreeSet<Channel> = questions.filter_map(|(_, ask)| ask.channel).collect();
    PICTURE_CHANNELS.into_iter().filter(|channel| asked.contains(channel)).collect()
}

/// What stands about `child`, as the domain judges it.
fn purposes_of(child: &ListedChild) -> Vec<(Option<Channel>, Permission)> {
    child.permissions.iter().map(|one| (one.channel, one.permission)).collect()
}

pub(super) fn view_child(child: &ListedChild, channels: &[Channel]) -> ImageChild {
    let purposes = purposes_of(child);
    let standing = ChildStanding { restrictions: &child.restrictions, purposes: &purposes };
    ImageChild {
        id: child.id.to_string(),
        first_name: child.first_name.clone(),
        last_name: child.last_name.clone(),
        class_name: child.class.name.clone(),
        may_take: standing.may_take(),
        may_publish: channels.iter().map(|channel| standing.may_publish(*channel) == Some(true)).collect(),
        may_name: standing.may_name(),
        may_name_at: channels.iter().map(|channel| standing.may_name_at(*channel)).collect(),
    }
}

/// May a picture with these children go there, named so?
#[utoipa::path(post, path = "/api/v1/desk/images/check", tag = "desk", request_body = CheckRequest, responses(
    (status = 200, body = CheckResponse), (status = 401, body = ErrorEnvelope), (status = 400, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope),
    (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn check(
    State(app): State<App>,
    reader: ImagesReader,
    JsonBody(request): JsonBody<CheckRequest>,
) -> Result<Json<CheckResponse>, ApiError> {
    let wanted = read_children(&request.children)?;
    let channels = read_channels(&request.channels)?;
    let naming = read_naming(request.naming);
    let consents = current_consents(&app).await?;
    let as_at = app.now();
    let children = app.store.list_children(&Selection::Children(wanted.clone()), &consents, as_at).await?;
    if children.len() != wanted.len() {
        // Somebody who is not on the roll any more: nothing is said about a picture with a child nobody knows.
        return Err(ApiError::field("children", "not-one-of-the-list"));
    }
    let pupils = u32::try_from(children.len()).unwrap_or(u32::MAX);
    let opening = Opening { pupils, ..Opening::new(as_at, reader.looker(), Opened::Check) };
    app.store.record_opening(opening).await?;
    let blocked: Vec<BlockedChild> =
        children.iter().filter_map(|child| view_blocked(child, &channels, naming)).collect();
    let mut caption = Vec::new();
    if blocked.is_empty() && naming != Naming::None {
        // First names only, whatever is allowed: a caption never needs more (domain.md R31).
        caption = children.iter().map(|child| child.first_name.clone()).collect();
        caption.sort();
    }
    Ok(Json(CheckResponse { as_at, blocked, caption, children: pupils }))
}

pub(super) fn read_children(ids: &[String]) -> Result<Vec<PersonId>, ApiError> {
    let wrong = |code| ApiError::field("children", code);
    if ids.is_empty() {
        return Err(wrong("empty"));
    }
    if ids.len() > MOST_CHECKED {
        return Err(wrong("too-long"));
    }
    let children: Result<BTreeSet<PersonId>, _> = ids.iter().map(|id| PersonId::try_from(id.as_str())).collect();
    let children = children.map_err(|_| wrong("not-one-of-the-list"))?;
    if children.len() != ids.len() {
        return Err(wrong("repeated"));
    }
    Ok(children.into_iter().collect())
}

fn read_channels(words: &[String]) -> Result<Vec<Channel>, ApiError> {
    let find = |word: &String| Channel::find(word).filter(|channel| PICTURE_CHANNELS.contains(channel));
    let channels: Option<BTreeSet<Channel>> = words.iter().map(find).collect();
    let channels = channels.ok_or_else(|| ApiError::field("channels", "not-one-of-the-list"))?;
    Ok(channels.into_iter().collect())
}

const fn read_naming(naming: NamingRequest) -> Naming {
    match naming {
        NamingRequest::None => Naming::None,
        NamingRequest::First => Naming::First,
        NamingRequest::Full => Naming::Full,
    }
}

fn view_blocked(child: &ListedChild, channels: &[Channel], naming: Naming) -> Option<BlockedChild> {
    let purposes = purposes_of(child);
    let blocks = ChildStanding { restrictions: &child.restrictions, purposes: &purposes }.blocks(channels, naming);
    (!blocks.is_empty()).then(|| BlockedChild {
        id: child.id.to_string(),
        first_name: child.first_name.clone(),
        last_name: child.last_name.clone(),
        class_name: child.class.name.clone(),
        blocks: blocks.into_iter().map(view_block).collect(),
    })
}

fn view_block(block: Block) -> BlockView {
    let (what, channel) = match block {
        Block::Take => ("take", None),
        Block::Publish(channel) => ("publish", Some(channel)),
        Block::NotAsked(channel) => ("not-asked", Some(channel)),
        Block::Name => ("name", None),
        Block::FullName => ("full-name", None),
    };
    BlockView { what: what.to_owned(), channel: channel.map(|channel| channel.word().to_owned()) }
}
