//! The school's own devices, which open the no-images list without a session. Only hashes of their tokens are kept.

use shine_domain::ids::{PersonId, Slug};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::desk_sessions::CLOCK_SLACK_MS;
use super::openings::{Looker, Opened, Opening, insert_opening};
use super::staff::refuse_stranger;
use super::{Store, StoreError};
use crate::token::{SessionToken, generate_person_id};

/// A device is remembered for this many milliseconds: thirty days.
pub const DEVICE_MS: i64 = 30 * 24 * 60 * 60 * 1000;

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
    /// Remembers a device, called `name`, under `token`, and writes that down.
    ///
    /// # Errors
    /// [`StoreError::NoSuchStaff`] when their time has ended; [`StoreError`] when the database cannot be written.
    pub async fn record_device(
        &self,
        staff: &PersonId,
        name: String,
        token: &SessionToken,
        now: i64,
    ) -> Result<(), StoreError> {
        let (school, staff, hash) = (self.school().clone(), staff.clone(), token.hash());
        let id = generate_person_id('d')?;
        let sealed = self.keys().seal(&device_place(self.school(), &id), &name)?;
        self.write(move |connection| {
            Box::pin(async move {
                refuse_stranger(&mut *connection, &school, &staff).await?;
                let sql = "INSERT INTO devices (school_id, hash, id, sealed_name, staff_id, created_at) \
                           VALUES ($1, $2, $3, $4, $5, $6)";
                let query = sqlx::query(sql).bind(school.to_string()).bind(hash).bind(id.to_string());
                query.bind(sealed).bind(staff.to_string()).bind(now).execute(&mut *connection).await?;
                let added =
                    Opening { device: Some(id), ..Opening::new(now, Looker::Staff(staff), Opened::DeviceAdded) };
                insert_opening(connection, school.as_str(), added).await
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
        let Some(row) = row else { return Ok(String::new()) };
        // Of one from before names were sealed only the id is left.
        let is_named = row.try_get::<Option<String>, _>("sealed_name")?.is_some();
        if is_named { Ok(self.read_device(&row)?.name) } else { Ok(String::new()) }
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
        let (school, id) = (self.school().to_string(), id.clone());
        self.write(move |connection| {
            Box::pin(async move {
                let sql = "UPDATE devices SET revoked_at = $3 WHERE school_id = $1 AND id = $2 AND revoked_at IS NULL";
                let query = sqlx::query(sql).bind(&school).bind(id.to_string()).bind(now);
                if query.execute(&mut *connection).await?.rows_affected() > 0 {
                    let forgotten = Opening { device: Some(id), ..Opening::new(now, by, Opened::DeviceForgotten) };
                    insert_opening(connection, &school, forgotten).await?;
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
