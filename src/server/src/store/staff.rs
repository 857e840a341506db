//! Who works at the desk: names and addresses sealed, roles, classes, and what they sign in with.

use std::collections::BTreeSet;

use shine_domain::ids::{PersonId, Slug};
use shine_domain::vocabulary::Role;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::devices::end_doors;
use super::openings::{Looker, Opened, Opening, insert_opening};
use super::people::{load_key, open_field};
use super::roll::insert_key;
use super::{Store, StoreError};
use crate::keys::Keys;
use crate::seal::SealKey;
use crate::totp::TotpSecret;

/// Somebody who is to work at the desk.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// Random id.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// At least one.
    pub roles: BTreeSet<Role>,
    /// A teacher's own classes.
    pub classes: BTreeSet<Slug>,
}

/// Somebody who works at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffMember {
    /// Who.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// What they may do.
    pub roles: BTreeSet<Role>,
    /// A teacher's own classes.
    pub classes: BTreeSet<Slug>,
    /// Whether they have chosen a password.
    pub has_joined: bool,
}

/// What somebody may do from now on.
#[derive(Clone, Debug)]
pub struct NewAccess {
    /// At least one.
    pub roles: BTreeSet<Role>,
    /// A teacher's own classes.
    pub classes: BTreeSet<Slug>,
    /// Whether one of the roles opens the no-images list. Without one, the devices they had remembered and their trips' links
    /// are ended too.
    pub sees_images: bool,
}

/// What somebody signs in with.
pub struct Credentials {
    /// Who.
    pub staff: PersonId,
    /// The password in Argon2's own notation.
    pub password: String,
    /// The secret of the codes.
    pub totp: TotpSecret,
    /// The last time step whose code was used.
    pub totp_step: i64,
}

/// An address as it is compared: small letters, no blanks around it.
#[must_use]
pub fn fold_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Where a value of a member of staff belongs: bound to it when it is sealed.
pub(super) fn staff_place(school: &Slug, staff: &PersonId, field: &str) -> String {
    format!("{school}/staff/{staff}/{field}")
}

fn email_mac(keys: &Keys, email: &str) -> String {
    keys.mac("staff-email", fold_email(email).as_bytes())
}

const COLUMNS: &str = "SELECT s.id, s.sealed_name, s.sealed_email, s.roles, s.sealed_password, k.wrapped FROM staff s \
                       JOIN person_keys k ON k.school_id = s.school_id AND k.person_id = s.id";

impl Store {
    /// Adds somebody to the desk, as `by` wants it, and writes that down. They cannot sign in before they have taken up an
    /// invitation.
    ///
    /// # Errors
    /// [`StoreError::EmailTaken`] when the address is somebody's already; a fault.
    pub async fn record_staff(&self, staff: NewStaff, by: Looker, now: i64) -> Result<(), StoreError> {
        let (school, keys) = (self.school().clone(), self.keys().clone());
        self.write(move |connection| {
            Box::pin(async move {
                let added = Opening::of_colleague(now, by, Opened::StaffAdded, staff.id.clone());
                let added = Opening { roles: staff.roles.clone(), ..added };
                insert_staff(&mut *connection, &school, keys, staff, now).await?;
                insert_opening(connection, school.as_str(), added).await
            })
        })
        .await
    }

