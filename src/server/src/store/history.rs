//! What a family said before: an adult's own records, and their answers about a child. What all adults said together is in
//! [`super::overview`].
//! Answers are nowhere but in the ledger, sealed; nothing here keeps them.

use std::collections::BTreeMap;

use shine_domain::consent::{Answers, read_answers};
use shine_domain::document::Document;
use shine_domain::ids::{Digest, PersonId, Reference, Slug, StepId, Version};
use shine_domain::past::LastSaid;
use shine_domain::permission::holds_until;
use shine_domain::record::{Act, Entry};
use shine_domain::vocabulary::Kind;
use sqlx::{AnyConnection, Row as _};

use super::people::{find_key, open_field};
use super::records::entry_place;
use super::{Store, StoreError};
use crate::keys::Keys;

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

/// One record of a consent for one child, opened.
#[derive(Clone, Debug)]
pub(super) struct PastAnswers {
    pub(super) adult: PersonId,
    pub(super) version: Version,
    pub(super) reference: Reference,
    pub(super) at: i64,
    pub(super) answers: Answers,
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
    ) -> Result<BTreeMap<StepId, LastSaid>, StoreError> {
        let mut connection = self.readers().acquire().await?;
        let past = load_past_answers(&mut connection, self.school(), self.keys(), pupil, slug).await?;
        Ok(last_said(past.iter().filter(|one| one.adult == *adult)))
    }
}

/// Until when `last` counts as a yes under `consent`, the version in force: the time a yes holds anyway, and for a yes to
/// an older major version no longer than the text itself says.
#[must_use]
pub fn still_holds_until(last: &LastSaid, consent: &Document) -> Option<i64> {
    let by_time = holds_until(last.at, consent.meta.renew);
    let is_older = consent.meta.version.is_none_or(|version| last.version.major < version.major);
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

/// The latest word on each question; `past` is in order of entry.
pub(super) fn last_said<'a>(past: impl Iterator<Item = &'a PastAnswers>) -> BTreeMap<StepId, LastSaid> {
    let mut last = BTreeMap::new();
    for PastAnswers { version, reference, at, answers, .. } in past {
        for (step, said) in answers {
            let word = LastSaid { said: *said, at: *at, version: *version, reference: reference.clone() };
            last.insert(step.clone(), word);
        }
    }
    last
}

/// Every record with answers to the consent `slug` for `pupil`, whoever gave them, in order of entry.
pub(super) async fn load_past_answers(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    pupil: &PersonId,
    slug: &Slug,
) -> Result<Vec<PastAnswers>, StoreError> {
    let Some(key) = find_key(connection, school, keys, pupil).await? else { return Ok(Vec::new()) };
    let sql = "SELECT e.body FROM record_pupils p \
               JOIN records r ON r.school_id = p.school_id AND r.entry = p.entry \
               JOIN entries e ON e.school_id = p.school_id AND e.number = p.entry \
               WHERE p.school_id = $1 AND p.pupil_id = $2 AND r.kind = $3 AND r.slug = $4 \
               AND NOT EXISTS (SELECT 1 FROM ended_records x WHERE x.school_id = r.school_id \
               AND x.reference = r.reference) ORDER BY p.entry";
    let query = sqlx::query_scalar(sql).bind(school.to_string()).bind(pupil.to_string());
    let bodies: Vec<String> =
        query.bind(Kind::Consent.word()).bind(slug.to_string()).fetch_all(&mut *connection).await?;
    let mut past = Vec::with_capacity(bodies.len());
    for body in bodies {
        let entry: Entry = serde_json::from_str(&body).map_err(|_| StoreError::Damaged("a ledger entry"))?;
        if !entry.act.has_answers() {
            continue;
        }
        let damaged = || StoreError::Damaged("a consent's record");
        let sealed =
            entry.sealed.iter().find(|one| one.person == *pupil && one.field == ANSWERS).ok_or_else(damaged)?;
        let text = open_field(&key, &entry_place(school, entry.number, pupil, ANSWERS), &sealed.data)?;
        past.push(PastAnswers {
            adult: entry.adult.ok_or_else(damaged)?,
            version: entry.document.ok_or_else(damaged)?.version,
            reference: entry.reference.ok_or_else(damaged)?,
            at: entry.at,
            answers: read_answers(&text).ok_or_else(damaged)?,
        });
    }
    Ok(past)
}

/// The name of the sealed field that holds what was said.
pub(super) const ANSWERS: &str = "answers";

/// All records of an adult, newest first, a row for each child.
pub(super) const RECORDS_OF_ADULT: &str = "SELECT r.reference, r.act, r.kind, r.slug, r.digest, r.version_major, r.version_minor, r.at, p.pupil_id \
     FROM records r JOIN record_pupils p ON p.school_id = r.school_id AND p.entry = r.entry \
     WHERE r.school_id = $1 AND r.adult_id = $2 AND NOT EXISTS \
     (SELECT 1 FROM ended_records x WHERE x.school_id = r.school_id AND x.reference = r.reference) \
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
