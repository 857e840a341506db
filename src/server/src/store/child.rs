//! A child's page: every act about them, opened for staff who may see it.

use std::collections::HashMap;

use shine_domain::ids::{Digest, PersonId};
use shine_domain::past::PastAct;
use shine_domain::record::Entry;
use sqlx::AnyConnection;

use super::past::{REASON, load_entries, open_act};
use super::people::{find_key, open_field};
use super::records::entry_place;
use super::{Store, StoreError};

/// An act about a child with everything staff may be shown of it.
#[derive(Clone, Debug)]
pub struct OpenedAct {
    /// What happened.
    pub act: PastAct,
    /// The text it happened with.
    pub digest: Option<Digest>,
    /// Who did it: as the adult typed it, or the member of staff's name; empty when they were erased.
    pub who: String,
    /// Who entered it, where staff did for an adult.
    pub entered_by: String,
    /// What the adult said they are to the child.
    pub relationship: String,
    /// How it came in.
    pub channel: String,
    /// Why staff did it: for the safeguarding lead only.
    pub reason: String,
}

impl Store {
    /// Every act about `pupil`, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the ledger cannot be read or opened.
    pub async fn list_acts(&self, pupil: &PersonId) -> Result<Vec<OpenedAct>, StoreError> {
        let mut connection = self.readers().acquire().await?;
        let Some(key) = find_key(&mut connection, self.school(), self.keys(), pupil).await? else {
            return Ok(Vec::new());
        };
        let mut staff: HashMap<PersonId, String> = HashMap::new();
        let mut acts = Vec::new();
        for entry in load_entries(&mut connection, self.school(), pupil).await? {
            let sealed = entry.sealed.iter().find(|one| one.person == *pupil && one.field == REASON);
            let place = entry_place(self.school(), entry.number, pupil, REASON);
            let reason = sealed.map(|one| open_field(&key, &place, &one.data)).transpose()?.unwrap_or_default();
            let by_staff = match &entry.staff {
                Some(id) => self.staff_name(&mut connection, &mut staff, id).await?,
                None => String::new(),
            };
            let (who, entered_by) = if entry.act.is_staffs() {
                (by_staff, String::new())
            } else {
                (self.adult_word(&mut connection, &entry, "name").await?, by_staff)
            };
            let relationship = self.adult_word(&mut connection, &entry, "relationship").await?;
            let digest = entry.document.as_ref().map(|text| text.digest);
            let channel = entry.channel.clone().unwrap_or_default();
            let act = open_act(self.school(), &key, pupil, entry)?;
            acts.push(OpenedAct { act, digest, who, entered_by, relationship, channel, reason });
        }
        acts.reverse();
        Ok(acts)
    }

    /// What an adult typed about themselves; nothing once they were erased.
    async fn adult_word(
        &self,
        connection: &mut AnyConnection,
        entry: &Entry,
        field: &str,
    ) -> Result<String, StoreError> {
        let Some(adult) = &entry.adult else { return Ok(String::new()) };
        let Some(sealed) = entry.sealed.iter().find(|one| one.person == *adult && one.field == field) else {
            return Ok(String::new());
        };
        let Some(key) = find_key(connection, self.school(), self.keys(), adult).await? else {
            return Ok(String::new());
        };
        open_field(&key, &entry_place(self.school(), entry.number, adult, field), &sealed.data)
    }

    async fn staff_name(
        &self,
        connection: &mut AnyConnection,
        known: &mut HashMap<PersonId, String>,
        staff: &PersonId,
    ) -> Result<String, StoreError> {
        if let Some(name) = known.get(staff) {
            return Ok(name.clone());
        }
        let name = super::staff::find_name(connection, self.school(), self.keys(), staff).await?.unwrap_or_default();
        known.insert(staff.clone(), name.clone());
        Ok(name)
    }
}
