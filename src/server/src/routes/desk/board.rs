//! The board: children, not papers, by class and by document; and the children behind each number.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use shine_domain::board::{PurposeStanding, SignedStanding};
use shine_domain::ids::Slug;
use shine_domain::vocabulary::{Role, Signer};
use shine_wire::desk::{BoardResponse, BoardRow, STANDING_PAGE, StandingResponse, SubjectView};
use shine_wire::{ErrorCode, ErrorEnvelope};

use super::child::view_found;
use super::session::view_class;
use crate::access::{Desk, MayRestrict, MaySeeBoard, MaySeeChildren, Rule as _};
use crate::app::App;
use crate::error::ApiError;
use crate::extract::Asked;
use crate::store::{BoardClass, Looker, Opened, Opening, Published, Selection, Standing, Subject, subjects};

/// Fewer children than this are not told to a governor (domain.md R53).
const FEW: u32 = 5;

/// What adults sign or answer, in force, each once whatever the language.
pub(super) async fn current_subjects(app: &App) -> Result<Vec<Subject>, ApiError> {
    Ok(subjects(&current_signable(app).await?))
}

/// The documents adults sign or answer, in force, each once whatever the language.
pub(super) async fn current_signable(app: &App) -> Result<Vec<Arc<Published>>, ApiError> {
    let documents = app.store.list_current_documents().await?;
    let mut signable: Vec<Arc<Published>> = Vec::new();
    for document in documents.iter().filter(|one| one.document.meta.signers.contains(&Signer::Adult)) {
        let is_known = |known: &Arc<Published>| {
            known.document.kind == document.document.kind && known.document.slug == document.document.slug
        };
        // The newest version, in whatever language: a translation may be a version behind.
        match signable.iter_mut().find(|known| is_known(known)) {
            Some(known) if document.version > known.version => *known = Arc::clone(document),
            Some(_) => {}
            None => signable.push(Arc::clone(document)),
        }
    }
    Ok(signable)
}

/// How many children of each class stand how with each document.
#[utoipa::path(get, path = "/api/v1/desk/board", tag = "desk", responses(
    (status = 200, body = BoardResponse), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope)))]
pub(crate) async fn show(State(app): State<App>, desk: Desk<MaySeeBoard>) -> Result<Json<BoardResponse>, ApiError> {
    let subjects = current_subjects(&app).await?;
    let as_at = app.now();
    let mut rows = app.store.count_board(&subjects, as_at).await?;
    let sees_all = desk.is_one_of(MayRestrict::ROLES);
    let classes = if !sees_all && desk.is_one_of(&[Role::Governor]) {
        vec![without_few(sum(&rows, subjects.len()))]
    } else {
        rows.retain(|row| desk.may_see_class(&row.class.id));
        rows.iter().map(view_row).collect()
    };
    let subjects = subjects.iter().map(view_subject).collect();
    Ok(Json(BoardResponse { as_at, subjects, classes }))
}

fn view_row(row: &BoardClass) -> BoardRow {
    let words = |counts: &BTreeMap<Standing, u32>| {
        counts.iter().map(|(standing, count)| (standing.word().to_owned(), *count)).collect()
    };
    BoardRow {
        class: Some(view_class(&row.class)),
        children: row.children,
        counts: row.counts.iter().map(words).collect(),
        few: Vec::new(),
    }
}

fn sum(rows: &[BoardClass], subjects: usize) -> BoardRow {
    let mut counts: Vec<BTreeMap<String, u32>> = vec![BTreeMap::new(); subjects];
    for row in rows {
        for (sum, of_class) in counts.iter_mut().zip(&row.counts) {
            for (standing, count) in of_class {
                *sum.entry(standing.word().to_owned()).or_insert(0) += count;
            }
        }
    }
    BoardRow { class: None, children: rows.iter().map(|row| row.children).sum(), counts, few: Vec::new() }
}

/// Leaves out every number under five; and where that leaves only one out, the smallest other too, for else it could be
/// told from the sum.
fn without_few(mut row: BoardRow) -> BoardRow {
    for counts in &mut row.counts {
        let mut few: Vec<String> =
            counts.iter().filter(|(_, count)| **count < FEW).map(|(word, _)| word.clone()).collect();
        if few.len() == 1 {
            let others = counts.iter().filter(|(word, _)| !few.contains(word));
            let smallest = others.min_by_key(|(_, count)| **count).map(|(word, _)| word.clone());
            few.extend(smallest);
        }
        counts.retain(|word, _| !few.contains(word));
        few.sort();
        row.few.push(few);
    }
    row
}

