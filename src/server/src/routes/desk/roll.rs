//! Taking a class list over: what would change, and then all of it or nothing. The file is read and forgotten.

use std::collections::{BTreeMap, HashMap};

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use data_encoding::BASE64;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use shine_domain::ids::{Digest, PersonId, Slug};
use shine_roll::columns::{Choice, Columns, Weight};
use shine_roll::current::{Answering, CurrentRoll};
use shine_roll::fields::Field;
use shine_roll::plan::{AdultRef, Alarm, Plan, PupilRef, plan};
use shine_roll::rows::read_rows;
use shine_roll::table::{FileProblem, Table, read_table};
use shine_roll::values::SchoolYear;
use shine_wire::desk::{ApplyRequest, ChangesView, FieldView, MOST_NAMED, PlanRequest, PlanResponse, ProblemView};
use shine_wire::{ErrorCode, ErrorEnvelope};

use crate::access::{Desk, MayKeepRoll};
use crate::app::App;
use crate::error::ApiError;
use crate::extract::JsonBody;
use crate::store::{Leavers, Looker, Opened, Opening, RollMark};

/// Everything a file leads to.
struct Planned {
    plan: Plan,
    columns: Columns,
    table: Table,
    roll: CurrentRoll,
    mark: RollMark,
    /// What the plan is called: another plan has another name.
    name: String,
}

/// Says what taking a file over would change.
#[utoipa::path(post, path = "/api/v1/desk/roll/plan", tag = "desk", request_body = PlanRequest, responses(
    (status = 200, body = PlanResponse), (status = 400, body = ErrorEnvelope), (status = 401, body = ErrorEnvelope),
    (status = 403, body = ErrorEnvelope), (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope),
    (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn show_plan(
    State(app): State<App>,
    _desk: Desk<MayKeepRoll>,
    JsonBody(request): JsonBody<PlanRequest>,
) -> Result<Json<PlanResponse>, ApiError> {
    let planned = make_plan(&app, &request.file, request.columns.as_ref()).await?;
    Ok(Json(match planned {
        Ok(planned) => view(&planned),
        Err(problem) => PlanResponse { file_problem: file_message(&problem), ..PlanResponse::default() },
    }))
}

/// Takes the file over, if the plan is still the one that was shown.
#[utoipa::path(post, path = "/api/v1/desk/roll/apply", tag = "desk", request_body = ApplyRequest, responses(
    (status = 204, description = "All of it is written."), (status = 400, body = ErrorEnvelope),
    (status = 401, body = ErrorEnvelope), (status = 403, body = ErrorEnvelope), (status = 409, body = ErrorEnvelope),
    (status = 413, body = ErrorEnvelope), (status = 415, body = ErrorEnvelope), (status = 422, body = ErrorEnvelope)))]
