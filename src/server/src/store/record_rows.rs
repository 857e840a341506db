//! The rows around a signature: what is looked up before it is written, and the index that is written with it. Which of
//! them decides what is [`super::records`]' business.

use std::collections::{BTreeSet, HashMap, HashSet};

use shine_domain::ids::{Digest, PersonId, Reference, Slug};
use shine_domain::record::{Act, Entry};
use shine_domain::vocabulary::Kind;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::StoreError;
use super::entries::{Head, add_lock_head, read_locked_head, signed};
use super::history::{read_act, read_reference};
use super::records::Prepared;
use super::sql::{Statements, places};
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
    /// Whether staff entered it.
    pub(super) is_entered: bool,
}

/// Everything that decides about a batch, as it stands within the transaction.
pub(super) struct Known {
    /// Where the chain ends; locked.
    pub(super) head: Head,
    /// References no record has, one for each submission.
    pub(super) references: Vec<Reference>,
    /// Those of the batch's texts of which no newer version is published.
    pub(super) newest: HashSet<Digest>,
    /// Whose children whose are (adult, child), as long as neither's key was destroyed.
    pub(super) guardians: HashSet<(PersonId, PersonId)>,
    /// Submission keys already used, by adult: the content's keyed hash and the record's reference.
    pub(super) used_keys: HashMap<(PersonId, String), (String, Reference)>,
    /// The latest record of each adult about each child and document.
    pub(super) latest: HashMap<(PersonId, PersonId, DocumentKey), Latest>,
}

/// Begins a transaction, locks the head and reads everything that decides about `batch`, in one journey.
///
/// # Errors
/// [`StoreError`] when the database cannot be read, or something in it does not read as it was written.
pub(super) async fn load_known(
    connection: &mut AnyConnection,
    school: &Slug,
    batch: &[Prepared],
) -> Result<Known, StoreError> {
    let mut adults: Vec<&PersonId> = batch.iter().map(Prepared::adult).collect();
    adults.sort();
    adults.dedup();
    let fresh = draw_references(batch.len())?;
    let mut statements = Statements::default();
    statements.add("BEGIN IMMEDIATE");
    // Locked first, so that everything read after it still holds when the entries are written.
    add_lock_head(&mut statements, school);
    add_find_taken(&mut statements, school, &fresh);
    add_list_newest(&mut statements, school, batch);
    add_list_guardians(&mut statements, school, &adults);
    add_list_used_keys(&mut statements, school, batch);
    add_list_latest(&mut statements, school, &adults);
    let rows = statements.run(&mut *connection).await?;
    let (head, rows) = rows.split_first().ok_or(StoreError::Damaged("the ledger's head"))?;
    let mut known = Known {
        head: read_locked_head(head)?,
        references: Vec::new(),
        newest: HashSet::new(),
        guardians: HashSet::new(),
        used_keys: HashMap::new(),
        latest: HashMap::new(),
    };
    let mut taken = HashSet::new();
    for row in rows {
        match row.try_get::<String, _>("what")?.as_str() {
            TAKEN => drop(taken.insert(read_reference(row.try_get("reference")?)?)),
            NEWEST => {
                let digest = Digest::try_from(row.try_get::<String, _>("digest")?);
                known.newest.insert(digest.map_err(|_| StoreError::Damaged("a published document's digest"))?);
            }
            GUARDIAN => {
                let pair = (read_person(row.try_get("adult_id")?)?, read_person(row.try_get("pupil_id")?)?);
                known.guardians.insert(pair);
            }
            USED => {
                let key = (read_person(row.try_get("adult_id")?)?, row.try_get("submission_key")?);
                known.used_keys.insert(key, (row.try_get("content_mac")?, read_reference(row.try_get("reference")?)?));
            }
            _ => {
                let (key, latest) = read_latest(row)?;
                known.latest.insert(key, latest);
            }
        }
    }
    known.references = fresh.into_iter().filter(|one| !taken.contains(one)).collect();
    while known.references.len() < batch.len() {
        known.references.extend(draw_one_more(&mut *connection, school, &known.references).await?);
    }
    Ok(known)
}

// What a row of the journey above tells: its first column.
const TAKEN: &str = "taken";
const NEWEST: &str = "newest";
const GUARDIAN: &str = "guardian";
const USED: &str = "used";
const LATEST: &str = "latest";

/// `count` references, all different.
fn draw_references(count: usize) -> Result<HashSet<Reference>, StoreError> {
    let mut drawn = HashSet::with_capacity(count);
    while drawn.len() < count {
        drawn.insert(generate_reference()?);
    }
    Ok(drawn)
}

/// Once in a million records a reference that was drawn has been given before.
async fn draw_one_more(
    connection: &mut AnyConnection,
    school: &Slug,
    drawn: &[Reference],
) -> Result<Option<Reference>, StoreError> {
    let more = draw_references(1)?;
    let mut statements = Statements::default();
    add_find_taken(&mut statements, school, &more);
    let is_taken = !statements.run(connection).await?.is_empty();
    Ok(more.into_iter().find(|one| !is_taken && !drawn.contains(one)))
}

