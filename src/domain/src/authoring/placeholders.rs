//! `{{ school.name }}` and friends: found, and replaced by what the school's file says.

use super::resolve::Segment;
use super::school::{Lookup, School};
use crate::diagnostic::{Diagnostic, Sink, suggest};
use crate::text::Span;

/// What the text around a placeholder is, and so how a value must be written into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Around {
    /// Plain words: the value as it is.
    Words,
    /// Markdown: the value's own signs must stay signs.
    Markdown,
}

/// `text` with its placeholders replaced, and which piece of the result comes from which piece of `text`.
/// `text` begins at the byte `base` of its file. An unknown placeholder stays as written.
pub(crate) fn fill(
    text: &str,
    base: usize,
    around: Around,
    school: &School,
    sink: &mut Sink,
) -> (String, Vec<Segment>) {
    let mut filled = String::with_capacity(text.len());
    let mut segments = Vec::new();
    let mut copied = 0;
    let mut from = 0;
    while let Some(open) = text[from..].find("{{").map(|at| from + at) {
        let line_end = text[open..].find('\n').map_or(text.len(), |at| open + at);
        let Some(close) = text[open..line_end].find("}}").map(|at| open + at) else {
            let span = Span::new(base + open, base + line_end);
            sink.report(|| {
                let help = "Close it with two braces on the same line, such as {{ school.name }}.";
                Diagnostic::new("placeholder-unclosed", span, "This placeholder is not closed.", help)
            });
            from = open + 2;
            continue;
        };
        let end = close + 2;
        let span = Span::new(base + open, base + end);
        from = end;
        if let Some(value) = find_value(text[open + 2..close].trim(), span, school, sink) {
            push_piece(&mut filled, &mut segments, &text[copied..open], base + copied);
            let value = match around {
                Around::Words => value,
                Around::Markdown => in_markdown(&value, &filled),
            };
            segments.push(Segment { resolved: Span::new(filled.len(), filled.len() + value.len()), authored: span });
            filled.push_str(&value);
            copied = end;
        }
    }
    push_piece(&mut filled, &mut segments, &text[copied..], base + copied);
    (filled, segments)
}

fn push_piece(filled: &mut String, segments: &mut Vec<Segment>, piece: &str, at: usize) {
    let resolved = Span::new(filled.len(), filled.len() + piece.len());
    segments.push(Segment { resolved, authored: Span::new(at, at + piece.len()) });
    filled.push_str(piece);
}

fn find_value(key: &str, span: Span, school: &School, sink: &mut Sink) -> Option<String> {
    match school.lookup(key) {
        Lookup::Value(value) => Some(value),
        Lookup::Empty => {
            sink.report(|| {
                let message = format!("This school's school.toml says nothing for {{{{ {key} }}}}.");
                let help = "Add it to school.toml, or write the sentence without it.";
                Diagnostic::new("placeholder-empty", span, message, help)
            });
            None
        }
        Lookup::Unknown => {
            sink.report(|| {
                let message = format!("There is no placeholder {{{{ {key} }}}}.");
                let keys = school.placeholder_keys();
                let help = match key.split_once('.') {
                    Some(("switches", _)) => "A switch cannot be shown as words; write the sentence itself.".to_owned(),
                    _ => suggest(key, keys.iter().map(String::as_str)),
                };
                Diagnostic::new("unknown-placeholder", span, message, help)
            });
            None
        }
    }
}

/// `value` so that Markdown takes every sign in it for itself, after the text `before`.
fn in_markdown(value: &str, before: &str) -> String {
    let line = before.rsplit('\n').next().unwrap_or("");
    if let Some(address) = line.rfind("](").map(|at| &line[at + 2..])
        && !address.contains([')', ' '])
    {
        return in_address(value, address);
    }
    let begins_line = line.trim_start_matches([' ', '\t', '>']).is_empty();
    let mut written = String::with_capacity(value.len());
    for (at, c) in value.char_indices() {
        let always = matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '&' | '|' | '~');
        let at_start = begins_line && at == 0 && matches!(c, '-' | '+' | '=');
        let after_number = begins_line && matches!(c, '.' | ')') && value[..at].bytes().all(|b| b.is_ascii_digit());
        if always || at_start || after_number {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

/// `value` within a link's address, of which `before` is already written.
fn in_address(value: &str, before: &str) -> String {
    let keeps_blanks = !before.starts_with("tel:");
    let mut written = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            ' ' if keeps_blanks => written.push_str("%20"),
            ' ' => {}
            '(' | ')' | '<' | '>' | '\\' | '*' | '_' | '[' | ']' | '&' | '`' => {
                written.push('\\');
                written.push(c);
            }
            c => written.push(c),
        }
    }
    written
}
