//! A copy of the whole database at one moment, taken while it is in use: what a backup holds.

use std::path::Path;

use super::{Store, StoreError};

impl Store {
    /// Writes a copy of the database to the file `to`, which must not be there yet: one moment, whole, and without pages
    /// that were given up.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read or the copy cannot be written.
    pub async fn copy_to(&self, to: &Path) -> Result<(), StoreError> {
        let mut connection = super::connect_to_copy(&self.inner.path).await?;
        let copied =
            sqlx::query("VACUUM INTO $1").bind(to.to_string_lossy().into_owned()).execute(&mut connection).await;
        let _ = sqlx::Connection::close(connection).await;
        copied?;
        super::make_private(to)
    }
}
