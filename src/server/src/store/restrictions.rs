//! What staff forbid for a child, whatever anybody said, and allow again. Both are acts in the ledger; the reason is sealed
//! under the child's key.

use std::collections::BTreeSet;

use shine_domain::ids::{PersonId, Slug};
use shine_domain::past::{ChildPast, write_restrictions};
use shine_domain::permission::Restriction;
use shine_domain::person::StaffReason;
use shine_domain::record::{Act, Entry, SealedField};
use sqlx::AnyConnection;

use super::entries::{append_entry, lock_head, signed};
use super::past::{REASON, RESTRICTIONS, load_past};
use super::people::find_key;
use super::records::{Recorded, entry_place};
use super::{Store, StoreError};
use crate::keys::Keys;

/// What is to be forbidden or allowed again.
#[derive(Clone, Debug)]
pub struct RestrictionOrder {
    /// Who decides.
    pub staff: PersonId,
    /// For which child.
    pub pupil: PersonId,
    /// What happens to it.
    pub change: RestrictionChange,
    /// What; at least one.
    pub restrictions: BTreeSet<Restriction>,
    /// Why.
    pub reason: StaffReason,
    /// Milliseconds since 1970, UTC.
    pub now: i64,
}

/// Whether something is forbidden or allowed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestrictionChange {
    /// Forbidden from now on.
    Restrict,
    /// Not forbidden any more: what families said counts again.
    Lift,
}

impl RestrictionChange {
    const fn act(self) -> Act {
        match self {
            Self::Restrict => Act::Restricted,
            Self::Lift => Act::Lifted,
        }
    }
}

impl Store {
    /// Writes a restriction, or that it is lifted. What is so already is not written again.
    ///
    /// # Errors
    /// [`StoreError::NotOnRoll`] for a child who is not there, or a fault; then nothing was written.
    pub async fn record_restriction(&self, order: RestrictionOrder) -> Result<Recorded, StoreError> {
        let (school, keys) = (self.school().clone(), self.keys().clone());
        self.write(move |connection| Box::pin(record(connection, school, keys, order))).await
    }
}

async fn record(
    connection: &mut AnyConnection,
    school: Slug,
    keys: Keys,
    order: RestrictionOrder,
) -> Result<Recorded, StoreError> {
    let RestrictionOrder { staff, pupil, change, restrictions, reason, now } = order;
    // Locked first, so that what stands now still stands when the entry is written.
    let head = lock_head(&mut *connection, &school).await?;
    refuse_stranger(&mut *connection, &school, &pupil).await?;
    let key = find_key(&mut *connection, &school, &keys, &pupil).await?.ok_or(StoreError::NotOnRoll)?;
    let past = load_past(&mut *connection, &school, &keys, std::slice::from_ref(&pupil)).await?;
    let past = ChildPast::of(past.get(&pupil).into_iter().flatten());
    let changed = past.would_change(change.act(), &restrictions);
    if changed.is_empty() {
        return Ok(Recorded::Before);
    }
    let number = head.number + 1;
    let mut sealed = Vec::new();
    for (field, value) in [(RESTRICTIONS, write_restrictions(&changed).as_str()), (REASON, reason.as_str())] {
        let data = key.seal(&entry_place(&school, number, &pupil, field), value.as_bytes())?;
        sealed.push(SealedField { person: pupil.clone(), field: field.to_owned(), data });
    }
    let entry = Entry {
        pupils: vec![pupil.clone()],
        staff: Some(staff),
        channel: Some("desk".to_owned()),
        sealed,
        ..Entry::blank(school.clone(), number, head.hash, now, change.act())
    };
    append_entry(&mut *connection, &entry).await?;
    let sql = "INSERT INTO record_pupils (school_id, entry, pupil_id) VALUES ($1, $2, $3)";
    let query = sqlx::query(sql).bind(school.to_string()).bind(signed(number)?).bind(pupil.to_string());
    query.execute(connection).await?;
    Ok(Recorded::New)
}

async fn refuse_stranger(connection: &mut AnyConnection, school: &Slug, pupil: &PersonId) -> Result<(), StoreError> {
    let query = sqlx::query("SELECT 1 FROM pupils WHERE school_id = $1 AND id = $2");
    let found = query.bind(school.to_string()).bind(pupil.to_string()).fetch_optional(connection).await?;
    found.map(drop).ok_or(StoreError::NotOnRoll)
}
