//! Signatures: the one way a record is written. What can be read beforehand is read beside the writing; what decides
//! is asked again inside the transaction, for all submissions that share it at once.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;
use shine_domain::consent::{Answers, Said, write_answers};
use shine_domain::ids::{Digest, PersonId, Reference, Slug, StepId};
use shine_domain::past::LastSaid;
use shine_domain::receipt::Receipt;
use shine_domain::record::{
    Act, Entry, FrozenText, Record, RecordPupil, SealedField, Submission, check_says_something, compose_record,
};
use shine_domain::vocabulary::Kind;
use sqlx::AnyConnection;

use super::documents::Published;
use super::entries::{Head, append_entries};
use super::history::ANSWERS;
use super::past::load_child_past;
use super::people::Signers;
use super::receipts::compose_receipt;
use super::record_rows::{DocumentKey, Known, Latest, insert_index, insert_submissions, load_known};
use super::sql::Statements;
use super::{Store, StoreError};
use crate::keys::Keys;

/// How long the very same act on the very same text counts as the same one: two devices at once, or a second press. Later
/// it is said anew, as a yearly answer is.
const SAME_ACT_MS: i64 = 24 * 60 * 60 * 1000;

/// From what staff enter an answer for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnteredFrom {
    /// A signed paper, which the school keeps.
    Paper,
    /// A telephone call.
    Telephone,
    /// A talk.
    InPerson,
}

impl EnteredFrom {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Paper, Self::Telephone, Self::InPerson];

    /// The word in records and receipts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Telephone => "telephone",
            Self::InPerson => "in-person",
        }
    }
}

/// How a signature came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// The adult signed with their private link.
    Web,
    /// Staff entered it for them.
    EnteredFor {
        /// Who.
        staff: PersonId,
        /// From what.
        from: EnteredFrom,
        /// The day it was said or signed, `2026-11-22`.
        on: String,
    },
}

/// What is needed to record a signature, besides the submission itself.
#[derive(Clone)]
pub struct Recording {
    /// Who signs: from the session; where staff enter it for somebody, whom they chose.
    pub adult: PersonId,
    /// How it came in.
    pub way: Way,
    /// The text that was shown, found by the digest that was sent and parsed again.
    pub shown: Arc<Published>,
    /// The privacy notice in force.
    pub notice: Option<FrozenText>,
    /// The school's full name today.
    pub controller: String,
    /// Milliseconds since 1970, UTC.
    pub now: i64,
}

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// A new entry was written.
    New,
    /// It was recorded before; the receipt is that one's.
    Before,
}

/// A submission with everything that can be known before its turn to be written.
pub(super) struct Prepared {
    school: Slug,
    keys: Keys,
    recording: Recording,
    submission: Submission,
    signers: Arc<Signers>,
    content_mac: String,
}

impl Prepared {
    /// Who signs.
    pub(super) fn adult(&self) -> &PersonId {
        &self.recording.adult
    }

    /// The text that was shown.
    pub(super) fn digest(&self) -> Digest {
        self.recording.shown.document.digest
    }

    /// The key the browser made for it.
    pub(super) fn key(&self) -> String {
        self.submission.key.to_string()
    }
}

/// A submission that was written, or had been.
pub(super) enum Written {
    New(Box<(Entry, Digest)>),
    Before(Reference),
}

/// Everything of a submission that makes it the same submission.
#[derive(Serialize)]
struct Content<'a> {
    /// Of what staff entered: from what, and of which day.
    #[serde(skip_serializing_if = "Option::is_none")]
    entered: Option<(&'static str, &'a str)>,
    act: Act,
    digest: Digest,
    pupils: &'a [PersonId],
    name: &'a str,
    relationship: &'a str,
    #[serde(skip_serializing_if = "Answers::is_empty")]
    answers: &'a Answers,
}

