//! Signatures: the one way a record is written, and how it is found again.

use serde::Serialize;
use shine_domain::ids::{Digest, PersonId, Reference, Slug, Version};
use shine_domain::receipt::{Receipt, ReceiptPupil};
use shine_domain::record::{Act, Entry, FrozenText, Record, RecordPupil, SealedField, Submission, compose_record};
use shine_domain::vocabulary::Kind;
use sqlx::{AnyConnection, Row as _};

use super::documents::Published;
use super::entries::{Head, append_entry, lock_head, signed};
use super::people::{Family, load_family, load_key, open_field};
use super::{Store, StoreError};
use crate::keys::Keys;
use crate::token::generate_reference;

/// What is needed to record a signature, besides the submission itself.
#[derive(Clone)]
pub struct Recording {
    /// Who signs: from the session, never from the request.
    pub adult: PersonId,
    /// The text that was shown, found by the digest that was sent and parsed again.
    pub shown: Published,
    /// The privacy notice in force.
    pub notice: Option<FrozenText>,
    /// The school's full name today.
    pub controller: String,
    /// Milliseconds since 1970, UTC.
    pub now: i64,
}

/// What became of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// A new entry was written.
    New(Reference),
    /// It was recorded before; this is that receipt's reference.
    Before(Reference),
}

impl Recorded {
    /// The receipt's reference.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        match self {
            Self::New(reference) | Self::Before(reference) => reference,
        }
    }
}

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

/// Everything of a submission that makes it the same submission.
#[derive(Serialize)]
struct Content<'a> {
    act: Act,
    digest: Digest,
    pupils: &'a [PersonId],
    name: &'a str,
    relationship: &'a str,
}

impl Store {
    /// Records `submission`: checks it against the roll and what is published, seals it, appends it to the ledger and
    /// queues its notice, all in one transaction. The same key and content again gives the first reference.
    ///
    /// # Errors
    /// The expected refusals of [`StoreError`], or a fault; in either case nothing was written.
    pub async fn record_submission(
        &self,
        recording: Recording,
        submission: Submission,
    ) -> Result<Recorded, StoreError> {
        let work = Work { school: self.school().clone(), keys: self.keys().clone(), recording, submission };
        self.write(move |connection| Box::pin(async move { work.run(connection).await })).await
    }

    /// Everything `adult` signed or declined, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn list_records(&self, adult: &PersonId) -> Result<Vec<SignedRecord>, StoreError> {
        let mut connection = self.readers().acquire().await?;
        list_records(&mut connection, self.school(), adult).await
    }

    /// The receipt with this reference, if it is `adult`'s: made again from the ledger, so it is always the same.
    ///
    /// # Errors
    /// [`StoreError`] when the entry cannot be read or opened.
    pub async fn find_receipt(&self, adult: &PersonId, reference: &Reference) -> Result<Option<Receipt>, StoreError> {
        let sql = "SELECT entry FROM records WHERE school_id = $1 AND reference = $2 AND adult_id = $3";
        let query = sqlx::query_scalar(sql).bind(self.school().to_string()).bind(reference.to_string());
        let entry: Option<i64> = query.bind(adult.to_string()).fetch_optional(self.readers()).await?;
        let Some(number) = entry.and_then(|number| u64::try_from(number).ok()) else { return Ok(None) };
        let (entry, hash) = self.find_entry(number).await?.ok_or(StoreError::Damaged("a record without its entry"))?;
        let document = self.find_document(entry.document.digest).await?;
        let document = document.ok_or(StoreError::Damaged("a record without its document"))?;
        let mut connection = self.readers().acquire().await?;
        compose_receipt(&mut connection, self.keys(), entry, hash, &document).await.map(Some)
    }
}

struct Work {
    school: Slug,
    keys: Keys,
    recording: Recording,
    submission: Submission,
}

