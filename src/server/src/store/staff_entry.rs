//! Appending an act of staff's about a child to the ledger: every one of them goes this way.

use shine_domain::ids::{PersonId, Reference, Slug};
use shine_domain::record::{Act, Entry, FrozenText, SealedField};
use sqlx::AnyConnection;

use super::StoreError;
use super::entries::{Head, append_entry, signed};
use super::people::find_key;
use super::records::entry_place;
use crate::keys::Keys;

/// An act of staff's about one child.
pub(super) struct StaffAct<'a> {
    /// Who does it.
    pub(super) staff: PersonId,
    /// About which child.
    pub(super) pupil: PersonId,
    /// What.
    pub(super) act: Act,
    /// Of which adult, where it is about one.
    pub(super) adult: Option<PersonId>,
    /// Of which record, where it is about one.
    pub(super) about: Option<Reference>,
    /// With which text, where it is about one.
    pub(super) document: Option<FrozenText>,
    /// What is sealed under the child's key: field and value.
    pub(super) values: Vec<(&'a str, &'a str)>,
    /// Milliseconds since 1970, UTC.
    pub(super) now: i64,
}

/// Appends `act` after `head`, which is locked in this transaction; gives the entry's number.
///
/// # Errors
/// [`StoreError::NotOnRoll`] when the child has no key any more; a fault.
pub(super) async fn append_staff_act(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    head: Head,
    act: StaffAct<'_>,
) -> Result<u64, StoreError> {
    let key = find_key(&mut *connection, school, keys, &act.pupil).await?.ok_or(StoreError::NotOnRoll)?;
    let number = head.number + 1;
    let mut sealed = Vec::with_capacity(act.values.len());
    for (field, value) in act.values {
        let data = key.seal(&entry_place(school, number, &act.pupil, field), value.as_bytes())?;
        sealed.push(SealedField { person: act.pupil.clone(), field: field.to_owned(), data });
    }
    let entry = Entry {
        document: act.document,
        adult: act.adult,
        pupils: vec![act.pupil.clone()],
        about: act.about,
        staff: Some(act.staff),
        channel: Some("desk".to_owned()),
        sealed,
        ..Entry::blank(school.clone(), number, head.hash, act.now, act.act)
    };
    append_entry(&mut *connection, &entry).await?;
    let sql = "INSERT INTO record_pupils (school_id, entry, pupil_id) VALUES ($1, $2, $3)";
    let query = sqlx::query(sql).bind(school.to_string()).bind(signed(number)?).bind(act.pupil.to_string());
    query.execute(connection).await?;
    Ok(number)
}

/// Refuses a child who is not on the roll, or has left.
///
/// # Errors
/// [`StoreError::NotOnRoll`]; a fault.
pub(super) async fn refuse_stranger(
    connection: &mut AnyConnection,
    school: &Slug,
    pupil: &PersonId,
) -> Result<(), StoreError> {
    let query = sqlx::query("SELECT 1 FROM pupils WHERE school_id = $1 AND id = $2 AND left_at IS NULL");
    let found = query.bind(school.to_string()).bind(pupil.to_string()).fetch_optional(connection).await?;
    found.map(drop).ok_or(StoreError::NotOnRoll)
}
