//! Records: what is written when somebody signs, and the ledger entry that holds it.
//!
//! A record is composed here, by one function, from the document's own bytes and what was sent; the store seals and
//! writes it. Nothing here encrypts, reads a clock or makes a number up.

use serde::{Deserialize, Serialize};

use crate::answers::AnswerProblem;
use crate::canonical::{NotCanonical, canonical_bytes};
use crate::consent::{Answers, check_consent};
use crate::document::Document;
use crate::ids::{Digest, Language, PersonId, Reference, Slug, SubmissionKey, Version};
use crate::person::{PersonName, Relationship};
use crate::vocabulary::{Kind, Signer};

/// An act: what happened. All are append-only; none edits another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// A document's text was frozen for signing.
    Published,
    /// "I have read it and will follow it." Not a consent (domain.md 3.6).
    Acknowledged,
    /// "I want to talk to the school first": stops reminders.
    Declined,
    /// Yes, no, or later, to questions of a consent.
    Answered,
    /// A yes taken back.
    Withdrawn,
    /// "I object", where the basis is not consent.
    Objected,
    /// Staff forbid something for a child, whatever anybody said.
    Restricted,
    /// Staff take back what they had forbidden.
    Lifted,
    /// Staff change what an adult may do for a child: answer, see, be written to.
    Protected,
    /// The child said yes, where the child's own yes is needed; staff wrote it down.
    Assented,
    /// The child said no: always respected.
    RefusedByChild,
    /// A record staff had entered wrongly does not count any more; the right one is entered anew.
    Corrected,
    /// A record does not count any more, as if it had never been: somebody else had signed it, or it was for another child.
    Invalidated,
    /// The no of an adult who may not answer is set aside.
    SetAside,
    /// A person's key and rows were destroyed; the entry names them by their random id only.
    Erased,
}

impl Act {
    /// The word in records and receipts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Acknowledged => "acknowledged",
            Self::Declined => "declined",
            Self::Answered => "answered",
            Self::Withdrawn => "withdrawn",
            Self::Objected => "objected",
            Self::Restricted => "restricted",
            Self::Lifted => "lifted",
            Self::Protected => "protected",
            Self::Assented => "assented",
            Self::RefusedByChild => "refused-by-child",
            Self::Corrected => "corrected",
            Self::Invalidated => "invalidated",
            Self::SetAside => "set-aside",
            Self::Erased => "erased",
        }
    }

    /// Whether the school did it, and no family: there is no receipt.
    #[must_use]
    pub const fn is_staffs(self) -> bool {
        !matches!(
            self,
            Self::Published
                | Self::Acknowledged
                | Self::Declined
                | Self::Answered
                | Self::Withdrawn
                | Self::Objected
                | Self::Erased
        )
    }

    /// Whether it says something about purposes, question by question.
    #[must_use]
    pub const fn has_answers(self) -> bool {
        matches!(self, Self::Answered | Self::Withdrawn | Self::Objected | Self::Assented | Self::RefusedByChild)
    }
}

/// One frozen text: which document, which version, which bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenText {
    /// Its folder.
    pub kind: Kind,
    /// Its name.
    pub slug: Slug,
    /// The language shown.
    pub language: Language,
    /// Its version. Notices and signables have one.
    pub version: Version,
    /// SHA-256 of its bytes.
    pub digest: Digest,
}

/// What an adult sent, checked field by field.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Made by the browser once.
    pub key: SubmissionKey,
    /// What is done.
    pub act: Act,
    /// Which bytes were shown.
    pub digest: Digest,
    /// The children it is done for, without repeats; at least one.
    pub pupils: Vec<PersonId>,
    /// As typed.
    pub name: PersonName,
    /// As typed.
    pub relationship: Relationship,
    /// What is said about each purpose; empty for a charter.
    pub answers: Answers,
}

/// A record ready to be sealed and written: the signature itself.
#[derive(Clone, Debug)]
pub struct Record {
    /// What is done.
    pub act: Act,
    /// What was shown.
    pub document: FrozenText,
    /// The privacy notice in force.
    pub notice: Option<FrozenText>,
    /// Who signed.
    pub adult: PersonId,
    /// As typed; sealed under the adult's key.
    pub name: PersonName,
    /// As typed; sealed under the adult's key.
    pub relationship: Relationship,
    /// The children, with what the record keeps of each; sealed under each child's key.
    pub pupils: Vec<RecordPupil>,
    /// What is said about each purpose; sealed under the child's key.
    pub answers: Answers,
}

/// What a record keeps of a child: as it was on that day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordPupil {
    /// Who.
    pub id: PersonId,
    /// First name on the roll.
    pub first_name: String,
    /// Class on the roll.
    pub class_name: String,
}

/// Why a signature cannot be recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordProblem {
    /// The bytes are of a document no adult signs.
    #[error("this document is not signed by an adult")]
    NotForAdults,
    /// The document carries no version.
    #[error("this document has no version")]
    NoVersion,
    /// The act is not one an adult does with this document.
    #[error("this cannot be done with this document")]
    WrongAct,
    /// No question is named, where something is said to questions.
    #[error("no question is answered")]
    NothingSaid,
    /// A consent is answered for one child at a time.
    #[error("a consent is answered for one child at a time")]
    NotOneChild,
    /// Something is wrong with the answers.
    #[error("some questions are not answered as they are asked")]
    Answers(Vec<AnswerProblem>),
}

