//! Proving the ledger: every entry's hash, the chain, the texts and values it names, and the signed heads kept
//! outside the database. Reads only.

use std::collections::BTreeMap;

use shine_domain::consent::read_answers;
use shine_domain::ids::Digest;
use shine_domain::record::Entry;
use sqlx::Row as _;

use super::entries::KeptEntry;
use super::history::ANSWERS;
use super::people::{find_key, open_field};
use super::records::entry_place;
use super::{Store, StoreError};
use crate::heads::SignedHead;

/// How many entries are read at a time.
const PAGE: u32 = 500;

/// Something wrong with a ledger, in plain words. The code is permanent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerFault {
    /// `entry-changed`, `entry-missing`, `chain-broken`, `tail-cut`, `chain-rebuilt`, `head-not-signed`,
    /// `document-changed`, `document-missing`, `value-not-opened`, `answers-unreadable`, `index-differs`.
    pub code: &'static str,
    /// The entry it is about, where there is one.
    pub entry: Option<u64>,
    /// What is wrong.
    pub message: String,
}

/// What proving a ledger found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerReport {
    /// How many entries were read.
    pub entries: u64,
    /// How many signed heads were compared.
    pub heads: usize,
    /// Everything that is wrong, in order of entry.
    pub faults: Vec<LedgerFault>,
}

