//! Invitations to the desk: a link with which somebody chooses a password, once; also for whoever has lost theirs.

use shine_domain::ids::{PersonId, Slug};
use sqlx::AnyConnection;

use super::openings::{Looker, Opened, Opening, insert_opening};
use super::people::load_key;
use super::staff::{StaffMember, forget_access, open_totp, read_staff_id, refuse_stranger, staff_place};
use super::{Store, StoreError};
use crate::keys::Keys;
use crate::token::SessionToken;
use crate::totp::TotpSecret;

/// How long an invitation can be taken up, in milliseconds: seven days.
pub const INVITATION_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// An invitation that can be taken up.
pub struct Invitation {
    /// Whose.
    pub staff: StaffMember,
    /// The secret of the codes to come.
    pub totp: TotpSecret,
}

/// What somebody chose when they took up an invitation.
pub struct Joining {
    /// The password in Argon2's own notation.
    pub password: String,
    /// The time step of the code that was typed.
    pub totp_step: i64,
    /// What is kept of each recovery code.
    pub recovery: Vec<String>,
}

impl Store {
    /// Invites `staff` to choose a password, as `by` wants it, and writes that down: whoever has `token` may, once, within
    /// [`INVITATION_MS`]. Older invitations of theirs open nothing any more.
    ///
    /// # Errors
    /// [`StoreError::NoSuchStaff`]; a fault.
    pub async fn record_invitation(
        &self,
        staff: &PersonId,
        token: &SessionToken,
        by: Looker,
        now: i64,
    ) -> Result<(), StoreError> {
        let (school, keys, staff, hash) = (self.school().clone(), self.keys().clone(), staff.clone(), token.hash());
        let totp = TotpSecret::generate()?;
        self.write(move |connection| {
            Box::pin(async move {
                refuse_stranger(&mut *connection, &school, &staff).await?;
                let key = load_key(&mut *connection, &school, &keys, &staff).await?;
                let sealed = key.seal(&staff_place(&school, &staff, "totp"), totp.to_text().as_bytes())?;
                let sql = "DELETE FROM invitations WHERE school_id = $1 AND staff_id = $2 AND used_at IS NULL";
                sqlx::query(sql).bind(school.to_string()).bind(staff.to_string()).execute(&mut *connection).await?;
                let sql = "INSERT INTO invitations (school_id, hash, staff_id, sealed_totp, created_at) \
                           VALUES ($1, $2, $3, $4, $5)";
                let query = sqlx::query(sql).bind(school.to_string()).bind(hash).bind(staff.to_string());
                query.bind(sealed).bind(now).execute(&mut *connection).await?;
                let invited = Opening::of_colleague(now, by, Opened::StaffInvited, staff);
                insert_opening(connection, school.as_str(), invited).await
            })
        })
        .await
    }

    /// The invitation `token` opens; `None` when it opens nothing. Why, is not said.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn find_invitation(&self, token: &SessionToken, now: i64) -> Result<Option<Invitation>, StoreError> {
        let sql = "SELECT staff_id, sealed_totp FROM invitations WHERE school_id = $1 AND hash = $2 \
                   AND used_at IS NULL AND created_at > $3";
        let query = sqlx::query_as(sql).bind(self.school().to_string()).bind(token.hash()).bind(now - INVITATION_MS);
        let found: Option<(String, String)> = query.fetch_optional(self.readers()).await?;
        let Some((staff, sealed)) = found else { return Ok(None) };
        let staff = read_staff_id(staff)?;
        let Some(member) = self.find_staff(&staff).await? else { return Ok(None) };
        let mut connection = self.readers().acquire().await?;
        let key = load_key(&mut connection, self.school(), self.keys(), &staff).await?;
        let totp = open_totp(&key, self.school(), &staff, &sealed)?;
        Ok(Some(Invitation { staff: member, totp }))
    }

    /// Takes up the invitation `token`: password, codes and recovery codes are new, every older session is over. Whether it
    /// could be: it opens once.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be written.
    pub async fn take_up_invitation(
        &self,
        token: &SessionToken,
        joining: Joining,
        now: i64,
    ) -> Result<bool, StoreError> {
        let (school, keys, hash) = (self.school().clone(), self.keys().clone(), token.hash());
        self.write(move |connection| Box::pin(join(connection, school, keys, hash, joining, now))).await
    }
}

async fn join(
    connection: &mut AnyConnection,
    school: Slug,
    keys: Keys,
    hash: String,
    joining: Joining,
    now: i64,
) -> Result<bool, StoreError> {
    let sql = "UPDATE invitations SET used_at = $3 WHERE school_id = $1 AND hash = $2 AND used_at IS NULL \
               AND created_at > $4 RETURNING staff_id, sealed_totp";
    let query = sqlx::query_as(sql).bind(school.to_string()).bind(hash).bind(now).bind(now - INVITATION_MS);
    let found: Option<(String, String)> = query.fetch_optional(&mut *connection).await?;
    let Some((staff, sealed_totp)) = found else { return Ok(false) };
    let staff = read_staff_id(staff)?;
    refuse_stranger(&mut *connection, &school, &staff).await?;
    let key = load_key(&mut *connection, &school, &keys, &staff).await?;
    forget_access(&mut *connection, &school, &staff).await?;
    let sql =
        "UPDATE staff SET sealed_password = $3, sealed_totp = $4, totp_step = $5 WHERE school_id = $1 AND id = $2";
    sqlx::query(sql)
        .bind(school.to_string())
        .bind(staff.to_string())
        .bind(key.seal(&staff_place(&school, &staff, "password"), joining.password.as_bytes())?)
        .bind(sealed_totp)
        .bind(joining.totp_step)
        .execute(&mut *connection)
        .await?;
    for code in joining.recovery {
        let sql = "INSERT INTO recovery_codes (school_id, staff_id, hash) VALUES ($1, $2, $3)";
        let query = sqlx::query(sql).bind(school.to_string()).bind(staff.to_string()).bind(code);
        query.execute(&mut *connection).await?;
    }
    let joined = Opening::of_colleague(now, Looker::Staff(staff.clone()), Opened::StaffJoined, staff);
    insert_opening(connection, school.as_str(), joined).await?;
    Ok(true)
}
