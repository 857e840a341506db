//! Families: who an adult is, whose children, and the keys their personal values are sealed under.

use std::collections::HashMap;
use std::sync::Arc;

use shine_domain::ids::{PersonId, Slug};
use shine_domain::vocabulary::Year;
use sqlx::{AnyConnection, Row as _};

use super::{Store, StoreError};
use crate::keys::Keys;
use crate::seal::SealKey;

/// An adult and their children.
#[derive(Clone)]
pub struct Family {
    /// Who.
    pub adult: PersonId,
    /// As on the roll.
    pub adult_name: String,
    /// By first name.
    pub children: Vec<Child>,
}

/// A child on the roll.
#[derive(Clone)]
pub struct Child {
    /// Who.
    pub id: PersonId,
    /// First name.
    pub first_name: String,
    /// Class.
    pub class_name: String,
    /// Year.
    pub year: Year,
    /// When they left, where they came back weeks later, in milliseconds since 1970, UTC: a yes of before counts no more.
    pub away_from: Option<i64>,
}

/// The keys of an adult and their children.
pub(super) type SignerKeys = HashMap<PersonId, SealKey>;

/// A family with its keys: all that is needed to seal what an adult signs.
pub(super) struct Signers {
    pub(super) family: Family,
    pub(super) keys: SignerKeys,
}

/// Where a roll value belongs: bound to it when it is sealed.
pub(super) fn roll_place(school: &Slug, person: &PersonId, field: &str) -> String {
    format!("{school}/roll/{person}/{field}")
}

/// Opens `sealed`, which belongs at `place`, as text.
///
/// # Errors
/// [`StoreError::Seal`] when the key or place is another; [`StoreError::Damaged`] when it is no text.
pub fn open_field(key: &SealKey, place: &str, sealed: &str) -> Result<String, StoreError> {
    let bytes = key.open(place, sealed)?;
    String::from_utf8(bytes.to_vec()).map_err(|_| StoreError::Damaged("a sealed value"))
}

pub(super) async fn find_key(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    person: &PersonId,
) -> Result<Option<SealKey>, StoreError> {
    let query = sqlx::query_scalar("SELECT wrapped FROM person_keys WHERE school_id = $1 AND person_id = $2");
    let wrapped: Option<String> =
        query.bind(school.to_string()).bind(person.to_string()).fetch_optional(connection).await?;
    Ok(wrapped.map(|wrapped| keys.unwrap_key(person.as_str(), &wrapped)).transpose()?)
}

pub(super) async fn load_key(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    person: &PersonId,
) -> Result<SealKey, StoreError> {
    find_key(connection, school, keys, person).await?.ok_or(StoreError::Damaged("a person's key is not there"))
}

/// The family of `adult` and its keys, read on `connection`; `None` when they are not on the roll.
async fn load_signers(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    adult: &PersonId,
) -> Result<Option<Signers>, StoreError> {
    let sql = "SELECT a.sealed_name, k.wrapped FROM adults a \
               JOIN person_keys k ON k.school_id = a.school_id AND k.person_id = a.id \
               WHERE a.school_id = $1 AND a.id = $2";
    let query = sqlx::query_as(sql).bind(school.to_string()).bind(adult.to_string());
    let found: Option<(String, String)> = query.fetch_optional(&mut *connection).await?;
    let Some((sealed, wrapped)) = found else { return Ok(None) };
    let key = keys.unwrap_key(adult.as_str(), &wrapped)?;
    let adult_name = open_field(&key, &roll_place(school, adult, "name"), &sealed)?;
    let mut signer_keys = SignerKeys::from([(adult.clone(), key)]);
    let children = load_children(connection, school, keys, adult, &mut signer_keys).await?;
    Ok(Some(Signers { family: Family { adult: adult.clone(), adult_name, children }, keys: signer_keys }))
}

async fn load_children(
    connection: &mut AnyConnection,
    school: &Slug,
    keys: &Keys,
    adult: &PersonId,
    signer_keys: &mut SignerKeys,
) -> Result<Vec<Child>, StoreError> {
    // A child who has left, or whom a court order keeps from this adult, is not there.
    let sql = "SELECT p.id, p.sealed_first_name, c.name, p.year, p.away_from, k.wrapped FROM guardians g \
               JOIN pupils p ON p.school_id = g.school_id AND p.id = g.pupil_id \
               JOIN classes c ON c.school_id = p.school_id AND c.id = p.class_id \
               JOIN person_keys k ON k.school_id = p.school_id AND k.person_id = p.id \
               WHERE g.school_id = $1 AND g.adult_id = $2 AND g.barred = 0 AND p.left_at IS NULL";
    let query = sqlx::query(sql).bind(school.to_string()).bind(adult.to_string());
    let mut children = Vec::new();
    for row in query.fetch_all(connection).await? {
        let damaged = || StoreError::Damaged("a child on the roll");
        let id = PersonId::try_from(row.try_get::<String, _>("id")?).map_err(|_| damaged())?;
        let key = keys.unwrap_key(id.as_str(), &row.try_get::<String, _>("wrapped")?)?;
        let place = roll_place(school, &id, "first-name");
        children.push(Child {
            first_name: open_field(&key, &place, &row.try_get::<String, _>("sealed_first_name")?)?,
            class_name: row.try_get("name")?,
            year: Year::find(&row.try_get::<String, _>("year")?).ok_or_else(damaged)?,
            away_from: row.try_get("away_from")?,
            id: id.clone(),
        });
        signer_keys.insert(id, key);
    }
    children.sort_by(|a, b| (&a.first_name, &a.id).cmp(&(&b.first_name, &b.id)));
    Ok(children)
}

impl Store {
    /// The family of `adult` with its keys, remembered until the roll or a key changes.
    pub(super) async fn signers(&self, adult: &PersonId) -> Result<Option<Arc<Signers>>, StoreError> {
        let revision = self.memory().revision();
        if let Some(known) = self.memory().signers(adult) {
            return Ok(Some(known));
        }
        let mut connection = self.readers().acquire().await?;
        let found = load_signers(&mut connection, self.school(), self.keys(), adult).await?;
        Ok(found.map(|signers| self.memory().keep_signers(revision, adult.clone(), signers)))
    }

    /// The family of `adult`; `None` when they are not on the roll.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn find_family(&self, adult: &PersonId) -> Result<Option<Family>, StoreError> {
        Ok(self.signers(adult).await?.map(|signers| signers.family.clone()))
    }
}
