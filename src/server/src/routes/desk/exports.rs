//! Files for the office: who may be photographed, what is permitted, who has not signed, what was signed. Each is written down
//! when it is taken away.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use serde::Deserialize;
use shine_domain::board::{PurposeStanding, SignedStanding};
use shine_domain::ids::Slug;
use shine_domain::picture_use::{ChildStanding, PICTURE_CHANNELS};
use shine_domain::record::Act;
use shine_domain::vocabulary::Channel;
use shine_wire::{ErrorCode, ErrorEnvelope};

use super::board::current_subjects;
use super::child::ended_among;
use super::images::current_consents;
use crate::access::{Desk, MayExport};
use crate::app::App;
use crate::csv_file::CsvFile;
use crate::error::ApiError;
use crate::extract::Asked;
use crate::store::{ListedChild, Looker, Opened, Opening, Selection, Standing, Subject};

/// The most children whose signatures are written into one file: more would keep everybody waiting.
const MOST_REGISTERED: usize = 2_000;

/// A file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Export {
    NoImages,
    Permissions,
    Chase,
    Access,
    Register,
}

impl Export {
    fn find(name: &str) -> Option<Self> {
        match name {
            "no-images.csv" => Some(Self::NoImages),
            "permissions.csv" => Some(Self::Permissions),
            "chase.csv" => Some(Self::Chase),
            "access.csv" => Some(Self::Access),
            "register.csv" => Some(Self::Register),
            _ => None,
        }
    }
}

/// Whose.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Whose {
    class: Option<String>,
}

/// Takes a file away: `no-images.csv`, `permissions.csv`, `chase.csv`, `access.csv` or `register.csv`.
#[utoipa::path(get, path = "/api/v1/desk/exports/{file}", tag = "desk",
    params(("file" = String, Path, description = "no-images.csv, permissions.csv, chase.csv, access.csv or register.csv"),
           ("class" = Option<String>, Query, description = "A class's id; without it the whole school")), responses(
    (status = 200, content_type = "text/csv", body = String), (status = 401, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 404, body = ErrorEnvelope), (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn export(
    State(app): State<App>,
    desk: Desk<MayExport>,
    Path(file): Path<String>,
    Asked(whose): Asked<Whose>,
) -> Result<Response, ApiError> {
    let not_found = || ApiError::new(ErrorCode::NotFound);
    let export = Export::find(&file).ok_or_else(not_found)?;
    let class = whose.class.map(Slug::try_from).transpose().map_err(|_| not_found())?;
    let selection = class.clone().map_or(Selection::Everybody, Selection::Class);
    let (who, at) = (Looker::Staff(desk.staff.id), app.now());
    let consents = current_consents(&app).await?;
    let children = app.store.list_children(&selection, &consents, at).await?;
    if export == Export::Register && children.len() > MOST_REGISTERED {
        return Err(ApiError::field("classes", "too-long"));
    }
    let pupils = u32::try_from(children.len()).unwrap_or(u32::MAX);
    app.store.record_opening(Opening { class, pupils, ..Opening::new(at, who, Opened::Export) }).await?;
    let text = match export {
        Export::NoImages => no_images(&children),
        Export::Permissions => permissions(&app, &children).await?,
        Export::Chase => chase(&app, &selection).await?,
        Export::Access => access(&app, &selection).await?,
        Export::Register => register(&app, &children).await?,
    };
    let day = Timestamp::from_millisecond(at).map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"shine-{day}-{file}\"")),
    ];
    Ok((headers, text).into_response())
}