impl Store {
    /// Records `submission`: checks it against the roll and what is published, seals it, appends it to the ledger and
    /// queues its notice, all in one transaction. The same key and content again gives the first receipt.
    ///
    /// # Errors
    /// The expected refusals of [`StoreError`], or a fault; in either case nothing was written.
    pub async fn record_submission(
        &self,
        recording: Recording,
        submission: Submission,
    ) -> Result<(Recorded, Receipt), StoreError> {
        let (school, keys) = (self.school().clone(), self.keys().clone());
        let content_mac = content_mac(&keys, &recording, &submission)?;
        let signers = self.signers(&recording.adult).await?;
        let signers = signers.ok_or(StoreError::NotYourChild)?;
        let (adult, shown, signer_keys) = (recording.adult.clone(), recording.shown.clone(), Arc::clone(&signers));
        let prepared = Prepared { school, keys, recording, submission, signers, content_mac };
        match self.write_record(prepared).await? {
            Written::New(written) => {
                let (entry, hash) = *written;
                Ok((Recorded::New, compose_receipt(&signer_keys.keys, entry, hash, &shown.document)?))
            }
            Written::Before(reference) => {
                let receipt = self.find_receipt(&adult, &reference).await?;
                Ok((Recorded::Before, receipt.ok_or(StoreError::NotYourChild)?))
            }
        }
    }
}

fn content_mac(keys: &Keys, recording: &Recording, submission: &Submission) -> Result<String, StoreError> {
    let adult = &recording.adult;
    let entered = match &recording.way {
        Way::Web => None,
        Way::EnteredFor { from, on, .. } => Some((from.word(), on.as_str())),
    };
    let content = Content {
        entered,
        act: submission.act,
        digest: submission.digest,
        pupils: &submission.pupils,
        name: submission.name.as_str(),
        relationship: submission.relationship.as_str(),
        answers: &submission.answers,
    };
    let bytes = shine_domain::canonical::canonical_bytes(&content);
    let bytes = bytes.map_err(|_| StoreError::Damaged("a submission has no canonical form"))?;
    Ok(keys.mac(&format!("submission/{adult}/{}", submission.key), &bytes))
}

/// Writes `batch`, in order, in one transaction from its beginning to its commit: one answer each.
///
/// # Errors
/// A fault of the database: then nothing of the whole batch may be kept, and the transaction must be rolled back.
pub(super) async fn record_together(
    connection: &mut AnyConnection,
    batch: &[Prepared],
) -> Result<Vec<Result<Written, StoreError>>, StoreError> {
    let Some(first) = batch.first() else { return Ok(Vec::new()) };
    let known = load_known(&mut *connection, &first.school, batch).await?;
    let mut turn = Turn { known, said: HashMap::new(), entries: Vec::new(), submissions: Vec::new() };
    let mut answers = Vec::with_capacity(batch.len());
    for prepared in batch {
        match turn.take(&mut *connection, prepared).await {
            Err(fault) if fault.is_fault() => return Err(fault),
            answer => answers.push(answer),
        }
    }
    turn.write(connection, &first.school).await?;
    Ok(answers)
}

/// What one transaction knows and is about to write.
struct Turn {
    known: Known,
    said: HashMap<(PersonId, PersonId, Slug), Answers>,
    entries: Vec<(Entry, Digest, String)>,
    submissions: Vec<(PersonId, String, String, Reference)>,
}

impl Turn {
    /// Checks one submission and, if nothing speaks against it, adds its entry to what will be written.
    async fn take(&mut self, connection: &mut AnyConnection, prepared: &Prepared) -> Result<Written, StoreError> {
        let Prepared { recording, submission, .. } = prepared;
        let key = (recording.adult.clone(), submission.key.to_string());
        match self.known.used_keys.get(&key) {
            Some((mac, reference)) if *mac == prepared.content_mac => return Ok(Written::Before(reference.clone())),
            Some(_) => return Err(StoreError::KeyReused),
            None => {}
        }
        // Nothing said is no repetition of anything.
        check_says_something(submission)?;
        let pupils = self.check_pupils(prepared)?;
        self.check_is_current(prepared)?;
        let (said, before) = self.load_said(&mut *connection, prepared).await?;
        self.remember_said(prepared, &said);
        if let Some(reference) = self.find_same_act(prepared, &before) {
            self.use_key(prepared, &reference);
            return Ok(Written::Before(reference));
        }
        let document = &recording.shown.document;
        let adult = recording.adult.clone();
        let record = compose_record(document, recording.notice.clone(), submission, adult, pupils, &before)?;
        let reference = self.known.references.pop().ok_or(StoreError::Damaged("a reference for each record"))?;
        let entry = seal_entry(prepared, self.known.head, &record, &reference)?;
        let written = self.append(prepared, entry, &reference)?;
        self.use_key(prepared, &reference);
        Ok(Written::New(Box::new(written)))
    }

