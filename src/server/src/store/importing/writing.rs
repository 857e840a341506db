//! A plan written down, in the transaction of whoever asks for it.

use shine_domain::ids::{PersonId, Slug};
use shine_domain::permission::AWAY_DAYS;
use shine_domain::vocabulary::Year;
use shine_roll::current::Answering;
use shine_roll::plan::{AdultRef, Plan, PupilRef};
use sqlx::AnyConnection;

use super::super::StoreError;
use super::super::guardians::guardian_place;
use super::super::people::{load_key, roll_place};
use super::super::sql::Statements;
use super::{Leavers, damaged};
use crate::keys::Keys;
use crate::seal::SealKey;
use crate::token::generate_person_id;

/// How many rows are written in one journey to the database.
const ROWS_AT_ONCE: usize = 200;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A plan being written: what is new has an id and a key from here on.
struct Writing<'a> {
    connection: &'a mut AnyConnection,
    school: Slug,
    keys: Keys,
    now: i64,
    pupils: Vec<(PersonId, SealKey)>,
    adults: Vec<(PersonId, SealKey)>,
}

/// Writes `plan` down.
pub(super) async fn apply(
    connection: &mut AnyConnection,
    school: Slug,
    keys: Keys,
    plan: Plan,
    leavers: Leavers,
    now: i64,
) -> Result<(), StoreError> {
    let mut writing = Writing { connection, school, keys, now, pupils: Vec::new(), adults: Vec::new() };
    writing.insert_classes(&plan).await?;
    writing.insert_pupils(&plan).await?;
    writing.change_pupils(&plan, leavers).await?;
    writing.insert_adults(&plan).await?;
    writing.change_adults(&plan).await?;
    writing.write_guardians(&plan).await
}

