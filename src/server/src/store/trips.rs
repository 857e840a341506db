//! Lists for trips: which children, for a day, under a link. What may be done with their pictures is decided each time the
//! list is opened.

use shine_domain::ids::PersonId;

use super::{Store, StoreError};
use crate::token::SessionToken;

/// How long a trip's link opens, in milliseconds: a day.
pub const TRIP_MS: i64 = 24 * 60 * 60 * 1000;

impl Store {
    /// Keeps a list of `pupils` under `token` for a day.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be written.
    pub async fn record_trip(
        &self,
        staff: &PersonId,
        pupils: &[PersonId],
        token: &SessionToken,
        now: i64,
    ) -> Result<(), StoreError> {
        let (school, staff, hash) = (self.school().to_string(), staff.to_string(), token.hash());
        let pupils = pupils.iter().map(PersonId::as_str).collect::<Vec<_>>().join(" ");
        self.write(move |connection| {
            Box::pin(async move {
                // Yesterday's are of no use to anybody.
                let sql = "DELETE FROM trips WHERE school_id = $1 AND created_at <= $2";
                sqlx::query(sql).bind(&school).bind(now - TRIP_MS).execute(&mut *connection).await?;
                let sql =
                    "INSERT INTO trips (school_id, hash, staff_id, created_at, pupils) VALUES ($1, $2, $3, $4, $5)";
                let query = sqlx::query(sql).bind(school).bind(hash).bind(staff).bind(now).bind(pupils);
                query.execute(connection).await?;
                Ok(())
            })
        })
        .await
    }

    /// Who is on the list that `token` opens, and until when it does; `None` when it opens nothing.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn find_trip(&self, token: &SessionToken, now: i64) -> Result<Option<(Vec<PersonId>, i64)>, StoreError> {
        let sql = "SELECT pupils, created_at FROM trips WHERE school_id = $1 AND hash = $2 AND created_at > $3";
        let query = sqlx::query_as(sql).bind(self.school().to_string()).bind(token.hash()).bind(now - TRIP_MS);
        let found: Option<(String, i64)> = query.fetch_optional(self.readers()).await?;
        let Some((pupils, created_at)) = found else { return Ok(None) };
        let read = |id: &str| PersonId::try_from(id).map_err(|_| StoreError::Damaged("a trip's list"));
        let pupils = pupils.split(' ').filter(|id| !id.is_empty()).map(read).collect::<Result<_, _>>()?;
        Ok(Some((pupils, created_at + TRIP_MS)))
    }
}
