//! What can go wrong in the store: expected refusals and faults.

/// Why the store could not do what was asked. Expected refusals first, faults last.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The same submission key was used for something else.
    #[error("this submission key was used before for something else")]
    KeyReused,
    /// A child of the submission is not one of this adult's.
    #[error("a child of the submission is not one of this adult's")]
    NotYourChild,
    /// The address is another member of staff's.
    #[error("this address is another member of staff's")]
    EmailTaken,
    /// There is no such member of staff.
    #[error("there is no such member of staff")]
    NoSuchStaff,
    /// The roll is another by now than the one a plan was made for.
    #[error("the roll has changed since this plan was made")]
    RollChanged,
    /// A record cannot be ended or set aside in this way.
    #[error("this cannot be done with this record")]
    NotEnding,
    /// What is entered was said before what the adult said last, and would not count.
    #[error("something was said on that day or later")]
    OlderThanWhatWasSaid,
    /// What is entered was agreed to before this text took the place of an older one.
    #[error("this text took the place of an older one after that day")]
    OlderThanTheText,
    /// What is entered was agreed to before the child left and came back.
    #[error("the child left after that day and came back")]
    OlderThanLeaving,
    /// There is no such child on the roll.
    #[error("there is no such child on the roll")]
    NotOnRoll,
    /// The digest is of no published document.
    #[error("no published document has this digest")]
    DocumentNotPublished,
    /// A newer version of the document is published.
    #[error("a newer version of this document is published")]
    DocumentOutdated,
    /// The document cannot be signed that way.
    #[error("{0}")]
    NotRecordable(#[from] shine_domain::record::RecordProblem),
    /// A published text changed but its version did not.
    #[error("{slug} {version} was published with another text: give the new text a new version")]
    VersionNotMoved {
        /// The document.
        slug: String,
        /// The version both carry.
        version: String,
    },
    /// The data folder is another school's.
    #[error("this data folder holds the records of {0}: name that school with --school, or choose another folder")]
    OtherSchool(String),
    /// The database could not be read or written.
    #[error("the database could not be read or written: {0}")]
    Database(sqlx::Error),
    /// There is no room left, or the disk fails: nothing was written.
    #[error("nothing can be written to the data folder: the disk is full, or it fails")]
    NoRoom,
    /// The database's structure could not be brought up to date.
    #[error("the database's structure does not fit this program: {0}")]
    Migration(sqlx::migrate::MigrateError),
    /// The database was written by an older program, and is opened for reading only.
    #[error(
        "the records in this data folder were written by an older version of SHINE: start the server once to bring \
             them up to date"
    )]
    OlderDatabase,
    /// The database was written by a newer program.
    #[error(
        "the records in this data folder were written by a newer version of SHINE: use that version or a newer one"
    )]
    NewerDatabase,
    /// Something kept does not read as it was written.
    #[error("something in the store does not read as it was written: {0}")]
    Damaged(&'static str),
    /// The writing task has stopped.
    #[error("the store is closing")]
    Closed,
    /// A value could not be sealed or opened.
    #[error(transparent)]
    Seal(#[from] crate::seal::SealError),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(|error| error.code());
        // SQLite's primary codes: 10 the disk fails, 13 it is full; extended codes carry them in their lowest byte.
        let primary = code.and_then(|code| code.parse::<u32>().ok()).map(|code| code & 0xff);
        if matches!(primary, Some(10 | 13)) { Self::NoRoom } else { Self::Database(error) }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError::{VersionMismatch, VersionMissing, VersionTooNew};
        match error {
            VersionMissing(_) | VersionMismatch(_) | VersionTooNew(..) => Self::NewerDatabase,
            sqlx::migrate::MigrateError::Execute(error) => error.into(),
            error => Self::Migration(error),
        }
    }
}

impl StoreError {
    /// Whether it is a fault of the database rather than a refusal: then nothing of a transaction may be kept.
    pub(crate) const fn is_fault(&self) -> bool {
        matches!(self, Self::Database(_) | Self::NoRoom)
    }
}
