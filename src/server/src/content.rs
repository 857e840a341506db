//! The content in force: a school's documents, resolved and parsed, and its facts. When the server watches, a new one
//! takes the old one's place whole; a request sees one or the other, never a mixture.

use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use shine_domain::authoring::library::{Library, build_library};
use shine_domain::diagnostic::Finding;
use shine_domain::ids::Slug;

use crate::content_folder::load_content;

/// Whether edited content shows at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchMode {
    /// Content is read once, at start.
    Off,
    /// Content is read again whenever a file changes, and its problems show on the pages.
    On,
}

/// The content of one school. Cheap to clone.
#[derive(Clone)]
pub struct Content {
    folder: PathBuf,
    school: Slug,
    mode: WatchMode,
    current: Arc<RwLock<Edition>>,
}

/// One reading of the content folder.
#[derive(Clone)]
pub struct Edition {
    /// Counts readings, from 1.
    pub revision: u64,
    /// What was read.
    pub library: Arc<Library>,
}

/// Why content cannot be served at all.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// The folder cannot be read.
    #[error("the content folder {folder} cannot be read: {error}")]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// There is no such school in it.
    #[error("there is no school called {school}: {folder} has no schools/{school}/school.toml")]
    NoSchool {
        /// The school asked for.
        school: Slug,
        /// Where it was looked for.
        folder: PathBuf,
    },
}

impl Content {
    /// Reads the content of `school` from `folder`.
    ///
    /// # Errors
    /// [`ContentError`] when the folder cannot be read or has no such school. What is wrong inside is a finding.
    pub fn load(folder: &Path, school: Slug, mode: WatchMode) -> Result<Self, ContentError> {
        let library = Arc::new(read_library(folder, &school)?);
        let current = Arc::new(RwLock::new(Edition { revision: 1, library }));
        Ok(Self { folder: folder.to_owned(), school, mode, current })
    }

    /// The edition in force.
    #[must_use]
    pub fn current(&self) -> Edition {
        self.current.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Reads the folder again. When it cannot be read, the old edition stays.
    ///
    /// # Errors
    /// [`ContentError`].
    pub fn reload(&self) -> Result<(), ContentError> {
        let library = Arc::new(read_library(&self.folder, &self.school)?);
        let mut current = self.current.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        *current = Edition { revision: current.revision + 1, library };
        Ok(())
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether it is watched.
    #[must_use]
    pub const fn mode(&self) -> WatchMode {
        self.mode
    }

    /// What is wrong with the content in force.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        self.current().library.findings.clone()
    }
}

fn read_library(folder: &Path, school: &Slug) -> Result<Library, ContentError> {
    let files = load_content(folder).map_err(|error| ContentError::Folder { folder: folder.to_owned(), error })?;
    if !files.texts.contains_key(&format!("schools/{school}/school.toml")) {
        return Err(ContentError::NoSchool { school: school.clone(), folder: folder.to_owned() });
    }
    Ok(build_library(&files.texts, &files.pictures, school))
}