    /// What somebody with this address signs in with; `None` when nobody can.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn find_credentials(&self, email: &str) -> Result<Option<Credentials>, StoreError> {
        let sql = "SELECT s.id, s.sealed_password, s.sealed_totp, s.totp_step, k.wrapped FROM staff s \
                   JOIN person_keys k ON k.school_id = s.school_id AND k.person_id = s.id \
                   WHERE s.school_id = $1 AND s.email_mac = $2 AND s.ended_at IS NULL \
                   AND s.sealed_password IS NOT NULL AND s.sealed_totp IS NOT NULL";
        let query = sqlx::query(sql).bind(self.school().to_string()).bind(email_mac(self.keys(), email));
        let Some(row) = query.fetch_optional(self.readers()).await? else { return Ok(None) };
        let staff = read_staff_id(row.try_get("id")?)?;
        let key = self.keys().unwrap_key(staff.as_str(), &row.try_get::<String, _>("wrapped")?)?;
        let place = staff_place(self.school(), &staff, "password");
        Ok(Some(Credentials {
            password: open_field(&key, &place, &row.try_get::<String, _>("sealed_password")?)?,
            totp: open_totp(&key, self.school(), &staff, &row.try_get::<String, _>("sealed_totp")?)?,
            totp_step: row.try_get("totp_step")?,
            staff,
        }))
    }

    /// Who works at the desk, by name; without those whose time has ended.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn list_staff(&self) -> Result<Vec<StaffMember>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE s.school_id = $1 AND s.ended_at IS NULL"));
        let rows = sqlx::query(sql).bind(self.school().to_string()).fetch_all(self.readers()).await?;
        let mut staff = Vec::with_capacity(rows.len());
        for row in &rows {
            staff.push(self.read_staff(row).await?);
        }
        staff.sort_by_key(|one| (one.name.to_lowercase(), one.id.clone()));
        Ok(staff)
    }

    /// One member of staff; `None` when there is none, or their time has ended.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn find_staff(&self, staff: &PersonId) -> Result<Option<StaffMember>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE s.school_id = $1 AND s.id = $2 AND s.ended_at IS NULL"));
        let query = sqlx::query(sql).bind(self.school().to_string()).bind(staff.to_string());
        match query.fetch_optional(self.readers()).await? {
            Some(row) => self.read_staff(&row).await.map(Some),
            None => Ok(None),
        }
    }

    async fn read_staff(&self, row: &AnyRow) -> Result<StaffMember, StoreError> {
        let id = read_staff_id(row.try_get("id")?)?;
        let key = self.keys().unwrap_key(id.as_str(), &row.try_get::<String, _>("wrapped")?)?;
        let open = |field: &str, column: &str| {
            open_field(&key, &staff_place(self.school(), &id, field), &row.try_get::<String, _>(column)?)
        };
        let sql = "SELECT class_id FROM staff_classes WHERE school_id = $1 AND staff_id = $2";
        let query = sqlx::query_scalar(sql).bind(self.school().to_string()).bind(id.to_string());
        let classes: Vec<String> = query.fetch_all(self.readers()).await?;
        let class = |id: String| Slug::try_from(id).map_err(|_| StoreError::Damaged("a teacher's class"));
        Ok(StaffMember {
            name: open("name", "sealed_name")?,
            email: open("email", "sealed_email")?,
            roles: read_roles(&row.try_get::<String, _>("roles")?)?,
            classes: classes.into_iter().map(class).collect::<Result<_, _>>()?,
            has_joined: row.try_get::<Option<String>, _>("sealed_password")?.is_some(),
            id,
        })
    }

    /// The name of `staff`, whose time may have ended; empty when there is none.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn find_staff_name(&self, staff: &PersonId) -> Result<String, StoreError> {
        let mut connection = self.readers().acquire().await?;
        let name = find_name(&mut connection, self.school(), self.keys(), staff).await?;
        Ok(name.unwrap_or_default())
    }

    /// Gives `staff` other roles and classes, as `by` wants it, and writes that down; they count from their next request on.
    ///
    /// # Errors
    /// [`StoreError::NoSuchStaff`]; a fault.
    pub async fn change_roles(
        &self,
        staff: &PersonId,
        access: NewAccess,
        by: Looker,
        now: i64,
    ) -> Result<(), StoreError> {
        let (school, staff) = (self.school().clone(), staff.clone());
        self.write(move |connection| {
            Box::pin(async move {
                refuse_stranger(&mut *connection, &school, &staff).await?;
                let sql = "UPDATE staff SET roles = $3 WHERE school_id = $1 AND id = $2";
                let query = sqlx::query(sql).bind(school.to_string()).bind(staff.to_string());
                query.bind(write_roles(&access.roles)).execute(&mut *connection).await?;
                let sql = "DELETE FROM staff_classes WHERE school_id = $1 AND staff_id = $2";
                sqlx::query(sql).bind(school.to_string()).bind(staff.to_string()).execute(&mut *connection).await?;
                insert_classes(&mut *connection, &school, &staff, &access.classes).await?;
                if !access.sees_images {
                    end_doors(&mut *connection, &school, &staff, now).await?;
                }
                let changed = Opening::of_colleague(now, by, Opened::StaffChanged, staff);
                let changed = Opening { roles: access.roles, ..changed };
                insert_opening(connection, school.as_str(), changed).await
            })
        })
        .await
    }

    /// Ends somebody's time at the desk, as `by` wants it, and writes that down: they cannot sign in, and every session of
    /// theirs is over. What they did stays theirs.
    ///
    /// # Errors
    /// [`StoreError::NoSuchStaff`]; a fault.
    pub async fn end_staff(&self, staff: &PersonId, by: Looker, now: i64) -> Result<(), StoreError> {
        let (school, staff) = (self.school().clone(), staff.clone());
        self.write(move |connection| {
            Box::pin(async move {
                refuse_stranger(&mut *connection, &school, &staff).await?;
                let sql = "UPDATE staff SET ended_at = $3, sealed_password = NULL, sealed_totp = NULL \
                           WHERE school_id = $1 AND id = $2";
                let query = sqlx::query(sql).bind(school.to_string()).bind(staff.to_string()).bind(now);
                query.execute(&mut *connection).await?;
                forget_access(&mut *connection, &school, &staff).await?;
                end_doors(&mut *connection, &school, &staff, now).await?;
                let ended = Opening::of_colleague(now, by, Opened::StaffEnded, staff);
                insert_opening(connection, school.as_str(), ended).await
            })
        })
        .await
    }
}

