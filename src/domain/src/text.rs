//! Text as it was written: one source file, its lines, and places in it. Nothing here knows Markdown.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes, `start..end`, in a [`SourceText`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// A place as an editor shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters, not bytes.
    pub column: usize,
}

/// UTF-8 text without a byte order mark and with `\n` line ends only.
///
/// Every digest and every span refers to this form, so a file saved on Windows and the same file saved on a Mac
/// are the same document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    text: String,
    line_starts: Vec<usize>,
}

impl SourceText {
    /// Normalises `text`: drops a leading byte order mark, turns `\r\n` and lone `\r` into `\n`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, line_starts }
    }

    /// The normalised text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where the byte `offset` stands. Offsets past the end, or inside a character, are moved back to a boundary.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        LineColumn { line, column: self.text[start..offset].chars().count() + 1 }
    }
}

/// Whether `c` cannot be seen and would change how the text around it reads: control characters other than line ends
/// and tabs, and those that turn the direction of writing.
#[must_use]
pub(crate) fn is_hidden(c: char) -> bool {
    let turns_direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns_direction || (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{2028}' | '\u{2029}')
}
