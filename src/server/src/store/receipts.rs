//! Receipts: composed from the entry that was written, never from what was sent, so the same to the letter each time.

use shine_domain::consent::{questions, read_answers};
use shine_domain::document::Document;
use shine_domain::ids::{Digest, PersonId, Reference};
use shine_domain::receipt::{Receipt, ReceiptAnswer, ReceiptPupil};
use shine_domain::record::{Act, Entry};

use super::history::ANSWERS;
use super::people::{SignerKeys, load_key, open_field};
use super::records::entry_place;
use super::{Store, StoreError};

impl Store {
    /// The receipt with this reference, if it is `adult`'s: made again from the ledger, so it is always the same. One that names
    /// a child whom a court order keeps from them is not there.
    ///
    /// # Errors
    /// [`StoreError`] when the entry cannot be read or opened.
    pub async fn find_receipt(&self, adult: &PersonId, reference: &Reference) -> Result<Option<Receipt>, StoreError> {
        let sql = "SELECT r.entry FROM records r WHERE r.school_id = $1 AND r.reference = $2 AND r.adult_id = $3 \
                   AND NOT EXISTS (SELECT 1 FROM record_pupils p JOIN guardians g ON g.school_id = p.school_id \
                   AND g.adult_id = r.adult_id AND g.pupil_id = p.pupil_id AND g.barred <> 0 \
                   WHERE p.school_id = r.school_id AND p.entry = r.entry)";
        let query = sqlx::query_scalar(sql).bind(self.school().to_string()).bind(reference.to_string());
        let entry: Option<i64> = query.bind(adult.to_string()).fetch_optional(self.readers()).await?;
        let Some(number) = entry.and_then(|number| u64::try_from(number).ok()) else { return Ok(None) };
        let (entry, hash) = self.find_entry(number).await?.ok_or(StoreError::Damaged("a record without its entry"))?;
        let digest = entry.document.as_ref().ok_or(StoreError::Damaged("a record without its document"))?.digest;
        let document = self.find_document(digest).await?;
        let document = document.ok_or(StoreError::Damaged("a record without its document"))?;
        let mut connection = self.readers().acquire().await?;
        let mut keys = SignerKeys::new();
        for person in entry.adult.iter().chain(&entry.pupils) {
            let key = load_key(&mut connection, self.school(), self.keys(), person).await?;
            keys.insert(person.clone(), key);
        }
        compose_receipt(&keys, entry, hash, &document.document).map(Some)
    }
}

/// The receipt of `entry`, whose hash is `hash`, about `document`. `keys` are those of its signer and its children.
pub(super) fn compose_receipt(
    keys: &SignerKeys,
    entry: Entry,
    hash: Digest,
    document: &Document,
) -> Result<Receipt, StoreError> {
    let (Some(reference), Some(adult), Some(text)) = (&entry.reference, &entry.adult, &entry.document) else {
        return Err(StoreError::Damaged("a record without its signer"));
    };
    let value = |person: &PersonId, field: &str| {
        let missing = || StoreError::Damaged("a record without one of its values");
        let sealed = entry.sealed.iter().find(|one| one.person == *person && one.field == field).ok_or_else(missing)?;
        let key = keys.get(person).ok_or_else(missing)?;
        open_field(key, &entry_place(&entry.school, entry.number, person, field), &sealed.data)
    };
    let pupil =
        |id: &PersonId| Ok(ReceiptPupil { first_name: value(id, "first-name")?, class_name: value(id, "class")? });
    let answers = match entry.pupils.first().filter(|_| entry.act.has_answers()) {
        Some(child) => receipt_answers(document, &value(child, ANSWERS)?)?,
        None => Vec::new(),
    };
    Ok(Receipt {
        v: 1,
        reference: reference.clone(),
        school: entry.school.clone(),
        controller: entry.controller.clone().unwrap_or_default(),
        act: entry.act,
        title: document.meta.title.clone(),
        declaration: document.meta.declaration.clone().filter(|_| is_declared(entry.act)),
        answers,
        notice: entry.notice.clone(),
        signed_by: value(adult, "name")?,
        relationship: value(adult, "relationship")?,
        pupils: entry.pupils.iter().map(pupil).collect::<Result<_, StoreError>>()?,
        at: entry.at,
        entry: entry.number,
        entry_hash: hash,
        change: change_sentence(entry.act).to_owned(),
        entered: entered_from(&entry),
        document: text.clone(),
    })
}

/// The answers in the order of the questions, each with its question as asked.
fn receipt_answers(document: &Document, sealed: &str) -> Result<Vec<ReceiptAnswer>, StoreError> {
    let answers = read_answers(sealed).ok_or(StoreError::Damaged("a consent's answers"))?;
    let answered = questions(document).filter_map(|(step, _)| {
        let said = *answers.get(&step.id)?;
        Some(ReceiptAnswer { step: step.id.clone(), question: step.heading_text(), said })
    });
    Ok(answered.collect())
}

/// Where staff entered it from, if they did.
fn entered_from(entry: &Entry) -> Option<String> {
    entry.staff.as_ref().and_then(|_| entry.channel.clone())
}

/// Whether the signer made the text's declaration; taking something back or asking to talk needs none.
const fn is_declared(act: Act) -> bool {
    matches!(act, Act::Acknowledged | Act::Answered)
}

const fn change_sentence(act: Act) -> &'static str {
    match act {
        Act::Declined => "When you have talked to the school you can sign with the same private link.",
        Act::Answered | Act::Withdrawn => {
            "You can change your mind at any time, as easily as you answered: open your private link and change any \
             answer there, or tell the school office and quote the reference. From then on the school stops; copies \
             already handed out cannot be called back."
        }
        Act::Objected => {
            "The school stops at once, looks at your objection and tells you what it decides. Quote the reference if \
             you ask about it."
        }
        _ => "If anything here is wrong or has changed, tell the school office and quote the reference.",
    }
}