/// The name of somebody who works, or once worked, at the desk; `None` when they were erased.
pub(super) async fn find_name(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    staff: &PersonId,
) -> Result<Option<String>, StoreError> {
    let query = sqlx::query_scalar("SELECT sealed_name FROM staff WHERE school_id = $1 AND id = $2");
    let query = query.bind(school.to_string()).bind(staff.to_string());
    let sealed: Option<String> = query.fetch_optional(&mut *connection).await?;
    let Some(sealed) = sealed else { return Ok(None) };
    let key = load_key(connection, school, keys, staff).await?;
    open_field(&key, &staff_place(school, staff, "name"), &sealed).map(Some)
}

async fn insert_staff(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: Keys,
    staff: NewStaff,
    now: i64,
) -> Result<(), StoreError> {
    let mac = email_mac(&keys, &staff.email);
    let query = sqlx::query("SELECT 1 FROM staff WHERE school_id = $1 AND email_mac = $2");
    if query.bind(school.to_string()).bind(&mac).fetch_optional(&mut *connection).await?.is_some() {
        return Err(StoreError::EmailTaken);
    }
    let key = insert_key(&mut *connection, school, &keys, &staff.id).await?;
    let seal = |field: &str, value: &str| key.seal(&staff_place(school, &staff.id, field), value.as_bytes());
    let sql = "INSERT INTO staff (school_id, id, sealed_name, sealed_email, email_mac, roles, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    sqlx::query(sql)
        .bind(school.to_string())
        .bind(staff.id.to_string())
        .bind(seal("name", &staff.name)?)
        .bind(seal("email", staff.email.trim())?)
        .bind(mac)
        .bind(write_roles(&staff.roles))
        .bind(now)
        .execute(&mut *connection)
        .await?;
    insert_classes(connection, school, &staff.id, &staff.classes).await
}

async fn insert_classes(
    connection: &mut AnyConnection,
    school: &Slug,
    staff: &PersonId,
    classes: &BTreeSet<Slug>,
) -> Result<(), StoreError> {
    for class in classes {
        let sql = "INSERT INTO staff_classes (school_id, staff_id, class_id) VALUES ($1, $2, $3)";
        let query = sqlx::query(sql).bind(school.to_string()).bind(staff.to_string()).bind(class.to_string());
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Ends every session of `staff`, and every code on paper.
pub(super) async fn forget_access(
    connection: &mut AnyConnection,
    school: &Slug,
    staff: &PersonId,
) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM desk_sessions WHERE school_id = $1 AND staff_id = $2",
        "DELETE FROM recovery_codes WHERE school_id = $1 AND staff_id = $2",
        "DELETE FROM invitations WHERE school_id = $1 AND staff_id = $2 AND used_at IS NULL",
    ] {
        sqlx::query(sql).bind(school.to_string()).bind(staff.to_string()).execute(&mut *connection).await?;
    }
    Ok(())
}

pub(super) async fn refuse_stranger(
    connection: &mut AnyConnection,
    school: &Slug,
    staff: &PersonId,
) -> Result<(), StoreError> {
    let query = sqlx::query("SELECT 1 FROM staff WHERE school_id = $1 AND id = $2 AND ended_at IS NULL");
    let found = query.bind(school.to_string()).bind(staff.to_string()).fetch_optional(connection).await?;
    found.map(drop).ok_or(StoreError::NoSuchStaff)
}

pub(super) fn open_totp(
    key: &SealKey,
    school: &Slug,
    staff: &PersonId,
    sealed: &str,
) -> Result<TotpSecret, StoreError> {
    let text = open_field(key, &staff_place(school, staff, "totp"), sealed)?;
    TotpSecret::parse(&text).ok_or(StoreError::Damaged("a secret of the second factor"))
}

pub(super) fn write_roles(roles: &BTreeSet<Role>) -> String {
    roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(" ")
}

pub(super) fn read_roles(text: &str) -> Result<BTreeSet<Role>, StoreError> {
    let read = |word| Role::find(word).ok_or(StoreError::Damaged("a role"));
    text.split(' ').filter(|word| !word.is_empty()).map(read).collect()
}

pub(super) fn read_staff_id(id: String) -> Result<PersonId, StoreError> {
    PersonId::try_from(id).map_err(|_| StoreError::Damaged("a member of staff's identifier"))
}
