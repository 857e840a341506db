//! From bytes to a table of text: headings and rows, each with its line in the file. What a column means is not known
//! here, except to find the headings below a title.

use crate::decode::decode;
use crate::hidden_debug;
use crate::split::{Record, Splitter};
use crate::synonyms::recognise;

/// The most rows below the headings.
pub const MOST_ROWS: usize = 50_000;
/// The longest line, in bytes of UTF-8.
pub const MOST_LINE: usize = 100_000;
/// The most columns.
pub const MOST_COLUMNS: usize = 200;
/// The largest file, in bytes.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;

/// How many lines may stand above the headings: titles, the date of printing.
const TITLE_LINES: usize = 10;

/// Why a file as a whole was not read. It quotes nothing out of the file but headings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FileProblem {
    /// Permanent, kebab-case: `quote-unclosed`.
    pub code: &'static str,
    /// Where, counted from 1; `None` when it is the file as a whole.
    pub line: Option<u32>,
    /// What is wrong and how to mend it, for a school office.
    pub message: String,
}

impl FileProblem {
    pub(crate) fn new(code: &'static str, line: Option<u32>, message: impl Into<String>) -> Self {
        Self { code, line, message: message.into() }
    }
}

/// One row below the headings. Its cells are personal: they are not printed by `{:?}`.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file on which the row begins, counted from 1.
    pub line: u32,
    cells: Vec<String>,
}

impl Row {
    /// The cell in `column`, counted from 0, without blanks at its ends; empty when the row is shorter.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// All cells, as many as the row has.
    #[must_use]
    pub fn cells(&self) -> &[String] {
        &self.cells
    }
}

/// A table as the school exported it.
#[derive(Clone, PartialEq, Eq)]
pub struct Table {
    /// The headings as written, without blanks at their ends.
    pub headings: Vec<String>,
    /// The line the headings stand on, counted from 1.
    pub heading_line: u32,
    /// The rows that are not blank, in order.
    pub rows: Vec<Row>,
}

hidden_debug!(Row, Table);

/// Reads a file of comma-, semicolon- or tab-separated values in whichever encoding Excel and the MIS write.
///
/// # Errors
/// A [`FileProblem`] when it is no such file, is empty, is too large, or could be read in two ways.
pub fn read_table(bytes: &[u8]) -> Result<Table, FileProblem> {
    if bytes.len() > MOST_BYTES {
        return Err(FileProblem::new(
            "file-too-large",
            None,
            "This file is larger than 16 MB. Export only the columns and the year groups that are needed.",
        ));
    }
    let text = decode(bytes)?;
    check_lines(&text)?;
    let layout = Layout::of(&text);
    let mut records = Splitter::new(layout.body, layout.first_line, layout.delimiter).filter(is_worth_reading);
    let Some(headings) = records.nth(layout.titles).transpose()? else {
        return Err(FileProblem::new("file-empty", None, "This file is empty. Export the class list again."));
    };
    check_headings(&headings)?;
    let rows = read_body(records)?;
    if rows.is_empty() {
        return Err(FileProblem::new(
            "only-headings",
            Some(headings.line),
            "This file has headings, but no children below them. Export the class list again.",
        ));
    }
    Ok(Table { headings: headings.cells, heading_line: headings.line, rows })
}

fn read_body(records: impl Iterator<Item = Result<Record, FileProblem>>) -> Result<Vec<Row>, FileProblem> {
    let mut rows = Vec::new();
    for record in records {
        let Record { line, cells } = record?;
        if rows.len() == MOST_ROWS {
            let message = "This file has more than 50,000 rows. Export only the year groups that are needed.";
            return Err(FileProblem::new("too-many-rows", Some(line), message));
        }
        if cells.len() > MOST_COLUMNS {
            return Err(too_many_columns(line));
        }
        rows.push(Row { line, cells });
    }
    Ok(rows)
}

/// Problems are passed on; blank rows are not.
fn is_worth_reading(record: &Result<Record, FileProblem>) -> bool {
    record.as_ref().map_or(true, |record| !record.is_blank())
}

