//! Appending to the ledger, and reading its entries. Nothing else writes to `entries` or `heads`.

use shine_domain::ids::{Digest, Slug};
use shine_domain::record::Entry;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::sql::Statements;
use super::{Store, StoreError};

/// Where a chain ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) number: u64,
    pub(super) hash: Digest,
}

/// An entry as kept, before anything of it is believed.
pub(super) struct KeptEntry {
    pub(super) number: u64,
    pub(super) previous: String,
    pub(super) hash: String,
    pub(super) body: String,
}

pub(super) async fn ensure_head(connection: &mut AnyConnection, school: &Slug) -> Result<(), StoreError> {
    let sql = "INSERT INTO heads (school_id, number, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING";
    sqlx::query(sql).bind(school.to_string()).bind(Digest::zero().to_string()).execute(connection).await?;
    Ok(())
}

/// Locks the end of the chain for this transaction and says where it is.
pub(super) async fn lock_head(connection: &mut AnyConnection, school: &Slug) -> Result<Head, StoreError> {
    let mut statements = Statements::default();
    add_lock_head(&mut statements, school);
    let rows = statements.run(connection).await?;
    rows.first().ok_or(StoreError::Damaged("the ledger's head")).and_then(read_locked_head)
}

/// Adds what locks the end of the chain; its one row is read by [`read_locked_head`].
pub(super) fn add_lock_head(statements: &mut Statements, school: &Slug) {
    statements.add("UPDATE heads SET number = number WHERE school_id = ? RETURNING number, hash").text(school.as_str());
}

/// Where the chain ends, from the row of [`add_lock_head`].
pub(super) fn read_locked_head(row: &AnyRow) -> Result<Head, StoreError> {
    read_head(row.try_get("number")?, &row.try_get::<String, _>("hash")?)
}

/// Appends `entry`, whose number and previous hash come from [`lock_head`] in the same transaction; gives its hash.
pub(super) async fn append_entry(connection: &mut AnyConnection, entry: &Entry) -> Result<Digest, StoreError> {
    let bytes = entry.canonical().map_err(|_| StoreError::Damaged("an entry has no canonical form"))?;
    let hash = Digest::of(&bytes);
    let body = String::from_utf8(bytes).map_err(|_| StoreError::Damaged("an entry is not text"))?;
    let mut statements = Statements::default();
    append_entries(&mut statements, &entry.school, &[(entry.clone(), hash, body)])?;
    statements.run(connection).await?;
    Ok(hash)
}

/// Adds what appends entries that follow one another and the head, each with its hash and its canonical text.
pub(super) fn append_entries(
    statements: &mut Statements,
    school: &Slug,
    entries: &[(Entry, Digest, String)],
) -> Result<(), StoreError> {
    let Some((last, last_hash, _)) = entries.last() else { return Ok(()) };
    statements.add_rows("INSERT INTO entries (school_id, number, previous, hash, body) VALUES", entries.len(), 5);
    for (entry, hash, body) in entries {
        let number = signed(entry.number)?;
        statements.text(school.as_str()).number(number).text(entry.previous.to_string()).text(hash.to_string());
        statements.text(body);
    }
    statements.add("UPDATE heads SET number = ?, hash = ? WHERE school_id = ?");
    statements.number(signed(last.number)?).text(last_hash.to_string()).text(school.as_str());
    Ok(())
}

impl Store {
    /// The end of the chain: its last entry's number (0 for none yet) and hash.
    ///
    /// # Errors
    /// [`StoreError::Database`], or [`StoreError::Damaged`] when what is kept is no head.
    pub async fn find_head(&self) -> Result<(u64, Digest), StoreError> {
        let query = sqlx::query("SELECT number, hash FROM heads WHERE school_id = $1").bind(self.school().to_string());
        let Some(row) = query.fetch_optional(self.readers()).await? else { return Ok((0, Digest::zero())) };
        let head = read_head(row.try_get("number")?, &row.try_get::<String, _>("hash")?)?;
        Ok((head.number, head.hash))
    }

    /// When the last entry was written, in milliseconds since 1970, UTC; `None` while there is none.
    ///
    /// # Errors
    /// [`StoreError`] when the ledger cannot be read.
    pub async fn find_last_time(&self) -> Result<Option<i64>, StoreError> {
        let (number, _) = self.find_head().await?;
        Ok(self.find_entry(number).await?.map(|(entry, _)| entry.at))
    }

    /// Whether entry `number` is in the ledger with this hash.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn has_entry(&self, number: u64, hash: Digest) -> Result<bool, StoreError> {
        let query = sqlx::query("SELECT 1 FROM entries WHERE school_id = $1 AND number = $2 AND hash = $3");
        let query = query.bind(self.school().to_string()).bind(signed(number)?).bind(hash.to_string());
        Ok(query.fetch_optional(self.readers()).await?.is_some())
    }

    pub(super) async fn find_entry(&self, number: u64) -> Result<Option<(Entry, Digest)>, StoreError> {
        let query = sqlx::query("SELECT hash, body FROM entries WHERE school_id = $1 AND number = $2");
        let row = query.bind(self.school().to_string()).bind(signed(number)?).fetch_optional(self.readers()).await?;
        let Some(row) = row else { return Ok(None) };
        let hash = Digest::try_from(row.try_get::<String, _>("hash")?);
        let entry = serde_json::from_str(&row.try_get::<String, _>("body")?);
        match (entry, hash) {
            (Ok(entry), Ok(hash)) => Ok(Some((entry, hash))),
            _ => Err(StoreError::Damaged("a ledger entry")),
        }
    }

    /// A page of entries after `after`, in order of number; at most `limit`.
    pub(super) async fn list_entries(&self, after: u64, limit: u32) -> Result<Vec<KeptEntry>, StoreError> {
        let sql = "SELECT number, previous, hash, body FROM entries WHERE school_id = $1 AND number > $2 \
                   ORDER BY number LIMIT $3";
        let query = sqlx::query(sql).bind(self.school().to_string()).bind(signed(after)?).bind(i64::from(limit));
        let rows = query.fetch_all(self.readers()).await?;
        rows.iter()
            .map(|row| {
                Ok(KeptEntry {
                    number: u64::try_from(row.try_get::<i64, _>("number")?)
                        .map_err(|_| StoreError::Damaged("an entry's number"))?,
                    previous: row.try_get("previous")?,
                    hash: row.try_get("hash")?,
                    body: row.try_get("body")?,
                })
            })
            .collect()
    }
}

fn read_head(number: i64, hash: &str) -> Result<Head, StoreError> {
    let number = u64::try_from(number).map_err(|_| StoreError::Damaged("the ledger's head"))?;
    let hash = Digest::try_from(hash).map_err(|_| StoreError::Damaged("the ledger's head"))?;
    Ok(Head { number, hash })
}

/// A number as the database keeps it.
pub(super) fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Damaged("a number past what the database holds"))
}
