//! The document tree: the only thing anybody renders. It cannot hold HTML, script, or an address outside the
//! schemes in [`Link`], so a view of it is safe whatever the source said.

use crate::ids::{Digest, Language, Slug};
use crate::meta::Meta;
use crate::steps::{Step, StepBody};
use crate::text::Span;
use crate::vocabulary::Kind;

/// A parsed document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its folder.
    pub kind: Kind,
    /// Its file name without the ending.
    pub slug: Slug,
    /// The language it is written in.
    pub language: Language,
    /// Its front matter.
    pub meta: Meta,
    /// What stands before the first step's heading.
    pub intro: Vec<Block>,
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// SHA-256 of the resolved text this was parsed from: what is frozen, shown and signed.
    pub digest: Digest,
}

impl Document {
    /// The step with this id.
    #[must_use]
    pub fn find_step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id.as_str() == id)
    }

    /// Whether a link to `#id` that stands at `span` leads somewhere: to a step, or to a scene of the story it stands in. A
    /// story's own reader tells of its choices.
    #[must_use]
    pub fn has_place(&self, id: &str, span: Span) -> bool {
        let is_around = |step: &&Step| step.span.start <= span.start && span.end <= step.span.end;
        let is_story = self.steps.iter().find(is_around).is_some_and(|step| matches!(step.body, StepBody::Story(_)));
        is_story || self.find_step(id).is_some()
    }

    /// The steps a pupil walks through: all but the adults' notes.
    pub fn pupil_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| !step.is_for_adults())
    }
}

/// A block of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading below a step's own: level 3 to 6.
    Heading {
        /// 3 to 6.
        level: u8,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A list.
    List {
        /// The first number of a numbered list; `None` for bullets.
        start: Option<u64>,
        /// Its items, each a list of blocks.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Text to be shown exactly as typed.
    Code(String),
    /// A table with a header row.
    Table {
        /// The header cells.
        head: Vec<Vec<Inline>>,
        /// The rows of cells, each as long as the header.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A break between topics.
    Rule,
}

/// A run of text within a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// Strongly stressed.
    Strong(Vec<Inline>),
    /// Struck out.
    Strikethrough(Vec<Inline>),
    /// Exactly as typed.
    Code(String),
    /// A link.
    Link {
        /// Where it leads.
        to: Link,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A picture from the school's own set, `public/pictures/<name>.svg`.
    Picture {
        /// Which.
        name: Slug,
        /// What it shows, for those who cannot see it. Empty only where a diagnostic says so.
        description: String,
    },
    /// Words that stand out for the step they are in: `[words](#clue "why")`. Elsewhere only its words are shown.
    Mark {
        /// What they are.
        mark: Mark,
        /// The words.
        text: Vec<Inline>,
        /// What a reader is told about them.
        why: String,
    },
    /// A line end the author asked for.
    Break,
}

/// What marked words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `#clue`: something to spot.
    Clue,
    /// `#fine`: something that is as it should be.
    Fine,
    /// `#gap`: a word to be filled in.
    Gap,
}

impl Mark {
    /// Every mark with the address it is written as.
    pub const ALL: [(&'static str, Self); 3] = [("#clue", Self::Clue), ("#fine", Self::Fine), ("#gap", Self::Gap)];
}

/// Every mark in `blocks`, in reading order, with its words and what is told about them.
#[must_use]
pub fn marks_in(blocks: &[Block]) -> Vec<(Mark, &[Inline], &str)> {
    let mut found = Vec::new();
    blocks.iter().for_each(|block| push_marks(block, &mut found));
    found
}

fn push_marks<'a>(block: &'a Block, found: &mut Vec<(Mark, &'a [Inline], &'a str)>) {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => push_inline_marks(text, found),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| push_marks(block, found)),
        Block::Quote(inner) => inner.iter().for_each(|block| push_marks(block, found)),
        Block::Table { head, rows } => {
            head.iter().chain(rows.iter().flatten()).for_each(|cell| push_inline_marks(cell, found));
        }
        Block::Code(_) | Block::Rule => {}
    }
}

fn push_inline_marks<'a>(inlines: &'a [Inline], found: &mut Vec<(Mark, &'a [Inline], &'a str)>) {
    for inline in inlines {
        match inline {
            Inline::Mark { mark, text, why } => found.push((*mark, text, why)),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                push_inline_marks(inner, found);
            }
            Inline::Link { text, .. } => push_inline_marks(text, found),
            Inline::Text(_) | Inline::Code(_) | Inline::Picture { .. } | Inline::Break => {}
        }
    }
}

/// Where a link leads. Nothing else can be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// Another document, and perhaps a step in it: `lesson:slug`, `policy:slug#step`.
    Document {
        /// Its kind.
        kind: Kind,
        /// Its name.
        slug: Slug,
        /// The step to go to.
        step: Option<String>,
    },
    /// A step of the same document: `#step`.
    Step(String),
    /// A page of the web; `https://` only.
    Web(String),
    /// A telephone number: `tel:`, digits, spaces and `+` only.
    Telephone(String),
    /// An e-mail address: `mailto:`.
    Email(String),
}

/// The plain words of `inlines`: what a screen reader's label or a window's title shows. Pictures give their description.
#[must_use]
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

/// The plain words of `inlines` as the name of something: pictures are left out where there are words as well.
#[must_use]
pub fn label_text(inlines: &[Inline]) -> String {
    let words: Vec<Inline> =
        inlines.iter().filter(|inline| !matches!(inline, Inline::Picture { .. })).cloned().collect();
    let text = plain_text(&words);
    let text = text.trim();
    if text.is_empty() { plain_text(inlines).trim().to_owned() } else { text.to_owned() }
}

fn push_plain(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => push_plain(inner, text),
            Inline::Link { text: inner, .. } | Inline::Mark { text: inner, .. } => push_plain(inner, text),
            Inline::Picture { description, .. } => text.push_str(description),
            Inline::Break => text.push(' '),
        }
    }
}
