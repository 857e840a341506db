//! Receipts: what a signer is given. Anybody who holds the school's public key can check one, without the server.

use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::canonical::{NotCanonical, canonical_bytes};
use crate::consent::Said;
use crate::ids::{Digest, Reference, Slug, StepId};
use crate::record::{Act, FrozenText};

/// Put before the bytes that are signed, so that a signature on a receipt can never be taken for one on anything else.
pub const RECEIPT_CONTEXT: &[u8] = b"shine-receipt-1\n";

/// What was signed, by whom, for whom, and where the ledger holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The format: 1.
    pub v: u32,
    /// What the family quotes.
    pub reference: Reference,
    /// The school's word.
    pub school: Slug,
    /// The school's full name: the data controller.
    pub controller: String,
    /// What was done.
    pub act: Act,
    /// The exact text it was done with.
    pub document: FrozenText,
    /// That text's title.
    pub title: String,
    /// What was said about each purpose, in the order of the questions; none for a charter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<ReceiptAnswer>,
    /// The declaration the signer made; absent when they asked to talk first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declaration: Option<String>,
    /// The privacy notice in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<FrozenText>,
    /// The name as typed.
    pub signed_by: String,
    /// The relationship as typed.
    pub relationship: String,
    /// For whom.
    pub pupils: Vec<ReceiptPupil>,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// The ledger entry's number.
    pub entry: u64,
    /// The ledger entry's hash.
    pub entry_hash: Digest,
    /// How to change one's mind, in a sentence.
    pub change: String,
    /// From what staff entered it, where the family did not sign themselves: `paper`, `telephone`, `in-person`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<String>,
}

/// A child on a receipt, as on the roll that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptPupil {
    /// First name.
    pub first_name: String,
    /// Class.
    pub class_name: String,
}

/// What was said about one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptAnswer {
    /// The question's id.
    pub step: StepId,
    /// The question as asked.
    pub question: String,
    /// What was said.
    pub said: Said,
}

/// A receipt with the school's signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedReceipt {
    /// What was signed.
    pub receipt: Receipt,
    /// The key's id.
    pub key: String,
    /// Ed25519 over [`RECEIPT_CONTEXT`] and the canonical bytes of `receipt`; 128 hexadecimal digits.
    pub signature: String,
}

/// A school's public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// The key written as 64 hexadecimal digits.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        let bytes: [u8; 32] = data_encoding::HEXLOWER.decode(hex.as_bytes()).ok()?.try_into().ok()?;
        VerifyingKey::from_bytes(&bytes).ok().map(Self)
    }

    /// 64 hexadecimal digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        data_encoding::HEXLOWER.encode(self.0.as_bytes())
    }

    /// The first 16 hexadecimal digits of its SHA-256.
    #[must_use]
    pub fn id(&self) -> String {
        Digest::of(self.0.as_bytes()).to_string()[..16].to_owned()
    }

    /// Whether `signature`, 128 hexadecimal digits, is this key's over `message`.
    #[must_use]
    pub fn has_signed(&self, message: &[u8], signature: &str) -> bool {
        let bytes =
            data_encoding::HEXLOWER.decode(signature.as_bytes()).ok().and_then(|b| <[u8; 64]>::try_from(b).ok());
        bytes.is_some_and(|bytes| self.0.verify_strict(message, &Signature::from_bytes(&bytes)).is_ok())
    }
}

/// What is wrong with a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptFault {
    /// It names a key that is not among those given.
    #[error("the receipt was not signed with a key of this school")]
    UnknownKey,
    /// Its words are not those that were signed.
    #[error("the receipt was changed after it was signed")]
    Changed,
    /// Its format is newer than this program.
    #[error("the receipt's format is not one this program knows")]
    UnknownFormat,
}

/// The bytes a school signs for `receipt`.
///
/// # Errors
/// [`NotCanonical`] never happens for a receipt made of these fields; it is passed on rather than hidden.
pub fn receipt_message(receipt: &Receipt) -> Result<Vec<u8>, NotCanonical> {
    Ok([RECEIPT_CONTEXT, &canonical_bytes(receipt)?].concat())
}

/// Whether `sealed` is exactly what one of `keys` signed. The keys come from the school, never from the receipt's file.
///
/// # Errors
/// [`ReceiptFault`] names what is wrong.
pub fn verify_receipt(sealed: &SealedReceipt, keys: &[PublicKey]) -> Result<(), ReceiptFault> {
    if sealed.receipt.v != 1 {
        return Err(ReceiptFault::UnknownFormat);
    }
    let key = keys.iter().find(|key| key.id() == sealed.key).ok_or(ReceiptFault::UnknownKey)?;
    let message = receipt_message(&sealed.receipt).map_err(|_| ReceiptFault::Changed)?;
    if key.has_signed(&message, &sealed.signature) { Ok(()) } else { Err(ReceiptFault::Changed) }
}
