//! One transaction of signatures: what decides is asked inside it, for all submissions that share it at once, and then all of
//! them are written.

use std::collections::{BTreeSet, HashMap};

use shine_domain::consent::{Answers, Said, write_answers};
use shine_domain::ids::{Digest, PersonId, Reference, Slug, StepId};
use shine_domain::past::{LastSaid, LastWords, add_word};
use shine_domain::record::{
    Act, Entry, Record, RecordPupil, SaidBefore, SealedField, check_says_something, compose_record,
};
use shine_domain::vocabulary::Kind;
use sqlx::AnyConnection;

use super::StoreError;
use super::entries::{Head, append_entries};
use super::history::ANSWERS;
use super::lateness::{refuse_what_is_late, said_when};
use super::past::load_child_past;
use super::record_rows::{DocumentKey, Known, Latest, insert_index, insert_submissions, load_known};
use super::records::{Prepared, SIGNED_ON, Way, Written, entry_place};
use super::sql::Statements;

/// How long the very same act on the very same text counts as the same one: two devices at once, or a second press. Later
/// it is said anew, as a yearly answer is.
const SAME_ACT_MS: i64 = 24 * 60 * 60 * 1000;

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
    let mut turn = Turn { known, words: HashMap::new(), entries: Vec::new(), submissions: Vec::new() };
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

/// What an adult said last to each question of a consent for a child.
#[derive(Clone, Default)]
struct Words {
    last: LastWords,
    /// The questions to which their no is set aside.
    set_aside: BTreeSet<StepId>,
}

