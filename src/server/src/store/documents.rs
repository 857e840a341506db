//! Published texts: freezing them, and finding what was frozen.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use shine_domain::SourceText;
use shine_domain::document::Document;
use shine_domain::ids::{Digest, Language, Slug, Version};
use shine_domain::parse::{DocumentName, parse_document};
use shine_domain::record::{Act, Entry, FrozenText, frozen_text};
use shine_domain::vocabulary::Kind;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::entries::{append_entry, lock_head, signed};
use super::{Store, StoreError};

/// A text as it was frozen, parsed again from its own bytes.
#[derive(Clone, Debug)]
pub struct Published {
    /// Its bytes, as text.
    pub text: String,
    /// What those bytes say.
    pub document: Document,
    /// Its version.
    pub version: Version,
}

impl Published {
    /// What a record says of it.
    #[must_use]
    pub fn frozen(&self) -> FrozenText {
        FrozenText {
            kind: self.document.kind,
            slug: self.document.slug.clone(),
            language: self.document.language.clone(),
            version: self.version,
            digest: self.document.digest,
        }
    }
}

/// What became of a text handed in for publishing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Publishing {
    /// Frozen now, under this entry.
    Frozen(u64),
    /// These very bytes were published before.
    AlreadyPublished,
}

const COLUMNS: &str = "SELECT kind, slug, language, version_major, version_minor, digest, text FROM documents";

impl Store {
    /// Freezes `document`, whose resolved text is `text`, and writes it into the ledger.
    ///
    /// # Errors
    /// [`StoreError::VersionNotMoved`] when this version was published with another text;
    /// [`StoreError::NotRecordable`] when it carries no version.
    pub async fn publish_document(&self, document: &Document, text: &str, now: i64) -> Result<Publishing, StoreError> {
        let frozen = frozen_text(document).ok_or(shine_domain::record::RecordProblem::NoVersion)?;
        let school = self.school().clone();
        let text = text.to_owned();
        let result = self.write(move |connection| Box::pin(freeze(connection, school, frozen, text, now))).await;
        self.shelf().forget_current();
        result
    }

    /// The frozen text with this digest.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn find_document(&self, digest: Digest) -> Result<Option<Arc<Published>>, StoreError> {
        if let Some(known) = self.shelf().find(digest) {
            return Ok(Some(known));
        }
        let query = sqlx::query(
            "SELECT kind, slug, language, version_major, version_minor, digest, text FROM documents \
             WHERE school_id = $1 AND digest = $2",
        );
        let query = query.bind(self.school().to_string()).bind(digest.to_string());
        let found = query.fetch_optional(self.readers()).await?.as_ref().map(read_published).transpose()?;
        Ok(found.map(|found| self.shelf().keep(found)))
    }

    /// The newest version of one published document.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn find_current_document(
        &self,
        kind: Kind,
        slug: &str,
        language: &Language,
    ) -> Result<Option<Arc<Published>>, StoreError> {
        let current = self.list_current_documents().await?;
        let found = current.iter().find(|one| {
            one.document.kind == kind && one.document.slug.as_str() == slug && one.document.language == *language
        });
        Ok(found.cloned())
    }

    /// The newest version of every published document, in every language, by kind and name.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn list_current_documents(&self) -> Result<Current, StoreError> {
        let (revision, known) = self.shelf().current();
        if let Some(known) = known {
            return Ok(known);
        }
        let sql = sqlx::AssertSqlSafe(format!(
            "{COLUMNS} d WHERE school_id = $1 AND NOT EXISTS (SELECT 1 FROM documents n WHERE n.school_id = d.school_id \
             AND n.kind = d.kind AND n.slug = d.slug AND n.language = d.language \
             AND (n.version_major > d.version_major \
                  OR (n.version_major = d.version_major AND n.version_minor > d.version_minor))) \
             ORDER BY kind, slug, language"
        ));
        let rows = sqlx::query(sql).bind(self.school().to_string()).fetch_all(self.readers()).await?;
        let found: Vec<_> = rows.iter().map(read_published).collect::<Result<_, StoreError>>()?;
        let found = found.into_iter().map(|one| self.shelf().keep(one)).collect();
        Ok(self.shelf().keep_current(revision, found))
    }
}

/// The newest version of every published document.
pub type Current = Arc<Vec<Arc<Published>>>;

