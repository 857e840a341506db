//! The store: everything that is kept, and the only place that holds SQL. It knows nothing of HTTP.
//!
//! Reading goes through a small pool of read-only connections. Writing goes through one task with one connection,
//! which takes whatever waits into one transaction and one flush to disk; each piece of work is a savepoint of its
//! own, so one that fails takes nothing else with it. Nobody is told "done" before the flush.

mod child;
mod connection;
mod desk_sessions;
mod devices;
mod documents;
mod endings;
mod entries;
mod erasing;
mod error;
mod facts;
mod guardians;
mod history;
mod importing;
mod invitations;
mod lateness;
mod ledger;
mod links;
mod memory;
mod openings;
mod overview;
mod past;
mod people;
mod receipts;
mod record_rows;
mod records;
mod restrictions;
mod roll;
mod sessions;
mod snapshot;
mod sql;
mod staff;
mod staff_entry;
mod trips;
mod turn;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use shine_domain::ids::Slug;
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, Executor as _};
use tokio::sync::Mutex;

pub use child::OpenedAct;
pub use desk_sessions::{DESK_ABSOLUTE_MS, DESK_IDLE_MS, DeskSession, SecondFactor};
pub use devices::{DEVICE_MS, Device};
pub use documents::{Current, Published, Publishing};
pub use endings::{ChildsWord, Ending, EndingOrder};
pub use erasing::Erased;
pub use error::StoreError;
pub use guardians::{Guardian, ProtectionOrder};
pub use history::{SignedRecord, still_holds_until};
pub use importing::{Leavers, RollMark};
pub use invitations::{INVITATION_MS, Invitation, Joining};
pub use ledger::{LedgerFault, LedgerReport};
pub use links::OlderLinks;
pub use openings::{Looker, Opened, Opening};
pub use overview::attention::NoticedChild;
pub use overview::board::{BoardClass, Standing, Subject, subjects};
pub use overview::{EffectivePermission, ListedAdult, ListedChild, ListedClass, Selection};
pub use people::{Child, Family, open_field};
pub use records::{EnteredFrom, Recorded, Recording, Way};
pub use restrictions::{RestrictionChange, RestrictionOrder};
pub use roll::{NewAdult, NewClass, NewGuardian, NewPupil, NewRoll};
pub use sessions::{SESSION_ABSOLUTE_MS, SESSION_IDLE_MS};
pub use shine_domain::past::LastSaid;
pub use staff::{Credentials, NewAccess, NewStaff, StaffMember, fold_email};
pub use trips::{OpenTrip, TRIP_MS};

use crate::keys::Keys;
use connection::{connect, connect_to_copy, make_file, make_private, options};
use writer::Writer;

/// The database's file name within the data folder.
pub const DATABASE_FILE: &str = "shine.sqlite";

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("src/store/migrations/sqlite");

/// One school's store. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    school: Slug,
    keys: Keys,
    path: PathBuf,
    readers: AnyPool,
    shelf: documents::Shelf,
    memory: memory::Memory,
    overview: overview::OverviewCell,
    writer: Mutex<Option<Writer>>,
    jobs: writer::Jobs,
}

impl Store {
    /// Opens the store in the folder `data`, making it on first use.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be opened, is of a newer program, or holds another school's records.
    pub async fn open(data: &Path, school: Slug, keys: Keys) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let path = data.join(DATABASE_FILE);
        make_file(&path)?;
        let mut connection = connect(&path).await?;
        MIGRATIONS.run(&mut connection).await?;
        make_private(&path)?;
        refuse_other_school(&mut connection, &school).await?;
        entries::ensure_head(&mut connection, &school).await?;
        Self::with(&path, school, keys, Some(connection)).await
    }

    /// Opens the store in the folder `data` for reading only, beside a server that may be writing to it. Writing answers
    /// [`StoreError::Closed`].
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be opened, is of another version, or holds another school's records.
    pub async fn open_to_read(data: &Path, school: Slug, keys: Keys) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let store = Self::with(&data.join(DATABASE_FILE), school, keys, None).await?;
        let mut connection = store.readers().acquire().await?;
        let known = MIGRATIONS.iter().map(|one| one.version).max().unwrap_or(0);
        let newest: Option<i64> =
            sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(&mut *connection).await?;
        match newest {
            Some(newest) if newest > known => return Err(StoreError::NewerDatabase),
            Some(newest) if newest == known => {}
            _ => return Err(StoreError::OlderDatabase),
        }
        refuse_other_school(&mut connection, store.school()).await?;
        drop(connection);
        Ok(store)
    }

    async fn with(path: &Path, school: Slug, keys: Keys, writing: Option<AnyConnection>) -> Result<Self, StoreError> {
        let readers = AnyPoolOptions::new()
            .max_connections(4)
            // A file does not go away between two requests: no need to ask before each.
            .test_before_acquire(false)
            .after_connect(|connection, _| {
                Box::pin(async move {
                    connection.execute("PRAGMA busy_timeout = 5000; PRAGMA query_only = ON;").await?;
                    Ok(())
                })
            })
            .connect_with(options(path)?)
            .await?;
        let (writer, jobs) = match writing {
            Some(connection) => {
                let tidier = connect_to_copy(path).await?;
                let (writer, jobs) = Writer::start(connection, tidier).map_err(sqlx::Error::Io)?;
                (Some(writer), jobs)
            }
            None => (None, writer::Jobs::none()),
        };
        let (shelf, memory) = (documents::Shelf::default(), memory::Memory::default());
        Ok(Self {
            inner: Arc::new(Inner {
                school,
                keys,
                path: path.to_owned(),
                readers,
                shelf,
                memory,
                overview: overview::OverviewCell::default(),
                writer: Mutex::new(writer),
                jobs,
            }),
        })
    }

    /// Finishes what waits, then closes. Later calls answer [`StoreError::Closed`].
    pub async fn close(&self) {
        if let Some(writer) = self.inner.writer.lock().await.take() {
            writer.finish(&self.inner.jobs).await;
        }
        self.inner.readers.close().await;
    }

    /// The school whose records these are.
    #[must_use]
    pub fn school(&self) -> &Slug {
        &self.inner.school
    }

    /// The school's keys.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.inner.keys
    }

    /// Answers when the database does.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").fetch_one(self.readers()).await?;
        // A store opened to read has no writer, and never had one.
        let has_writer = self.inner.writer.lock().await.is_some();
        if has_writer && self.inner.jobs.is_closed() { Err(StoreError::Closed) } else { Ok(()) }
    }

    fn readers(&self) -> &AnyPool {
        &self.inner.readers
    }

    fn memory(&self) -> &memory::Memory {
        &self.inner.memory
    }

    fn shelf(&self) -> &documents::Shelf {
        &self.inner.shelf
    }

    async fn write_record(&self, prepared: records::Prepared) -> Result<records::Written, StoreError> {
        self.inner.jobs.record(prepared).await
    }

    async fn write<T, W>(&self, work: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: for<'c> FnOnce(&'c mut AnyConnection) -> writer::Working<'c, T> + Send + 'static,
    {
        self.inner.jobs.write(work).await
    }

    /// Writes, and then forgets what is remembered, whether or not anybody still waits for the answer: a browser that goes
    /// away must not leave what was before in memory.
    async fn write_and_forget<T, W>(&self, forget: fn(&memory::Memory), work: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: for<'c> FnOnce(&'c mut AnyConnection) -> writer::Working<'c, T> + Send + 'static,
    {
        let store = self.clone();
        let task = tokio::spawn(async move {
            let result = store.write(work).await;
            forget(store.memory());
            result
        });
        task.await.unwrap_or(Err(StoreError::Closed))
    }
}

