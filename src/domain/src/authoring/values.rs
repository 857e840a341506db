//! TOML as authors write it: each value with its place, each fault in a teacher's words on its true line.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Sink};
use crate::text::{Span, is_hidden};

/// A TOML text within a file, and where in the file it begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TomlText<'a> {
    pub(crate) text: &'a str,
    pub(crate) base: usize,
}

/// A key with its value, and where both stand in the file.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'t, 'a> {
    pub(crate) key: &'t str,
    pub(crate) key_span: Span,
    pub(crate) value: &'t DeValue<'a>,
    pub(crate) span: Span,
    base: usize,
}

impl<'a> TomlText<'a> {
    /// Reads as much of the text as can be read.
    pub(crate) fn read(self, sink: &mut Sink) -> DeTable<'a> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        let mut lines = Vec::new();
        for error in errors {
            let range = error.span().unwrap_or(0..0);
            let start = range.start.min(self.text.len());
            let line = self.line_at(start);
            // One broken line often gives several errors; the first says enough.
            if !lines.contains(&line) {
                lines.push(line);
                self.report(error.message(), Span::new(start, range.end.max(start)), line, sink);
            }
        }
        table.into_inner()
    }

    /// Whether a line begins with `key =`, even if it could not be read: then it is not missing.
    pub(crate) fn begins_line(self, key: &str) -> bool {
        let value = |line: &'a str| line.trim_start().strip_prefix(key).map(str::trim_start);
        self.text.lines().filter_map(value).any(|rest| rest.starts_with('='))
    }

    fn line_at(self, offset: usize) -> &'a str {
        let start = self.text[..offset].rfind('\n').map_or(0, |at| at + 1);
        self.text[start..].lines().next().unwrap_or("")
    }

    fn report(self, error: &str, span: Span, line: &str, sink: &mut Sink) {
        let span = Span::new(self.base + span.start, self.base + span.end);
        let has_curly = line.contains(['“', '”', '„', '‘', '’', '«']);
        sink.report(|| match (has_curly, error.contains("duplicate key")) {
            (_, true) => {
                let help = "Keep one of the two lines and take the other away.";
                Diagnostic::new("key-twice", span, "This name stands here for the second time.", help)
            }
            (true, _) => {
                let help =
                    "Type straight quotes, such as title = \"Be kind\". Word processors make curly ones by themselves.";
                Diagnostic::new("curly-quotes", span, "This line has curly quotes, so it cannot be read.", help)
            }
            _ => {
                let help = "Write a name, an equals sign, and the value in straight quotes, such as title = \"Be \
                            kind\". A list stands in square brackets: [\"Y3\", \"Y4\"].";
                Diagnostic::new("line-unreadable", span, format!("This line cannot be read ({error})."), help)
            }
        });
    }

    /// The entries of `table`, which was read from this text, in the order they are written.
    pub(crate) fn entries<'t>(self, table: &'t DeTable<'a>) -> Vec<Entry<'t, 'a>> {
        let place = |range: std::ops::Range<usize>| Span::new(self.base + range.start, self.base + range.end);
        let entry = |(key, value): (&'t Spanned<std::borrow::Cow<'a, str>>, &'t Spanned<DeValue<'a>>)| Entry {
            key: key.get_ref(),
            key_span: place(key.span()),
            value: value.get_ref(),
            span: place(value.span()),
            base: self.base,
        };
        let mut entries: Vec<_> = table.iter().map(entry).collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        entries
    }
}

impl Entry<'_, '_> {
    fn report_type(&self, wanted: &str, example: &str, sink: &mut Sink) {
        sink.report(|| {
            let message = format!("The value of {} is not {wanted}.", self.key);
            Diagnostic::new("wrong-type", self.span, message, format!("Write it as {} = {example}", self.key))
        });
    }

    /// A text. A date without quotes is taken for one.
    pub(crate) fn text(&self, sink: &mut Sink) -> Option<String> {
        match self.value {
            DeValue::String(text) => Some(visible(text, self.span, sink)),
            DeValue::Datetime(date) => Some(date.to_string()),
            _ => {
                self.report_type("a text in straight quotes", "\"…\"", sink);
                None
            }
        }
    }

    /// A list of texts, each with its place.
    pub(crate) fn texts(&self, sink: &mut Sink) -> Option<Vec<(String, Span)>> {
        let DeValue::Array(items) = self.value else {
            self.report_type("a list in square brackets", "[\"…\", \"…\"]", sink);
            return None;
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            let span = Span::new(self.base + item.span().start, self.base + item.span().end);
            match item.get_ref() {
                DeValue::String(text) => texts.push((visible(text, span, sink), span)),
                _ => {
                    self.report_type("a list of texts in straight quotes", "[\"…\", \"…\"]", sink);
                    return None;
                }
            }
        }
        Some(texts)
    }

    /// A whole number from 1 to `max`.
    pub(crate) fn number(&self, max: u16, sink: &mut Sink) -> Option<u16> {
        let number =
            self.value.as_integer().and_then(|number| u16::from_str_radix(number.as_str(), number.radix()).ok());
        let number = number.filter(|number| (1..=max).contains(number));
        if number.is_none() {
            self.report_type(&format!("a whole number from 1 to {max}"), "25", sink);
        }
        number
    }

    /// Yes or no.
    pub(crate) fn switch(&self, sink: &mut Sink) -> Option<bool> {
        let switch = self.value.as_bool();
        if switch.is_none() {
            self.report_type("true or false", "true", sink);
        }
        switch
    }

    /// A table of its own.
    pub(crate) fn table<'t>(&'t self, sink: &mut Sink) -> Option<&'t DeTable<'t>> {
        let table = self.value.as_table();
        if table.is_none() {
            self.report_type("a group of its own", &format!("… below a line [{}]", self.key), sink);
        }
        table
    }
}

/// `text` without hidden characters, and a diagnostic if it had any (`\u202E` can be written with plain letters).
fn visible(text: &str, span: Span, sink: &mut Sink) -> String {
    let is_bad = |c: char| is_hidden(c) && c != '\n';
    if text.chars().any(is_bad) {
        sink.report(|| hidden_character(span));
    }
    text.chars().filter(|c| !is_bad(*c)).collect()
}

/// What is wrong with text that has hidden characters.
pub(crate) fn hidden_character(span: Span) -> Diagnostic {
    let help = "Delete it and type the words around it again. Such characters come in with text copied from elsewhere.";
    let message = "A character here cannot be seen and could make the text read differently.";
    Diagnostic::new("hidden-character", span, message, help)
}