fn view_subject(subject: &Subject) -> SubjectView {
    let document = &subject.document.document;
    let step = subject.step.as_ref().and_then(|id| document.steps.iter().find(|step| step.id == *id));
    let standings: Vec<String> = if step.is_some() {
        PurposeStanding::ALL.iter().map(|standing| standing.word().to_owned()).collect()
    } else {
        SignedStanding::ALL.iter().map(|standing| standing.word().to_owned()).collect()
    };
    SubjectView {
        document: document.slug.to_string(),
        title: document.meta.title.clone(),
        step: subject.step.as_ref().map(ToString::to_string),
        question: step.map(|step| step.heading_text()),
        standings,
    }
}

/// Which number.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Number {
    document: String,
    step: Option<String>,
    standing: String,
    class: Option<String>,
    #[serde(default)]
    from: usize,
}

/// The children behind a number, a page of them.
#[utoipa::path(get, path = "/api/v1/desk/board/children", tag = "desk",
    params(("document" = String, Query, description = "A document's name"),
           ("step" = Option<String>, Query, description = "A question's id"),
           ("standing" = String, Query, description = "How they stand"),
           ("class" = Option<String>, Query, description = "A class's id; without it the whole school"),
           ("from" = Option<u32>, Query, description = "After how many")), responses(
    (status = 200, body = StandingResponse), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope),
    (status = 404, body = ErrorEnvelope)))]
pub(crate) async fn list(
    State(app): State<App>,
    desk: Desk<MaySeeChildren>,
    Asked(number): Asked<Number>,
) -> Result<Json<StandingResponse>, ApiError> {
    let not_found = || ApiError::new(ErrorCode::NotFound);
    let subjects = current_subjects(&app).await?;
    let subject = subjects.iter().find(|subject| {
        subject.document.document.slug.as_str() == number.document
            && subject.step.as_ref().map(|step| step.as_str()) == number.step.as_deref()
    });
    let subject = subject.ok_or_else(not_found)?;
    let standing = find_standing(&number.standing, subject.step.is_some()).ok_or_else(not_found)?;
    let class = number.class.map(Slug::try_from).transpose().map_err(|_| not_found())?;
    let selection = class.clone().map_or(Selection::Everybody, Selection::Class);
    let as_at = app.now();
    let mut children = app.store.list_standing(&selection, subject, standing, as_at).await?;
    children.retain(|child| desk.may_see_class(&child.class.id));
    let count = u32::try_from(children.len()).unwrap_or(u32::MAX);
    let children: Vec<_> = children.into_iter().skip(number.from).take(STANDING_PAGE).collect();
    let (who, pupils) = (Looker::Staff(desk.staff.id.clone()), u32::try_from(children.len()).unwrap_or(u32::MAX));
    let opening = Opening { class, pupils, ..Opening::new(as_at, who, Opened::Board) };
    app.store.record_opening(opening).await?;
    let children = children.into_iter().map(view_found);
    Ok(Json(StandingResponse { as_at, children: children.collect(), count }))
}

fn find_standing(word: &str, is_question: bool) -> Option<Standing> {
    if is_question {
        PurposeStanding::ALL.into_iter().find(|one| one.word() == word).map(Standing::Purpose)
    } else {
        SignedStanding::ALL.into_iter().find(|one| one.word() == word).map(Standing::Signed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_governor_cannot_work_a_small_number_out() {
        let counts = |pairs: &[(&str, u32)]| pairs.iter().map(|(word, count)| ((*word).to_owned(), *count)).collect();
        let row = BoardRow {
            class: None,
            children: 40,
            counts: vec![
                counts(&[("signed", 30), ("declined", 2), ("outstanding", 8)]),
                counts(&[("given", 33), ("refused", 3), ("differ", 4)]),
                counts(&[("signed", 40)]),
            ],
            few: Vec::new(),
        };
        let shown = without_few(row);
        assert_eq!(shown.counts[0], counts(&[("signed", 30)]), "ten are left, of two kinds");
        assert_eq!(shown.few[0], ["declined", "outstanding"]);
        assert_eq!(shown.counts[1], counts(&[("given", 33)]));
        assert_eq!(shown.counts[2], counts(&[("signed", 40)]));
        assert!(shown.few[2].is_empty());
    }
}