    fn check_pupils(&self, prepared: &Prepared) -> Result<Vec<RecordPupil>, StoreError> {
        let Prepared { recording, submission, signers, .. } = prepared;
        let years = &recording.shown.document.meta.years;
        let find = |id: &PersonId| {
            let child = signers.family.children.iter().find(|child| child.id == *id)?;
            // What was said once goes on counting for a child of another year: so it can be taken back there.
            let takes_back = matches!(submission.act, Act::Withdrawn | Act::Objected);
            let is_asked = years.is_empty() || years.contains(&child.year) || takes_back;
            let is_theirs = self.known.guardians.contains(&(recording.adult.clone(), id.clone()));
            (is_asked && is_theirs).then(|| RecordPupil {
                id: child.id.clone(),
                first_name: child.first_name.clone(),
                class_name: child.class_name.clone(),
            })
        };
        let pupils: Option<Vec<_>> = submission.pupils.iter().map(find).collect();
        pupils.filter(|pupils| !pupils.is_empty()).ok_or(StoreError::NotYourChild)
    }

    fn check_is_current(&self, prepared: &Prepared) -> Result<(), StoreError> {
        let is_newest = self.known.newest.contains(&prepared.digest());
        if is_newest { Ok(()) } else { Err(StoreError::DocumentOutdated) }
    }

    /// What this adult said last, for this child, to each question: of this major version, and that by which this act is judged.
    /// The two differ for whoever takes a yes back: they may have said it to an older version, which may still count. A no that
    /// was set aside is left out: said again, it is no repetition, and blocks again.
    async fn load_said(
        &self,
        connection: &mut AnyConnection,
        prepared: &Prepared,
    ) -> Result<(Answers, Answers), StoreError> {
        let Prepared { recording, submission, school, keys, .. } = prepared;
        let document = &recording.shown.document;
        let (Kind::Consent, [pupil]) = (document.kind, submission.pupils.as_slice()) else {
            return Ok((Answers::new(), Answers::new()));
        };
        let takes_back = submission.act == Act::Withdrawn;
        let known = self.said.get(&(recording.adult.clone(), pupil.clone(), document.slug.clone()));
        if let Some(known) = known.filter(|_| !takes_back) {
            return Ok((known.clone(), known.clone()));
        }
        let past = load_child_past(connection, school, keys, pupil).await?;
        let major = recording.shown.version.major;
        let counts = |last: &LastSaid| last.said == Said::Yes || !past.is_set_aside(&last.reference);
        let own =
            past.words_of(&recording.adult, &document.slug).into_iter().flatten().filter(|(_, last)| counts(last));
        let word = |(step, last): (&StepId, &LastSaid)| (step.clone(), last.said);
        let of_major = own.clone().filter(|(_, last)| last.version.major == major).map(word).collect();
        // What is being written in this very transaction is not in the past that was read.
        let of_major: Answers = known.cloned().unwrap_or(of_major);
        let mut before = if takes_back { own.map(word).collect() } else { Answers::new() };
        before.extend(of_major.clone());
        Ok((of_major, before))
    }

    /// The record that already says the same of every child: two devices at once, or a second press.
    fn find_same_act(&self, prepared: &Prepared, before: &Answers) -> Option<Reference> {
        let Prepared { recording, submission, .. } = prepared;
        if submission.answers.iter().any(|(step, said)| before.get(step) != Some(said)) {
            return None;
        }
        let latest = |pupil: &PersonId| {
            let latest = self.known.latest.get(&(recording.adult.clone(), pupil.clone(), document_key(prepared)))?;
            let is_same = latest.digest == submission.digest && latest.act == submission.act;
            // A clock that was set back does not make an old act a new one.
            let is_recent = recording.now - latest.at < SAME_ACT_MS;
            (is_same && is_recent).then_some(latest)
        };
        let found: Option<Vec<_>> = submission.pupils.iter().map(latest).collect();
        found?.first().map(|latest| latest.reference.clone())
    }

    fn append(
        &mut self,
        prepared: &Prepared,
        entry: Entry,
        reference: &Reference,
    ) -> Result<(Entry, Digest), StoreError> {
        let bytes = entry.canonical().map_err(|_| StoreError::Damaged("an entry has no canonical form"))?;
        let hash = Digest::of(&bytes);
        let body = String::from_utf8(bytes).map_err(|_| StoreError::Damaged("an entry is not text"))?;
        let Prepared { recording, submission, .. } = prepared;
        for pupil in &submission.pupils {
            let latest =
                Latest { reference: reference.clone(), act: entry.act, digest: submission.digest, at: entry.at };
            self.known.latest.insert((recording.adult.clone(), pupil.clone(), document_key(prepared)), latest);
        }
        self.known.head = Head { number: entry.number, hash };
        self.entries.push((entry.clone(), hash, body));
        Ok((entry, hash))
    }