impl Writing<'_> {
    async fn insert_classes(&mut self, plan: &Plan) -> Result<(), StoreError> {
        for class in &plan.classes {
            // A class is listed by the youngest of its years.
            let years = plan.added.iter().filter(|pupil| pupil.class == class.id).map(|pupil| pupil.year);
            let moved = plan.moved.iter().filter(|pupil| pupil.class.to == class.id);
            let moved = moved.filter_map(|pupil| {
                let changed = plan.changed.iter().find(|one| one.id == pupil.id)?;
                changed.year.as_ref().map(|year| year.to)
            });
            let year = match years.chain(moved).min() {
                Some(year) => year,
                None => self.year_of_moved(plan, &class.id).await?,
            };
            sqlx::query("INSERT INTO classes (school_id, id, name, year) VALUES ($1, $2, $3, $4)")
                .bind(self.school.to_string())
                .bind(class.id.to_string())
                .bind(class.name.clone())
                .bind(year.word())
                .execute(&mut *self.connection)
                .await?;
        }
        Ok(())
    }

    /// The year of the first child who moves into `class`: their own does not change.
    async fn year_of_moved(&mut self, plan: &Plan, class: &Slug) -> Result<Year, StoreError> {
        let Some(moved) = plan.moved.iter().find(|pupil| pupil.class.to == *class) else { return Ok(Year::Reception) };
        let query = sqlx::query_scalar("SELECT year FROM pupils WHERE school_id = $1 AND id = $2");
        let query = query.bind(self.school.to_string()).bind(moved.id.to_string());
        let year: String = query.fetch_one(&mut *self.connection).await?;
        Year::find(&year).ok_or_else(damaged)
    }

    /// Keys for `count` new people, and their rows.
    async fn insert_keys(&mut self, prefix: char, count: usize) -> Result<Vec<(PersonId, SealKey)>, StoreError> {
        let mut people = Vec::with_capacity(count);
        for _ in 0..count {
            people.push((generate_person_id(prefix)?, SealKey::generate()?));
        }
        for some in people.chunks(ROWS_AT_ONCE) {
            let mut statements = Statements::default();
            statements.add_rows("INSERT INTO person_keys (school_id, person_id, wrapped) VALUES", some.len(), 3);
            for (id, key) in some {
                statements.text(self.school.as_str()).text(id.as_str()).text(self.keys.wrap(id.as_str(), key)?);
            }
            statements.run(&mut *self.connection).await?;
        }
        Ok(people)
    }

    async fn insert_pupils(&mut self, plan: &Plan) -> Result<(), StoreError> {
        self.pupils = self.insert_keys('p', plan.added.len()).await?;
        let rows: Vec<_> = plan.added.iter().zip(&self.pupils).collect();
        for some in rows.chunks(ROWS_AT_ONCE) {
            let mut statements = Statements::default();
            let columns = "school_id, id, class_id, sealed_first_name, sealed_last_name, year, match_key";
            statements.add_rows(&format!("INSERT INTO pupils ({columns}) VALUES"), some.len(), 7);
            for (pupil, (id, key)) in some {
                let seal = |field: &str, value: &str| key.seal(&roll_place(&self.school, id, field), value.as_bytes());
                statements.text(self.school.as_str()).text(id.as_str()).text(pupil.class.as_str());
                statements.text(seal("first-name", &pupil.first_name)?).text(seal("last-name", &pupil.last_name)?);
                statements.text(pupil.year.word()).maybe_text(pupil.key.clone());
            }
            statements.run(&mut *self.connection).await?;
        }
        Ok(())
    }

    async fn change_pupils(&mut self, plan: &Plan, leavers: Leavers) -> Result<(), StoreError> {
        for pupil in &plan.changed {
            for (field, column, change) in [
                ("first-name", "sealed_first_name", &pupil.first_name),
                ("last-name", "sealed_last_name", &pupil.last_name),
            ] {
                if let Some(change) = change {
                    self.seal_into("pupils", column, (&pupil.id, field), &change.to).await?;
                }
            }
            if let Some(year) = &pupil.year {
                self.set("pupils", "year", &pupil.id, Some(year.to.word().to_owned())).await?;
            }
            if let Some(key) = &pupil.key {
                self.set("pupils", "match_key", &pupil.id, key.to.clone()).await?;
            }
        }
        for pupil in &plan.moved {
            self.set("pupils", "class_id", &pupil.id, Some(pupil.class.to.to_string())).await?;
        }
        for pupil in &plan.returned {
            let sql = "UPDATE pupils SET away_from = CASE WHEN left_at < $3 THEN left_at ELSE away_from END, left_at = NULL \
                       WHERE school_id = $1 AND id = $2";
            let left_before = self.now - AWAY_DAYS * DAY_MS;
            let query = sqlx::query(sql).bind(self.school.to_string()).bind(pupil.to_string());
            query.bind(left_before).execute(&mut *self.connection).await?;
        }
        if leavers == Leavers::Leave {
            for pupil in &plan.leavers {
                let sql = "UPDATE pupils SET left_at = $3 WHERE school_id = $1 AND id = $2";
                let query = sqlx::query(sql).bind(self.school.to_string()).bind(pupil.to_string()).bind(self.now);
                query.execute(&mut *self.connection).await?;
            }
        }
        Ok(())
    }

    async fn insert_adults(&mut self, plan: &Plan) -> Result<(), StoreError> {
        self.adults = self.insert_keys('a', plan.adults_added.len()).await?;
        let rows: Vec<_> = plan.adults_added.iter().zip(&self.adults).collect();
        for some in rows.chunks(ROWS_AT_ONCE) {
            let mut statements = Statements::default();
            let columns = "school_id, id, sealed_name, sealed_email, sealed_phone, match_key";
            statements.add_rows(&format!("INSERT INTO adults ({columns}) VALUES"), some.len(), 6);
            for (adult, (id, key)) in some {
                let seal = |field: &str, value: &str| key.seal(&roll_place(&self.school, id, field), value.as_bytes());
                let some =
                    |field: &str, value: &Option<String>| value.as_ref().map(|value| seal(field, value)).transpose();
                statements.text(self.school.as_str()).text(id.as_str()).text(seal("name", &adult.name)?);
                statements.maybe_text(some("email", &adult.email)?).maybe_text(some("phone", &adult.phone)?);
                statements.maybe_text(adult.key.clone());
            }
            statements.run(&mut *self.connection).await?;
        }
        Ok(())
    }

    async fn change_adults(&mut self, plan: &Plan) -> Result<(), StoreError> {
        for adult in &plan.adults_changed {
            if let Some(name) = &adult.name {
                self.seal_into("adults", "sealed_name", (&adult.id, "name"), &name.to).await?;
            }
            for (field, column, change) in
                [("email", "sealed_email", &adult.email), ("phone", "sealed_phone", &adult.phone)]
            {
                match change.as_ref().map(|change| &change.to) {
                    Some(Some(value)) => self.seal_into("adults", column, (&adult.id, field), value).await?,
                    Some(None) => self.set("adults", column, &adult.id, None).await?,
                    None => {}
                }
            }
            if let Some(key) = &adult.key {
                self.set("adults", "match_key", &adult.id, key.to.clone()).await?;
            }
        }
        Ok(())
    }

    async fn write_guardians(&mut self, plan: &Plan) -> Result<(), StoreError> {
        for some in plan.guardians_added.chunks(ROWS_AT_ONCE) {
            let mut statements = Statements::default();
            let columns = "school_id, adult_id, pupil_id, may_answer, sealed_relationship, barred, by_hand";
            statements.add_rows(&format!("INSERT INTO guardians ({columns}) VALUES"), some.len(), 7);
            for guardian in some {
                let pupil = self.pupil(&guardian.pupil)?;
                let (adult, key) = self.adult(&guardian.adult).await?;
                let place = guardian_place(&self.school, &adult, &pupil, "relationship");
                let relationship = guardian.relationship.as_ref();
                let relationship = relationship.map(|word| key.seal(&place, word.as_bytes())).transpose()?;
                statements.text(self.school.as_str()).text(adult.as_str()).text(pupil.as_str());
                statements.number(i64::from(guardian.answering == Answering::May)).maybe_text(relationship);
                let is_held = i64::from(guardian.is_held);
                statements.number(is_held).number(is_held);
            }
            statements.run(&mut *self.connection).await?;
        }
        for change in &plan.guardians_changed {
            if let Some(answering) = &change.answering {
                let sql = "UPDATE guardians SET may_answer = $4 WHERE school_id = $1 AND adult_id = $2 AND pupil_id = $3 \
                           AND by_hand = 0";
                let query = sqlx::query(sql).bind(self.school.to_string()).bind(change.adult.to_string());
                let query = query.bind(change.pupil.to_string()).bind(i64::from(answering.to == Answering::May));
                query.execute(&mut *self.connection).await?;
            }
            if let Some(relationship) = &change.relationship {
                let (adult, key) = self.adult(&AdultRef::Known(change.adult.clone())).await?;
                let place = guardian_place(&self.school, &adult, &change.pupil, "relationship");
                let sealed = relationship.to.as_ref().map(|word| key.seal(&place, word.as_bytes())).transpose()?;
                let sql = "UPDATE guardians SET sealed_relationship = $4 \
                           WHERE school_id = $1 AND adult_id = $2 AND pupil_id = $3";
                let query = sqlx::query(sql).bind(self.school.to_string()).bind(adult.to_string());
                query.bind(change.pupil.to_string()).bind(sealed).execute(&mut *self.connection).await?;
            }
        }
        Ok(())
    }

    fn pupil(&self, pupil: &PupilRef) -> Result<PersonId, StoreError> {
        match pupil {
            PupilRef::Known(id) => Ok(id.clone()),
            PupilRef::New(at) => self.pupils.get(*at).map(|(id, _)| id.clone()).ok_or_else(damaged),
        }
    }

    async fn adult(&mut self, adult: &AdultRef) -> Result<(PersonId, SealKey), StoreError> {
        match adult {
            AdultRef::New(at) => self.adults.get(*at).cloned().ok_or_else(damaged),
            AdultRef::Known(id) => {
                Ok((id.clone(), load_key(&mut *self.connection, &self.school, &self.keys, id).await?))
            }
        }
    }

    /// Writes `value` into a sealed column of somebody's row.
    async fn seal_into(
        &mut self,
        table: &'static str,
        column: &'static str,
        (person, field): (&PersonId, &str),
        value: &str,
    ) -> Result<(), StoreError> {
        let key = load_key(&mut *self.connection, &self.school, &self.keys, person).await?;
        let sealed = key.seal(&roll_place(&self.school, person, field), value.as_bytes())?;
        self.set(table, column, person, Some(sealed)).await
    }

    async fn set(
        &mut self,
        table: &'static str,
        column: &'static str,
        person: &PersonId,
        value: Option<String>,
    ) -> Result<(), StoreError> {
        // Both names are this file's own.
        let sql = sqlx::AssertSqlSafe(format!("UPDATE {table} SET {column} = $3 WHERE school_id = $1 AND id = $2"));
        let query = sqlx::query(sql).bind(self.school.to_string()).bind(person.to_string()).bind(value);
        query.execute(&mut *self.connection).await?;
        Ok(())
    }
}
