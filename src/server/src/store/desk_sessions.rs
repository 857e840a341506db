//! Sessions of staff, and the school's own devices that open the no-images list without one. Only hashes are kept.

use shine_domain::ids::{PersonId, Slug};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::openings::{Looker, Opened, Opening, insert_opening};
use super::staff::{StaffMember, read_staff_id};
use super::{Store, StoreError};
use crate::token::{SessionToken, generate_person_id};

/// A session at the desk nobody uses ends after this many milliseconds: an hour.
pub const DESK_IDLE_MS: i64 = 60 * 60 * 1000;
/// Every session at the desk ends after this many milliseconds: twelve hours, a long school day.
pub const DESK_ABSOLUTE_MS: i64 = 12 * 60 * 60 * 1000;
/// A device is remembered for this many milliseconds: thirty days.
pub const DEVICE_MS: i64 = 30 * 24 * 60 * 60 * 1000;
/// How far in the future a session may seem to begin, in milliseconds, before it is taken for one that a clock set back has
/// left behind: five minutes.
const CLOCK_SLACK_MS: i64 = 5 * 60 * 1000;
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

/// A school's own device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// What it is called in the log.
    pub id: PersonId,
    /// What staff call it.
    pub name: String,
    /// When it was remembered, in milliseconds since 1970, UTC.
    pub created_at: i64,
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

    /// Remembers a device, called `name`, under `token`, and writes that down.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be written.
    pub async fn record_device(
        &self,
        staff: &PersonId,
        name: String,
        token: &SessionToken,
        now: i64,
    ) -> Result<(), StoreError> {
        let (school, staff, hash) = (self.school().to_string(), staff.clone(), token.hash());
        let id = generate_person_id('d')?;
        let sealed = self.keys().seal(&device_place(self.school(), &id), &name)?;
        self.write(move |connection| {
            Box::pin(async move {
                let sql = "INSERT INTO devices (school_id, hash, id, sealed_name, staff_id, created_at) \
                           VALUES ($1, $2, $3, $4, $5, $6)";
                let query = sqlx::query(sql).bind(&school).bind(hash).bind(id.to_string());
                query.bind(sealed).bind(staff.to_string()).bind(now).execute(&mut *connection).await?;
                insert_opening(connection, &school, Opening::new(now, Looker::Staff(staff), Opened::DeviceAdded)).await
            })
        })
        .await
    }

    /// The device with this token; `None` when it is not remembered, or not any more.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn find_device(&self, token: &SessionToken, now: i64) -> Result<Option<Device>, StoreError> {
        let sql = "SELECT id, sealed_name, created_at FROM devices WHERE school_id = $1 AND hash = $2 AND revoked_at IS NULL \
                   AND created_at > $3 AND created_at <= $4";
        let query = sqlx::query(sql).bind(self.school().to_string()).bind(token.hash());
        let row = query.bind(now - DEVICE_MS).bind(now + CLOCK_SLACK_MS).fetch_optional(self.readers()).await?;
        row.as_ref().map(|row| self.read_device(row)).transpose()
    }

    /// The devices that are remembered, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn list_devices(&self, now: i64) -> Result<Vec<Device>, StoreError> {
        let sql = "SELECT id, sealed_name, created_at FROM devices WHERE school_id = $1 AND revoked_at IS NULL \
                   AND created_at > $2 ORDER BY created_at DESC, id";
        let query = sqlx::query(sql).bind(self.school().to_string()).bind(now - DEVICE_MS);
        query.fetch_all(self.readers()).await?.iter().map(|row| self.read_device(row)).collect()
    }

    /// What the device is, or was, called; empty when there never was one.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn find_device_name(&self, id: &PersonId) -> Result<String, StoreError> {
        let sql = "SELECT id, sealed_name, created_at FROM devices WHERE school_id = $1 AND id = $2";
        let query = sqlx::query(sql).bind(self.school().to_string()).bind(id.to_string());
        let row = query.fetch_optional(self.readers()).await?;
        row.as_ref().map_or(Ok(String::new()), |row| self.read_device(row).map(|device| device.name))
    }

    fn read_device(&self, row: &AnyRow) -> Result<Device, StoreError> {
        let id = PersonId::try_from(row.try_get::<String, _>("id")?).map_err(|_| StoreError::Damaged("a device"))?;
        let sealed: String = row.try_get("sealed_name")?;
        let name = self.keys().open(&device_place(self.school(), &id), &sealed)?;
        Ok(Device { id, name, created_at: row.try_get("created_at")? })
    }

    /// Forgets a device, as `by` wants it, and writes that down: it opens nothing from now on.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be written.
    pub async fn forget_device(&self, id: &PersonId, by: Looker, now: i64) -> Result<(), StoreError> {
        let (school, id) = (self.school().to_string(), id.to_string());
        self.write(move |connection| {
            Box::pin(async move {
                let sql = "UPDATE devices SET revoked_at = $3 WHERE school_id = $1 AND id = $2 AND revoked_at IS NULL";
                let query = sqlx::query(sql).bind(&school).bind(id).bind(now);
                if query.execute(&mut *connection).await?.rows_affected() > 0 {
                    insert_opening(connection, &school, Opening::new(now, by, Opened::DeviceForgotten)).await?;
                }
                Ok(())
            })
        })
        .await
    }
}

/// Where a device's name belongs: bound to it when it is sealed.
fn device_place(school: &Slug, device: &PersonId) -> String {
    format!("{school}/devices/{device}/name")
}

/// Ends what `staff` opened to others: the devices they had remembered, and the links to trips' lists.
pub(super) async fn end_doors(
    connection: &mut AnyConnection,
    school: &Slug,
    staff: &PersonId,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE devices SET revoked_at = $3 WHERE school_id = $1 AND staff_id = $2 AND revoked_at IS NULL";
    let query = sqlx::query(sql).bind(school.to_string()).bind(staff.to_string()).bind(now);
    query.execute(&mut *connection).await?;
    let query = sqlx::query("DELETE FROM trips WHERE school_id = $1 AND staff_id = $2");
    query.bind(school.to_string()).bind(staff.to_string()).execute(connection).await?;
    Ok(())
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
