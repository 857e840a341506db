//! What stands in braces at the end of a heading or an option, `{.choose #which-school .map}`, word by word.

use crate::text::Span;

/// The words in a pair of braces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attributes {
    /// `#id`
    pub(crate) ids: Vec<Word>,
    /// `.class`
    pub(crate) classes: Vec<Word>,
    /// `key=value`, or a bare word without a value.
    pub(crate) pairs: Vec<(Word, Option<String>)>,
}

/// A word and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Attributes {
    /// Reads what stands between two braces, `inside`, which begins at the byte `offset`.
    pub(crate) fn read(inside: &str, offset: usize) -> Self {
        let mut attributes = Self::default();
        let mut at = 0;
        for piece in inside.split(|c: char| c.is_ascii_whitespace()) {
            if !piece.is_empty() {
                attributes.push(piece, Span::new(offset + at, offset + at + piece.len()));
            }
            at += piece.len() + 1;
        }
        attributes
    }

    fn push(&mut self, piece: &str, span: Span) {
        let word = |text: &str| Word { text: text.to_owned(), span };
        if let Some(id) = piece.strip_prefix('#') {
            self.ids.push(word(id));
        } else if let Some(class) = piece.strip_prefix('.') {
            self.classes.push(word(class));
        } else {
            match piece.split_once('=') {
                Some((key, value)) => self.pairs.push((word(key), Some(value.to_owned()))),
                None => self.pairs.push((word(piece), None)),
            }
        }
    }

    /// The value of `key`, and where it is written.
    pub(crate) fn find(&self, key: &str) -> Option<(&str, Span)> {
        let pair = self.pairs.iter().find(|(word, _)| word.text == key)?;
        Some((pair.1.as_deref().unwrap_or(""), pair.0.span))
    }
}
