//! Records that are ended or set aside, and what a child says for themselves. Nothing is edited: each is an act of its own, with
//! its reason.

use shine_domain::consent::{Answers, Said, questions, write_answers};
use shine_domain::ids::{PersonId, Reference, Slug};
use shine_domain::person::StaffReason;
use shine_domain::record::{Act, Entry};
use sqlx::AnyConnection;

use super::documents::Published;
use super::entries::{lock_head, signed};
use super::history::ANSWERS;
use super::past::REASON;
use super::staff_entry::{StaffAct, append_staff_act, refuse_stranger};
use super::{Store, StoreError};
use crate::keys::Keys;

/// What is done with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Staff had entered it wrongly; the right one is entered anew.
    Correct,
    /// It does not count, as if it had never been.
    Invalidate,
    /// Its no, of an adult who may not answer, does not block any more.
    SetAside,
}

impl Ending {
    const fn act(self) -> Act {
        match self {
            Self::Correct => Act::Corrected,
            Self::Invalidate => Act::Invalidated,
            Self::SetAside => Act::SetAside,
        }
    }
}

/// A record that is to be ended or set aside.
#[derive(Clone, Debug)]
pub struct EndingOrder {
    /// Who decides.
    pub staff: PersonId,
    /// Of which child.
    pub pupil: PersonId,
    /// Which record.
    pub reference: Reference,
    /// What is done with it.
    pub ending: Ending,
    /// Why.
    pub reason: StaffReason,
    /// Milliseconds since 1970, UTC.
    pub now: i64,
}

/// What a child said, as staff write it down.
#[derive(Clone, Debug)]
pub struct ChildsWord {
    /// Who writes it down.
    pub staff: PersonId,
    /// Which child.
    pub pupil: PersonId,
    /// Whether it is a yes.
    pub said: Said,
    /// To which questions; at least one.
    pub steps: Vec<shine_domain::ids::StepId>,
    /// Milliseconds since 1970, UTC.
    pub now: i64,
}

impl Store {
    /// Ends a record, or sets it aside.
    ///
    /// # Errors
    /// [`StoreError::NotOnRoll`] for a child or a record that is not there, [`StoreError::NotEnding`] for one that cannot be
    /// ended so; a fault. Then nothing was written.
    pub async fn end_record(&self, order: EndingOrder) -> Result<(), StoreError> {
        let (school, keys) = (self.school().clone(), self.keys().clone());
        self.write(move |connection| Box::pin(end(connection, school, keys, order))).await
    }

    /// Writes down what a child said to questions of `consent` that need the child's own yes.
    ///
    /// # Errors
    /// [`StoreError::NotOnRoll`], [`StoreError::NotEnding`] when a question does not ask the child, or the word is neither yes
    /// nor no; a fault. Then nothing was written.
    pub async fn record_childs_word(&self, consent: &Published, word: ChildsWord) -> Result<(), StoreError> {
        let (school, keys) = (self.school().clone(), self.keys().clone());
        let asks_child = |step: &shine_domain::ids::StepId| {
            questions(&consent.document).any(|(asked, ask)| asked.id == *step && ask.needs_child)
        };
        let act = match word.said {
            Said::Yes => Act::Assented,
            Said::No => Act::RefusedByChild,
            _ => return Err(StoreError::NotEnding),
        };
        if word.steps.is_empty() || !word.steps.iter().all(asks_child) {
            return Err(StoreError::NotEnding);
        }
        let document = consent.frozen();
        self.write(move |connection| {
            Box::pin(async move {
                let head = lock_head(&mut *connection, &school).await?;
                refuse_stranger(&mut *connection, &school, &word.pupil).await?;
                let answers: Answers = word.steps.into_iter().map(|step| (step, word.said)).collect();
                let written = write_answers(&answers);
                let (staff, pupil, now) = (word.staff, word.pupil, word.now);
                let (document, values) = (Some(document), vec![(ANSWERS, written.as_str())]);
                let act = StaffAct { staff, pupil, act, adult: None, about: None, document, values, now };
                append_staff_act(connection, &school, &keys, head, act).await?;
                Ok(())
            })
        })
        .await
    }
}

