//! Runs of text, put together piece by piece.

use crate::document::Inline;
use crate::text::is_hidden;

/// Adds words; what follows words joins them.
pub(crate) fn push_text(out: &mut Vec<Inline>, text: &str) {
    match out.last_mut() {
        Some(Inline::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => out.push(Inline::Text(text.to_owned())),
    }
}

/// Adds `more` to `out`.
pub(crate) fn extend(out: &mut Vec<Inline>, more: Vec<Inline>) {
    for inline in more {
        match inline {
            Inline::Text(text) => push_text(out, &text),
            other => out.push(other),
        }
    }
}

/// `text` without characters that cannot be seen and would change how the rest reads.
pub(crate) fn clean(text: &str) -> String {
    text.chars().filter(|c| !is_hidden(*c)).collect()
}
