//! Signatures: the one way a record is written. What can be read beforehand is read here, beside the writing; what decides
//! is asked again inside the transaction, in [`super::turn`].

use std::sync::Arc;

use serde::Serialize;
use shine_domain::consent::Answers;
use shine_domain::ids::{Digest, PersonId, Reference, Slug};
use shine_domain::receipt::Receipt;
use shine_domain::record::{Act, Entry, FrozenText, Submission};

use super::documents::Published;
use super::people::Signers;
use super::receipts::compose_receipt;
use super::{Store, StoreError};
use crate::keys::Keys;

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
    pub(super) school: Slug,
    pub(super) keys: Keys,
    pub(super) recording: Recording,
    pub(super) submission: Submission,
    pub(super) signers: Arc<Signers>,
    pub(super) content_mac: String,
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

/// The sealed field that says on which day somebody said what staff entered later.
pub(super) const SIGNED_ON: &str = "signed-on";

/// Where a value of an entry belongs: bound to it when it is sealed.
pub(super) fn entry_place(school: &Slug, number: u64, person: &PersonId, field: &str) -> String {
    format!("{school}/{number}/{person}/{field}")
}
