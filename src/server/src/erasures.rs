//! Erasures, listed outside the database: a backup taken before an erasure still holds the person's key, so whoever
//! restores it must forget them again. The list names people by random id only.

use std::fs::OpenOptions;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use shine_domain::ids::PersonId;

use crate::store::{Erased, Store, StoreError};

/// The file of erasures within the data folder: one JSON object a line, oldest first. Keep a copy with your backups.
pub const ERASURES_FILE: &str = "erasures.jsonl";

/// One erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Who, by random id.
    pub person: PersonId,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
}

/// Why somebody could not be erased.
#[derive(Debug, thiserror::Error)]
pub enum ErasureError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The list failed.
    #[error("the list of erasures cannot be read or written: {0}")]
    List(#[from] io::Error),
}

/// Erases `person` and lists it. The list comes first: an erasure that was asked for and not finished is done again by
/// whoever restores, and one that was finished is never forgotten.
///
/// # Errors
/// [`ErasureError`]; then the person may still be there.
pub async fn erase(store: &Store, data: &Path, person: &PersonId, now: i64) -> Result<Erased, ErasureError> {
    append(data, &Erasure { person: person.clone(), at: now })?;
    Ok(store.erase_person(person, now).await?)
}

/// Adds `erasure` to the list below `data`, unless it is there.
///
/// # Errors
/// When the file cannot be read or written.
pub fn append(data: &Path, erasure: &Erasure) -> io::Result<()> {
    let path = data.join(ERASURES_FILE);
    if read(&path)?.iter().any(|known| known.person == erasure.person) {
        return Ok(());
    }
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(format!("{}\n", serde_json::to_string(erasure)?).as_bytes())?;
    file.sync_all()
}

/// The erasures in the file `path`; none when there is no file.
///
/// # Errors
/// When the file cannot be read, or a line of it is no erasure.
pub fn read(path: &Path) -> io::Result<Vec<Erasure>> {
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    BufReader::new(file).lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}