const fn yes_no(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

/// A row a child: taken, named, and each place a picture may go.
fn no_images(children: &[ListedChild]) -> String {
    let mut headings = vec!["class", "first name", "last name", "may be photographed", "may be named"];
    headings.extend(["may be named in the news media", "may be named in full"]);
    headings.extend(PICTURE_CHANNELS.iter().map(|channel| channel.word()));
    let mut file = CsvFile::new(&headings);
    for child in children {
        let purposes: Vec<_> = child.permissions.iter().map(|one| (one.channel, one.permission)).collect();
        let standing = ChildStanding { restrictions: &child.restrictions, purposes: &purposes };
        let mut cells = vec![child.class.name.as_str(), &child.first_name, &child.last_name];
        cells.extend([yes_no(standing.may_take()), yes_no(standing.may_name())]);
        cells.extend([yes_no(standing.may_name_at(Channel::Press)), yes_no(standing.may_name_in_full())]);
        let places = PICTURE_CHANNELS.iter().map(|channel| standing.may_publish(*channel).map_or("not asked", yes_no));
        cells.extend(places);
        file.row(cells);
    }
    file.into_text()
}

/// A row a child, two columns a question: whether it may be done, and how it stands.
async fn permissions(app: &App, children: &[ListedChild]) -> Result<String, ApiError> {
    let subjects: Vec<Subject> = current_subjects(app).await?.into_iter().filter(|one| one.step.is_some()).collect();
    let mut standings: BTreeMap<(String, usize), &'static str> = BTreeMap::new();
    let selection = Selection::Children(children.iter().map(|child| child.id.clone()).collect());
    for (at, subject) in subjects.iter().enumerate() {
        for standing in PurposeStanding::ALL {
            let found = app.store.list_standing(&selection, subject, Standing::Purpose(standing), app.now()).await?;
            standings.extend(found.into_iter().map(|child| ((child.id.to_string(), at), standing.word())));
        }
    }
    let ids: Vec<String> =
        subjects.iter().map(|one| one.step.as_ref().map(ToString::to_string).unwrap_or_default()).collect();
    let mut headings = vec!["class", "first name", "last name"];
    headings.extend(ids.iter().map(String::as_str));
    let mut file = CsvFile::new(&headings);
    for child in children {
        let mut cells = vec![child.class.name.as_str(), &child.first_name, &child.last_name];
        cells.extend((0..subjects.len()).map(|at| standings.get(&(child.id.to_string(), at)).copied().unwrap_or("")));
        file.row(cells);
    }
    Ok(file.into_text())
}

/// A row for each child and document nobody has signed or answered, with the adults who could. Those who want to talk first
/// are not chased.
async fn chase(app: &App, selection: &Selection) -> Result<String, ApiError> {
    let mut file = CsvFile::new(&["class", "first name", "last name", "document", "adults", "adults with a link"]);
    let linked = app.store.list_linked().await?;
    let adults = app.store.list_adults(selection).await?;
    for (title, child) in outstanding(app, selection).await? {
        let own: Vec<_> = adults.iter().filter(|adult| adult.children.iter().any(|one| one.id == child.id)).collect();
        let names = own.iter().map(|adult| adult.name.as_str()).collect::<Vec<_>>().join("; ");
        let with_link = own.iter().filter(|adult| linked.contains(&adult.id)).count().to_string();
        file.row([child.class.name.as_str(), &child.first_name, &child.last_name, &title, &names, &with_link]);
    }
    Ok(file.into_text())
}

/// Each child with a document that waits for them: a consent once, however many of its questions wait.
async fn outstanding(app: &App, selection: &Selection) -> Result<Vec<(String, ListedChild)>, ApiError> {
    let mut rows: Vec<(String, ListedChild)> = Vec::new();
    for subject in current_subjects(app).await? {
        let title = subject.document.document.meta.title.clone();
        for child in app.store.list_waiting(selection, &subject, app.now()).await? {
            if !rows.iter().any(|(known, one)| *known == title && one.id == child.id) {
                rows.push((title.clone(), child));
            }
        }
    }
    rows.sort_by(|a, b| {
        let key = |(title, child): &(String, ListedChild)| {
            (
                child.class.year,
                child.class.name.clone(),
                child.last_name.clone(),
                child.first_name.clone(),
                title.clone(),
            )
        };
        key(a).cmp(&key(b))
    });
    Ok(rows)
}

/// A row for each child and charter or agreement: whether somebody has signed the text in force.
async fn access(app: &App, selection: &Selection) -> Result<String, ApiError> {
    let mut file = CsvFile::new(&["class", "first name", "last name", "document", "signed"]);
    for subject in current_subjects(app).await?.iter().filter(|one| one.step.is_none()) {
        for standing in SignedStanding::ALL {
            for child in app.store.list_standing(selection, subject, Standing::Signed(standing), app.now()).await? {
                let title = &subject.document.document.meta.title;
                let signed = yes_no(standing == SignedStanding::Signed);
                file.row([child.class.name.as_str(), &child.first_name, &child.last_name, title, signed]);
            }
        }
    }
    Ok(file.into_text())
}

/// A row for each signature and answer, as it was written.
async fn register(app: &App, children: &[ListedChild]) -> Result<String, ApiError> {
    let headings = [
        "at (UTC)",
        "class",
        "first name",
        "last name",
        "act",
        "document",
        "version",
        "reference",
        "signed by",
        "relationship",
        "how",
        "corrected or made invalid",
        "about reference",
    ];
    let mut file = CsvFile::new(&headings);
    for child in children {
        let acts = app.store.list_acts(&child.id).await?;
        let ended = ended_among(&acts);
        for opened in acts {
            // What staff forbid is no signature, and why is not the office's.
            if matches!(opened.act.act, Act::Restricted | Act::Lifted | Act::Protected) {
                continue;
            }
            let at = Timestamp::from_millisecond(opened.act.at).map(|at| at.to_string()).unwrap_or_default();
            let (title, version) = match (&opened.act.document, opened.digest) {
                (Some((_, slug, version)), Some(digest)) => {
                    let text = app.store.find_document(digest).await?;
                    (
                        text.map_or_else(|| slug.to_string(), |text| text.document.meta.title.clone()),
                        version.to_string(),
                    )
                }
                _ => (String::new(), String::new()),
            };
            let reference = opened.act.reference.as_ref().map(ToString::to_string).unwrap_or_default();
            let is_ended = yes_no(opened.act.reference.as_ref().is_some_and(|reference| ended.contains(reference)));
            let about = opened.act.about.as_ref().map(ToString::to_string).unwrap_or_default();
            file.row([
                at.as_str(),
                &child.class.name,
                &child.first_name,
                &child.last_name,
                opened.act.act.word(),
                &title,
                &version,
                &reference,
                &opened.who,
                &opened.relationship,
                &opened.channel,
                is_ended,
                &about,
            ]);
        }
    }
    Ok(file.into_text())
}
