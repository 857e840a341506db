//! Opening the ledger's entries about children: their acts, as the domain folds them. Reads only, and keeps nothing.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use shine_domain::consent::{Answers, read_answers};
use shine_domain::ids::{PersonId, Slug};
use shine_domain::past::{ChildPast, PastAct, read_restrictions};
use shine_domain::record::Entry;
use sqlx::{AnyConnection, Row as _};

use super::StoreError;
use super::history::ANSWERS;
use super::people::open_field;
use super::records::{EnteredFrom, SIGNED_ON, entry_place};
use super::sql::Statements;
use crate::keys::Keys;
use crate::seal::SealKey;

/// The sealed field that says what staff forbade or allowed again.
pub(super) const RESTRICTIONS: &str = "restrictions";
/// The sealed field that says why.
pub(super) const REASON: &str = "reason";
/// How many children are read in one journey to the database.
pub(super) const MOST_AT_ONCE: usize = 200;

/// Every act about each of `pupils`, in the order of the ledger. A child whose key was destroyed has none.
///
/// # Errors
/// [`StoreError`] when the ledger cannot be read, or something in it does not open.
pub(super) async fn load_past(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    pupils: &[PersonId],
) -> Result<HashMap<PersonId, Vec<PastAct>>, StoreError> {
    let mut past = HashMap::new();
    for some in pupils.chunks(MOST_AT_ONCE) {
        load_some(connection, school, keys, some, &mut past).await?;
    }
    Ok(past)
}

async fn load_some(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    pupils: &[PersonId],
    past: &mut HashMap<PersonId, Vec<PastAct>>,
) -> Result<(), StoreError> {
    let mut statements = Statements::default();
    // From the children to their entries, in this order: else a database without statistics reads everybody's.
    statements.add(&format!(
        "WITH wanted (pupil_id) AS (VALUES {}) SELECT w.pupil_id, k.wrapped, e.body FROM wanted w \
         CROSS JOIN person_keys k ON k.school_id = ? AND k.person_id = w.pupil_id \
         CROSS JOIN record_pupils p ON p.school_id = k.school_id AND p.pupil_id = w.pupil_id \
         CROSS JOIN entries e ON e.school_id = p.school_id AND e.number = p.entry ORDER BY w.pupil_id, p.entry",
        vec!["(?)"; pupils.len()].join(", ")
    ));
    for pupil in pupils {
        statements.text(pupil.as_str());
    }
    statements.text(school.as_str());
    let mut open: Option<(PersonId, SealKey)> = None;
    for row in statements.run(connection).await? {
        let pupil = PersonId::try_from(row.try_get::<String, _>("pupil_id")?);
        let pupil = pupil.map_err(|_| StoreError::Damaged("a child's identifier"))?;
        if open.as_ref().is_none_or(|(of, _)| *of != pupil) {
            let key = keys.unwrap_key(pupil.as_str(), &row.try_get::<String, _>("wrapped")?)?;
            open = Some((pupil.clone(), key));
        }
        let Some((_, key)) = &open else { continue };
        let entry: Entry = serde_json::from_str(&row.try_get::<String, _>("body")?)
            .map_err(|_| StoreError::Damaged("a ledger entry"))?;
        let act = open_act(school, key, &pupil, entry)?;
        past.entry(pupil).or_default().push(act);
    }
    Ok(())
}

/// What `entry` says about `pupil`, whose key is `key`.
pub(super) fn open_act(school: &Slug, key: &SealKey, pupil: &PersonId, entry: Entry) -> Result<PastAct, StoreError> {
    let damaged = || StoreError::Damaged("a record about a child");
    let value = |field: &str| {
        let sealed = entry.sealed.iter().find(|one| one.person == *pupil && one.field == field);
        sealed.map(|one| open_field(key, &entry_place(school, entry.number, pupil, field), &one.data)).transpose()
    };
    let answers = match value(ANSWERS)? {
        Some(text) => read_answers(&text).ok_or_else(damaged)?,
        None if entry.act.has_answers() => return Err(damaged()),
        None => Answers::new(),
    };
    let restrictions = match value(RESTRICTIONS)? {
        Some(text) => read_restrictions(&text).ok_or_else(damaged)?,
        None => BTreeSet::new(),
    };
    let is_paper = entry.channel.as_deref() == Some(EnteredFrom::Paper.word());
    let said = |day: String| said_within(&day, entry.at, is_paper).ok_or_else(damaged);
    let (said_at, said_until) = value(SIGNED_ON)?.map(said).transpose()?.unwrap_or((entry.at, entry.at));
    Ok(PastAct {
        entry: entry.number,
        at: entry.at,
        said_at,
        said_until,
        act: entry.act,
        document: entry.document.map(|text| (text.kind, text.slug, text.version)),
        reference: entry.reference,
        adult: entry.adult,
        staff: entry.staff,
        about: entry.about,
        answers,
        restrictions,
    })
}