pub(crate) async fn apply(
    State(app): State<App>,
    desk: Desk<MayKeepRoll>,
    JsonBody(request): JsonBody<ApplyRequest>,
) -> Result<StatusCode, ApiError> {
    let planned = make_plan(&app, &request.file, request.columns.as_ref()).await?;
    // A file that cannot be read had no plan to be shown.
    let planned = planned.map_err(|_| ApiError::new(ErrorCode::ChangedMeanwhile))?;
    if planned.name != request.plan {
        return Err(ApiError::new(ErrorCode::ChangedMeanwhile));
    }
    if !planned.columns.can_read() {
        return Err(ApiError::field("file", "columns-missing"));
    }
    if needs_confirming(&planned.plan) && !request.confirmed {
        return Err(ApiError::field("confirmed", "empty"));
    }
    let leavers = if request.leavers { Leavers::Leave } else { Leavers::Stay };
    let pupils = u32::try_from(planned.plan.added.len() + planned.plan.unchanged).unwrap_or(u32::MAX);
    let who = Looker::Staff(desk.staff.id);
    let opening = Opening { pupils, ..Opening::new(app.now(), who, Opened::Import) };
    app.store.record_opening(opening).await?;
    let choice = serde_json::to_string(planned.columns.choice()).unwrap_or_default();
    app.store.apply_plan(planned.plan, planned.mark, leavers, app.now()).await?;
    app.store.keep_roll_columns(choice).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether there is something the office must have seen.
fn needs_confirming(plan: &Plan) -> bool {
    let has_left_out = plan.problems.iter().any(|problem| problem.weight == Weight::LeftOut);
    has_left_out || plan.alarm.is_some() || plan.assumes_responsibility.is_some()
}

async fn make_plan(
    app: &App,
    file: &str,
    columns: Option<&BTreeMap<String, String>>,
) -> Result<Result<Planned, FileProblem>, ApiError> {
    let bytes = BASE64.decode(file.as_bytes()).map_err(|_| ApiError::new(ErrorCode::MalformedBody))?;
    let (remembered, (roll, mark)) = (app.store.find_roll_columns().await?, app.store.load_roll().await?);
    let (chosen, store, now) = (columns.cloned(), app.store.clone(), app.now());
    // Reading a large file takes a while: other requests go on meanwhile.
    let work = move || -> Result<Planned, FileProblem> {
        let table = read_table(&bytes)?;
        let columns = choose_columns(&table, chosen.as_ref(), remembered.as_deref());
        let year = school_year(now);
        let rows = read_rows(&table, &columns, &year);
        let hash = |kind, number: &str| store.roll_key(kind, number);
        let plan = if columns.can_read() { plan(&rows, &roll, &hash) } else { Plan::default() };
        let name = name_of(&bytes, columns.choice(), &year, &mark);
        Ok(Planned { plan, columns, table, roll, mark, name })
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| ApiError::new(ErrorCode::Internal))
}

fn file_message(problem: &FileProblem) -> String {
    match problem.line {
        Some(line) => format!("Line {line}: {}", problem.message),
        None => problem.message.clone(),
    }
}

/// The columns as chosen now, or as chosen last if this file has them all, or as the headings say.
fn choose_columns(table: &Table, chosen: Option<&BTreeMap<String, String>>, remembered: Option<&str>) -> Columns {
    if let Some(chosen) = chosen {
        let guessed = Columns::guess(table);
        let mut choice = Choice { columns: BTreeMap::new(), contacts: guessed.choice().contacts.clone() };
        for (word, heading) in chosen {
            if let Some(field) = Field::find(word) {
                choice.columns.insert(field, vec![heading.clone()]);
            }
        }
        return Columns::from_choice(&choice, table);
    }
    let remembered = remembered.and_then(|text| serde_json::from_str::<Choice>(text).ok());
    let again = remembered.map(|choice| Columns::from_choice(&choice, table));
    again.filter(|columns| columns.can_read() && columns.problems().is_empty()).unwrap_or_else(|| Columns::guess(table))
}

/// A school year begins in September.
fn school_year(now: i64) -> SchoolYear {
    let today = Timestamp::from_millisecond(now).unwrap_or_default().to_zoned(TimeZone::UTC).date();
    let year = if today.month() >= 9 { today.year() } else { today.year() - 1 };
    SchoolYear { starting: u16::try_from(year).unwrap_or(0) }
}

/// A name for exactly this plan: file, columns, school year and roll make it, and whatever changes one of them changes the name.
fn name_of(bytes: &[u8], choice: &Choice, year: &SchoolYear, mark: &RollMark) -> String {
    let (choice, year) = (serde_json::to_string(choice).unwrap_or_default(), year.starting);
    Digest::of(format!("{}\n{choice}\n{year}\n{mark}", Digest::of(bytes)).as_bytes()).to_string()
}

/// What people and classes are called, for the sentences of a plan.
struct Names<'a> {
    pupils: HashMap<&'a PersonId, String>,
    adults: HashMap<&'a PersonId, &'a str>,
    classes: HashMap<&'a Slug, &'a str>,
}

impl<'a> Names<'a> {
    fn new(planned: &'a Planned) -> Self {
        let Planned { plan, roll, .. } = planned;
        let known = roll.classes.iter().map(|class| (&class.id, class.name.as_str()));
        let new = plan.classes.iter().map(|class| (&class.id, class.name.as_str()));
        Self {
            pupils: roll.pupils.iter().map(|one| (&one.id, format!("{} {}", one.first_name, one.last_name))).collect(),
            adults: roll.adults.iter().map(|one| (&one.id, one.name.as_str())).collect(),
            classes: known.chain(new).collect(),
        }
    }

    fn pupil(&self, id: &PersonId) -> String {
        self.pupils.get(id).cloned().unwrap_or_default()
    }

    fn adult(&self, id: &PersonId) -> String {
        self.adults.get(id).copied().unwrap_or_default().to_owned()
    }

    fn class(&self, id: &Slug) -> &'a str {
        self.classes.get(id).copied().unwrap_or_default()
    }
}