impl Work {
    async fn run(self, connection: &mut AnyConnection) -> Result<Recorded, StoreError> {
        let mac = self.content_mac()?;
        // The head is locked first, so that everything checked below still holds when the entry is written.
        let head = lock_head(&mut *connection, &self.school).await?;
        if let Some(before) = self.find_used_key(&mut *connection, &mac).await? {
            return Ok(before);
        }
        let family = load_family(&mut *connection, &self.school, &self.keys, &self.recording.adult).await?;
        let pupils = self.check_pupils(&family.ok_or(StoreError::NotYourChild)?)?;
        self.check_is_current(&mut *connection).await?;
        if let Some(before) = self.find_same_act(&mut *connection).await? {
            self.insert_submission(&mut *connection, &mac, &before).await?;
            return Ok(Recorded::Before(before));
        }
        let record = compose_record(
            &self.recording.shown.document,
            self.recording.notice.clone(),
            &self.submission,
            self.recording.adult.clone(),
            pupils,
        )?;
        let reference = self.pick_reference(&mut *connection).await?;
        let entry = self.seal_entry(&mut *connection, head, &record, &reference).await?;
        append_entry(&mut *connection, &entry).await?;
        self.index(&mut *connection, &entry, &reference).await?;
        self.insert_submission(&mut *connection, &mac, &reference).await?;
        Ok(Recorded::New(reference))
    }

    fn content_mac(&self) -> Result<String, StoreError> {
        let content = Content {
            act: self.submission.act,
            digest: self.submission.digest,
            pupils: &self.submission.pupils,
            name: self.submission.name.as_str(),
            relationship: self.submission.relationship.as_str(),
        };
        let bytes = shine_domain::canonical::canonical_bytes(&content);
        let bytes = bytes.map_err(|_| StoreError::Damaged("a submission has no canonical form"))?;
        Ok(self.keys.mac(&format!("submission/{}/{}", self.recording.adult, self.submission.key), &bytes))
    }

    async fn find_used_key(&self, connection: &mut AnyConnection, mac: &str) -> Result<Option<Recorded>, StoreError> {
        let sql = "SELECT content_mac, reference FROM submissions \
                   WHERE school_id = $1 AND adult_id = $2 AND submission_key = $3";
        let query = sqlx::query_as(sql).bind(self.school.to_string()).bind(self.recording.adult.to_string());
        let found: Option<(String, String)> =
            query.bind(self.submission.key.to_string()).fetch_optional(connection).await?;
        match found {
            None => Ok(None),
            Some((kept, reference)) if kept == mac => Ok(Some(Recorded::Before(read_reference(reference)?))),
            Some(_) => Err(StoreError::KeyReused),
        }
    }

    fn check_pupils(&self, family: &Family) -> Result<Vec<RecordPupil>, StoreError> {
        let years = &self.recording.shown.document.meta.years;
        let find = |id: &PersonId| {
            let child = family.children.iter().find(|child| child.id == *id)?;
            let is_asked = years.is_empty() || years.contains(&child.year);
            is_asked.then(|| RecordPupil {
                id: child.id.clone(),
                first_name: child.first_name.clone(),
                class_name: child.class_name.clone(),
            })
        };
        let pupils: Option<Vec<_>> = self.submission.pupils.iter().map(find).collect();
        pupils.filter(|pupils| !pupils.is_empty()).ok_or(StoreError::NotYourChild)
    }

    async fn check_is_current(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        let (document, version) = (&self.recording.shown.document, self.recording.shown.version);
        let newer = sqlx::query(
            "SELECT 1 FROM documents WHERE school_id = $1 AND kind = $2 AND slug = $3 AND language = $4 \
             AND (version_major > $5 OR (version_major = $5 AND version_minor > $6)) LIMIT 1",
        );
        let newer = newer
            .bind(self.school.to_string())
            .bind(document.kind.word())
            .bind(document.slug.to_string())
            .bind(document.language.to_string())
            .bind(i64::from(version.major))
            .bind(i64::from(version.minor))
            .fetch_optional(connection)
            .await?;
        if newer.is_some() { Err(StoreError::DocumentOutdated) } else { Ok(()) }
    }