    fn use_key(&mut self, prepared: &Prepared, reference: &Reference) {
        let (adult, key) = (prepared.recording.adult.clone(), prepared.submission.key.to_string());
        let mac = prepared.content_mac.clone();
        self.known.used_keys.insert((adult.clone(), key.clone()), (mac.clone(), reference.clone()));
        self.submissions.push((adult, key, mac, reference.clone()));
        self.remember_said(prepared, &prepared.submission.answers);
    }

    /// Another submission of the same transaction must not be judged by what was said before this one.
    fn remember_said(&mut self, prepared: &Prepared, said: &Answers) {
        if let [pupil] = prepared.submission.pupils.as_slice() {
            let slug = prepared.recording.shown.document.slug.clone();
            let known = self.said.entry((prepared.recording.adult.clone(), pupil.clone(), slug)).or_default();
            known.extend(said.clone());
        }
    }

    /// Writes everything this transaction adds, and commits it.
    async fn write(self, connection: &mut AnyConnection, school: &Slug) -> Result<(), StoreError> {
        let mut statements = Statements::default();
        append_entries(&mut statements, school, &self.entries)?;
        let entries: Vec<&Entry> = self.entries.iter().map(|(entry, _, _)| entry).collect();
        insert_index(&mut statements, school, &entries)?;
        insert_submissions(&mut statements, school, &self.submissions);
        statements.add("COMMIT");
        statements.run(connection).await?;
        Ok(())
    }
}

fn document_key(prepared: &Prepared) -> DocumentKey {
    let document = &prepared.recording.shown.document;
    (document.kind, document.slug.to_string())
}

fn seal_entry(prepared: &Prepared, head: Head, record: &Record, reference: &Reference) -> Result<Entry, StoreError> {
    let Prepared { school, recording, signers, .. } = prepared;
    let number = head.number + 1;
    let answers = write_answers(&record.answers);
    let mut values = vec![
        (&record.adult, "name", record.name.as_str()),
        (&record.adult, "relationship", record.relationship.as_str()),
    ];
    for pupil in &record.pupils {
        if let Way::EnteredFor { on, .. } = &recording.way {
            values.push((&pupil.id, SIGNED_ON, on));
        }
        values.push((&pupil.id, "first-name", &pupil.first_name));
        values.push((&pupil.id, "class", &pupil.class_name));
        if record.act.has_answers() {
            values.push((&pupil.id, ANSWERS, &answers));
        }
    }
    let mut sealed = Vec::with_capacity(values.len());
    for (person, field, value) in values {
        let key = signers.keys.get(person).ok_or(StoreError::Damaged("a person's key is not there"))?;
        let data = key.seal(&entry_place(school, number, person, field), value.as_bytes())?;
        sealed.push(SealedField { person: person.clone(), field: field.to_owned(), data });
    }
    Ok(Entry {
        document: Some(record.document.clone()),
        notice: record.notice.clone(),
        controller: Some(recording.controller.clone()),
        reference: Some(reference.clone()),
        adult: Some(record.adult.clone()),
        pupils: record.pupils.iter().map(|pupil| pupil.id.clone()).collect(),
        staff: match &recording.way {
            Way::Web => None,
            Way::EnteredFor { staff, .. } => Some(staff.clone()),
        },
        channel: Some(match &recording.way {
            Way::Web => "web".to_owned(),
            Way::EnteredFor { from, .. } => from.word().to_owned(),
        }),
        method: Some(if recording.way == Way::Web { "typed-name" } else { "entered-by-staff" }.to_owned()),
        sealed,
        ..Entry::blank(school.clone(), number, head.hash, recording.now, record.act)
    })
}

/// The sealed field that says on which day somebody said what staff entered later.
pub(super) const SIGNED_ON: &str = "signed-on";

/// Where a value of an entry belongs: bound to it when it is sealed.
pub(super) fn entry_place(school: &Slug, number: u64, person: &PersonId, field: &str) -> String {
    format!("{school}/{number}/{person}/{field}")
}
