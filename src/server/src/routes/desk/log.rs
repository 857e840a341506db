//! Who looked at what, and who let whom in: for the safeguarding lead. Reading it is written down too.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use shine_domain::ids::PersonId;
use shine_wire::ErrorEnvelope;
use shine_wire::desk::{LogResponse, OpeningView};

use crate::access::{Desk, MaySeeLog, read_id};
use crate::app::App;
use crate::error::ApiError;
use crate::extract::Asked;
use crate::store::{Looker, Opened, Opening, Selection};

/// How many looks are shown at once.
const PAGE: u32 = 100;

/// Which part of the log.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    /// The number of the line after which the page begins.
    before: Option<i64>,
    child: Option<String>,
}

/// A page of the log, newest first.
#[utoipa::path(get, path = "/api/v1/desk/log", tag = "desk",
    params(("before" = Option<i64>, Query, description = "The number of the last line that is known"),
           ("child" = Option<String>, Query, description = "Only looks at this child")), responses(
    (status = 200, body = LogResponse), (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope),
    (status = 404, body = ErrorEnvelope)))]
pub(crate) async fn list(
    State(app): State<App>,
    desk: Desk<MaySeeLog>,
    Asked(part): Asked<Part>,
) -> Result<Json<LogResponse>, ApiError> {
    let child = part.child.as_deref().map(read_id).transpose()?;
    let openings = app.store.list_openings(child.as_ref(), part.before.unwrap_or(i64::MAX), PAGE).await?;
    let who = Looker::Staff(desk.staff.id);
    let opening = Opening { pupil: child, ..Opening::new(app.now(), who, Opened::Log) };
    app.store.record_opening(opening).await?;
    let names = Names::load(&app, &openings).await?;
    let openings = openings.iter().map(|opening| names.view(opening)).collect();
    Ok(Json(LogResponse { openings }))
}

/// What the ids of a page of the log are called.
struct Names {
    people: HashMap<PersonId, String>,
    classes: HashMap<String, String>,
}

impl Names {
    async fn load(app: &App, openings: &[Opening]) -> Result<Self, ApiError> {
        let mut people = HashMap::new();
        for opening in openings {
            let (staff, device) = match &opening.who {
                Looker::Staff(staff) => (Some(staff), None),
                Looker::Device(device) => (None, Some(device)),
                Looker::TripLink | Looker::Machine => (None, None),
            };
            for device in device.into_iter().chain(&opening.device) {
                if !people.contains_key(device) {
                    people.insert(device.clone(), app.store.find_device_name(device).await?);
                }
            }
            for staff in staff.into_iter().chain(&opening.colleague) {
                if !people.contains_key(staff) {
                    people.insert(staff.clone(), app.store.find_staff_name(staff).await?);
                }
            }
        }
        let pupils = openings.iter().filter_map(|opening| opening.pupil.clone()).collect();
        for child in app.store.list_children(&Selection::Children(pupils), &[], app.now()).await? {
            people.insert(child.id, format!("{} {}", child.first_name, child.last_name));
        }
        let classes = app.store.list_classes().await?;
        let classes = classes.into_iter().map(|class| (class.id.to_string(), class.name)).collect();
        Ok(Self { people, classes })
    }

    fn view(&self, opening: &Opening) -> OpeningView {
        let person = |id: &PersonId| self.people.get(id).cloned().unwrap_or_default();
        let class = opening.class.as_ref().and_then(|class| self.classes.get(class.as_str()));
        let (by, who) = match &opening.who {
            Looker::Staff(id) => ("staff", person(id)),
            Looker::Device(id) => ("device", person(id)),
            Looker::TripLink => ("trip-link", String::new()),
            Looker::Machine => ("machine", String::new()),
        };
        OpeningView {
            number: opening.number,
            at: opening.at,
            by: by.to_owned(),
            who,
            what: opening.what.word().to_owned(),
            child: opening.pupil.as_ref().map(person).unwrap_or_default(),
            subject: opening.colleague.as_ref().or(opening.device.as_ref()).map(person).unwrap_or_default(),
            roles: opening.roles.iter().map(|role| role.word().to_owned()).collect(),
            class_name: class.cloned().unwrap_or_default(),
            children: opening.pupils,
        }
    }
}
