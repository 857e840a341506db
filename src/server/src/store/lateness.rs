//! Whether what staff enter afterwards can still count: nothing is answered "entered" that the past would pass over.

use shine_domain::consent::Said;
use shine_domain::record::{Act, Entry};
use sqlx::AnyConnection;

use super::StoreError;
use super::past::{is_day_over, said_at};
use super::records::{EnteredFrom, Prepared, Way};
use super::turn::Words;

/// When `prepared` was said, in milliseconds since 1970, UTC.
pub(super) fn said_when(prepared: &Prepared) -> Result<i64, StoreError> {
    let now = prepared.recording.now;
    match &prepared.recording.way {
        Way::Web => Ok(now),
        Way::EnteredFor { from, on, .. } => {
            said_at(on, now, *from == EnteredFrom::Paper).ok_or(StoreError::Damaged("the day something was said"))
        }
    }
}

/// Refuses what staff enter for a day after which `words`, what the adult said last, were said, where it would not count
/// (`LastSaid::replaces`); and what was agreed to before this text took the place of an older one, for then the older one was
/// agreed to. A no is a no whenever it comes.
///
/// # Errors
/// [`StoreError::OlderThanWhatWasSaid`]; [`StoreError::OlderThanTheText`]; a fault.
pub(super) async fn refuse_what_is_late(
    connection: &mut AnyConnection,
    prepared: &Prepared,
    words: &Words,
) -> Result<(), StoreError> {
    let Way::EnteredFor { on, .. } = &prepared.recording.way else { return Ok(()) };
    let said = said_when(prepared)?;
    let mut agreed = prepared.submission.answers.iter().filter(|(_, word)| **word == Said::Yes).peekable();
    let agrees = prepared.submission.act == Act::Acknowledged || agreed.peek().is_some();
    if agreed.any(|(step, _)| words.get(step).is_some_and(|last| last.at > said)) {
        return Err(StoreError::OlderThanWhatWasSaid);
    }
    if agrees {
        let since = find_when_replaced(connection, prepared).await?;
        if since.is_some_and(|since| is_day_over(on, since) == Some(true)) {
            return Err(StoreError::OlderThanTheText);
        }
    }
    Ok(())
}

/// When the major version of the text took the place of an older one, in milliseconds since 1970, UTC; `None` for the first that
/// there was.
async fn find_when_replaced(connection: &mut AnyConnection, prepared: &Prepared) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT d.version_major, e.body FROM documents d \
               JOIN entries e ON e.school_id = d.school_id AND e.number = d.entry \
               WHERE d.school_id = $1 AND d.kind = $2 AND d.slug = $3 AND d.language = $4 ORDER BY d.entry";
    let published = &prepared.recording.shown;
    let document = &published.document;
    let query = sqlx::query_as(sql)
        .bind(prepared.school.to_string())
        .bind(document.kind.word())
        .bind(document.slug.to_string())
        .bind(document.language.to_string());
    let rows: Vec<(i64, String)> = query.fetch_all(connection).await?;
    let major = i64::from(published.version.major);
    let has_older = rows.iter().any(|(of, _)| *of < major);
    let Some((_, body)) = rows.iter().find(|(of, _)| *of == major).filter(|_| has_older) else { return Ok(None) };
    let entry: Entry = serde_json::from_str(body).map_err(|_| StoreError::Damaged("a ledger entry"))?;
    Ok(Some(entry.at))
}
