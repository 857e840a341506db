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
    /// Blank lines stand before it.
    Late,
    /// The second line of `+++` is missing.
    Unclosed,
    /// Between lines of `---`, as other programs write it.
    Dashes,
}

/// Splits `text` after its front matter. Only the very first line can begin it; where blank lines stand before it, it
/// is read all the same, to be told of.
pub(crate) fn split(text: &str) -> Front {
    let blank = text.len() - text.trim_start().len();
    let start = text[..blank].rfind('\n').map_or(0, |at| at + 1);
    if start > 0 && text[start..].starts_with("+++") {
        let Front { inside, body, marks } = split(&text[start..]);
        if marks == Marks::Right {
            let inside = Span::new(inside.start + start, inside.end + start);
            return Front { inside, body: body + start, marks: Marks::Late };
        }
    }
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
