//! Families' private links: made for a letter at the moment it is printed, and taken back. Only hashes are kept, so nobody,
//! the office neither, can read one again.

use std::collections::HashSet;

use shine_domain::ids::{PersonId, Slug};
use sqlx::AnyConnection;

use super::memory::Memory;
use super::{Store, StoreError};
use crate::token::FamilyToken;

/// What becomes of the links somebody has, when they get a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OlderLinks {
    /// They go on opening.
    Stay,
    /// They open nothing any more: one of them was lost.
    End,
}

impl Store {
    /// Which of the adults on the roll have a link that opens.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn list_linked(&self) -> Result<HashSet<PersonId>, StoreError> {
        let sql = "SELECT DISTINCT adult_id FROM tokens WHERE school_id = $1 AND revoked_at IS NULL";
        let found: Vec<String> =
            sqlx::query_scalar(sql).bind(self.school().to_string()).fetch_all(self.readers()).await?;
        let read = |id| PersonId::try_from(id).map_err(|_| StoreError::Damaged("an adult's identifier"));
        found.into_iter().map(read).collect()
    }

    /// Makes a link for each of `adults`: all of them or none.
    ///
    /// # Errors
    /// [`StoreError`] when one of them is not on the roll, or the database cannot be written.
    pub async fn make_links(
        &self,
        adults: &[PersonId],
        older: OlderLinks,
        now: i64,
    ) -> Result<Vec<(PersonId, FamilyToken)>, StoreError> {
        let mut made = Vec::with_capacity(adults.len());
        for adult in adults {
            made.push((adult.clone(), FamilyToken::generate()?));
        }
        let (school, links) = (self.school().clone(), made.clone());
        self.write_and_forget(Memory::forget, move |connection| {
            Box::pin(async move {
                for (adult, token) in links {
                    if older == OlderLinks::End {
                        end_links(&mut *connection, &school, &adult, now).await?;
                    }
                    let sql = "INSERT INTO tokens (school_id, hash, adult_id, created_at) VALUES ($1, $2, $3, $4)";
                    let query = sqlx::query(sql).bind(school.to_string()).bind(token.hash());
                    query.bind(adult.to_string()).bind(now).execute(&mut *connection).await?;
                }
                Ok(())
            })
        })
        .await
        .map(|()| made)
    }

    /// Takes every link of `adult` back: none opens anything from now on, nor does any session one of them opened.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be written.
    pub async fn end_links(&self, adult: &PersonId, now: i64) -> Result<(), StoreError> {
        let (school, adult) = (self.school().clone(), adult.clone());
        self.write_and_forget(Memory::forget, move |connection| {
            Box::pin(async move { end_links(connection, &school, &adult, now).await })
        })
        .await
    }
}

async fn end_links(
    connection: &mut AnyConnection,
    school: &Slug,
    adult: &PersonId,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE tokens SET revoked_at = $3 WHERE school_id = $1 AND adult_id = $2 AND revoked_at IS NULL";
    let query = sqlx::query(sql).bind(school.to_string()).bind(adult.to_string()).bind(now);
    query.execute(&mut *connection).await?;
    let sql = "DELETE FROM sessions WHERE school_id = $1 AND adult_id = $2";
    sqlx::query(sql).bind(school.to_string()).bind(adult.to_string()).execute(connection).await?;
    Ok(())
}
