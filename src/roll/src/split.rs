//! Splitting text into records and cells: delimiters, quotes, line ends, and the line each record begins on.
//!
//! Stricter than most readers about quotes: a quote in the wrong place moves every cell behind it one column on, and then
//! one family's e-mail address would stand beside another's child.

use crate::table::FileProblem;

/// How many lines one quoted cell may span: beyond that its closing quote is missing.
const MOST_CELL_LINES: u32 = 50;

/// One record: a line of the file, or several when a quoted cell has line ends.
pub(crate) struct Record {
    /// The line it begins on, counted from 1.
    pub(crate) line: u32,
    /// Its cells, without blanks at their ends.
    pub(crate) cells: Vec<String>,
}

impl Record {
    /// Whether it says nothing: blanks and delimiters, whichever of them is in force.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.chars().all(|c| c.is_whitespace() || matches!(c, ',' | ';' | '|')))
    }
}

/// The records of a text, in order. After a problem there are no more.
pub(crate) struct Splitter<'a> {
    rest: &'a str,
    line: u32,
    delimiter: char,
}

impl<'a> Splitter<'a> {
    /// Reads `text`, whose first line is called `line`.
    pub(crate) fn new(text: &'a str, line: u32, delimiter: u8) -> Self {
        Self { rest: text, line, delimiter: char::from(delimiter) }
    }

    fn read_record(&mut self) -> Result<Record, FileProblem> {
        let line = self.line;
        let mut cells = Vec::new();
        loop {
            let blanks = |c: char| c == ' ' && c != self.delimiter;
            let is_quoted = self.rest.trim_start_matches(blanks).starts_with('"');
            let cell = if is_quoted { self.read_quoted()? } else { self.read_plain() };
            cells.push(tidy(&cell));
            let Some(end) = self.rest.chars().next() else { break };
            self.rest = &self.rest[end.len_utf8()..];
            if end != self.delimiter {
                self.end_line(end);
                break;
            }
        }
        Ok(Record { line, cells })
    }

    /// Behind a line end that was `end`: CR LF is one.
    fn end_line(&mut self, end: char) {
        if end == '\r' {
            self.rest = self.rest.strip_prefix('\n').unwrap_or(self.rest);
        }
        self.line += 1;
    }

    fn read_plain(&mut self) -> String {
        let end = self.rest.find([self.delimiter, '\n', '\r']).unwrap_or(self.rest.len());
        let (cell, rest) = self.rest.split_at(end);
        self.rest = rest;
        cell.to_owned()
    }

    fn read_quoted(&mut self) -> Result<String, FileProblem> {
        let opening = self.line;
        self.rest = self.rest.trim_start_matches(' ').strip_prefix('"').unwrap_or(self.rest);
        let mut cell = String::new();
        loop {
            let Some(end) = self.rest.find(['"', '\n', '\r']).filter(|_| self.line - opening < MOST_CELL_LINES) else {
                return Err(unclosed(opening));
            };
            cell.push_str(&self.rest[..end]);
            let rest = &self.rest[end + 1..];
            let is_quote = self.rest[end..].starts_with('"');
            if is_quote && rest.starts_with('"') {
                cell.push('"');
                self.rest = &rest[1..];
            } else if is_quote {
                self.rest = rest;
                break;
            } else {
                let sign = if self.rest[end..].starts_with('\r') { '\r' } else { '\n' };
                self.rest = rest;
                self.end_line(sign);
                cell.push('\n');
            }
        }
        self.skip_blanks_behind()?;
        Ok(cell)
    }

    fn skip_blanks_behind(&mut self) -> Result<(), FileProblem> {
        let delimiter = self.delimiter;
        self.rest = self.rest.trim_start_matches(|c: char| c == ' ' && c != delimiter);
        if self.rest.is_empty() || self.rest.starts_with([delimiter, '\n', '\r']) {
            return Ok(());
        }
        let message = format!(
            "On line {} a quotation mark stands in the middle of a cell. Write it twice, or take it out.",
            self.line
        );
        Err(FileProblem::new("quote-inside", Some(self.line), message))
    }
}

impl Iterator for Splitter<'_> {
    type Item = Result<Record, FileProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let record = self.read_record();
        if record.is_err() {
            self.rest = "";
        }
        Some(record)
    }
}

fn unclosed(line: u32) -> FileProblem {
    let message = format!(
        "A quotation mark that opens on line {line} is never closed. Close it, or take it out, or export the list again."
    );
    FileProblem::new("quote-unclosed", Some(line), message)
}

/// The text of a cell: no blanks at its ends, and Excel's `="0123"` is 0123.
fn tidy(cell: &str) -> String {
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let inner = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).map_or(cell, str::trim).to_owned()
}