async fn end(connection: &mut AnyConnection, school: Slug, keys: Keys, order: EndingOrder) -> Result<(), StoreError> {
    let EndingOrder { staff, pupil, reference, ending, reason, now } = order;
    let head = lock_head(&mut *connection, &school).await?;
    let entry = find_record(&mut *connection, &school, &pupil, &reference).await?.ok_or(StoreError::NotOnRoll)?;
    let is_right = match ending {
        // What a family said itself is never corrected by somebody else.
        Ending::Correct => entry.staff.is_some(),
        Ending::Invalidate => true,
        Ending::SetAside => {
            entry.act.has_answers() && !may_answer(&mut *connection, &school, &pupil, entry.adult.as_ref()).await?
        }
    };
    if !is_right || is_ended(&mut *connection, &school, &reference).await? {
        return Err(StoreError::NotEnding);
    }
    let about = Some(reference.clone());
    let (act, adult, values) = (ending.act(), entry.adult, vec![(REASON, reason.as_str())]);
    // A record of several children is ended for all of them: each one's page says so.
    let others: Vec<PersonId> = entry.pupils.into_iter().filter(|other| *other != pupil).collect();
    let act = StaffAct { staff, pupil, act, adult, about, document: entry.document, values, now };
    let number = append_staff_act(&mut *connection, &school, &keys, head, act).await?;
    for other in &others {
        let sql = "INSERT INTO record_pupils (school_id, entry, pupil_id) VALUES ($1, $2, $3)";
        let query = sqlx::query(sql).bind(school.to_string()).bind(signed(number)?).bind(other.to_string());
        query.execute(&mut *connection).await?;
    }
    if ending != Ending::SetAside {
        let sql = "INSERT INTO ended_records (school_id, reference, entry) VALUES ($1, $2, $3)";
        let query = sqlx::query(sql).bind(school.to_string()).bind(reference.to_string()).bind(signed(number)?);
        query.execute(connection).await?;
    }
    Ok(())
}

/// The entry of the record with this reference, if it is about `pupil`.
async fn find_record(
    connection: &mut AnyConnection,
    school: &Slug,
    pupil: &PersonId,
    reference: &Reference,
) -> Result<Option<Entry>, StoreError> {
    let sql = "SELECT e.body FROM records r \
               JOIN record_pupils p ON p.school_id = r.school_id AND p.entry = r.entry \
               JOIN entries e ON e.school_id = r.school_id AND e.number = r.entry \
               WHERE r.school_id = $1 AND r.reference = $2 AND p.pupil_id = $3";
    let query = sqlx::query_scalar(sql).bind(school.to_string()).bind(reference.to_string()).bind(pupil.to_string());
    let body: Option<String> = query.fetch_optional(connection).await?;
    body.map(|body| serde_json::from_str(&body).map_err(|_| StoreError::Damaged("a ledger entry"))).transpose()
}

async fn is_ended(connection: &mut AnyConnection, school: &Slug, reference: &Reference) -> Result<bool, StoreError> {
    let query = sqlx::query("SELECT 1 FROM ended_records WHERE school_id = $1 AND reference = $2");
    let found = query.bind(school.to_string()).bind(reference.to_string()).fetch_optional(connection).await?;
    Ok(found.is_some())
}

/// Whether `adult` is one whose answers count for `pupil`.
async fn may_answer(
    connection: &mut AnyConnection,
    school: &Slug,
    pupil: &PersonId,
    adult: Option<&PersonId>,
) -> Result<bool, StoreError> {
    let Some(adult) = adult else { return Ok(false) };
    let sql =
        "SELECT may_answer FROM guardians WHERE school_id = $1 AND adult_id = $2 AND pupil_id = $3 AND barred = 0";
    let query = sqlx::query_scalar(sql).bind(school.to_string()).bind(adult.to_string()).bind(pupil.to_string());
    let found: Option<i64> = query.fetch_optional(connection).await?;
    Ok(found.is_some_and(|may| may != 0))
}
