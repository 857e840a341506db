//! Whether what staff enter afterwards can still count: nothing is answered "entered" that the past would pass over.

use std::collections::BTreeSet;

use shine_domain::consent::Said;
use shine_domain::ids::StepId;
use shine_domain::past::{LastSaid, LastWords};
use shine_domain::record::{Act, Entry};
use sqlx::AnyConnection;

use super::StoreError;
use super::past::{is_day_over, said_within};
use super::records::{EnteredFrom, Prepared, Way};

/// Between which moments `prepared` was said, in milliseconds since 1970, UTC.
pub(super) fn said_when(prepared: &Prepared) -> Result<(i64, i64), StoreError> {
    let now = prepared.recording.now;
    match &prepared.recording.way {
        Way::Web => Ok((now, now)),
        Way::EnteredFor { from, on, .. } => {
            let said = said_within(on, now, *from == EnteredFrom::Paper);
            said.ok_or(StoreError::Damaged("the day something was said"))
        }
    }
}

/// Refuses what staff enter for a day after which `words`, what the adult said last, were said, where it would not count
/// (`LastSaid::replaces`); what was agreed to before this text took the place of an older one, for then the older one was
/// agreed to; and what was agreed to before the child left and came back. A no is a no whenever it comes.
///
/// # Errors
/// [`StoreError::OlderThanWhatWasSaid`]; [`StoreError::OlderThanTheText`]; [`StoreError::OlderThanLeaving`]; a fault.
pub(super) async fn refuse_what_is_late(
    connection: &mut AnyConnection,
    prepared: &Prepared,
    words: &LastWords,
) -> Result<(), StoreError> {
    let Prepared { recording, submission, signers, .. } = prepared;
    let Way::EnteredFor { on, .. } = &recording.way else { return Ok(()) };
    let (said, _) = said_when(prepared)?;
    let agreed: Vec<&StepId> =
        submission.answers.iter().filter(|(_, word)| **word == Said::Yes).map(|(step, _)| step).collect();
    // A yes that the adult gave themselves since, to this text, says the same; one that staff entered may be of a wrong day.
    let major = recording.shown.version.major;
    let is_late =
        |last: &LastSaid| last.at > said && (last.said != Said::Yes || last.is_entered || last.version.major != major);
    if agreed.iter().any(|step| words.get(step).is_some_and(is_late)) {
        return Err(StoreError::OlderThanWhatWasSaid);
    }
    let children = signers.family.children.iter().filter(|child| submission.pupils.contains(&child.id));
    if !agreed.is_empty() && children.filter_map(|child| child.away_from).any(|left| left > said) {
        return Err(StoreError::OlderThanLeaving);
    }
    if submission.act == Act::Acknowledged || !agreed.is_empty() {
        let since = find_when_replaced(connection, prepared).await?;
        if since.is_some_and(|since| is_day_over(on, since) == Some(true)) {
            return Err(StoreError::OlderThanTheText);
        }
    }
    Ok(())
}

/// When the major version of the text took the place of an older one, in milliseconds since 1970, UTC: in every language that had
/// an older one, for a paper may be in any. `None` for the first that there was.
async fn find_when_replaced(connection: &mut AnyConnection, prepared: &Prepared) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT d.language, d.version_major, e.body FROM documents d \
               JOIN entries e ON e.school_id = d.school_id AND e.number = d.entry \
               WHERE d.school_id = $1 AND d.kind = $2 AND d.slug = $3 ORDER BY d.entry";
    let published = &prepared.recording.shown;
    let document = &published.document;
    let query = sqlx::query_as(sql).bind(prepared.school.to_string());
    let query = query.bind(document.kind.word()).bind(document.slug.to_string());
    let rows: Vec<(String, i64, String)> = query.fetch_all(connection).await?;
    let major = i64::from(published.version.major);
    let mut since = None;
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (language, of, body) in &rows {
        let had_older = rows.iter().any(|(other, older, _)| other == language && *older < major);
        if *of == major && had_older && seen.insert(language) {
            let entry: Entry = serde_json::from_str(body).map_err(|_| StoreError::Damaged("a ledger entry"))?;
            since = since.max(Some(entry.at));
        }
    }
    Ok(since)
}
