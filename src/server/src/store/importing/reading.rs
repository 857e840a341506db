//! The roll as it is, for planning.

use std::collections::BTreeMap;

use shine_domain::ids::{Digest, PersonId, Slug};
use shine_domain::vocabulary::Year;
use shine_roll::current::{Answering, CurrentRoll, KnownAdult, KnownClass, KnownGuardian, KnownPupil, SetBy, Standing};
use sqlx::{AnyConnection, Row as _};

use super::super::StoreError;
use super::super::guardians::guardian_place;
use super::super::people::{open_field, roll_place};
use super::{RollMark, damaged};
use crate::keys::Keys;
use crate::seal::SealKey;

/// The mark of the roll at this moment.
pub(super) async fn mark_roll(connection: &mut AnyConnection, school: &Slug) -> Result<RollMark, StoreError> {
    let mut text = String::new();
    for sql in [
        "SELECT id || ' ' || name FROM classes WHERE school_id = $1 ORDER BY id",
        "SELECT id || ' ' || class_id || ' ' || year || ' ' || COALESCE(match_key, '') || ' ' || COALESCE(left_at, '') \
         || ' ' || sealed_first_name || ' ' || sealed_last_name FROM pupils WHERE school_id = $1 ORDER BY id",
        "SELECT id || ' ' || COALESCE(match_key, '') || ' ' || sealed_name || ' ' || COALESCE(sealed_email, '') || ' ' \
         || COALESCE(sealed_phone, '') FROM adults WHERE school_id = $1 ORDER BY id",
        "SELECT adult_id || ' ' || pupil_id || ' ' || COALESCE(sealed_relationship, '') || ' ' || may_answer || ' ' \
         || by_hand || ' ' || barred FROM guardians WHERE school_id = $1 ORDER BY adult_id, pupil_id",
    ] {
        let rows: Vec<String> = sqlx::query_scalar(sql).bind(school.to_string()).fetch_all(&mut *connection).await?;
        for row in rows {
            text.push_str(&row);
            text.push('\n');
        }
        text.push('\n');
    }
    Ok(RollMark(Digest::of(text.as_bytes())))
}

/// Everybody the school knows, those who left too.
pub(super) async fn load(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
) -> Result<CurrentRoll, StoreError> {
    let mut roll = CurrentRoll::default();
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT id, name FROM classes WHERE school_id = $1 ORDER BY id")
        .bind(school.to_string())
        .fetch_all(&mut *connection)
        .await?;
    for (id, name) in rows {
        roll.classes.push(KnownClass { id: Slug::try_from(id).map_err(|_| damaged())?, name });
    }
    let sql = "SELECT p.id, p.class_id, p.year, p.match_key, p.left_at, p.sealed_first_name, p.sealed_last_name, k.wrapped \
               FROM pupils p JOIN person_keys k ON k.school_id = p.school_id AND k.person_id = p.id \
               WHERE p.school_id = $1 ORDER BY p.id";
    for row in sqlx::query(sql).bind(school.to_string()).fetch_all(&mut *connection).await? {
        let id = read_person(row.try_get("id")?)?;
        let key = keys.unwrap_key(id.as_str(), &row.try_get::<String, _>("wrapped")?)?;
        let open = |field: &str, column: &str| {
            open_field(&key, &roll_place(school, &id, field), &row.try_get::<String, _>(column)?)
        };
        let left: Option<i64> = row.try_get("left_at")?;
        roll.pupils.push(KnownPupil {
            key: row.try_get("match_key")?,
            first_name: open("first-name", "sealed_first_name")?,
            last_name: open("last-name", "sealed_last_name")?,
            year: Year::find(&row.try_get::<String, _>("year")?).ok_or_else(damaged)?,
            class: Slug::try_from(row.try_get::<String, _>("class_id")?).map_err(|_| damaged())?,
            standing: if left.is_some() { Standing::Left } else { Standing::OnRoll },
            id,
        });
    }
    let sealed = load_adults(connection, school, keys, &mut roll).await?;
    load_guardians(connection, school, &sealed, &mut roll).await?;
    Ok(roll)
}

async fn load_adults(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    roll: &mut CurrentRoll,
) -> Result<BTreeMap<PersonId, SealKey>, StoreError> {
    let sql = "SELECT a.id, a.match_key, a.sealed_name, a.sealed_email, a.sealed_phone, k.wrapped FROM adults a \
               JOIN person_keys k ON k.school_id = a.school_id AND k.person_id = a.id WHERE a.school_id = $1 ORDER BY a.id";
    let mut own_keys = BTreeMap::new();
    for row in sqlx::query(sql).bind(school.to_string()).fetch_all(&mut *connection).await? {
        let id = read_person(row.try_get("id")?)?;
        let key = keys.unwrap_key(id.as_str(), &row.try_get::<String, _>("wrapped")?)?;
        let some = |field: &str, column: &str| -> Result<Option<String>, StoreError> {
            let sealed: Option<String> = row.try_get(column)?;
            sealed.map(|sealed| open_field(&key, &roll_place(school, &id, field), &sealed)).transpose()
        };
        roll.adults.push(KnownAdult {
            key: row.try_get("match_key")?,
            name: some("name", "sealed_name")?.unwrap_or_default(),
            email: some("email", "sealed_email")?,
            phone: some("phone", "sealed_phone")?,
            id: id.clone(),
        });
        own_keys.insert(id, key);
    }
    Ok(own_keys)
}

async fn load_guardians(
    connection: &mut AnyConnection,
    school: &Slug,
    own_keys: &BTreeMap<PersonId, SealKey>,
    roll: &mut CurrentRoll,
) -> Result<(), StoreError> {
    let sql = "SELECT adult_id, pupil_id, sealed_relationship, may_answer, by_hand, barred FROM guardians WHERE school_id = $1 \
               ORDER BY adult_id, pupil_id";
    for row in sqlx::query(sql).bind(school.to_string()).fetch_all(connection).await? {
        let (adult, pupil) = (read_person(row.try_get("adult_id")?)?, read_person(row.try_get("pupil_id")?)?);
        let key = own_keys.get(&adult).ok_or_else(damaged)?;
        let sealed: Option<String> = row.try_get("sealed_relationship")?;
        let place = guardian_place(school, &adult, &pupil, "relationship");
        let is = |column: &str| row.try_get::<i64, _>(column).map(|value| value != 0);
        roll.guardians.push(KnownGuardian {
            relationship: sealed.map(|sealed| open_field(key, &place, &sealed)).transpose()?,
            answering: if is("may_answer")? && !is("barred")? { Answering::May } else { Answering::MayNot },
            set_by: if is("by_hand")? { SetBy::Hand } else { SetBy::File },
            adult,
            pupil,
        });
    }
    Ok(())
}

fn read_person(id: String) -> Result<PersonId, StoreError> {
    PersonId::try_from(id).map_err(|_| damaged())
}
