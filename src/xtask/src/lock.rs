//! One at a time: a lock on a file, held by whoever does something that two must not do at once.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context, Result};

/// Waits until nobody else holds the lock of this name in `folder`, and holds it until dropped; `others` says what is
/// waited for. Fails where the file cannot be made.
pub(crate) fn take(folder: &Path, name: &str, others: &str) -> Result<File> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let file = File::create(folder.join(name))?;
    if file.try_lock().is_err() {
        println!("  {others}: waiting for it");
        file.lock()?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_held_until_it_is_dropped() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let held = take(folder.path(), "lock", "another test is running")?;
        let again = File::create(folder.path().join("lock"))?;
        assert!(again.try_lock().is_err());
        drop(held);
        assert!(again.try_lock().is_ok());
        Ok(())
    }
}