fn add_find_taken(statements: &mut Statements, school: &Slug, references: &HashSet<Reference>) {
    statements
        .add(&format!(
            "SELECT '{TAKEN}' AS what, reference FROM records WHERE school_id = ? AND reference IN ({})",
            places(references.len())
        ))
        .text(school.as_str());
    for reference in references {
        statements.text(reference.as_str());
    }
}

fn add_list_newest(statements: &mut Statements, school: &Slug, batch: &[Prepared]) {
    let digests: BTreeSet<String> = batch.iter().map(|one| one.digest().to_string()).collect();
    statements
        .add(&format!(
            "SELECT '{NEWEST}' AS what, d.digest FROM documents d WHERE d.school_id = ? AND d.digest IN ({}) \
             AND NOT EXISTS (SELECT 1 FROM documents n WHERE n.school_id = d.school_id \
             AND n.kind = d.kind AND n.slug = d.slug AND n.language = d.language \
             AND (n.version_major > d.version_major \
                  OR (n.version_major = d.version_major AND n.version_minor > d.version_minor)))",
            places(digests.len())
        ))
        .text(school.as_str());
    for digest in digests {
        statements.text(digest);
    }
}

fn add_list_guardians(statements: &mut Statements, school: &Slug, adults: &[&PersonId]) {
    // From the adults to their children, in this order: of eight adults on, the database would else begin with every child
    // of the school, for every journey of signatures.
    statements
        .add(&format!(
            "SELECT '{GUARDIAN}' AS what, g.adult_id, g.pupil_id \
             FROM guardians g CROSS JOIN person_keys a CROSS JOIN person_keys p CROSS JOIN pupils c \
             WHERE g.school_id = ? AND g.adult_id IN ({}) AND g.barred = 0 \
             AND a.school_id = g.school_id AND a.person_id = g.adult_id \
             AND p.school_id = g.school_id AND p.person_id = g.pupil_id \
             AND c.school_id = g.school_id AND c.id = g.pupil_id AND c.left_at IS NULL",
            places(adults.len())
        ))
        .text(school.as_str());
    for adult in adults {
        statements.text(adult.as_str());
    }
}

fn add_list_used_keys(statements: &mut Statements, school: &Slug, batch: &[Prepared]) {
    statements
        .add(&format!(
            "SELECT '{USED}' AS what, adult_id, submission_key, content_mac, reference FROM submissions \
             WHERE school_id = ? AND submission_key IN ({})",
            places(batch.len())
        ))
        .text(school.as_str());
    for prepared in batch {
        statements.text(prepared.key());
    }
}

fn add_list_latest(statements: &mut Statements, school: &Slug, adults: &[&PersonId]) {
    // Grouped by the database: an adult may have a long past, of which only the last word matters. From the adults to their
    // records, in this order: a database without statistics would else begin with every record of the school.
    statements.add(&format!(
        "WITH wanted (adult_id) AS (VALUES {}) \
         SELECT '{LATEST}' AS what, l.adult_id, l.pupil_id, l.kind, l.slug, r.reference, r.act, r.digest, r.at, r.entered FROM \
         (SELECT MAX(o.entry) AS entry, o.adult_id, p.pupil_id, o.kind, o.slug \
          FROM wanted CROSS JOIN records o CROSS JOIN record_pupils p \
          WHERE o.school_id = ? AND o.adult_id = wanted.adult_id AND p.school_id = o.school_id AND p.entry = o.entry \
          GROUP BY o.adult_id, p.pupil_id, o.kind, o.slug) l \
         CROSS JOIN records r WHERE r.school_id = ? AND r.entry = l.entry AND NOT EXISTS \
         (SELECT 1 FROM ended_records x WHERE x.school_id = r.school_id AND x.reference = r.reference) AND NOT EXISTS \
         (SELECT 1 FROM record_pupils q CROSS JOIN guardians g WHERE q.school_id = r.school_id AND q.entry = r.entry \
          AND g.school_id = q.school_id AND g.adult_id = r.adult_id AND g.pupil_id = q.pupil_id AND g.barred <> 0)",
        vec!["(?)"; adults.len()].join(", ")
    ));
    for adult in adults {
        statements.text(adult.as_str());
    }
    statements.text(school.as_str()).text(school.as_str());
}

fn read_latest(row: &AnyRow) -> Result<((PersonId, PersonId, DocumentKey), Latest), StoreError> {
    let damaged = || StoreError::Damaged("a record");
    let kind = Kind::find(&row.try_get::<String, _>("kind")?).ok_or_else(damaged)?;
    let key =
        (read_person(row.try_get("adult_id")?)?, read_person(row.try_get("pupil_id")?)?, (kind, row.try_get("slug")?));
    let latest = Latest {
        reference: read_reference(row.try_get("reference")?)?,
        act: read_act(row.try_get("act")?)?,
        digest: Digest::try_from(row.try_get::<String, _>("digest")?).map_err(|_| damaged())?,
        at: row.try_get("at")?,
        is_entered: row.try_get::<i64, _>("entered")? != 0,
    };
    Ok((key, latest))
}

