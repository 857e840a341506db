//! Taking a class list over: the roll as it is, for planning, and the plan written down, all of it or nothing. What the
//! school's own system calls somebody is kept as a keyed hash only.

mod reading;
mod writing;

use shine_domain::ids::Digest;
use shine_roll::current::CurrentRoll;
use shine_roll::plan::{KeyKind, Plan};
use sqlx::AnyConnection;

use super::memory::Memory;
use super::{Store, StoreError};
use reading::{load, mark_roll};
use writing::apply;

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
        // One moment's roll, whoever writes meanwhile: a child of the one with the adult of another would be nonsense.
        let mut reading = self.readers().begin().await?;
        let mark = mark_roll(&mut reading, self.school()).await?;
        Ok((load(&mut reading, self.school(), self.keys()).await?, mark))
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

const fn damaged() -> StoreError {
    StoreError::Damaged("the roll")
}