/// By what a submission about a consent is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidBefore {
    /// What the same adult said last for this child to each question of this major version; for a yes that is taken back, of any.
    pub words: Answers,
    /// Whether every question must be answered, now or before. Where the child's year is not asked, and where staff enter the
    /// noes of a paper by themselves, a single no is enough.
    pub needs_all: bool,
}

/// Composes the record of what `adult` did with `document`, whose bytes the server froze and has just parsed again.
/// `before` is by what it is judged.
///
/// # Errors
/// [`RecordProblem`] when the document is not one an adult signs, or the act or the answers do not fit it.
pub fn compose_record(
    document: &Document,
    notice: Option<FrozenText>,
    submission: &Submission,
    adult: PersonId,
    pupils: Vec<RecordPupil>,
    before: &SaidBefore,
) -> Result<Record, RecordProblem> {
    if !document.kind.is_signable() || !document.meta.signers.contains(&Signer::Adult) {
        return Err(RecordProblem::NotForAdults);
    }
    let is_consent = document.kind == Kind::Consent;
    let is_right_act = match submission.act {
        Act::Acknowledged => !is_consent,
        Act::Declined => true,
        Act::Answered | Act::Withdrawn | Act::Objected => is_consent,
        // The school's own acts are no signatures.
        _ => false,
    };
    check_says_something(submission)?;
    if !is_right_act {
        return Err(RecordProblem::WrongAct);
    }
    if is_consent && pupils.len() != 1 {
        return Err(RecordProblem::NotOneChild);
    }
    if submission.act.has_answers() {
        let problems = check_consent(document, submission.act, &submission.answers, before);
        if !problems.is_empty() {
            return Err(RecordProblem::Answers(problems));
        }
    }
    Ok(Record {
        act: submission.act,
        document: frozen_text(document).ok_or(RecordProblem::NoVersion)?,
        notice,
        adult,
        name: submission.name.clone(),
        relationship: submission.relationship.clone(),
        pupils,
        answers: submission.answers.clone(),
    })
}

/// Whether questions are named where the act is about questions, and none where it is not.
///
/// # Errors
/// [`RecordProblem::NothingSaid`] and [`RecordProblem::WrongAct`].
pub fn check_says_something(submission: &Submission) -> Result<(), RecordProblem> {
    match (submission.act.has_answers(), submission.answers.is_empty()) {
        (true, true) => Err(RecordProblem::NothingSaid),
        (false, false) => Err(RecordProblem::WrongAct),
        _ => Ok(()),
    }
}

/// What a record says of `document`; `None` when it carries no version.
#[must_use]
pub fn frozen_text(document: &Document) -> Option<FrozenText> {
    Some(FrozenText {
        kind: document.kind,
        slug: document.slug.clone(),
        language: document.language.clone(),
        version: document.meta.version?,
        digest: document.digest,
    })
}

/// One entry of a school's ledger, as hashed: personal values are in it only sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The format: 1.
    pub v: u32,
    /// The school.
    pub school: Slug,
    /// From 1, without gaps.
    pub number: u64,
    /// The hash of the entry before; [`Digest::zero`] for the first.
    pub previous: Digest,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// What happened.
    pub act: Act,
    /// The text it happened with; `None` for an erasure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<FrozenText>,
    /// The privacy notice in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<FrozenText>,
    /// The school's full name on that day: the data controller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controller: Option<String>,
    /// What the family quotes; `None` for acts of the school.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// Who signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adult: Option<PersonId>,
    /// For which children.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pupils: Vec<PersonId>,
    /// The record it is about, of an act that ends or sets one aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Reference>,
    /// Which member of staff did it; `None` where it was the family, or the program itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<PersonId>,
    /// Whom an erasure was of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased: Option<PersonId>,
    /// How it came in: `web`, `desk`, or with what staff entered it from: `paper`, `telephone`, `in-person`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// How it was signed: `typed-name`, or `entered-by-staff`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Personal values, each sealed under its owner's key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sealed: Vec<SealedField>,
}

/// A personal value, sealed: XChaCha20-Poly1305, with school, entry number, person and field as associated data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedField {
    /// Under whose key.
    pub person: PersonId,
    /// `name`, `relationship`, `first-name`, `class`, `answers`, `restrictions`, `protection`, `reason`,
    /// `signed-on`.
    pub field: String,
    /// Nonce and sealed bytes, base64.
    pub data: String,
}

impl Entry {
    /// An entry of nothing but its place, time and act.
    #[must_use]
    pub const fn blank(school: Slug, number: u64, previous: Digest, at: i64, act: Act) -> Self {
        Self {
            v: 1,
            school,
            number,
            previous,
            at,
            act,
            document: None,
            notice: None,
            controller: None,
            reference: None,
            adult: None,
            pupils: Vec::new(),
            about: None,
            staff: None,
            erased: None,
            channel: None,
            method: None,
            sealed: Vec::new(),
        }
    }

    /// The bytes that are hashed and kept.
    ///
    /// # Errors
    /// [`NotCanonical`] never happens for an entry made of these fields; it is passed on rather than hidden.
    pub fn canonical(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical_bytes(self)
    }
}
