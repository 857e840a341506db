//! The rows around a signature: what is looked up before it is written, and the index that is written with it. Which of
//! them decides what is [`super::records`]' business.

use std::collections::{HashMap, HashSet};

use shine_domain::ids::{Digest, PersonId, Reference, Slug, Version};
use shine_domain::record::{Act, Entry};
use shine_domain::vocabulary::Kind;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use super::StoreError;
use super::entries::signed;
use super::history::{read_act, read_reference};
use super::records::Prepared;
use super::sql::{filled_up, pieces, placeholders, rows};
use crate::token::generate_reference;

/// A document, whatever its version or language.
pub(super) type DocumentKey = (Kind, String);

/// An adult's latest record about one child and one document.
#[derive(Clone)]
pub(super) struct Latest {
    pub(super) reference: Reference,
    pub(super) act: Act,
    pub(super) digest: Digest,
    pub(super) at: i64,
}

/// `count` references that no record has.
pub(super) async fn pick_references(
    connection: &mut AnyConnection,
    school: &Slug,
    count: usize,
) -> Result<Vec<Reference>, StoreError> {
    let mut picked: HashSet<Reference> = HashSet::new();
    while picked.len() < count {
        let fresh: Vec<Reference> =
            (picked.len()..count).map(|_| generate_reference()).collect::<Result<_, crate::seal::SealError>>()?;
        let asked = filled_up(fresh.clone());
        let sql = format!(
            "SELECT reference FROM records WHERE school_id = $1 AND reference IN ({})",
            placeholders(2, asked.len())
        );
        let mut query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(school.to_string());
        for reference in &asked {
            query = query.bind(reference.to_string());
        }
        let taken: Vec<String> = query.fetch_all(&mut *connection).await?;
        picked.extend(fresh.into_iter().filter(|one| !taken.iter().any(|taken| taken == one.as_str())));
    }
    Ok(picked.into_iter().collect())
}

/// The newest version of every published document, by language.
pub(super) async fn load_newest(
    connection: &mut AnyConnection,
    school: &Slug,
) -> Result<HashMap<(DocumentKey, String), Version>, StoreError> {
    let sql = "SELECT kind, slug, language, version_major, version_minor FROM documents WHERE school_id = $1";
    let rows = sqlx::query(sql).bind(school.to_string()).fetch_all(connection).await?;
    let mut newest: HashMap<_, Version> = HashMap::new();
    for row in rows {
        let damaged = || StoreError::Damaged("a published document's name");
        let kind = Kind::find(&row.try_get::<String, _>("kind")?).ok_or_else(damaged)?;
        let number = |name: &str| row.try_get::<i64, _>(name).map(|n| u16::try_from(n).unwrap_or(u16::MAX));
        let version = Version { major: number("version_major")?, minor: number("version_minor")? };
        let known = newest.entry(((kind, row.try_get("slug")?), row.try_get("language")?)).or_insert(version);
        *known = (*known).max(version);
    }
    Ok(newest)
}