/// Between which moments something was said on `day`, written `2027-01-31`, that staff entered at `entered_at`; all in milliseconds
/// since 1970, UTC. Said on the day it was entered it was said just now. Later, or on a paper, which may lie for hours, at any moment
/// of the day before it was entered. `None` for what is no day.
#[must_use]
pub(super) fn said_within(day: &str, entered_at: i64, is_paper: bool) -> Option<(i64, i64)> {
    let beginning = beginning_of(day.parse().ok()?)?;
    let from = if is_paper || is_day_over(day, entered_at)? { beginning.min(entered_at) } else { entered_at };
    Some((from, entered_at.min(beginning + DAY_MS - 1).max(from)))
}

/// A day in Britain, whose summer days end an hour before the days of UTC, in milliseconds.
const DAY_MS: i64 = 23 * 60 * 60 * 1000;

/// Whether `day`, written `2027-01-31`, was over at the moment `at`, in milliseconds since 1970, UTC. `None` for what is no day.
#[must_use]
pub(super) fn is_day_over(day: &str, at: i64) -> Option<bool> {
    Some(at >= beginning_of(day.parse::<Date>().ok()?.tomorrow().ok()?)?)
}

fn beginning_of(day: Date) -> Option<i64> {
    Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

/// What counts today of everything that was said and done about `pupil`.
///
/// # Errors
/// As [`load_past`].
pub(super) async fn load_child_past(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    pupil: &PersonId,
) -> Result<ChildPast, StoreError> {
    let past = load_past(connection, school, keys, std::slice::from_ref(pupil)).await?;
    Ok(ChildPast::of(past.get(pupil).into_iter().flatten()))
}

/// Every entry about `pupil`, in the order of the ledger.
///
/// # Errors
/// [`StoreError`] when the ledger cannot be read.
pub(super) async fn load_entries(
    connection: &mut AnyConnection,
    school: &Slug,
    pupil: &PersonId,
) -> Result<Vec<Entry>, StoreError> {
    let sql = "SELECT e.body FROM record_pupils p JOIN entries e ON e.school_id = p.school_id AND e.number = p.entry \
               WHERE p.school_id = $1 AND p.pupil_id = $2 ORDER BY p.entry";
    let query = sqlx::query_scalar(sql).bind(school.to_string()).bind(pupil.to_string());
    let bodies: Vec<String> = query.fetch_all(connection).await?;
    let read = |body: String| serde_json::from_str(&body).map_err(|_| StoreError::Damaged("a ledger entry"));
    bodies.into_iter().map(read).collect()
}

/// Not `DISTINCT`: for that the database would go through the records of every child.
pub(super) const TOUCHED: &str = "SELECT pupil_id FROM record_pupils WHERE school_id = $1 AND entry > $2";

/// The children the entries after `after` are about, each once.
///
/// # Errors
/// [`StoreError`] when the ledger cannot be read.
pub(super) async fn list_touched(
    connection: &mut AnyConnection,
    school: &Slug,
    after: i64,
) -> Result<Vec<PersonId>, StoreError> {
    let query = sqlx::query_scalar(TOUCHED).bind(school.to_string()).bind(after);
    let found: BTreeSet<String> = query.fetch_all(connection).await?.into_iter().collect();
    let read = |id| PersonId::try_from(id).map_err(|_| StoreError::Damaged("a child's identifier"));
    found.into_iter().map(read).collect()
}