/// What one transaction knows and is about to write.
struct Turn {
    known: Known,
    /// The words of each adult about each child and consent, those of this transaction with them.
    words: HashMap<(PersonId, PersonId, Slug), Words>,
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
        let (pupils, is_asked) = self.check_pupils(prepared)?;
        self.check_is_current(prepared)?;
        let words = self.load_words(&mut *connection, prepared).await?;
        if let Some(reference) = self.find_same_act(prepared, &words) {
            self.use_key(prepared, &reference);
            return Ok(Written::Before(reference));
        }
        refuse_what_is_late(&mut *connection, prepared, &words.last).await?;
        let document = &recording.shown.document;
        let adult = recording.adult.clone();
        // Staff enter a no by itself, where the yes on the same paper is too old to count.
        let needs_all = is_asked && (recording.way == Way::Web || !only_refuses(prepared));
        let before = SaidBefore { words: said_before(prepared, &words), needs_all };
        let record = compose_record(document, recording.notice.clone(), submission, adult, pupils, &before)?;
        let reference = self.known.references.pop().ok_or(StoreError::Damaged("a reference for each record"))?;
        let entry = seal_entry(prepared, self.known.head, &record, &reference)?;
        let written = self.append(prepared, entry, &reference)?;
        self.use_key(prepared, &reference);
        self.remember_words(prepared, words, &reference)?;
        Ok(Written::New(Box::new(written)))
    }

    /// The children of the submission, and whether the text asks about all of them.
    fn check_pupils(&self, prepared: &Prepared) -> Result<(Vec<RecordPupil>, bool), StoreError> {
        let Prepared { recording, submission, signers, .. } = prepared;
        let years = &recording.shown.document.meta.years;
        // What was said once goes on counting for a child of another year: so a no, and a yes taken back, count there too.
        let only_refuses = only_refuses(prepared);
        let mut is_all_asked = true;
        let mut find = |id: &PersonId| {
            let child = signers.family.children.iter().find(|child| child.id == *id)?;
            let is_asked = years.is_empty() || years.contains(&child.year);
            is_all_asked &= is_asked;
            let is_theirs = self.known.guardians.contains(&(recording.adult.clone(), id.clone()));
            ((is_asked || only_refuses) && is_theirs).then(|| RecordPupil {
                id: child.id.clone(),
                first_name: child.first_name.clone(),
                class_name: child.class_name.clone(),
            })
        };
        let pupils: Option<Vec<_>> = submission.pupils.iter().map(&mut find).collect();
        let pupils = pupils.filter(|pupils| !pupils.is_empty()).ok_or(StoreError::NotYourChild)?;
        Ok((pupils, is_all_asked))
    }

    fn check_is_current(&self, prepared: &Prepared) -> Result<(), StoreError> {
        let is_newest = self.known.newest.contains(&prepared.digest());
        if is_newest { Ok(()) } else { Err(StoreError::DocumentOutdated) }
    }

    /// What this adult said last, for this child, to each question of the consent.
    async fn load_words(&self, connection: &mut AnyConnection, prepared: &Prepared) -> Result<Words, StoreError> {
        let Some(key) = words_key(prepared) else { return Ok(Words::default()) };
        if let Some(known) = self.words.get(&key) {
            return Ok(known.clone());
        }
        let (adult, pupil, slug) = &key;
        let past = load_child_past(connection, &prepared.school, &prepared.keys, pupil).await?;
        let last = past.words_of(adult, slug).cloned().unwrap_or_default();
        let set_aside = last.iter().filter(|(_, word)| past.is_set_aside(word)).map(|(step, _)| step.clone()).collect();
        Ok(Words { last, set_aside })
    }

    /// The record that already says the very same of every child: two devices at once, or a second press. Not where staff enter
    /// it: from what and of which day is then a part of it. Nor of what they entered, which they can correct: what an adult says
    /// with their own link is theirs. Nor of what was set aside: said again, it counts again.
    fn find_same_act(&self, prepared: &Prepared, words: &Words) -> Option<Reference> {
        let Prepared { recording, submission, .. } = prepared;
        if recording.way != Way::Web {
            return None;
        }
        let latest = |pupil: &PersonId| {
            let latest = self.known.latest.get(&(recording.adult.clone(), pupil.clone(), document_key(prepared)))?;
            let is_same = latest.digest == submission.digest && latest.act == submission.act && !latest.is_entered;
            // A clock that was set back does not make an old act a new one.
            let is_recent = recording.now - latest.at < SAME_ACT_MS;
            (is_same && is_recent).then_some(latest)
        };
        let found: Vec<_> = submission.pupils.iter().map(latest).collect::<Option<_>>()?;
        let reference = &found.first()?.reference;
        if found.iter().any(|one| one.reference != *reference) {
            return None;
        }
        let is_in_it = |(step, said): (&StepId, &Said)| {
            let word = words.last.get(step).filter(|_| !words.set_aside.contains(step));
            word.is_some_and(|word| word.said == *said && word.reference == *reference)
        };
        submission.answers.iter().all(is_in_it).then(|| reference.clone())
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
            let latest = Latest {
                reference: reference.clone(),
                act: entry.act,
                digest: submission.digest,
                at: entry.at,
                is_entered: entry.staff.is_some(),
            };
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
    }

    /// Another submission of the same transaction must not be judged by what was said before this one.
    fn remember_words(
        &mut self,
        prepared: &Prepared,
        mut words: Words,
        reference: &Reference,
    ) -> Result<(), StoreError> {
        let Some(key) = words_key(prepared) else { return Ok(()) };
        let (within, version) = (said_when(prepared)?, prepared.recording.shown.version);
        let is_entered = prepared.recording.way != Way::Web;
        for (step, said) in &prepared.submission.answers {
            words.set_aside.remove(step);
            add_word(&mut words.last, step, LastSaid::new(*said, within, version, reference.clone(), is_entered));
        }
        self.words.insert(key, words);
        Ok(())
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

/// Whether nothing is agreed to.
fn only_refuses(prepared: &Prepared) -> bool {
    let submission = &prepared.submission;
    submission.act.has_answers() && !submission.answers.values().any(|said| *said == Said::Yes)
}

/// Whose words about whom, where it is about the questions of one child's consent.
fn words_key(prepared: &Prepared) -> Option<(PersonId, PersonId, Slug)> {
    let document = &prepared.recording.shown.document;
    match (document.kind, prepared.submission.pupils.as_slice()) {
        (Kind::Consent, [pupil]) => Some((prepared.adult().clone(), pupil.clone(), document.slug.clone())),
        _ => None,
    }
}

/// By what the submission is judged: the words to this major version; for whoever takes a yes back, those to an older one too,
/// which may still count, and a take-back that was set aside is none.
fn said_before(prepared: &Prepared, words: &Words) -> Answers {
    let takes_back = prepared.submission.act == Act::Withdrawn;
    let major = prepared.recording.shown.version.major;
    let judged = words.last.iter().filter(|(_, word)| takes_back || word.version.major == major);
    let said = |(step, word): (&StepId, &LastSaid)| match word.said {
        Said::Withdrawn if takes_back && words.set_aside.contains(step) => (step.clone(), Said::Yes),
        said => (step.clone(), said),
    };
    judged.map(said).collect()
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
