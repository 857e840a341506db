//! One server a data folder: the lock that says it is in use.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// The lock's file within the data folder. It stays there; only the lock on it means anything.
pub const LOCK_FILE: &str = "in-use.lock";

/// A data folder in use by this process. The system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct InUse(#[expect(dead_code, reason = "the lock is held as long as the file is open")] File);

/// Takes the folder `data`; `None` when another process has it.
///
/// # Errors
/// When the lock's file cannot be made or locked.
pub fn take(data: &Path) -> io::Result<Option<InUse>> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(data.join(LOCK_FILE))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(InUse(file))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_taken_once_and_free_again_afterwards() {
        let data = tempfile::tempdir().expect("a folder");
        let first = take(data.path()).expect("a lock").expect("free");
        assert!(take(data.path()).expect("a lock").is_none());
        drop(first);
        assert!(take(data.path()).expect("a lock").is_some());
    }
}