fn view(planned: &Planned) -> PlanResponse {
    let Planned { plan, columns, table, name, .. } = planned;
    let chosen = &columns.choice().columns;
    let field = |field: &Field| FieldView {
        field: field.word().to_owned(),
        title: field.title().to_owned(),
        heading: chosen.get(field).and_then(|headings| headings.first()).cloned(),
    };
    let left_out = plan.problems.iter().filter(|problem| problem.weight == Weight::LeftOut).count();
    let problems = plan.problems.iter().take(MOST_NAMED).map(|problem| ProblemView {
        line: problem.line,
        column: problem.column.map(|column| column.title().to_owned()).unwrap_or_default(),
        message: problem.message.clone(),
        is_left_out: problem.weight == Weight::LeftOut,
    });
    let names = Names::new(planned);
    PlanResponse {
        file_problem: String::new(),
        plan: name.clone(),
        source: columns.preset().title().to_owned(),
        headings: table.headings.clone(),
        fields: Field::ALL.iter().map(field).collect(),
        column_problems: columns.problems().iter().map(|problem| problem.message.clone()).collect(),
        is_readable: columns.can_read(),
        problems: problems.collect(),
        left_out: small(left_out),
        changes: changes(plan, &names),
        unchanged: small(plan.unchanged),
        classes_absent: plan.classes_absent.iter().map(|class| names.class(class).to_owned()).collect(),
        alarm: plan.alarm.map(|alarm| match alarm {
            Alarm::MostLeave => "most-leave".to_owned(),
            Alarm::OtherKeys => "other-keys".to_owned(),
        }),
        assumes_responsibility: plan.assumes_responsibility.is_some(),
        is_empty: plan.is_empty(),
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Everything that would change, kind by kind, in words; kinds of which there is nothing are left out.
fn changes(plan: &Plan, names: &Names<'_>) -> Vec<ChangesView> {
    let mut views = Vec::new();
    let mut add = |kind: &str, named: Vec<String>| {
        if !named.is_empty() {
            let count = small(named.len());
            views.push(ChangesView {
                kind: kind.to_owned(),
                count,
                named: named.into_iter().take(MOST_NAMED).collect(),
            });
        }
    };
    add("classes", plan.classes.iter().map(|class| class.name.clone()).collect());
    add(
        "added",
        plan.added
            .iter()
            .map(|one| {
                format!("{} {}, {}, {}", one.first_name, one.last_name, names.class(&one.class), one.year.title())
            })
            .collect(),
    );
    add("changed", plan.changed.iter().map(|one| changed_pupil(one, names)).collect());
    add(
        "moved",
        plan.moved
            .iter()
            .map(|one| {
                let (from, to) = (names.class(&one.class.from), names.class(&one.class.to));
                format!("{}: from {from} to {to}", names.pupil(&one.id))
            })
            .collect(),
    );
    add("returned", plan.returned.iter().map(|id| names.pupil(id)).collect());
    add("leavers", plan.leavers.iter().map(|id| names.pupil(id)).collect());
    add("adults-added", plan.adults_added.iter().map(|one| one.name.clone()).collect());
    add("adults-changed", plan.adults_changed.iter().map(|one| changed_adult(one, names)).collect());
    add("guardians-added", plan.guardians_added.iter().map(|one| added_guardian(one, plan, names)).collect());
    add(
        "guardians-changed",
        plan.guardians_changed
            .iter()
            .map(|one| {
                let answering = one.answering.as_ref().map(|change| match change.to {
                    Answering::May => ": their yes counts",
                    Answering::MayNot => ": their yes does not count",
                });
                format!("{} for {}{}", names.adult(&one.adult), names.pupil(&one.pupil), answering.unwrap_or(""))
            })
            .collect(),
    );
    add(
        "guardians-missing",
        plan.guardians_missing
            .iter()
            .map(|one| format!("{} for {}", names.adult(&one.adult), names.pupil(&one.pupil)))
            .collect(),
    );
    views
}

fn changed_pupil(one: &shine_roll::plan::ChangedPupil, names: &Names<'_>) -> String {
    let mut parts = Vec::new();
    let renamed = [&one.first_name, &one.last_name].into_iter().flatten();
    parts.extend(renamed.map(|change| format!("{} becomes {}", change.from, change.to)));
    parts.extend(one.year.as_ref().map(|year| format!("{} becomes {}", year.from.title(), year.to.title())));
    if one.key.is_some() {
        parts.push("gets a number".to_owned());
    }
    format!("{}: {}", names.pupil(&one.id), parts.join(", "))
}

fn changed_adult(one: &shine_roll::plan::ChangedAdult, names: &Names<'_>) -> String {
    let mut parts = Vec::new();
    parts.extend(one.name.as_ref().map(|change| format!("{} becomes {}", change.from, change.to)));
    parts.extend(one.email.as_ref().map(|_| "new e-mail address".to_owned()));
    parts.extend(one.phone.as_ref().map(|_| "new telephone number".to_owned()));
    if one.key.is_some() {
        parts.push("gets a number".to_owned());
    }
    format!("{}: {}", names.adult(&one.id), parts.join(", "))
}

fn added_guardian(one: &shine_roll::plan::AddedGuardian, plan: &Plan, names: &Names<'_>) -> String {
    let adult = match &one.adult {
        AdultRef::Known(id) => names.adult(id),
        AdultRef::New(at) => plan.adults_added.get(*at).map(|adult| adult.name.clone()).unwrap_or_default(),
    };
    let pupil = match &one.pupil {
        PupilRef::Known(id) => names.pupil(id),
        PupilRef::New(at) => {
            plan.added.get(*at).map(|pupil| format!("{} {}", pupil.first_name, pupil.last_name)).unwrap_or_default()
        }
    };
    let not = match one.answering {
        _ if one.is_held => {
            ": kept from the child until somebody says otherwise, for they may be somebody who may not answer"
        }
        Answering::MayNot => ": their yes does not count",
        Answering::May => "",
    };
    format!("{adult} for {pupil}{not}")
}
