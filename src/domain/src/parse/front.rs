//! Where front matter ends and the text begins. What stands in it is not looked at here.

use crate::text::Span;

/// A document's two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Front {
    /// What stands between the two marker lines.
    pub(crate) inside: Span,
    /// Where the text begins.
    pub(crate) body: usize,
    /// Whether the marker lines are as they should be.
    pub(crate) marks: Marks,
}

/// How front matter is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marks {
    /// Between two lines of `+++`.
    Right,
    /// There is none.
    Missing,
    /// The second line of `+++` is missing.
    Unclosed,
    /// Between lines of `---`, as other programs write it.
    Dashes,
}

/// Splits `text` after its front matter. Only the very first line can begin it.
pub(crate) fn split(text: &str) -> Front {
    let first = text.lines().next().unwrap_or("");
    let mark = match first.trim_end() {
        "+++" => "+++",
        "---" => "---",
        _ => return Front { inside: Span::new(0, 0), body: 0, marks: Marks::Missing },
    };
    let start = (first.len() + 1).min(text.len());
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == mark {
            let marks = if mark == "+++" { Marks::Right } else { Marks::Dashes };
            return Front { inside: Span::new(start, at), body: at + line.len(), marks };
        }
        if line.starts_with("## ") {
            break;
        }
        at += line.len();
    }
    if mark == "---" {
        return Front { inside: Span::new(0, 0), body: 0, marks: Marks::Missing };
    }
    Front { inside: Span::new(start, at), body: at, marks: Marks::Unclosed }
}
