//! Writing files that office programs open: CSV with stable columns, a byte order mark so that names keep their letters, and
//! cells that no program takes for a formula (domain.md 5.2).

/// The characters with which a cell would be taken for a formula, or begin one after being opened and saved.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A file being written.
pub(crate) struct CsvFile(String);

impl CsvFile {
    /// A file whose columns have these headings.
    pub(crate) fn new(headings: &[&str]) -> Self {
        let mut file = Self("\u{feff}".to_owned());
        file.row(headings.iter().copied());
        file
    }

    /// Adds a row.
    pub(crate) fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        let cells: Vec<String> = cells.into_iter().map(cell).collect();
        self.0.push_str(&cells.join(","));
        self.0.push_str("\r\n");
    }

    /// The whole file.
    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

/// `text` as a cell: one line, always in quotes where it has anything but plain letters.
fn cell(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() && c != '\t' { ' ' } else { c }).collect();
    let is_formula = line.starts_with(FORMULA) || line.trim_start().starts_with(FORMULA);
    let safe = if is_formula { format!("'{line}") } else { line };
    let is_plain = safe.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | ':' | '/' | '(' | ')'));
    if is_plain { safe } else { format!("\"{}\"", safe.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_taken_for_a_formula_and_none_breaks_out_of_its_column() {
        for (typed, written) in [
            ("Ada", "Ada"),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("  +44 1234", "\"'  +44 1234\""),
            ("-1", "\"'-1\""),
            ("@cmd", "\"'@cmd\""),
            ("\tx", "\"'\tx\""),
            ("O'Neill, Zoë", "\"O'Neill, Zoë\""),
            ("two\r\nlines", "two  lines"),
            ("", ""),
        ] {
            assert_eq!(cell(typed), written, "{typed:?}");
        }
        let mut file = CsvFile::new(&["a", "b"]);
        file.row(["1", "x,y"]);
        assert_eq!(file.into_text(), "\u{feff}a,b\r\n1,\"x,y\"\r\n");
    }
}
