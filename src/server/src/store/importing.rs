//! Taking a class list over: the roll as it is, for planning, and the plan written down, all of it or nothing. What the
//! school's own system calls somebody is kept as a keyed hash only.

use std::collections::BTreeMap;

use shine_domain::ids::{Digest, PersonId, Slug};
use shine_domain::vocabulary::Year;
use shine_roll::current::{Answering, CurrentRoll, KnownAdult, KnownClass, KnownGuardian, KnownPupil, SetBy, Standing};
use shine_roll::plan::{AdultRef, KeyKind, Plan, PupilRef};
use sqlx::{AnyConnection, Row as _};

use super::guardians::guardian_place;
use super::memory::Memory;
use super::people::{load_key, open_field, roll_place};
use super::sql::Statements;
use super::{Store, StoreError};
use crate::keys::Keys;
use crate::seal::SealKey;
use crate::token::generate_person_id;

/// How many rows are written in one journey to the database.
const ROWS_AT_ONCE: usize = 200;

/// What becomes of the children who are on the roll and not in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leavers {
    /// They stay on the roll.
    Stay,
    /// They have left.
    Leave,
}

/// The roll at one moment: another roll has another mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollMark(Digest);

impl std::fmt::Display for RollMark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The setting that remembers which column is which.
const COLUMNS: &str = "roll-columns";

impl Store {
    /// The keyed hash of what the school's own system calls somebody.
    #[must_use]
    pub fn roll_key(&self, kind: KeyKind, number: &str) -> String {
        let purpose = match kind {
            KeyKind::Pupil => "roll/pupil",
            KeyKind::Contact => "roll/contact",
        };
        self.keys().mac(purpose, number.as_bytes())
    }

    /// Everybody the school knows, those who left too, and the mark of this roll.
    ///
    /// # Errors
    /// [`StoreError`] when the roll cannot be read or opened.
    pub async fn load_roll(&self) -> Result<(CurrentRoll, RollMark), StoreError> {
        let mut connection = self.readers().acquire().await?;
        // Marked first: what changes while it is read is another roll.
        let mark = mark_roll(&mut connection, self.school()).await?;
        Ok((load(&mut connection, self.school(), self.keys()).await?, mark))
    }

    /// Writes `plan` in one piece, if the roll is still the one it was made for.
    ///
    /// # Errors
    /// [`StoreError::RollChanged`] when it is another by now; [`StoreError`] when anything of it cannot be written. Then
    /// nothing was.
    pub async fn apply_plan(&self, plan: Plan, mark: RollMark, leavers: Leavers, now: i64) -> Result<(), StoreError> {
        let (school, keys) = (self.school().clone(), self.keys().clone());
        let work = async move |connection: &mut AnyConnection| {
            if mark_roll(&mut *connection, &school).await? != mark {
                return Err(StoreError::RollChanged);
            }
            apply(connection, school, keys, plan, leavers, now).await
        };
        self.write_and_forget(Memory::forget_roll, move |connection| Box::pin(work(connection))).await
    }

    /// Which column is which, as the office chose it last.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn find_roll_columns(&self) -> Result<Option<String>, StoreError> {
        let query = sqlx::query_scalar("SELECT value FROM settings WHERE school_id = $1 AND name = $2");
        Ok(query.bind(self.school().to_string()).bind(COLUMNS).fetch_optional(self.readers()).await?)
    }

    /// Remembers which column is which.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be written.
    pub async fn keep_roll_columns(&self, choice: String) -> Result<(), StoreError> {
        let school = self.school().to_string();
        self.write(move |connection| {
            Box::pin(async move {
                let sql = "INSERT INTO settings (school_id, name, value) VALUES ($1, $2, $3) \
                           ON CONFLICT (school_id, name) DO UPDATE SET value = excluded.value";
                sqlx::query(sql).bind(school).bind(COLUMNS).bind(choice).execute(connection).await?;
                Ok(())
            })
        })
        .await
    }
}

async fn mark_roll(connection: &mut AnyConnection, school: &Slug) -> Result<RollMark, StoreError> {
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

async fn load(connection: &mut AnyConnection, school: &Slug, keys: &Keys) -> Result<CurrentRoll, StoreError> {
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

/// A plan being written: what is new has an id and a key from here on.
struct Writing<'a> {
    connection: &'a mut AnyConnection,
    school: Slug,
    keys: Keys,
    now: i64,
    pupils: Vec<(PersonId, SealKey)>,
    adults: Vec<(PersonId, SealKey)>,
}

async fn apply(
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
            self.set_left(pupil, None).await?;
        }
        if leavers == Leavers::Leave {
            for pupil in &plan.leavers {
                self.set_left(pupil, Some(self.now)).await?;
            }
        }
        Ok(())
    }

    async fn set_left(&mut self, pupil: &PersonId, at: Option<i64>) -> Result<(), StoreError> {
        let sql = "UPDATE pupils SET left_at = $3 WHERE school_id = $1 AND id = $2";
        let query = sqlx::query(sql).bind(self.school.to_string()).bind(pupil.to_string()).bind(at);
        query.execute(&mut *self.connection).await?;
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

fn read_person(id: String) -> Result<PersonId, StoreError> {
    PersonId::try_from(id).map_err(|_| damaged())
}

const fn damaged() -> StoreError {
    StoreError::Damaged("the roll")
}
