//! What is true of this data folder as a whole, such as that its people are invented.

use super::{Store, StoreError};

impl Store {
    /// A fact about this data folder, such as that its people are invented.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn find_fact(&self, name: &str) -> Result<Option<String>, StoreError> {
        let found = sqlx::query_scalar("SELECT value FROM facts WHERE school_id = $1 AND name = $2");
        Ok(found.bind(self.school().as_str()).bind(name.to_owned()).fetch_optional(self.readers()).await?)
    }

    /// Writes a fact down, once; a later value does not replace it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn record_fact(&self, name: &'static str, value: String) -> Result<(), StoreError> {
        let school = self.school().to_string();
        self.write(move |connection| {
            Box::pin(async move {
                let sql = "INSERT INTO facts (school_id, name, value) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
                sqlx::query(sql).bind(school).bind(name).bind(value).execute(connection).await?;
                Ok(())
            })
        })
        .await
    }
}
