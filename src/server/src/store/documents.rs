//! Published texts: freezing them, and finding what was frozen.

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
        self.write(move |connection| Box::pin(freeze(connection, school, frozen, text, now))).await
    }

    /// The frozen text with this digest.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn find_document(&self, digest: Digest) -> Result<Option<Published>, StoreError> {
        let query = sqlx::query(
            "SELECT kind, slug, language, version_major, version_minor, digest, text FROM documents \
             WHERE school_id = $1 AND digest = $2",
        );
        let query = query.bind(self.school().to_string()).bind(digest.to_string());
        query.fetch_optional(self.readers()).await?.as_ref().map(read_published).transpose()
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
    ) -> Result<Option<Published>, StoreError> {
        let sql = "SELECT kind, slug, language, version_major, version_minor, digest, text FROM documents \
                   WHERE school_id = $1 AND kind = $2 AND slug = $3 AND language = $4 \
                   ORDER BY version_major DESC, version_minor DESC LIMIT 1";
        let query = sqlx::query(sql).bind(self.school().to_string()).bind(kind.word()).bind(slug.to_owned());
        let row = query.bind(language.to_string()).fetch_optional(self.readers()).await?;
        row.as_ref().map(read_published).transpose()
    }

    /// The newest version of every published document, in every language, by kind and name.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn list_current_documents(&self) -> Result<Vec<Published>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!(
            "{COLUMNS} d WHERE school_id = $1 AND NOT EXISTS (SELECT 1 FROM documents n WHERE n.school_id = d.school_id \
             AND n.kind = d.kind AND n.slug = d.slug AND n.language = d.language \
             AND (n.version_major > d.version_major \
                  OR (n.version_major = d.version_major AND n.version_minor > d.version_minor))) \
             ORDER BY kind, slug, language"
        ));
        let rows = sqlx::query(sql).bind(self.school().to_string()).fetch_all(self.readers()).await?;
        rows.iter().map(read_published).collect()
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
    Entry {
        v: 1,
        school: school.clone(),
        number,
        previous,
        at: now,
        act: Act::Published,
        document,
        notice: None,
        controller: None,
        reference: None,
        adult: None,
        pupils: Vec::new(),
        channel: None,
        method: None,
        sealed: Vec::new(),
    }
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
