//! The database's file and the ways it is opened: what every connection is told first, and who may read the file.

use std::path::{Path, PathBuf};

use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, ConnectOptions as _, Executor as _};

use super::StoreError;

pub(super) fn options(path: &Path) -> Result<AnyConnectOptions, StoreError> {
    let path: PathBuf = std::path::absolute(path).map_err(sqlx::Error::Io)?;
    let mut encoded = String::new();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    let options: AnyConnectOptions = format!("sqlite://{encoded}?mode=rwc").parse()?;
    Ok(options.disable_statement_logging())
}

pub(super) async fn connect(path: &Path) -> Result<AnyConnection, StoreError> {
    let mut connection = options(path)?.connect().await?;
    // The busy timeout must be in force before the journal's mode is changed.
    let pragmas = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                   PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; \
                   PRAGMA wal_autocheckpoint = 8000;";
    connection.execute(pragmas).await?;
    Ok(connection)
}

/// A connection of its own for whole-database work: copying it, moving its log into it, or cutting its log off.
pub(super) async fn connect_to_copy(path: &Path) -> Result<AnyConnection, StoreError> {
    let mut connection = options(path)?.connect().await?;
    connection.execute("PRAGMA busy_timeout = 10000;").await?;
    Ok(connection)
}

/// Makes the database's file, if it is not there, readable by its owner only: SQLite gives its log the same mode.
pub(super) fn make_file(path: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        // A file that may only be read is told of by the database itself.
        Err(error) if error.kind() != std::io::ErrorKind::PermissionDenied => Err(sqlx::Error::Io(error).into()),
        _ => Ok(()),
    }
}

#[cfg(unix)]
pub(super) fn make_private(path: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
        .map_err(|error| StoreError::Database(sqlx::Error::Io(error)))
}

#[cfg(not(unix))]
pub(super) fn make_private(_path: &Path) -> Result<(), StoreError> {
    Ok(())
}