    /// The record that already says the same of every child: two devices at once, or a second visit.
    async fn find_same_act(&self, connection: &mut AnyConnection) -> Result<Option<Reference>, StoreError> {
        let records = list_records(connection, &self.school, &self.recording.adult).await?;
        let document = &self.recording.shown.document;
        let of_this = |record: &&SignedRecord| record.kind == document.kind && record.slug == document.slug.as_str();
        let latest = |pupil: &PersonId| {
            records
                .iter()
                .filter(of_this)
                .find(|record| record.pupils.contains(pupil))
                .filter(|record| record.digest == self.submission.digest && record.act == self.submission.act)
        };
        let found: Option<Vec<_>> = self.submission.pupils.iter().map(latest).collect();
        Ok(found.and_then(|records| records.first().map(|record| record.reference.clone())))
    }

    async fn pick_reference(&self, connection: &mut AnyConnection) -> Result<Reference, StoreError> {
        loop {
            let reference = generate_reference()?;
            let sql = "SELECT 1 FROM records WHERE school_id = $1 AND reference = $2";
            let query = sqlx::query(sql).bind(self.school.to_string()).bind(reference.to_string());
            if query.fetch_optional(&mut *connection).await?.is_none() {
                return Ok(reference);
            }
        }
    }

    async fn seal_entry(
        &self,
        connection: &mut AnyConnection,
        head: Head,
        record: &Record,
        reference: &Reference,
    ) -> Result<Entry, StoreError> {
        let number = head.number + 1;
        let mut values = vec![
            (&record.adult, "name", record.name.as_str()),
            (&record.adult, "relationship", record.relationship.as_str()),
        ];
        for pupil in &record.pupils {
            values.push((&pupil.id, "first-name", &pupil.first_name));
            values.push((&pupil.id, "class", &pupil.class_name));
        }
        let mut sealed = Vec::with_capacity(values.len());
        for (person, field, value) in values {
            let key = load_key(&mut *connection, &self.school, &self.keys, person).await?;
            let data = key.seal(&entry_place(&self.school, number, person, field), value.as_bytes())?;
            sealed.push(SealedField { person: person.clone(), field: field.to_owned(), data });
        }
        Ok(Entry {
            v: 1,
            school: self.school.clone(),
            number,
            previous: head.hash,
            at: self.recording.now,
            act: record.act,
            document: record.document.clone(),
            notice: record.notice.clone(),
            controller: Some(self.recording.controller.clone()),
            reference: Some(reference.clone()),
            adult: Some(record.adult.clone()),
            pupils: record.pupils.iter().map(|pupil| pupil.id.clone()).collect(),
            channel: Some("web".to_owned()),
            method: Some("typed-name".to_owned()),
            sealed,
        })
    }

    async fn index(
        &self,
        connection: &mut AnyConnection,
        entry: &Entry,
        reference: &Reference,
    ) -> Result<(), StoreError> {
        let number = signed(entry.number)?;
        let sql = "INSERT INTO records (school_id, entry, reference, adult_id, act, kind, slug, digest, version_major, \
                   version_minor, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        sqlx::query(sql)
            .bind(self.school.to_string())
            .bind(number)
            .bind(reference.to_string())
            .bind(self.recording.adult.to_string())
            .bind(entry.act.word())
            .bind(entry.document.kind.word())
            .bind(entry.document.slug.to_string())
            .bind(entry.document.digest.to_string())
            .bind(i64::from(entry.document.version.major))
            .bind(i64::from(entry.document.version.minor))
            .bind(entry.at)
            .execute(&mut *connection)
            .await?;
        for pupil in &entry.pupils {
            sqlx::query("INSERT INTO record_pupils (school_id, entry, pupil_id) VALUES ($1, $2, $3)")
                .bind(self.school.to_string())
                .bind(number)
                .bind(pupil.to_string())
                .execute(&mut *connection)
                .await?;
        }
        sqlx::query("INSERT INTO outbox (school_id, entry, notice, queued_at) VALUES ($1, $2, 'recorded', $3)")
            .bind(self.school.to_string())
            .bind(number)
            .bind(entry.at)
            .execute(connection)
            .await?;
        Ok(())
    }

