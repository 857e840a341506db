//! The document tree: the only thing anybody renders. It cannot hold HTML, script, or an address outside the
//! schemes in [`Link`], so a view of it is safe whatever the source said.

use crate::ids::{Digest, Language, Slug};
use crate::meta::Meta;
use crate::steps::Step;
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
    /// A line end the author asked for.
    Break,
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

fn push_plain(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => push_plain(inner, text),
            Inline::Link { text: inner, .. } => push_plain(inner, text),
            Inline::Picture { description, .. } => text.push_str(description),
            Inline::Break => text.push(' '),
        }
    }
}
