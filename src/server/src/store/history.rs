//! What a family said before: an adult's own records, and their answers about a child. What all adults said together is in
//! [`super::overview`].
//! Answers are nowhere but in the ledger, sealed; nothing here keeps them.

use shine_domain::document::Document;
use shine_domain::ids::{Digest, PersonId, Reference, Slug, Version};
use shine_domain::past::LastWords;
use shine_domain::permission::holds_until;
use shine_domain::record::Act;
use shine_domain::vocabulary::Kind;
use sqlx::{AnyConnection, Row as _};

use super::past::load_child_past;
use super::{Store, StoreError};

/// A signature as a family's own page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedRecord {
    /// The receipt's reference.
    pub reference: Reference,
    /// What was done.
    pub act: Act,
    /// The document's folder.
    pub kind: Kind,
    /// The document's name.
    pub slug: String,
    /// The text signed.
    pub digest: Digest,
    /// Its version.
    pub version: Version,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// For whom.
    pub pupils: Vec<PersonId>,
}

impl Store {
    /// Everything `adult` signed, declined or answered, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn list_records(&self, adult: &PersonId) -> Result<Vec<SignedRecord>, StoreError> {
        let mut connection = self.readers().acquire().await?;
        list_records(&mut connection, self.school(), adult).await
    }

    /// What `adult` said last to each question of the consent `slug` for `pupil`: their own words only.
    ///
    /// # Errors
    /// [`StoreError`] when the ledger cannot be read or opened.
    pub async fn list_own_answers(
        &self,
        adult: &PersonId,
        pupil: &PersonId,
        slug: &Slug,
    ) -> Result<LastWords, StoreError> {
        let mut connection = self.readers().acquire().await?;
        let past = load_child_past(&mut connection, self.school(), self.keys(), pupil).await?;
        Ok(past.words_of(adult, slug).cloned().unwrap_or_default())
    }
}

/// Until when a yes said at `at` with the version `said_with` counts under `consent`, the version in force: the time a yes holds
/// anyway; for a yes to an older major version no longer than the text itself says; and no longer than until the child
/// left at `away_from`, where they came back weeks later.
#[must_use]
pub fn still_holds_until(at: i64, said_with: Version, consent: &Document, away_from: Option<i64>) -> Option<i64> {
    let by_time = holds_until(at, consent.meta.renew);
    let by_time = match away_from.filter(|away_from| at < *away_from) {
        Some(away_from) => Some(by_time.map_or(away_from, |by_time| by_time.min(away_from))),
        None => by_time,
    };
    let is_older = consent.meta.version.is_none_or(|version| said_with.major < version.major);
    if !is_older {
        return by_time;
    }
    // Without a date in the text an old yes stops at once.
    let by_text = consent.meta.old_answers_until.as_deref().and_then(end_of_day).unwrap_or(i64::MIN);
    Some(by_time.map_or(by_text, |by_time| by_time.min(by_text)))
}

/// The last moment of a British day written `2027-01-31`, in milliseconds since 1970, UTC.
fn end_of_day(date: &str) -> Option<i64> {
    let next = date.parse::<jiff::civil::Date>().ok()?.tomorrow().ok()?;
    // Midnight UTC is midnight or one in the morning in Britain: never earlier than the day's end there.
    Some(next.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

/// The name of the sealed field that holds what was said.
pub(super) const ANSWERS: &str = "answers";

/// All records of an adult, newest first, a row for each child. One that names a child whom a court order keeps from them is not
/// there, as its receipt is not: for their other children they sign anew.
pub(super) const RECORDS_OF_ADULT: &str = "SELECT r.reference, r.act, r.kind, r.slug, r.digest, r.version_major, r.version_minor, r.at, p.pupil_id \
     FROM records r JOIN record_pupils p ON p.school_id = r.school_id AND p.entry = r.entry \
     WHERE r.school_id = $1 AND r.adult_id = $2 AND NOT EXISTS \
     (SELECT 1 FROM ended_records x WHERE x.school_id = r.school_id AND x.reference = r.reference) AND NOT EXISTS \
     (SELECT 1 FROM record_pupils q CROSS JOIN guardians g WHERE q.school_id = r.school_id AND q.entry = r.entry \
     AND g.school_id = q.school_id AND g.adult_id = r.adult_id AND g.pupil_id = q.pupil_id AND g.barred <> 0) \
     ORDER BY r.entry DESC, p.pupil_id";

async fn list_records(
    connection: &mut AnyConnection,
    school: &Slug,
    adult: &PersonId,
) -> Result<Vec<SignedRecord>, StoreError> {
    let rows =
        sqlx::query(RECORDS_OF_ADULT).bind(school.to_string()).bind(adult.to_string()).fetch_all(connection).await?;
    let mut records: Vec<SignedRecord> = Vec::new();
    for row in rows {
        let damaged = || StoreError::Damaged("a record");
        let reference = read_reference(row.try_get("reference")?)?;
        let pupil = PersonId::try_from(row.try_get::<String, _>("pupil_id")?).map_err(|_| damaged())?;
        if let Some(last) = records.last_mut().filter(|last| last.reference == reference) {
            last.pupils.push(pupil);
            continue;
        }
        let number = |name: &str| row.try_get::<i64, _>(name).map(|n| u16::try_from(n).unwrap_or(u16::MAX));
        records.push(SignedRecord {
            reference,
            act: read_act(row.try_get("act")?)?,
            kind: Kind::find(&row.try_get::<String, _>("kind")?).ok_or_else(damaged)?,
            slug: row.try_get("slug")?,
            digest: Digest::try_from(row.try_get::<String, _>("digest")?).map_err(|_| damaged())?,
            version: Version { major: number("version_major")?, minor: number("version_minor")? },
            at: row.try_get("at")?,
            pupils: vec![pupil],
        });
    }
    Ok(records)
}

pub(super) fn read_act(word: String) -> Result<Act, StoreError> {
    serde_json::from_value(word.into()).map_err(|_| StoreError::Damaged("an act"))
}

pub(super) fn read_reference(text: String) -> Result<Reference, StoreError> {
    Reference::try_from(text).map_err(|_| StoreError::Damaged("a reference"))
}
