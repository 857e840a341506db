//! Whose child is whose, and what an adult may do for each: answered by the school, written into the ledger with its reason.

use shine_domain::ids::{PersonId, Slug};
use shine_domain::person::StaffReason;
use shine_domain::protection::{Flag, Protection, write_protection};
use shine_domain::record::Act;
use sqlx::{AnyConnection, Row as _};

use super::entries::lock_head;
use super::memory::Memory;
use super::past::REASON;
use super::people::{load_key, open_field, roll_place};
use super::staff_entry::{StaffAct, append_staff_act};
use super::{Store, StoreError};
use crate::keys::Keys;
use crate::seal::SealKey;

/// The sealed field that says what an adult may do from then on.
const PROTECTION: &str = "protection";

/// One of a child's adults, as on the roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guardian {
    /// Who.
    pub adult: PersonId,
    /// Full name.
    pub name: String,
    /// What the school's list calls them: mother, carer. Not what they typed.
    pub relationship: String,
    /// E-mail address; empty when the school has none.
    pub email: String,
    /// Telephone number; empty when the school has none.
    pub phone: String,
    /// What they may do.
    pub protection: Protection,
    /// Whether they have a private link that opens.
    pub has_link: bool,
}

/// What is to be so of an adult and a child.
#[derive(Clone, Debug)]
pub struct ProtectionOrder {
    /// Who decides.
    pub staff: PersonId,
    /// For which child.
    pub pupil: PersonId,
    /// Of which adult.
    pub adult: PersonId,
    /// What is so from now on.
    pub protection: Protection,
    /// What was so when they decided.
    pub seen: Protection,
    /// Why.
    pub reason: StaffReason,
    /// Milliseconds since 1970, UTC.
    pub now: i64,
}

const FLAGS: [(Flag, &str); 5] = [
    (Flag::MayAnswer, "may_answer"),
    (Flag::Barred, "barred"),
    (Flag::ForAuthority, "for_authority"),
    (Flag::ContactHidden, "contact_hidden"),
    (Flag::NoMessages, "no_messages"),
];

/// Where a value about an adult and a child belongs: bound to it when it is sealed, under the adult's key.
pub(super) fn guardian_place(school: &Slug, adult: &PersonId, pupil: &PersonId, field: &str) -> String {
    format!("{school}/guardian/{adult}/{pupil}/{field}")
}

impl Store {
    /// The adults of `pupil` on the roll, by name.
    ///
    /// # Errors
    /// [`StoreError`] when the roll cannot be read or opened.
    pub async fn list_guardians(&self, pupil: &PersonId) -> Result<Vec<Guardian>, StoreError> {
        let mut connection = self.readers().acquire().await?;
        let sql = "SELECT g.adult_id, g.sealed_relationship, g.may_answer, g.barred, g.for_authority, g.contact_hidden, \
                   g.no_messages, a.sealed_name, a.sealed_email, a.sealed_phone, \
                   CAST(EXISTS (SELECT 1 FROM tokens t WHERE t.school_id = g.school_id AND t.adult_id = g.adult_id \
                   AND t.revoked_at IS NULL) AS BIGINT) AS has_link FROM guardians g \
                   JOIN adults a ON a.school_id = g.school_id AND a.id = g.adult_id \
                   WHERE g.school_id = $1 AND g.pupil_id = $2";
        let query = sqlx::query(sql).bind(self.school().to_string()).bind(pupil.to_string());
        let rows = query.fetch_all(&mut *connection).await?;
        let mut guardians = Vec::with_capacity(rows.len());
        for row in rows {
            let adult = PersonId::try_from(row.try_get::<String, _>("adult_id")?);
            let adult = adult.map_err(|_| StoreError::Damaged("an adult's identifier"))?;
            let key = load_key(&mut connection, self.school(), self.keys(), &adult).await?;
            let own = |field: &str, column: &str| {
                let sealed: Option<String> = row.try_get(column)?;
                open_some(&key, &roll_place(self.school(), &adult, field), sealed)
            };
            let place = guardian_place(self.school(), &adult, pupil, "relationship");
            let mut protection = Protection::new();
            for (flag, column) in FLAGS {
                if row.try_get::<i64, _>(column)? != 0 {
                    protection.insert(flag);
                }
            }
            guardians.push(Guardian {
                name: own("name", "sealed_name")?,
                email: own("email", "sealed_email")?,
                phone: own("phone", "sealed_phone")?,
                relationship: open_some(&key, &place, row.try_get("sealed_relationship")?)?,
                protection,
                has_link: row.try_get::<i64, _>("has_link")? != 0,
                adult,
            });
        }
        guardians.sort_by(|a, b| (&a.name, &a.adult).cmp(&(&b.name, &b.adult)));
        Ok(guardians)
    }

    /// Writes what an adult may do for a child from now on: on the roll, and with its reason into the ledger.
    ///
    /// # Errors
    /// [`StoreError::NotOnRoll`] when the adult is none of this child's, [`StoreError::RollChanged`] when something else was so
    /// than was seen; a fault. Then nothing was written.
    pub async fn record_protection(&self, order: ProtectionOrder) -> Result<(), StoreError> {
        let (school, keys) = (self.school().clone(), self.keys().clone());
        let forget = Memory::forget_roll;
        self.write_and_forget(forget, move |connection| Box::pin(record(connection, school, keys, order))).await
    }
}

fn open_some(key: &SealKey, place: &str, sealed: Option<String>) -> Result<String, StoreError> {
    sealed.map(|sealed| open_field(key, place, &sealed)).transpose().map(Option::unwrap_or_default)
}

async fn record(
    connection: &mut AnyConnection,
    school: Slug,
    keys: Keys,
    order: ProtectionOrder,
) -> Result<(), StoreError> {
    let ProtectionOrder { staff, pupil, adult, protection, seen, reason, now } = order;
    let head = lock_head(&mut *connection, &school).await?;
    let sql = "SELECT may_answer, barred, for_authority, contact_hidden, no_messages FROM guardians \
               WHERE school_id = $1 AND adult_id = $2 AND pupil_id = $3";
    let query = sqlx::query(sql).bind(school.to_string()).bind(adult.to_string()).bind(pupil.to_string());
    let row = query.fetch_optional(&mut *connection).await?.ok_or(StoreError::NotOnRoll)?;
    for (flag, column) in FLAGS {
        // A form that was opened before a court order must not lift it.
        if (row.try_get::<i64, _>(column)? != 0) != seen.contains(&flag) {
            return Err(StoreError::RollChanged);
        }
    }
    let is = |flag: Flag| i64::from(protection.contains(&flag));
    let sql = "UPDATE guardians SET may_answer = $4, barred = $5, for_authority = $6, contact_hidden = $7, \
               no_messages = $8, by_hand = 1 WHERE school_id = $1 AND adult_id = $2 AND pupil_id = $3";
    let mut query = sqlx::query(sql).bind(school.to_string()).bind(adult.to_string()).bind(pupil.to_string());
    for (flag, _) in FLAGS {
        query = query.bind(is(flag));
    }
    query.execute(&mut *connection).await?;
    let written = write_protection(&protection);
    let values = vec![(PROTECTION, written.as_str()), (REASON, reason.as_str())];
    let (act, adult) = (Act::Protected, Some(adult));
    let act = StaffAct { staff, pupil, act, adult, about: None, document: None, values, now };
    append_staff_act(connection, &school, &keys, head, act).await?;
    Ok(())
}