/// Adds what writes the index of the ledger's signatures, and the notices to be sent.
pub(super) fn insert_index(statements: &mut Statements, school: &Slug, entries: &[&Entry]) -> Result<(), StoreError> {
    let columns =
        "school_id, entry, reference, adult_id, act, kind, slug, digest, version_major, version_minor, at, entered";
    statements.add_rows(&format!("INSERT INTO records ({columns}) VALUES"), entries.len(), 12);
    for entry in entries {
        let incomplete = || StoreError::Damaged("a record without its signer");
        let document = entry.document.as_ref().ok_or_else(incomplete)?;
        statements
            .text(school.as_str())
            .number(signed(entry.number)?)
            .text(entry.reference.as_ref().ok_or_else(incomplete)?.as_str())
            .text(entry.adult.as_ref().ok_or_else(incomplete)?.as_str())
            .text(entry.act.word())
            .text(document.kind.word())
            .text(document.slug.as_str())
            .text(document.digest.to_string())
            .number(i64::from(document.version.major))
            .number(i64::from(document.version.minor))
            .number(entry.at)
            .number(i64::from(entry.staff.is_some()));
    }
    let pupils: Vec<(u64, &PersonId)> =
        entries.iter().flat_map(|entry| entry.pupils.iter().map(|pupil| (entry.number, pupil))).collect();
    statements.add_rows("INSERT INTO record_pupils (school_id, entry, pupil_id) VALUES", pupils.len(), 3);
    for (number, pupil) in pupils {
        statements.text(school.as_str()).number(signed(number)?).text(pupil.as_str());
    }
    statements.add_rows("INSERT INTO outbox (school_id, entry, notice, queued_at) VALUES", entries.len(), 4);
    for entry in entries {
        statements.text(school.as_str()).number(signed(entry.number)?).text("recorded").number(entry.at);
    }
    Ok(())
}

/// Adds what writes the submission keys down as used: adult, key, the content's keyed hash, the record's reference.
pub(super) fn insert_submissions(
    statements: &mut Statements,
    school: &Slug,
    submissions: &[(PersonId, String, String, Reference)],
) {
    let columns = "school_id, adult_id, submission_key, content_mac, reference";
    statements.add_rows(&format!("INSERT INTO submissions ({columns}) VALUES"), submissions.len(), 5);
    for (adult, key, mac, reference) in submissions {
        statements.text(school.as_str()).text(adult.as_str()).text(key).text(mac).text(reference.as_str());
    }
}

fn read_person(id: String) -> Result<PersonId, StoreError> {
    PersonId::try_from(id).map_err(|_| StoreError::Damaged("a person's identifier"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A search that names only the school goes through everybody's rows.
    fn assert_goes_straight(plan: &[String]) {
        for step in plan.iter().filter(|step| step.starts_with("SEARCH") || step.starts_with("SCAN")) {
            let is_own = step.starts_with("SCAN wanted") || step.starts_with("SCAN l") || step.contains("CONSTANT ROW");
            assert!(is_own || step.contains(" AND "), "{step} in {plan:#?}");
        }
    }

    #[tokio::test]
    async fn what_decides_is_found_without_reading_everybodys_records() {
        let folder = tempfile::tempdir().expect("a folder");
        sqlx::any::install_default_drivers();
        let mut connection = crate::store::connect(&folder.path().join("x.sqlite")).await.expect("connected");
        crate::store::MIGRATIONS.run(&mut connection).await.expect("made");
        let school = Slug::try_from("test-school").expect("a slug");
        // Two families in a quiet hour, and a full journey on a busy evening, for which the database may choose another way.
        for families in [2, 64] {
            let adults: Vec<PersonId> =
                (0..families).map(|n| PersonId::try_from(format!("a-{n:04}")).expect("an id")).collect();
            let adults: Vec<&PersonId> = adults.iter().collect();
            let mut latest = Statements::default();
            add_list_latest(&mut latest, &school, &adults);
            assert_goes_straight(&latest.explain(&mut connection).await);
            let mut guardians = Statements::default();
            add_list_guardians(&mut guardians, &school, &adults);
            assert_goes_straight(&guardians.explain(&mut connection).await);
        }
        let mut taken = Statements::default();
        add_find_taken(&mut taken, &school, &draw_references(2).expect("random"));
        assert_goes_straight(&taken.explain(&mut connection).await);
        let mut own = Statements::default();
        own.add(&super::super::history::RECORDS_OF_ADULT.replace("$1", "?").replace("$2", "?"));
        own.text(school.as_str()).text("a-0001");
        assert_goes_straight(&own.explain(&mut connection).await);
        let mut touched = Statements::default();
        touched.add(&super::super::past::TOUCHED.replace("$1", "?").replace("$2", "?"));
        touched.text(school.as_str()).number(7);
        assert_goes_straight(&touched.explain(&mut connection).await);
    }
}