/// Published texts, parsed once: they never change, and only this process publishes.
#[derive(Default)]
pub(super) struct Shelf {
    texts: RwLock<HashMap<Digest, Arc<Published>>>,
    /// How often something was published, and what is current since.
    current: RwLock<(u64, Option<Current>)>,
}

impl Shelf {
    fn find(&self, digest: Digest) -> Option<Arc<Published>> {
        self.texts.read().unwrap_or_else(PoisonError::into_inner).get(&digest).cloned()
    }

    fn keep(&self, published: Published) -> Arc<Published> {
        let mut texts = self.texts.write().unwrap_or_else(PoisonError::into_inner);
        texts.entry(published.document.digest).or_insert_with(|| Arc::new(published)).clone()
    }

    fn current(&self) -> (u64, Option<Current>) {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps what was current at `revision`, unless something was published while it was read.
    fn keep_current(&self, revision: u64, found: Vec<Arc<Published>>) -> Current {
        let found = Arc::new(found);
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if current.0 == revision {
            current.1 = Some(Arc::clone(&found));
        }
        found
    }

    fn forget_current(&self) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        *current = (current.0 + 1, None);
    }
}

async fn freeze(
    connection: &mut AnyConnection,
    school: Slug,
    frozen: FrozenText,
    text: String,
    now: i64,
) -> Result<Publishing, StoreError> {
    let same_version = sqlx::query(
        "SELECT digest FROM documents WHERE school_id = $1 AND kind = $2 AND slug = $3 AND language = $4 \
         AND version_major = $5 AND version_minor = $6",
    );
    let existing = same_version
        .bind(school.to_string())
        .bind(frozen.kind.word())
        .bind(frozen.slug.to_string())
        .bind(frozen.language.to_string())
        .bind(i64::from(frozen.version.major))
        .bind(i64::from(frozen.version.minor))
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(row) = existing {
        let is_same = row.try_get::<String, _>("digest")? == frozen.digest.to_string();
        let refused = || StoreError::VersionNotMoved {
            slug: format!("{}/{}", frozen.kind.word(), frozen.slug),
            version: frozen.version.to_string(),
        };
        return if is_same { Ok(Publishing::AlreadyPublished) } else { Err(refused()) };
    }
    let head = lock_head(&mut *connection, &school).await?;
    let entry = published_entry(&school, head.number + 1, head.hash, frozen.clone(), now);
    append_entry(&mut *connection, &entry).await?;
    let insert = sqlx::query(
        "INSERT INTO documents (school_id, digest, kind, slug, language, version_major, version_minor, text, entry) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    );
    insert
        .bind(school.to_string())
        .bind(frozen.digest.to_string())
        .bind(frozen.kind.word())
        .bind(frozen.slug.to_string())
        .bind(frozen.language.to_string())
        .bind(i64::from(frozen.version.major))
        .bind(i64::from(frozen.version.minor))
        .bind(text)
        .bind(signed(entry.number)?)
        .execute(connection)
        .await?;
    Ok(Publishing::Frozen(entry.number))
}

fn published_entry(school: &Slug, number: u64, previous: Digest, document: FrozenText, now: i64) -> Entry {
    Entry { document: Some(document), ..Entry::blank(school.clone(), number, previous, now, Act::Published) }
}

fn read_published(row: &AnyRow) -> Result<Published, StoreError> {
    let damaged = || StoreError::Damaged("a published document's name");
    let name = DocumentName {
        kind: Kind::find(&row.try_get::<String, _>("kind")?).ok_or_else(damaged)?,
        slug: Slug::try_from(row.try_get::<String, _>("slug")?).map_err(|_| damaged())?,
        language: Language::try_from(row.try_get::<String, _>("language")?).map_err(|_| damaged())?,
    };
    let version = Version {
        major: u16::try_from(row.try_get::<i64, _>("version_major")?).map_err(|_| damaged())?,
        minor: u16::try_from(row.try_get::<i64, _>("version_minor")?).map_err(|_| damaged())?,
    };
    let text: String = row.try_get("text")?;
    let document = parse_document(&name, &SourceText::new(&text)).document;
    if document.digest.to_string() != row.try_get::<String, _>("digest")? {
        return Err(StoreError::Damaged("a published document's text"));
    }
    Ok(Published { text, document, version })
}