async fn refuse_other_school(connection: &mut AnyConnection, school: &Slug) -> Result<(), StoreError> {
    let query = sqlx::query_scalar("SELECT school_id FROM heads WHERE school_id <> $1 LIMIT 1");
    match query.bind(school.to_string()).fetch_optional(connection).await? {
        Some(other) => Err(StoreError::OtherSchool(other)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::keys::WhenMissing;

    /// A database as the version of SHINE before left it, with one row in each table that was built anew since.
    async fn older_database(data: &Path) {
        sqlx::any::install_default_drivers();
        let mut connection = connect(&data.join(DATABASE_FILE)).await.expect("connected");
        let older = MIGRATIONS.iter().take(2).cloned().collect();
        let older = sqlx::migrate::Migrator { migrations: Cow::Owned(older), ..sqlx::migrate::Migrator::DEFAULT };
        older.run(&mut connection).await.expect("brought to the version before");
        let rows = "INSERT INTO heads VALUES ('test-school', 1, 'h'); \
                    INSERT INTO entries VALUES ('test-school', 1, \
                    '0000000000000000000000000000000000000000000000000000000000000000', 'h', '{}'); \
                    INSERT INTO records VALUES ('test-school', 1, 'REF', 'a', 'act', 'k', 's', 'd', 2, 3, 4); \
                    INSERT INTO record_pupils VALUES ('test-school', 1, 'p'); \
                    INSERT INTO submissions VALUES ('test-school', 'a', 'key', 'mac', 'REF'); \
                    INSERT INTO outbox VALUES ('test-school', 1, 'recorded', 5, NULL);";
        connection.execute(rows).await.expect("inserted");
        sqlx::Connection::close(connection).await.expect("closed");
    }

    #[tokio::test]
    async fn what_an_older_version_wrote_is_all_there_after_the_update() {
        let folder = tempfile::tempdir().expect("a folder");
        older_database(folder.path()).await;
        let keys = Keys::load(folder.path(), WhenMissing::Make).expect("keys");
        let school = Slug::try_from("test-school").expect("a slug");
        let store = Store::open(folder.path(), school, keys).await.expect("opened");
        let sql = "SELECT r.entry, r.reference, r.adult_id, r.act, r.kind, r.slug, r.digest, r.version_major, \
                   r.version_minor, p.pupil_id, s.submission_key, s.content_mac, o.queued_at, r.at FROM records r \
                   JOIN record_pupils p ON p.entry = r.entry JOIN outbox o ON o.entry = r.entry \
                   JOIN submissions s ON s.reference = r.reference AND s.adult_id = r.adult_id";
        use sqlx::Row as _;
        let row = sqlx::query(sql).fetch_one(store.readers()).await.expect("one row");
        let text = |column: usize| row.get::<String, _>(column);
        let words = [1, 2, 3, 4, 5, 6, 9, 10, 11].map(text);
        assert_eq!(words, ["REF", "a", "act", "k", "s", "d", "p", "key", "mac"]);
        assert_eq!([0, 7, 8, 12, 13].map(|column| row.get::<i64, _>(column)), [1, 2, 3, 5, 4]);
        store.close().await;
    }
}
