//! Erasing a person: their key is destroyed, so that nothing sealed under it can ever be read again, and their rows
//! outside the ledger go. The chain stays whole; an entry says that somebody was erased, by random id only.

use std::time::Duration;

use shine_domain::ids::{PersonId, Slug};
use shine_domain::record::{Act, Entry};
use sqlx::{AnyConnection, Row as _};

use super::entries::{append_entry, lock_head};
use super::memory::Memory;
use super::{Store, StoreError};

/// What became of an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erased {
    /// The key was destroyed now.
    Now,
    /// There was no such person, or not any more.
    Before,
}

impl Store {
    /// Erases `person`, child or adult. Afterwards write them into the list kept outside the database
    /// ([`crate::erasures`]), so that a restored backup forgets them again.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be written; then nothing was erased.
    pub async fn erase_person(&self, person: &PersonId, now: i64) -> Result<Erased, StoreError> {
        let (school, person) = (self.school().clone(), person.clone());
        let forget = Memory::forget_roll;
        let erased =
            self.write_and_forget(forget, move |connection| Box::pin(erase(connection, school, person, now))).await?;
        if erased == Erased::Now {
            self.flush_erased().await?;
        }
        Ok(erased)
    }

    /// Moves everything into the database file and cuts the log off, so that no old page holds a destroyed key.
    async fn flush_erased(&self) -> Result<(), StoreError> {
        let mut connection = super::connect_to_copy(&self.inner.path).await?;
        let flushed = cut_log(&mut connection).await;
        let _ = sqlx::Connection::close(connection).await;
        flushed
    }
}

/// How often cutting the log off is tried, and how long is waited in between: whoever else is moving it into the database
/// needs less than a second.
const TRIES: u32 = 50;
const WAIT: Duration = Duration::from_millis(100);

/// That somebody else is at it is no error to the database but a word in its answer.
async fn cut_log(connection: &mut AnyConnection) -> Result<(), StoreError> {
    for _ in 0..TRIES {
        let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await?;
        if row.try_get::<i64, _>(0)? == 0 {
            return Ok(());
        }
        tokio::time::sleep(WAIT).await;
    }
    Err(StoreError::Damaged("the log with a destroyed key could not be cut off; start again to cut it"))
}

async fn erase(connection: &mut AnyConnection, school: Slug, person: PersonId, now: i64) -> Result<Erased, StoreError> {
    let head = lock_head(&mut *connection, &school).await?;
    let sql = "DELETE FROM person_keys WHERE school_id = $1 AND person_id = $2";
    let query = sqlx::query(sql).bind(school.to_string()).bind(person.to_string());
    if query.execute(&mut *connection).await?.rows_affected() == 0 {
        return Ok(Erased::Before);
    }
    let rows = [
        "DELETE FROM sessions WHERE school_id = $1 AND adult_id = $2",
        "DELETE FROM tokens WHERE school_id = $1 AND adult_id = $2",
        "DELETE FROM submissions WHERE school_id = $1 AND adult_id = $2",
        "DELETE FROM guardians WHERE school_id = $1 AND (adult_id = $2 OR pupil_id = $2)",
        "DELETE FROM adults WHERE school_id = $1 AND id = $2",
        "DELETE FROM pupils WHERE school_id = $1 AND id = $2",
    ];
    for sql in rows {
        sqlx::query(sql).bind(school.to_string()).bind(person.to_string()).execute(&mut *connection).await?;
    }
    let entry = Entry { erased: Some(person), ..Entry::blank(school, head.number + 1, head.hash, now, Act::Erased) };
    append_entry(connection, &entry).await?;
    Ok(Erased::Now)
}