impl LedgerReport {
    fn add(&mut self, code: &'static str, entry: Option<u64>, message: impl Into<String>) {
        self.faults.push(LedgerFault { code, entry, message: message.into() });
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

impl Store {
    /// Proves the whole ledger against itself and against `heads`, which were written outside the database.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read at all; everything else is in the report.
    pub async fn verify_ledger(&self, heads: &[SignedHead]) -> Result<LedgerReport, StoreError> {
        let mut report = LedgerReport::default();
        let mut hashes: BTreeMap<u64, Digest> = BTreeMap::new();
        let mut previous = (0_u64, Digest::zero());
        loop {
            let page = self.list_entries(previous.0, PAGE).await?;
            if page.is_empty() {
                break;
            }
            for kept in page {
                let hash = self.verify_entry(&kept, previous, &mut report).await?;
                hashes.insert(kept.number, hash);
                previous = (kept.number, hash);
                report.entries += 1;
            }
        }
        self.verify_end(previous, &mut report).await?;
        self.verify_heads(heads, &hashes, &mut report);
        self.verify_documents(&mut report).await?;
        report.faults.sort_by_key(|fault| (fault.entry.unwrap_or(u64::MAX), fault.code));
        Ok(report)
    }

    async fn verify_entry(
        &self,
        kept: &KeptEntry,
        previous: (u64, Digest),
        report: &mut LedgerReport,
    ) -> Result<Digest, StoreError> {
        let number = kept.number;
        let hash = Digest::of(kept.body.as_bytes());
        if kept.number != previous.0 + 1 {
            report.add("entry-missing", Some(previous.0 + 1), "Entries are missing before this one.");
        }
        if hash.to_string() != kept.hash {
            report.add("entry-changed", Some(number), "The entry does not read as it did when it was written.");
        }
        if kept.previous != previous.1.to_string() {
            report.add("chain-broken", Some(number), "The entry does not follow the one before it.");
        }
        let Ok(entry) = serde_json::from_str::<Entry>(&kept.body) else {
            report.add("entry-changed", Some(number), "The entry cannot be read.");
            return Ok(hash);
        };
        let is_itself = entry.number == number
            && entry.previous.to_string() == kept.previous
            && entry.school == *self.school()
            && entry.canonical().is_ok_and(|bytes| bytes == kept.body.as_bytes());
        if !is_itself {
            report.add("entry-changed", Some(number), "The entry's text and its place in the ledger differ.");
        }
        self.verify_values(&entry, report).await?;
        Ok(hash)
    }

    async fn verify_values(&self, entry: &Entry, report: &mut LedgerReport) -> Result<(), StoreError> {
        let mut connection = self.readers().acquire().await?;
        for sealed in &entry.sealed {
            let Some(key) = find_key(&mut connection, self.school(), self.keys(), &sealed.person).await? else {
                continue; // Erased: the value stays sealed for good, and the chain still holds.
            };
            let place = entry_place(self.school(), entry.number, &sealed.person, &sealed.field);
            match open_field(&key, &place, &sealed.data) {
                Err(_) => {
                    report.add("value-not-opened", Some(entry.number), "A sealed value does not open with its key.");
                }
                Ok(text) if sealed.field == ANSWERS && read_answers(&text).is_none() => {
                    report.add("answers-unreadable", Some(entry.number), "The answers of a consent cannot be read.");
                }
                Ok(_) => {}
            }
        }
        drop(connection);
        let Some(reference) = &entry.reference else { return Ok(()) };
        let sql = "SELECT digest, act FROM records WHERE school_id = $1 AND entry = $2 AND reference = $3";
        let query = sqlx::query(sql).bind(self.school().to_string()).bind(super::entries::signed(entry.number)?);
        let row = query.bind(reference.to_string()).fetch_optional(self.readers()).await?;
        let is_same = row.is_some_and(|row| {
            let document = entry.document.as_ref().map(|document| document.digest.to_string());
            row.try_get::<String, _>("digest").is_ok_and(|digest| Some(digest) == document)
                && row.try_get::<String, _>("act").is_ok_and(|act| act == entry.act.word())
        });
        if !is_same {
            report.add("index-differs", Some(entry.number), "The list of signatures does not match the ledger.");
        }
        let text = entry.document.as_ref().map(|document| document.digest);
        let is_kept = match text {
            Some(digest) => self.find_document(digest).await.ok().flatten().is_some(),
            None => true,
        };
        if !is_kept {
            report.add("document-missing", Some(entry.number), "The text that was signed is not kept any more.");
        }
        Ok(())
    }

    async fn verify_end(&self, last: (u64, Digest), report: &mut LedgerReport) -> Result<(), StoreError> {
        let head = self.find_head().await?;
        if head.0 > last.0 {
            let message = format!("The ledger ends at entry {}, but it had {} entries.", last.0, head.0);
            report.add("tail-cut", Some(last.0 + 1), message);
        } else if head != last {
            report.add("chain-rebuilt", Some(last.0), "The ledger does not end where it says it ends.");
        }
        Ok(())
    }

    fn verify_heads(&self, heads: &[SignedHead], hashes: &BTreeMap<u64, Digest>, report: &mut LedgerReport) {
        let key = self.keys().public();
        let last = hashes.keys().next_back().copied().unwrap_or(0);
        for head in heads {
            report.heads += 1;
            if !head.is_signed_by(&key) || head.school != *self.school() {
                report.add("head-not-signed", Some(head.number), "A head kept outside is not signed by this school.");
            } else if head.number > last {
                let message = format!("The ledger ends at entry {last}, but on record it had {}.", head.number);
                report.add("tail-cut", Some(last + 1), message);
            } else if head.number > 0 && hashes.get(&head.number) != Some(&head.hash) {
                let message = "The entry is not the one whose hash was signed and kept outside the database.";
                report.add("chain-rebuilt", Some(head.number), message);
            }
        }
        report.faults.dedup();
    }

    async fn verify_documents(&self, report: &mut LedgerReport) -> Result<(), StoreError> {
        let query = sqlx::query_as("SELECT digest, text, entry FROM documents WHERE school_id = $1");
        let rows: Vec<(String, String, i64)> = query.bind(self.school().to_string()).fetch_all(self.readers()).await?;
        for (digest, text, entry) in rows {
            if Digest::of(text.as_bytes()).to_string() != digest {
                let message = "A published text does not read as it did when it was published.";
                report.add("document-changed", u64::try_from(entry).ok(), message);
            }
        }
        Ok(())
    }
}
