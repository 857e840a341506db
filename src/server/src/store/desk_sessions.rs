//! Sessions of staff. Only hashes are kept.

use shine_domain::ids::PersonId;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::staff::{StaffMember, read_staff_id};
use super::{Store, StoreError};
use crate::token::{SessionToken, generate_person_id};

/// A session at the desk nobody uses ends after this many milliseconds: an hour.
pub const DESK_IDLE_MS: i64 = 60 * 60 * 1000;
/// Every session at the desk ends after this many milliseconds: twelve hours, a long school day.
pub const DESK_ABSOLUTE_MS: i64 = 12 * 60 * 60 * 1000;
/// How far in the future a session may seem to begin, in milliseconds, before it is taken for one that a clock set back has
/// left behind: five minutes.
pub(super) const CLOCK_SLACK_MS: i64 = 5 * 60 * 1000;
/// How often use is written down, in milliseconds: a minute.
const TOUCH_MS: i64 = 60 * 1000;

/// What proved, besides the password, who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondFactor {
    /// The code of this time step.
    Code(i64),
    /// A code on paper, by its hash.
    Recovery(String),
}

/// A session, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskSession {
    /// What it is called: says nothing about its secret.
    pub id: PersonId,
    /// When it began, in milliseconds since 1970, UTC.
    pub created_at: i64,
    /// When it was used last, to the minute.
    pub seen_at: i64,
}

