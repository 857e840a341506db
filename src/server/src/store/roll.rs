//! Filling the roll: classes, pupils, adults, who belongs to whom, and the family links.

use shine_domain::ids::{PersonId, Slug};
use shine_domain::vocabulary::Year;
use sqlx::AnyConnection;

use super::memory::Memory;
use super::people::roll_place;
use super::{Store, StoreError};
use crate::keys::Keys;
use crate::seal::SealKey;
use crate::token::FamilyToken;

/// A roll to be written.
#[derive(Default)]
pub struct NewRoll {
    /// Classes.
    pub classes: Vec<NewClass>,
    /// Pupils.
    pub pupils: Vec<NewPupil>,
    /// Adults with their links.
    pub adults: Vec<NewAdult>,
}

/// A class.
pub struct NewClass {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Its year.
    pub year: Year,
}

/// A pupil.
pub struct NewPupil {
    /// Random id.
    pub id: PersonId,
    /// Class id.
    pub class: Slug,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
}

/// A child of an adult's.
pub struct NewGuardian {
    /// The child.
    pub pupil: PersonId,
    /// Whether the school has marked the adult as one whose yes counts for this child (domain.md 3.8).
    pub may_answer: bool,
}

/// An adult.
pub struct NewAdult {
    /// Random id.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Their children.
    pub pupils: Vec<NewGuardian>,
    /// Their private link.
    pub token: FamilyToken,
}

impl Store {
    /// Writes `roll` in one piece: all of it or nothing.
    ///
    /// # Errors
    /// [`StoreError`] when anything of it cannot be written.
    pub async fn record_roll(&self, roll: NewRoll, now: i64) -> Result<(), StoreError> {
        let (school, keys) = (self.school().clone(), self.keys().clone());
        let forget = Memory::forget_roll;
        self.write_and_forget(forget, move |connection| Box::pin(insert_roll(connection, school, keys, roll, now)))
            .await
    }

    /// Takes a family link back: it opens nothing from now on, nor does any session it opened.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn revoke_token(&self, token: &FamilyToken, now: i64) -> Result<(), StoreError> {
        let (school, hash) = (self.school().to_string(), token.hash());
        self.write_and_forget(Memory::forget, move |connection| {
            Box::pin(async move {
                let sql = "UPDATE tokens SET revoked_at = $3 WHERE school_id = $1 AND hash = $2 AND revoked_at IS NULL";
                sqlx::query(sql).bind(&school).bind(&hash).bind(now).execute(&mut *connection).await?;
                let sql = "DELETE FROM sessions WHERE school_id = $1 AND token_hash = $2";
                sqlx::query(sql).bind(&school).bind(&hash).execute(connection).await?;
                Ok(())
            })
        })
        .await
    }
}

async fn insert_roll(
    connection: &mut AnyConnection,
    school: Slug,
    keys: Keys,
    roll: NewRoll,
    now: i64,
) -> Result<(), StoreError> {
    for class in roll.classes {
        sqlx::query("INSERT INTO classes (school_id, id, name, year) VALUES ($1, $2, $3, $4)")
            .bind(school.to_string())
            .bind(class.id.to_string())
            .bind(class.name)
            .bind(class.year.word())
            .execute(&mut *connection)
            .await?;
    }
    for pupil in roll.pupils {
        let key = insert_key(&mut *connection, &school, &keys, &pupil.id).await?;
        let seal = |field: &str, value: &str| key.seal(&roll_place(&school, &pupil.id, field), value.as_bytes());
        let sql = "INSERT INTO pupils (school_id, id, class_id, sealed_first_name, sealed_last_name, year) \
                   SELECT $1, $2, $3, $4, $5, year FROM classes WHERE school_id = $1 AND id = $3";
        sqlx::query(sql)
            .bind(school.to_string())
            .bind(pupil.id.to_string())
            .bind(pupil.class.to_string())
            .bind(seal("first-name", &pupil.first_name)?)
            .bind(seal("last-name", &pupil.last_name)?)
            .execute(&mut *connection)
            .await?;
    }
    for adult in roll.adults {
        insert_adult(&mut *connection, &school, &keys, adult, now).await?;
    }
    Ok(())
}

async fn insert_adult(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    adult: NewAdult,
    now: i64,
) -> Result<(), StoreError> {
    let key = insert_key(&mut *connection, school, keys, &adult.id).await?;
    sqlx::query("INSERT INTO adults (school_id, id, sealed_name) VALUES ($1, $2, $3)")
        .bind(school.to_string())
        .bind(adult.id.to_string())
        .bind(key.seal(&roll_place(school, &adult.id, "name"), adult.name.as_bytes())?)
        .execute(&mut *connection)
        .await?;
    for NewGuardian { pupil, may_answer } in adult.pupils {
        sqlx::query("INSERT INTO guardians (school_id, adult_id, pupil_id, may_answer) VALUES ($1, $2, $3, $4)")
            .bind(school.to_string())
            .bind(adult.id.to_string())
            .bind(pupil.to_string())
            .bind(i64::from(may_answer))
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query("INSERT INTO tokens (school_id, hash, adult_id, created_at) VALUES ($1, $2, $3, $4)")
        .bind(school.to_string())
        .bind(adult.token.hash())
        .bind(adult.id.to_string())
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn insert_key(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    person: &PersonId,
) -> Result<SealKey, StoreError> {
    let key = SealKey::generate()?;
    sqlx::query("INSERT INTO person_keys (school_id, person_id, wrapped) VALUES ($1, $2, $3)")
        .bind(school.to_string())
        .bind(person.to_string())
        .bind(keys.wrap(person.as_str(), &key)?)
        .execute(connection)
        .await?;
    Ok(key)
}
