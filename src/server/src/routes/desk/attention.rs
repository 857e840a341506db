//! What the office should look at: adults who differ, somebody not expected to answer, an objection, a wish to talk.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use shine_wire::ErrorEnvelope;
use shine_wire::desk::{AttentionCount, AttentionResponse, ConcernView, STANDING_PAGE};

use super::board::current_signable;
use super::child::view_found;
use crate::access::{Desk, MaySeeConcerns};
use crate::app::App;
use crate::error::ApiError;
use crate::extract::Asked;
use crate::store::{Looker, Opened, Opening};

/// Which page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    #[serde(default)]
    from: usize,
}

/// How many children have something to look at: nobody is named, so nothing is written down.
#[utoipa::path(get, path = "/api/v1/desk/attention/count", tag = "desk", responses(
    (status = 200, body = AttentionCount), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope)))]
pub(crate) async fn count(
    State(app): State<App>,
    _desk: Desk<MaySeeConcerns>,
) -> Result<Json<AttentionCount>, ApiError> {
    let children = app.store.count_noticed(&current_signable(&app).await?, app.now()).await?;
    Ok(Json(AttentionCount { children: u32::try_from(children).unwrap_or(u32::MAX) }))
}

/// What there is to look at, newest first, a page of it.
#[utoipa::path(get, path = "/api/v1/desk/attention", tag = "desk",
    params(("from" = Option<u32>, Query, description = "After how many")), responses(
    (status = 200, body = AttentionResponse), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope),
    (status = 404, body = ErrorEnvelope)))]
pub(crate) async fn list(
    State(app): State<App>,
    desk: Desk<MaySeeConcerns>,
    Asked(page): Asked<Page>,
) -> Result<Json<AttentionResponse>, ApiError> {
    let as_at = app.now();
    let (noticed, count) =
        app.store.list_noticed(&current_signable(&app).await?, (page.from, STANDING_PAGE), as_at).await?;
    let shown: BTreeSet<_> = noticed.iter().map(|one| &one.child.id).collect();
    let pupils = u32::try_from(shown.len()).unwrap_or(u32::MAX);
    let opening = Opening { pupils, ..Opening::new(as_at, Looker::Staff(desk.staff.id), Opened::Attention) };
    app.store.record_opening(opening).await?;
    let concerns = noticed.into_iter().map(|one| ConcernView {
        child: view_found(one.child),
        concern: one.notice.concern.word().to_owned(),
        title: one.document.document.meta.title.clone(),
        at: one.notice.at,
    });
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Json(AttentionResponse { as_at, concerns: concerns.collect(), count }))
}
