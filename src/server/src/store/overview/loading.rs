//! Reading the roll into the overview: everything sealed is opened once.

use std::collections::BTreeMap;

use shine_domain::ids::{PersonId, Slug};
use shine_domain::past::ChildPast;
use shine_domain::vocabulary::Year;
use sqlx::{AnyConnection, Row as _};

use super::super::StoreError;
use super::super::people::{open_field, roll_place};
use super::{KnownAdult, KnownChild, ListedClass, fold};
use crate::keys::Keys;

pub(super) async fn load_classes(
    connection: &mut AnyConnection,
    school: &Slug,
) -> Result<BTreeMap<Slug, ListedClass>, StoreError> {
    let sql = "SELECT id, name, year FROM classes WHERE school_id = $1";
    let rows: Vec<(String, String, String)> =
        sqlx::query_as(sql).bind(school.to_string()).fetch_all(connection).await?;
    let read = |(id, name, year): (String, String, String)| {
        let damaged = || StoreError::Damaged("a class");
        let id = Slug::try_from(id).map_err(|_| damaged())?;
        Ok((id.clone(), ListedClass { id, name, year: Year::find(&year).ok_or_else(damaged)? }))
    };
    rows.into_iter().map(read).collect()
}

pub(super) async fn load_children(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    classes: &BTreeMap<Slug, ListedClass>,
) -> Result<Vec<KnownChild>, StoreError> {
    let sql = "SELECT p.id, p.class_id, p.year, p.sealed_first_name, p.sealed_last_name, p.away_from, k.wrapped FROM pupils p \
               JOIN person_keys k ON k.school_id = p.school_id AND k.person_id = p.id \
               WHERE p.school_id = $1 AND p.left_at IS NULL";
    let mut children = Vec::new();
    for row in sqlx::query(sql).bind(school.to_string()).fetch_all(connection).await? {
        let damaged = || StoreError::Damaged("a child on the roll");
        let id = PersonId::try_from(row.try_get::<String, _>("id")?).map_err(|_| damaged())?;
        let class = Slug::try_from(row.try_get::<String, _>("class_id")?).map_err(|_| damaged())?;
        let year = Year::find(&row.try_get::<String, _>("year")?).ok_or_else(damaged)?;
        let key = keys.unwrap_key(id.as_str(), &row.try_get::<String, _>("wrapped")?)?;
        let open = |field: &str, column: &str| {
            open_field(&key, &roll_place(school, &id, field), &row.try_get::<String, _>(column)?)
        };
        let first_name = open("first-name", "sealed_first_name")?;
        let last_name = open("last-name", "sealed_last_name")?;
        let class_name = classes.get(&class).map_or("", |class| class.name.as_str());
        let folded = format!(" {}", fold(&format!("{first_name} {last_name} {class_name}")));
        let (guardians, away_from, past) = (Vec::new(), row.try_get("away_from")?, ChildPast::default());
        children.push(KnownChild { id, first_name, last_name, class, year, folded, guardians, away_from, past });
    }
    Ok(children)
}

pub(super) async fn load_adults(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
) -> Result<BTreeMap<PersonId, KnownAdult>, StoreError> {
    let sql = "SELECT a.id, a.sealed_name, k.wrapped FROM adults a \
               JOIN person_keys k ON k.school_id = a.school_id AND k.person_id = a.id WHERE a.school_id = $1";
    let rows: Vec<(String, String, String)> =
        sqlx::query_as(sql).bind(school.to_string()).fetch_all(connection).await?;
    let read = |(id, sealed, wrapped): (String, String, String)| {
        let id = PersonId::try_from(id).map_err(|_| StoreError::Damaged("an adult's identifier"))?;
        let key = keys.unwrap_key(id.as_str(), &wrapped)?;
        let name = open_field(&key, &roll_place(school, &id, "name"), &sealed)?;
        Ok((id, KnownAdult { name, children: Vec::new() }))
    };
    rows.into_iter().map(read).collect()
}
