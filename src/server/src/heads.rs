//! Heads: where the ledger ended at a moment, signed, and kept in a file outside the database, so that a ledger cut
//! short or written anew does not pass for the real one.

use std::fs::OpenOptions;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use shine_domain::canonical::canonical_bytes;
use shine_domain::ids::{Digest, Slug};
use shine_domain::receipt::PublicKey;

use crate::keys::Keys;

/// The file of heads within the data folder: one JSON object a line, oldest first.
pub const HEADS_FILE: &str = "heads.jsonl";
/// Put before the bytes that are signed.
const HEAD_CONTEXT: &[u8] = b"shine-head-1\n";

/// A head with the school's signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedHead {
    /// The school.
    pub school: Slug,
    /// The last entry's number.
    pub number: u64,
    /// Its hash.
    pub hash: Digest,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// Ed25519; 128 hexadecimal digits.
    pub signature: String,
}

impl SignedHead {
    /// Signs where the ledger ends.
    #[must_use]
    pub fn sign(keys: &Keys, school: Slug, number: u64, hash: Digest, at: i64) -> Self {
        let signature = keys.sign(&message(&school, number, hash, at));
        Self { school, number, hash, at, signature }
    }

    /// Whether `key` signed it as it stands.
    #[must_use]
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.has_signed(&message(&self.school, self.number, self.hash, self.at), &self.signature)
    }
}

fn message(school: &Slug, number: u64, hash: Digest, at: i64) -> Vec<u8> {
    let body = serde_json::json!({ "school": school, "number": number, "hash": hash, "at": at });
    let body = canonical_bytes(&body).expect("text and whole numbers have a canonical form");
    [HEAD_CONTEXT, &body].concat()
}

/// Adds `head` to the file below `data`, unless the last line says the same already.
///
/// # Errors
/// When the file cannot be written.
pub fn append_head(data: &Path, head: &SignedHead) -> std::io::Result<()> {
    let last = read_heads(data)?.pop();
    if last.is_some_and(|last| (last.number, last.hash) == (head.number, head.hash)) {
        return Ok(());
    }
    let mut file = OpenOptions::new().create(true).append(true).open(data.join(HEADS_FILE))?;
    file.write_all(format!("{}\n", serde_json::to_string(head)?).as_bytes())?;
    file.sync_all()
}

/// The heads in the file below `data`; none when there is no file.
///
/// # Errors
/// When the file cannot be read, or a line of it is no head.
pub fn read_heads(data: &Path) -> std::io::Result<Vec<SignedHead>> {
    let file = match std::fs::File::open(data.join(HEADS_FILE)) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let lines = BufReader::new(file).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}
