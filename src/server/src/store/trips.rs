//! Lists for trips: which children, for a day, under a link. What may be done with their pictures is decided each time the
//! list is opened.

use shine_domain::ids::PersonId;
use sqlx::Row as _;

use super::openings::{Looker, Opened, Opening, insert_opening};
use super::staff::{read_staff_id, refuse_stranger};
use super::{Store, StoreError};
use crate::token::{SessionToken, generate_person_id};

/// How long a trip's link opens, in milliseconds: a day.
pub const TRIP_MS: i64 = 24 * 60 * 60 * 1000;

/// A trip's list whose link still opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTrip {
    /// What it is called where it is ended: says nothing about its secret.
    pub id: PersonId,
    /// Who made it.
    pub staff: PersonId,
    /// When, in milliseconds since 1970, UTC.
    pub created_at: i64,
    /// How many children are on it.
    pub pupils: usize,
}

impl Store {
    /// Keeps a list of `pupils` under `token` for a day. What it is called where it is ended.
    ///
    /// # Errors
    /// [`StoreError::NoSuchStaff`] when their time has ended; [`StoreError`] when the database cannot be written.
    pub async fn record_trip(
        &self,
        staff: &PersonId,
        pupils: &[PersonId],
        token: &SessionToken,
        now: i64,
    ) -> Result<PersonId, StoreError> {
        let (slug, staff, hash) = (self.school().clone(), staff.clone(), token.hash());
        let (school, id) = (slug.to_string(), generate_person_id('t')?);
        let pupils = pupils.iter().map(PersonId::as_str).collect::<Vec<_>>().join(" ");
        self.write(move |connection| {
            Box::pin(async move {
                refuse_stranger(&mut *connection, &slug, &staff).await?;
                // Yesterday's are of no use to anybody.
                let sql = "DELETE FROM trips WHERE school_id = $1 AND created_at <= $2";
                sqlx::query(sql).bind(&school).bind(now - TRIP_MS).execute(&mut *connection).await?;
                let sql = "INSERT INTO trips (school_id, hash, staff_id, created_at, pupils, id) \
                           VALUES ($1, $2, $3, $4, $5, $6)";
                let query = sqlx::query(sql).bind(school).bind(hash).bind(staff.to_string()).bind(now).bind(pupils);
                query.bind(id.to_string()).execute(connection).await?;
                Ok(id)
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

    /// The trips' lists whose links still open, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn list_open_trips(&self, now: i64) -> Result<Vec<OpenTrip>, StoreError> {
        let sql = "SELECT id, staff_id, created_at, pupils FROM trips WHERE school_id = $1 AND created_at > $2 \
                   ORDER BY created_at DESC, id";
        let rows =
            sqlx::query(sql).bind(self.school().to_string()).bind(now - TRIP_MS).fetch_all(self.readers()).await?;
        let read = |row: &sqlx::any::AnyRow| {
            let id = PersonId::try_from(row.try_get::<String, _>("id")?);
            Ok(OpenTrip {
                id: id.map_err(|_| StoreError::Damaged("a trip's list"))?,
                staff: read_staff_id(row.try_get("staff_id")?)?,
                created_at: row.try_get("created_at")?,
                pupils: row.try_get::<String, _>("pupils")?.split(' ').filter(|id| !id.is_empty()).count(),
            })
        };
        rows.iter().map(read).collect()
    }

    /// Ends a trip's list before its day is over, as `by` wants it, and writes that down: its link opens nothing from now on.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be written.
    pub async fn end_trip(&self, id: &PersonId, by: Looker, now: i64) -> Result<(), StoreError> {
        let (school, id) = (self.school().to_string(), id.to_string());
        self.write(move |connection| {
            Box::pin(async move {
                let sql = "DELETE FROM trips WHERE school_id = $1 AND id = $2 RETURNING staff_id";
                let maker: Option<String> =
                    sqlx::query_scalar(sql).bind(&school).bind(id).fetch_optional(&mut *connection).await?;
                let Some(maker) = maker else { return Ok(()) };
                let ended = Opening::of_colleague(now, by, Opened::TripEnded, read_staff_id(maker)?);
                insert_opening(connection, &school, ended).await
            })
        })
        .await
    }
}
