//! Knowing that nothing changed: a digest of a step's inputs, kept beside its output, so that the step need not run
//! again. Content counts, times of change do not: a fresh checkout of the same text is the same.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A digest of files and words. Not cryptographic: it guards against needless work, not against people.
#[derive(Debug, Default)]
pub(crate) struct Fingerprint {
    hasher: DefaultHasher,
}

impl Fingerprint {
    /// Adds a word: a version, a flag.
    pub(crate) fn word(&mut self, word: &str) {
        word.hash(&mut self.hasher);
    }

    /// Adds a file, or every file below a folder, by path and content. What does not exist counts as such.
    pub(crate) fn path(&mut self, path: &Path) -> Result<()> {
        for file in files_below(path)? {
            file.hash(&mut self.hasher);
            let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            bytes.hash(&mut self.hasher);
        }
        Ok(())
    }

    /// The digest so far, as text.
    pub(crate) fn text(&self) -> String {
        format!("{:016x}", self.hasher.finish())
    }
}

/// A note of the fingerprint something was last made from.
#[derive(Debug)]
pub(crate) struct Stamp {
    file: PathBuf,
}

impl Stamp {
    /// The stamp kept in this file.
    pub(crate) fn at(file: PathBuf) -> Self {
        Self { file }
    }

    /// Whether the last thing made was made from the same.
    pub(crate) fn is(&self, text: &str) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|found| found == text)
    }

    /// Whether there is a stamp at all.
    pub(crate) fn exists(&self) -> bool {
        self.file.is_file()
    }

    /// Forgets what was made: call before making it again, so that a broken attempt leaves no stamp.
    pub(crate) fn clear(&self) {
        drop(fs::remove_file(&self.file));
    }

    /// Notes what was made from what. Fails where the file cannot be written.
    pub(crate) fn write(&self, text: &str) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.file, text).with_context(|| format!("cannot write {}", self.file.display()))
    }
}

/// The file itself, or every file below the folder, sorted by path; editors' temporary and hidden files left out.
/// Empty where nothing exists.
pub(crate) fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(path, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let Ok(meta) = fs::metadata(path) else { return Ok(()) };
    if meta.is_file() {
        found.push(path.to_path_buf());
        return Ok(());
    }
    for entry in fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let passing = name.starts_with('.') || name.ends_with('~') || name == "node_modules" || name == "target";
        if !passing {
            collect(&entry.path(), found)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &Path) -> Result<String> {
        let mut fingerprint = Fingerprint::default();
        fingerprint.path(path)?;
        Ok(fingerprint.text())
    }

    #[test]
    fn the_same_content_has_the_same_fingerprint_whenever_it_was_written() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("a"), "one")?;
        let before = of(folder.path())?;
        fs::write(folder.path().join("a"), "one")?;
        assert_eq!(of(folder.path())?, before);
        Ok(())
    }

    #[test]
    fn another_content_name_or_file_has_another_fingerprint() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("a");
        fs::write(&file, "one")?;
        let before = of(folder.path())?;
        fs::write(&file, "two")?;
        let changed = of(folder.path())?;
        fs::write(folder.path().join("b"), "")?;
        let grown = of(folder.path())?;
        fs::rename(&file, folder.path().join("c"))?;
        let renamed = of(folder.path())?;
        assert!(before != changed && changed != grown && grown != renamed);
        Ok(())
    }

    #[test]
    fn hidden_and_editors_files_do_not_count() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let before = of(folder.path())?;
        for name in [".swp", "a~"] {
            fs::write(folder.path().join(name), "x")?;
        }
        assert_eq!(of(folder.path())?, before);
        Ok(())
    }

    #[test]
    fn a_stamp_remembers_until_it_is_cleared() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let stamp = Stamp::at(folder.path().join("deep/stamp"));
        assert!(!stamp.is("x") && !stamp.exists());
        stamp.write("x")?;
        assert!(stamp.is("x") && !stamp.is("y"));
        stamp.clear();
        assert!(!stamp.exists());
        Ok(())
    }
}
