//! Several statements in one journey to the database's own thread: each journey is two changes of thread, which cost more
//! than most statements. Values stand for `?`, one after another over all statements. Another database may want its
//! placeholders numbered and its statements one by one: then this file changes, and nothing else.

use sqlx::any::{AnyArguments, AnyRow};
use sqlx::{AnyConnection, Arguments as _, AssertSqlSafe};

use super::StoreError;

/// Statements longer than this are not kept prepared.
const MOST_KEPT_BYTES: usize = 8 * 1024;

/// Statements with their values, not yet sent.
#[derive(Default)]
pub(super) struct Statements {
    sql: String,
    values: AnyArguments,
    fault: Option<sqlx::Error>,
}

impl Statements {
    /// Adds a statement; bind a value for each `?` in it.
    pub(super) fn add(&mut self, sql: &str) -> &mut Self {
        self.sql.push_str(sql);
        self.sql.push_str(";\n");
        self
    }

    /// Adds `insert`, such as `INSERT INTO t (a, b) VALUES`, with placeholders for `rows` rows of `columns` values, unless
    /// there is no row.
    pub(super) fn add_rows(&mut self, insert: &str, rows: usize, columns: usize) {
        if rows > 0 {
            let row = format!("({})", places(columns));
            self.add(&format!("{insert} {}", vec![row; rows].join(", ")));
        }
    }

    pub(super) fn text(&mut self, value: impl Into<String>) -> &mut Self {
        let added = self.values.add(value.into());
        self.note(added)
    }

    /// A text, or nothing.
    pub(super) fn maybe_text(&mut self, value: Option<String>) -> &mut Self {
        let added = self.values.add(value);
        self.note(added)
    }

    pub(super) fn number(&mut self, value: i64) -> &mut Self {
        let added = self.values.add(value);
        self.note(added)
    }

    fn note(&mut self, added: Result<(), sqlx::error::BoxDynError>) -> &mut Self {
        if let Err(error) = added {
            self.fault = Some(sqlx::Error::Encode(error));
        }
        self
    }

    /// Runs all of them in order and gives the rows of all of them, in order. One that fails ends it: those before it have
    /// been done, so only within a transaction.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub(super) async fn run(self, connection: &mut AnyConnection) -> Result<Vec<AnyRow>, StoreError> {
        if let Some(fault) = self.fault {
            return Err(fault.into());
        }
        if self.sql.is_empty() {
            return Ok(Vec::new());
        }
        // Statements for few rows come again; those for many would only fill the memory.
        let will_come_again = self.sql.len() <= MOST_KEPT_BYTES;
        let query = sqlx::query_with(AssertSqlSafe(self.sql), self.values).persistent(will_come_again);
        Ok(query.fetch_all(connection).await?)
    }
}

#[cfg(test)]
impl Statements {
    /// How the database would go about the one statement in it: a line for each table.
    pub(super) async fn explain(mut self, connection: &mut AnyConnection) -> Vec<String> {
        use sqlx::Row as _;
        self.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
        let rows = self.run(connection).await.expect("explained");
        rows.iter().map(|row| row.get::<String, _>("detail")).collect()
    }
}

/// `?, ?, ?`: `count` placeholders.
pub(super) fn places(count: usize) -> String {
    vec!["?"; count].join(", ")
}

#[cfg(test)]
mod tests {
    use sqlx::{Connection as _, Row as _};

    use super::*;

    #[tokio::test]
    async fn many_statements_take_their_values_in_turn_and_give_their_rows_in_turn() {
        sqlx::any::install_default_drivers();
        let mut connection = AnyConnection::connect("sqlite::memory:").await.expect("a database");
        let mut statements = Statements::default();
        statements.add("CREATE TABLE t (a TEXT, b BIGINT)");
        statements.add_rows("INSERT INTO t (a, b) VALUES", 2, 2);
        statements.text("one").number(1).text("two").number(2);
        statements.add_rows("INSERT INTO t (a, b) VALUES", 0, 2);
        statements.add("SELECT a FROM t WHERE b = ?").number(2);
        statements.add(&format!("SELECT a FROM t WHERE a IN ({}) ORDER BY b", places(2))).text("two").text("one");
        let rows = statements.run(&mut connection).await.expect("run");
        let found: Vec<String> = rows.iter().map(|row| row.get("a")).collect();
        assert_eq!(found, ["two", "one", "two"]);
    }

    #[tokio::test]
    async fn a_statement_that_fails_ends_the_journey() {
        sqlx::any::install_default_drivers();
        let mut connection = AnyConnection::connect("sqlite::memory:").await.expect("a database");
        let mut statements = Statements::default();
        statements.add("CREATE TABLE t (a TEXT UNIQUE)");
        statements.add("INSERT INTO t (a) VALUES (?)").text("one");
        statements.add("INSERT INTO t (a) VALUES (?)").text("one");
        statements.add("DROP TABLE t");
        assert!(statements.run(&mut connection).await.is_err());
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM t").fetch_one(&mut connection).await.expect("there");
        assert_eq!(count, 1, "what came after was not run");
    }
}