    async fn insert_submission(
        &self,
        connection: &mut AnyConnection,
        mac: &str,
        reference: &Reference,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO submissions (school_id, adult_id, submission_key, content_mac, reference) \
                   VALUES ($1, $2, $3, $4, $5)";
        sqlx::query(sql)
            .bind(self.school.to_string())
            .bind(self.recording.adult.to_string())
            .bind(self.submission.key.to_string())
            .bind(mac.to_owned())
            .bind(reference.to_string())
            .execute(connection)
            .await?;
        Ok(())
    }
}

/// Where a value of an entry belongs: bound to it when it is sealed.
pub(super) fn entry_place(school: &Slug, number: u64, person: &PersonId, field: &str) -> String {
    format!("{school}/{number}/{person}/{field}")
}

async fn list_records(
    connection: &mut AnyConnection,
    school: &Slug,
    adult: &PersonId,
) -> Result<Vec<SignedRecord>, StoreError> {
    let sql = "SELECT r.entry, r.reference, r.act, r.kind, r.slug, r.digest, r.version_major, r.version_minor, r.at, \
               p.pupil_id FROM records r JOIN record_pupils p ON p.school_id = r.school_id AND p.entry = r.entry \
               WHERE r.school_id = $1 AND r.adult_id = $2 ORDER BY r.entry DESC, p.pupil_id";
    let rows = sqlx::query(sql).bind(school.to_string()).bind(adult.to_string()).fetch_all(connection).await?;
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
            act: serde_json::from_value(row.try_get::<String, _>("act")?.into()).map_err(|_| damaged())?,
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

async fn compose_receipt(
    connection: &mut AnyConnection,
    keys: &Keys,
    entry: Entry,
    hash: Digest,
    document: &Published,
) -> Result<Receipt, StoreError> {
    let (Some(reference), Some(adult)) = (entry.reference.clone(), entry.adult.clone()) else {
        return Err(StoreError::Damaged("a record without its signer"));
    };
    let mut opened = Vec::new();
    for person in std::iter::once(&adult).chain(&entry.pupils) {
        let key = load_key(&mut *connection, &entry.school, keys, person).await?;
        for sealed in entry.sealed.iter().filter(|sealed| sealed.person == *person) {
            let place = entry_place(&entry.school, entry.number, person, &sealed.field);
            opened.push((person.clone(), sealed.field.as_str(), open_field(&key, &place, &sealed.data)?));
        }
    }
    let value = |person: &PersonId, field: &str| {
        let found = opened.iter().find(|(owner, name, _)| owner == person && *name == field);
        found.map(|(_, _, value)| value.clone()).ok_or(StoreError::Damaged("a record without one of its values"))
    };
    let pupil =
        |id: &PersonId| Ok(ReceiptPupil { first_name: value(id, "first-name")?, class_name: value(id, "class")? });
    Ok(Receipt {
        v: 1,
        reference,
        school: entry.school.clone(),
        controller: entry.controller.clone().unwrap_or_default(),
        act: entry.act,
        title: document.document.meta.title.clone(),
        declaration: document.document.meta.declaration.clone().filter(|_| entry.act == Act::Acknowledged),
        notice: entry.notice.clone(),
        signed_by: value(&adult, "name")?,
        relationship: value(&adult, "relationship")?,
        pupils: entry.pupils.iter().map(pupil).collect::<Result<_, StoreError>>()?,
        at: entry.at,
        entry: entry.number,
        entry_hash: hash,
        change: change_sentence(entry.act).to_owned(),
        document: entry.document,
    })
}

const fn change_sentence(act: Act) -> &'static str {
    match act {
        Act::Declined => "When you have talked to the school you can sign with the same private link.",
        Act::Acknowledged | Act::Published => {
            "If anything here is wrong or has changed, tell the school office and quote the reference."
        }
    }
}

fn read_reference(text: String) -> Result<Reference, StoreError> {
    Reference::try_from(text).map_err(|_| StoreError::Damaged("a reference"))
}