fn too_many_columns(line: u32) -> FileProblem {
    let message = format!("Line {line} has more than 200 columns. Export only the columns that are needed.");
    FileProblem::new("too-many-columns", Some(line), message)
}

fn check_lines(text: &str) -> Result<(), FileProblem> {
    let mut start = 0;
    for one in text.split(['\n', '\r']) {
        if one.len() > MOST_LINE {
            let message = "This file has a line longer than 100,000 letters, so it is probably not a class list. \
                           Export the list again as CSV.";
            return Err(FileProblem::new("line-too-long", Some(line_at(&text[..start])), message));
        }
        start += one.len() + 1;
    }
    Ok(())
}

/// The number of the line that begins behind `before`.
fn line_at(before: &str) -> u32 {
    let ends = before.matches(['\n', '\r']).count() - before.matches("\r\n").count();
    u32::try_from(ends + 1).unwrap_or(u32::MAX)
}

/// One and the same heading twice: nobody could say which column is meant.
fn check_headings(headings: &Record) -> Result<(), FileProblem> {
    if headings.cells.len() > MOST_COLUMNS {
        return Err(too_many_columns(headings.line));
    }
    let mut seen = std::collections::BTreeSet::new();
    for heading in headings.cells.iter().filter(|heading| recognise(heading).is_some()) {
        if !seen.insert(crate::folding::fold_heading(heading)) {
            let message = format!(
                "Two columns are headed \"{heading}\". Rename one of them, for example to \"Contact {}\" when it \
                 belongs to the parent, or delete it.",
                heading.to_lowercase()
            );
            return Err(FileProblem::new("heading-twice", Some(headings.line), message));
        }
    }
    Ok(())
}

/// Where the headings are and what separates the columns.
struct Layout<'a> {
    body: &'a str,
    first_line: u32,
    delimiter: u8,
    /// How many records that are not blank stand above the headings.
    titles: usize,
}

impl<'a> Layout<'a> {
    fn of(text: &'a str) -> Self {
        if let Some((delimiter, body)) = separator_line(text) {
            let (titles, _) = find_headings(body, delimiter);
            return Self { body, first_line: 2, delimiter, titles };
        }
        let ranked = [b',', b';', b'\t'].map(|delimiter| (find_headings(text, delimiter), delimiter));
        // The first of equals: commas.
        let best = ranked.iter().rev().max_by_key(|((_, merit), _)| *merit);
        let ((titles, _), delimiter) = best.copied().unwrap_or(((0, (0, 0)), b','));
        Self { body: text, first_line: 1, delimiter, titles }
    }
}

/// Excel's own first line, `sep=;`, and what follows it.
fn separator_line(text: &str) -> Option<(u8, &str)> {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let first = text[..end].trim_matches([' ', '"']);
    let delimiter = match first.get(..4)?.eq_ignore_ascii_case("sep=").then(|| first.as_bytes().get(4..))?? {
        [one @ (b',' | b';' | b'\t' | b'|')] => *one,
        _ => return None,
    };
    let rest = &text[end..];
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    Some((delimiter, rest))
}

/// How good a record is as headings: recognised cells, then all cells.
type Merit = (usize, usize);

/// Which record that is not blank holds the headings when `delimiter` separates columns, and how good it is: the first
/// with two recognised cells, else the first of all.
fn find_headings(text: &str, delimiter: u8) -> (usize, Merit) {
    let records = Splitter::new(text, 1, delimiter).map_while(Result::ok).filter(|record| !record.is_blank());
    let merit = |record: &Record| {
        let known = record.cells.iter().filter(|cell| recognise(cell).is_some()).count();
        (known, record.cells.len())
    };
    let merits: Vec<Merit> = records.take(TITLE_LINES).map(|record| merit(&record)).collect();
    let found = merits.iter().position(|(known, _)| *known >= 2).unwrap_or(0);
    (found, merits.get(found).copied().unwrap_or_default())
}
