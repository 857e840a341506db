//! Family sessions: what opening a private link gives, for a while. Only hashes are kept.

use shine_domain::ids::PersonId;

use super::memory::KnownSession;
use super::{Store, StoreError};
use crate::token::{FamilyToken, SessionToken};

/// A session nobody uses ends after this many milliseconds: an hour.
pub const SESSION_IDLE_MS: i64 = 60 * 60 * 1000;
/// Every session ends after this many milliseconds: twelve hours.
pub const SESSION_ABSOLUTE_MS: i64 = 12 * 60 * 60 * 1000;
/// How far in the future a session may seem to begin, in milliseconds: five minutes. One further ahead was opened before
/// the clock was set back, and would else live until the clock has caught up with it.
const CLOCK_SLACK_MS: i64 = 5 * 60 * 1000;
/// How often use is written down, in milliseconds: a minute.
const TOUCH_MS: i64 = 60 * 1000;

impl Store {
    /// Opens a family link: a session under `session`, or `None` when the link opens nothing. Why, is not said.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn open_session(
        &self,
        token: &FamilyToken,
        session: &SessionToken,
        now: i64,
    ) -> Result<Option<PersonId>, StoreError> {
        let query =
            sqlx::query_scalar("SELECT adult_id FROM tokens WHERE school_id = $1 AND hash = $2 AND revoked_at IS NULL");
        let query = query.bind(self.school().to_string()).bind(token.hash());
        let Some(adult) = query.fetch_optional(self.readers()).await? else { return Ok(None) };
        let adult = read_adult(adult)?;
        let (school, hash, token_hash) = (self.school().to_string(), session.hash(), token.hash());
        let adult_id = adult.to_string();
        self.write(move |connection| {
            Box::pin(async move {
                sqlx::query("DELETE FROM sessions WHERE school_id = $1 AND (seen_at < $2 OR created_at < $3)")
                    .bind(&school)
                    .bind(now - SESSION_IDLE_MS)
                    .bind(now - SESSION_ABSOLUTE_MS)
                    .execute(&mut *connection)
                    .await?;
                let sql = "INSERT INTO sessions (school_id, hash, adult_id, token_hash, created_at, seen_at) \
                           VALUES ($1, $2, $3, $4, $5, $5)";
                let query = sqlx::query(sql).bind(school).bind(hash).bind(adult_id).bind(token_hash).bind(now);
                query.execute(connection).await?;
                Ok(())
            })
        })
        .await?;
        Ok(Some(adult))
    }

    /// The adult whose session this is, unless it has ended or its link was taken back.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn find_session(&self, session: &SessionToken, now: i64) -> Result<Option<PersonId>, StoreError> {
        let revision = self.memory().revision();
        let remembered = self.memory().session(&session.hash());
        if let Some(known) = remembered.filter(|known| known.is_fresh(now)) {
            return Ok(Some(known.adult));
        }
        let query = sqlx::query_as(
            "SELECT adult_id, created_at, seen_at FROM sessions \
             WHERE school_id = $1 AND hash = $2 AND seen_at >= $3 AND created_at >= $4 \
             AND seen_at <= $5 AND created_at <= $5 AND EXISTS \
             (SELECT 1 FROM tokens t WHERE t.school_id = sessions.school_id AND t.hash = sessions.token_hash \
              AND t.revoked_at IS NULL)",
        );
        let query = query
            .bind(self.school().to_string())
            .bind(session.hash())
            .bind(now - SESSION_IDLE_MS)
            .bind(now - SESSION_ABSOLUTE_MS)
            .bind(now + CLOCK_SLACK_MS);
        let found: Option<(String, i64, i64)> = query.fetch_optional(self.readers()).await?;
        let Some((adult, created_at, seen_at)) = found else { return Ok(None) };
        let mut known = KnownSession { adult: read_adult(adult)?, created_at, seen_at };
        if now - seen_at > TOUCH_MS {
            self.touch_session(session, now).await?;
            known.seen_at = now;
        }
        self.memory().keep_session(revision, session.hash(), known.clone());
        Ok(Some(known.adult))
    }

    async fn touch_session(&self, session: &SessionToken, now: i64) -> Result<(), StoreError> {
        let (school, hash) = (self.school().to_string(), session.hash());
        self.write(move |connection| {
            Box::pin(async move {
                let sql = "UPDATE sessions SET seen_at = $3 WHERE school_id = $1 AND hash = $2";
                sqlx::query(sql).bind(school).bind(hash).bind(now).execute(connection).await?;
                Ok(())
            })
        })
        .await
    }
}

impl KnownSession {
    /// Whether it is certain without asking the database: seen within the minute, and neither too old nor from a future
    /// that a clock set back has left behind.
    const fn is_fresh(&self, now: i64) -> bool {
        let is_recent = self.seen_at <= now && now - self.seen_at <= TOUCH_MS;
        is_recent && self.created_at <= now && now - self.created_at <= SESSION_ABSOLUTE_MS
    }
}

fn read_adult(id: String) -> Result<PersonId, StoreError> {
    PersonId::try_from(id).map_err(|_| StoreError::Damaged("an adult's identifier"))
}