/// Whose children whose are, for `adults`, as long as nobody's key was destroyed.
pub(super) async fn load_guardians(
    connection: &mut AnyConnection,
    school: &Slug,
    adults: &[&PersonId],
) -> Result<HashSet<(PersonId, PersonId)>, StoreError> {
    let sql = format!(
        "SELECT g.adult_id, g.pupil_id FROM guardians g \
         JOIN person_keys a ON a.school_id = g.school_id AND a.person_id = g.adult_id \
         JOIN person_keys p ON p.school_id = g.school_id AND p.person_id = g.pupil_id \
         WHERE g.school_id = $1 AND g.adult_id IN ({})",
        placeholders(2, adults.len())
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(school.to_string());
    for adult in adults {
        query = query.bind(adult.to_string());
    }
    let found: Vec<(String, String)> = query.fetch_all(connection).await?;
    found.into_iter().map(|(adult, pupil)| Ok((read_person(adult)?, read_person(pupil)?))).collect()
}

pub(super) async fn load_used_keys(
    connection: &mut AnyConnection,
    school: &Slug,
    batch: &[Prepared],
) -> Result<HashMap<(PersonId, String), (String, Reference)>, StoreError> {
    let keys = filled_up(batch.iter().map(Prepared::key).collect());
    let sql = format!(
        "SELECT adult_id, submission_key, content_mac, reference FROM submissions \
         WHERE school_id = $1 AND submission_key IN ({})",
        placeholders(2, keys.len())
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(school.to_string());
    for key in keys {
        query = query.bind(key);
    }
    let found: Vec<(String, String, String, String)> = query.fetch_all(connection).await?;
    let read = |(adult, key, mac, reference): (String, String, String, String)| {
        Ok(((read_person(adult)?, key), (mac, read_reference(reference)?)))
    };
    found.into_iter().map(read).collect()
}

/// The latest record of each of `adults` about each child and document.
pub(super) async fn load_latest(
    connection: &mut AnyConnection,
    school: &Slug,
    adults: &[&PersonId],
) -> Result<HashMap<(PersonId, PersonId, DocumentKey), Latest>, StoreError> {
    // Grouped by the database: an adult may have a long past, of which only the last word matters.
    let sql = format!(
        "SELECT l.adult_id, l.pupil_id, l.kind, l.slug, r.reference, r.act, r.digest, r.at FROM \
         (SELECT MAX(o.entry) AS entry, o.adult_id, p.pupil_id, o.kind, o.slug FROM records o \
          JOIN record_pupils p ON p.school_id = o.school_id AND p.entry = o.entry \
          WHERE o.school_id = $1 AND o.adult_id IN ({}) GROUP BY o.adult_id, p.pupil_id, o.kind, o.slug) l \
         JOIN records r ON r.school_id = $1 AND r.entry = l.entry",
        placeholders(2, adults.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(school.to_string());
    for adult in adults {
        query = query.bind(adult.to_string());
    }
    let mut latest = HashMap::new();
    for row in query.fetch_all(connection).await? {
        let damaged = || StoreError::Damaged("a record");
        let kind = Kind::find(&row.try_get::<String, _>("kind")?).ok_or_else(damaged)?;
        let key = (
            read_person(row.try_get("adult_id")?)?,
            read_person(row.try_get("pupil_id")?)?,
            (kind, row.try_get("slug")?),
        );
        let record = Latest {
            reference: read_reference(row.try_get("reference")?)?,
            act: read_act(row.try_get("act")?)?,
            digest: Digest::try_from(row.try_get::<String, _>("digest")?).map_err(|_| damaged())?,
            at: row.try_get("at")?,
        };
        latest.insert(key, record);
    }
    Ok(latest)
}

/// The index of the ledger's signatures, and the notices to be sent.
pub(super) async fn insert_index(
    connection: &mut AnyConnection,
    school: &Slug,
    entries: &[&Entry],
) -> Result<(), StoreError> {
    for piece in pieces(entries) {
        let sql = format!(
            "INSERT INTO records (school_id, entry, reference, adult_id, act, kind, slug, digest, version_major, \
             version_minor, at) VALUES {}",
            rows(piece.len(), 11)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for entry in piece {
            let incomplete = || StoreError::Damaged("a record without its signer");
            let document = entry.document.as_ref().ok_or_else(incomplete)?;
            query = query
                .bind(school.to_string())
                .bind(signed(entry.number)?)
                .bind(entry.reference.as_ref().ok_or_else(incomplete)?.to_string())
                .bind(entry.adult.as_ref().ok_or_else(incomplete)?.to_string())
                .bind(entry.act.word())
                .bind(document.kind.word())
                .bind(document.slug.to_string())
                .bind(document.digest.to_string())
                .bind(i64::from(document.version.major))
                .bind(i64::from(document.version.minor))
                .bind(entry.at);
        }
        query.execute(&mut *connection).await?;
    }
    let pupils: Vec<(u64, &PersonId)> =
        entries.iter().flat_map(|entry| entry.pupils.iter().map(|pupil| (entry.number, pupil))).collect();
    for piece in pieces(&pupils) {
        let sql = format!("INSERT INTO record_pupils (school_id, entry, pupil_id) VALUES {}", rows(piece.len(), 3));
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (number, pupil) in piece {
            query = query.bind(school.to_string()).bind(signed(*number)?).bind(pupil.to_string());
        }
        query.execute(&mut *connection).await?;
    }
    for piece in pieces(entries) {
        let sql = format!("INSERT INTO outbox (school_id, entry, notice, queued_at) VALUES {}", rows(piece.len(), 4));
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for entry in piece {
            query = query.bind(school.to_string()).bind(signed(entry.number)?).bind("recorded").bind(entry.at);
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

pub(super) async fn insert_submissions(
    connection: &mut AnyConnection,
    school: &Slug,
    submissions: &[(PersonId, String, String, Reference)],
) -> Result<(), StoreError> {
    for piece in pieces(submissions) {
        let sql = format!(
            "INSERT INTO submissions (school_id, adult_id, submission_key, content_mac, reference) VALUES {}",
            rows(piece.len(), 5)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (adult, key, mac, reference) in piece {
            query = query
                .bind(school.to_string())
                .bind(adult.to_string())
                .bind(key.clone())
                .bind(mac.clone())
                .bind(reference.to_string());
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

fn read_person(id: String) -> Result<PersonId, StoreError> {
    PersonId::try_from(id).map_err(|_| StoreError::Damaged("a person's identifier"))
}
