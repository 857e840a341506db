//! What staff forbid for a child, whatever anybody said, and allow again. Both are acts in the ledger; the reason is sealed
//! under the child's key.

use std::collections::BTreeSet;

use shine_domain::ids::{PersonId, Slug};
use shine_domain::past::write_restrictions;
use shine_domain::permission::Restriction;
use shine_domain::person::StaffReason;
use shine_domain::record::Act;
use sqlx::AnyConnection;

use super::entries::lock_head;
use super::past::{REASON, RESTRICTIONS, load_child_past};
use super::records::Recorded;
use super::staff_entry::{StaffAct, append_staff_act, refuse_stranger};
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
    let past = load_child_past(&mut *connection, &school, &keys, &pupil).await?;
    let changed = past.would_change(change.act(), &restrictions);
    if changed.is_empty() {
        return Ok(Recorded::Before);
    }
    let (written, act) = (write_restrictions(&changed), change.act());
    let values = vec![(RESTRICTIONS, written.as_str()), (REASON, reason.as_str())];
    let act = StaffAct { staff, pupil, act, adult: None, about: None, document: None, values, now };
    append_staff_act(connection, &school, &keys, head, act).await?;
    Ok(Recorded::New)
}