impl Store {
    /// Opens a session for `staff` under `session`, whose password was right. Whether the second factor counted: a code, on
    /// a telephone or on paper, works once.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be written.
    pub async fn open_desk_session(
        &self,
        staff: &PersonId,
        factor: SecondFactor,
        session: &SessionToken,
        now: i64,
    ) -> Result<bool, StoreError> {
        let (school, staff, hash) = (self.school().to_string(), staff.to_string(), session.hash());
        let id = generate_person_id('d')?.to_string();
        self.write(move |connection| {
            Box::pin(async move {
                if !use_up(&mut *connection, &school, &staff, &factor, now).await? {
                    return Ok(false);
                }
                let sql = "DELETE FROM desk_sessions WHERE school_id = $1 AND (seen_at < $2 OR created_at < $3)";
                let query = sqlx::query(sql).bind(&school).bind(now - DESK_IDLE_MS).bind(now - DESK_ABSOLUTE_MS);
                query.execute(&mut *connection).await?;
                let sql = "INSERT INTO desk_sessions (school_id, hash, id, staff_id, created_at, seen_at) \
                           VALUES ($1, $2, $3, $4, $5, $5)";
                let query = sqlx::query(sql).bind(school).bind(hash).bind(id).bind(staff).bind(now);
                query.execute(connection).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Adds a code on paper for `staff`, by its hash, beside those they have.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be written.
    pub async fn record_recovery_code(&self, staff: &PersonId, hash: String, now: i64) -> Result<(), StoreError> {
        let (school, staff) = (self.school().to_string(), staff.to_string());
        self.write(move |connection| {
            Box::pin(async move {
                // Those that were used long ago are of no use to anybody.
                let sql = "DELETE FROM recovery_codes WHERE school_id = $1 AND staff_id = $2 AND used_at < $3";
                let query = sqlx::query(sql).bind(&school).bind(&staff).bind(now - DESK_ABSOLUTE_MS);
                query.execute(&mut *connection).await?;
                let sql = "INSERT INTO recovery_codes (school_id, staff_id, hash) VALUES ($1, $2, $3)";
                sqlx::query(sql).bind(school).bind(staff).bind(hash).execute(connection).await?;
                Ok(())
            })
        })
        .await
    }

    /// The member of staff whose session this is, with the session; `None` when it has ended.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn find_desk_session(
        &self,
        session: &SessionToken,
        now: i64,
    ) -> Result<Option<(StaffMember, DeskSession)>, StoreError> {
        let sql = "SELECT id, staff_id, created_at, seen_at FROM desk_sessions WHERE school_id = $1 AND hash = $2 \
                   AND seen_at >= $3 AND created_at >= $4 AND seen_at <= $5 AND created_at <= $5";
        let query = sqlx::query(sql)
            .bind(self.school().to_string())
            .bind(session.hash())
            .bind(now - DESK_IDLE_MS)
            .bind(now - DESK_ABSOLUTE_MS)
            .bind(now + CLOCK_SLACK_MS);
        let Some(row) = query.fetch_optional(self.readers()).await? else { return Ok(None) };
        let staff = read_staff_id(row.try_get("staff_id")?)?;
        let found = read_session(&row)?;
        // Read anew each time: whoever has lost a role has lost it now.
        let Some(staff) = self.find_staff(&staff).await? else { return Ok(None) };
        if now - found.seen_at > TOUCH_MS {
            self.touch_desk_session(session, now).await?;
        }
        Ok(Some((staff, found)))
    }

    async fn touch_desk_session(&self, session: &SessionToken, now: i64) -> Result<(), StoreError> {
        let (school, hash) = (self.school().to_string(), session.hash());
        self.write(move |connection| {
            Box::pin(async move {
                let sql = "UPDATE desk_sessions SET seen_at = $3 WHERE school_id = $1 AND hash = $2";
                sqlx::query(sql).bind(school).bind(hash).bind(now).execute(connection).await?;
                Ok(())
            })
        })
        .await
    }

    /// The sessions of `staff` that have not ended, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn list_desk_sessions(&self, staff: &PersonId, now: i64) -> Result<Vec<DeskSession>, StoreError> {
        let sql = "SELECT id, created_at, seen_at FROM desk_sessions WHERE school_id = $1 AND staff_id = $2 \
                   AND seen_at >= $3 AND created_at >= $4 ORDER BY created_at DESC, id";
        let query = sqlx::query(sql).bind(self.school().to_string()).bind(staff.to_string());
        let rows = query.bind(now - DESK_IDLE_MS).bind(now - DESK_ABSOLUTE_MS).fetch_all(self.readers()).await?;
        rows.iter().map(read_session).collect()
    }

    /// Ends the session of `staff` that is called `id`. One that is not theirs stays.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be written.
    pub async fn end_desk_session(&self, staff: &PersonId, id: &PersonId) -> Result<(), StoreError> {
        let (school, staff, id) = (self.school().to_string(), staff.to_string(), id.to_string());
        self.write(move |connection| {
            Box::pin(async move {
                let sql = "DELETE FROM desk_sessions WHERE school_id = $1 AND staff_id = $2 AND id = $3";
                sqlx::query(sql).bind(school).bind(staff).bind(id).execute(connection).await?;
                Ok(())
            })
        })
        .await
    }
}

/// Marks the second factor as used; whether it had not been.
async fn use_up(
    connection: &mut AnyConnection,
    school: &str,
    staff: &str,
    factor: &SecondFactor,
    now: i64,
) -> Result<bool, StoreError> {
    let query = match factor {
        SecondFactor::Code(step) => {
            let sql = "UPDATE staff SET totp_step = $3 WHERE school_id = $1 AND id = $2 AND totp_step < $3 \
                       AND ended_at IS NULL";
            sqlx::query(sql).bind(school.to_owned()).bind(staff.to_owned()).bind(*step)
        }
        SecondFactor::Recovery(hash) => {
            let sql = "UPDATE recovery_codes SET used_at = $4 WHERE school_id = $1 AND staff_id = $2 AND hash = $3 \
                       AND used_at IS NULL";
            sqlx::query(sql).bind(school.to_owned()).bind(staff.to_owned()).bind(hash.clone()).bind(now)
        }
    };
    Ok(query.execute(connection).await?.rows_affected() == 1)
}

fn read_session(row: &AnyRow) -> Result<DeskSession, StoreError> {
    let id = PersonId::try_from(row.try_get::<String, _>("id")?).map_err(|_| StoreError::Damaged("a session"))?;
    Ok(DeskSession { id, created_at: row.try_get("created_at")?, seen_at: row.try_get("seen_at")? })
}
