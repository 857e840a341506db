//! Markdown to the document tree, and nothing else: the only file that names pulldown-cmark.

mod attributes;
#[cfg(feature = "authoring")]
mod density;
#[cfg(feature = "authoring")]
mod echoes;
pub(crate) mod front;
mod inline;
mod link;
mod node;
mod sections;
#[cfg(feature = "authoring")]
mod slips;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::diagnostic::{Diagnostic, Sink};
use crate::document::{Document, Inline, Mark, plain_text};
use crate::ids::{Digest, Language, Slug};
use crate::meta::Meta;
use crate::text::{SourceText, Span};
use crate::vocabulary::Kind;
use inline::{clean, extend, push_text};

pub(crate) use attributes::{Attributes, Word};
pub use link::{Mention, Target};
pub(crate) use node::{Item, Node, NodeKind, block, blocks, find_box};
pub(crate) use sections::Section;

/// What a document is called: from its path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentName {
    /// Its folder.
    pub kind: Kind,
    /// Its file name without the endings.
    pub slug: Slug,
    /// `en` unless the file is `<slug>.<lang>.md`.
    pub language: Language,
}

/// A document and everything that is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// As much of the document as could be read.
    pub document: Document,
    /// What is wrong, in order of place. Always empty without the `authoring` feature.
    pub diagnostics: Vec<Diagnostic>,
    /// The links and pictures in it, in order of place.
    pub mentions: Vec<Mention>,
}

/// Parses resolved text: front matter as JSON between `+++` lines, then Markdown. Never fails and never panics.
#[must_use]
pub fn parse_document(name: &DocumentName, source: &SourceText) -> Parsed {
    let mut sink = Sink::default();
    let text = source.as_str();
    let front = front::split(text);
    let meta = read_meta(&text[front.inside.start..front.inside.end], front.inside, &mut sink);
    let mut walk = Walk::new(text, front.body, &mut sink);
    let nodes = walk.blocks();
    let mentions = walk.mentions;
    let (intro, sections) = sections::split(nodes, text, &mut sink);
    let steps = crate::steps::read_steps(name.kind, sections, source, &mut sink);
    #[cfg(feature = "authoring")]
    slips::report(text, front.body, &mut sink);
    let document = Document {
        kind: name.kind,
        slug: name.slug.clone(),
        language: name.language.clone(),
        meta,
        intro: blocks(intro),
        steps,
        digest: Digest::of(text.as_bytes()),
    };
    crate::knowledge::report(&document, &mut sink);
    #[cfg(feature = "authoring")]
    density::report(&document, text, &mut sink);
    sections::report_missing(&document, front.body, text, &mut sink);
    let diagnostics = sink.into_diagnostics();
    #[cfg(feature = "authoring")]
    let diagnostics = echoes::silence(diagnostics, &document);
    Parsed { document, diagnostics, mentions }
}

/// The sections of `text` from the byte `body` on, as they stand, without a word about what is wrong with them.
#[cfg(feature = "authoring")]
pub(crate) fn cut(text: &str, body: usize) -> Vec<Section> {
    let mut sink = Sink::default();
    let nodes = Walk::new(text, body, &mut sink).blocks();
    sections::split(nodes, text, &mut sink).1
}

/// Where the addresses that links name apart, `[name]: https://…`, are written in `text`, in order of place: those that
/// count, from the byte `body` on.
#[cfg(feature = "authoring")]
pub(crate) fn addresses_apart(text: &str, body: usize) -> Vec<Span> {
    let parser = Parser::new_ext(&text[body..], OPTIONS);
    let spans = parser.reference_definitions().iter().map(|(_, one)| &one.span);
    let mut spans: Vec<Span> = spans.map(|span| Span::new(body + span.start, body + span.end)).collect();
    spans.sort_by_key(|span| span.start);
    spans
}

fn read_meta(json: &str, span: Span, sink: &mut Sink) -> Meta {
    serde_json::from_str(json).unwrap_or_else(|_| {
        sink.report(|| {
            let help = "It is written by SHINE itself, so publish or open the document again.";
            Diagnostic::new("front-matter-not-json", span, "The front matter of this resolved text is damaged.", help)
        });
        Meta::default()
    })
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Nothing is nested deeper than this: a thousand `>` in a row must not exhaust the stack.
const MAX_NESTING: usize = 24;

/// A walk over the events of a text, turning them into nodes. Each function below eats up to the end of what it reads.
struct Walk<'a, 's> {
    events: std::vec::IntoIter<(Event<'a>, Span)>,
    text: &'a str,
    sink: &'s mut Sink,
    mentions: Vec<Mention>,
    /// The box of the item being read.
    ticked: Option<bool>,
    /// How many lists and quotations stand around.
    depth: usize,
}

impl<'a, 's> Walk<'a, 's> {
    fn new(text: &'a str, body: usize, sink: &'s mut Sink) -> Self {
        let events = Parser::new_ext(&text[body..], OPTIONS).into_offset_iter();
        let placed = events.map(|(event, range)| (event, Span::new(body + range.start, body + range.end)));
        let events = flatten(placed, sink).into_iter();
        Self { events, text, sink, mentions: Vec::new(), ticked: None, depth: 0 }
    }

    fn blocks(&mut self) -> Vec<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        // Words of a tight list's items stand there without a paragraph of their own.
        let mut loose: Vec<Inline> = Vec::new();
        let mut loose_span = Span::default();
        while let Some((event, span)) = self.events.next() {
            let kind = match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(&tag) => self.block(tag, span),
                Event::Rule => Some(NodeKind::Rule),
                event => {
                    loose_span = if loose.is_empty() { span } else { Span::new(loose_span.start, span.end) };
                    self.inline(event, span, &mut loose);
                    continue;
                }
            };
            push_loose(&mut nodes, &mut loose, loose_span);
            nodes.extend(kind.map(|kind| Node { span, kind }));
        }
        push_loose(&mut nodes, &mut loose, loose_span);
        nodes
    }

    fn block(&mut self, tag: Tag<'a>, span: Span) -> Option<NodeKind> {
        Some(match tag {
            Tag::Paragraph => NodeKind::Paragraph(self.inlines()),
            Tag::Heading { level, id, classes, attrs } => {
                let has_attributes = id.is_some() || !classes.is_empty() || !attrs.is_empty();
                self.heading(level as u8, span, has_attributes)
            }
            Tag::BlockQuote(_) => NodeKind::Quote(self.nested()),
            Tag::CodeBlock(_) => NodeKind::Code(self.words()),
            Tag::HtmlBlock => {
                let html = self.words();
                self.report_html(span);
                NodeKind::Paragraph(vec![Inline::Text(html.trim().to_owned())])
            }
            Tag::List(start) => NodeKind::List { start, items: self.items() },
            Tag::Table(_) => self.table(),
            _ => {
                self.blocks();
                return None;
            }
        })
    }

    fn nested(&mut self) -> Vec<Node> {
        self.depth += 1;
        let nodes = self.blocks();
        self.depth -= 1;
        nodes
    }

    fn heading(&mut self, level: u8, span: Span, has_attributes: bool) -> NodeKind {
        let text = self.inlines();
        let source = &self.text[span.start..span.end];
        if !source.trim_start().starts_with('#') {
            self.sink.report(|| {
                let help = "Leave an empty line above the dashes for a break between topics, or take them away. A \
                            heading begins with ## and a space.";
                Diagnostic::new(
                    "underlined-heading",
                    span,
                    "A line of dashes below text turns it into a heading.",
                    help,
                )
            });
            return NodeKind::Paragraph(text);
        }
        if level < 3 && self.depth > 0 {
            self.sink.report(|| {
                let help = "Move it to the beginning of a line of its own, or use bold words instead.";
                Diagnostic::new("heading-inside-list", span, "A page cannot begin inside a list or a quotation.", help)
            });
            return NodeKind::Heading { level: 3, text, attributes: None };
        }
        let attributes = match (has_attributes, source.rfind('{'), source.rfind('}')) {
            (true, Some(open), Some(close)) if open < close => {
                Some(Span::new(span.start + open + 1, span.start + close))
            }
            _ => None,
        };
        NodeKind::Heading { level, text, attributes }
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((event, span)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(_) => {
                    let outer = self.ticked.take();
                    let nodes = self.nested();
                    let is_ticked = std::mem::replace(&mut self.ticked, outer);
                    items.push(Item { span, is_ticked, nodes });
                }
                _ => {}
            }
        }
        items
    }

    fn table(&mut self) -> NodeKind {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(Tag::TableHead) => head = self.cells(),
                Event::Start(_) => rows.push(self.cells()),
                _ => {}
            }
        }
        let width = head.len();
        rows.iter_mut().for_each(|row: &mut Vec<Vec<Inline>>| row.resize(width, Vec::new()));
        NodeKind::Table { head, rows }
    }

    fn cells(&mut self) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(_) => cells.push(self.inlines()),
                _ => {}
            }
        }
        cells
    }

    /// The text of a block that holds nothing else.
    fn words(&mut self) -> String {
        let mut text = String::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(_) => text.push_str(&self.words()),
                Event::Text(piece) | Event::Html(piece) | Event::Code(piece) => text.push_str(&clean(&piece)),
                Event::SoftBreak | Event::HardBreak => text.push('\n'),
                _ => {}
            }
        }
        text
    }

    fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, span)) = self.events.next() {
            match event {
                Event::End(_) => break,
                event => self.inline(event, span, &mut inlines),
            }
        }
        inlines
    }

    fn inline(&mut self, event: Event<'a>, span: Span, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => push_text(out, &clean(&text)),
            Event::SoftBreak => push_text(out, " "),
            Event::HardBreak => out.push(Inline::Break),
            Event::Code(text) => out.push(Inline::Code(clean(&text))),
            Event::TaskListMarker(is_ticked) => self.ticked = Some(is_ticked),
            Event::InlineHtml(html) | Event::Html(html) => {
                // The end of an element is told with its beginning.
                if !html.starts_with("</") {
                    self.report_html(span);
                }
                push_text(out, &clean(&html));
            }
            Event::Start(tag) => self.inline_tag(tag, span, out),
            _ => {}
        }
    }

    fn inline_tag(&mut self, tag: Tag<'a>, span: Span, out: &mut Vec<Inline>) {
        let inner = self.inlines();
        match tag {
            Tag::Emphasis => out.push(Inline::Emphasis(inner)),
            Tag::Strong => out.push(Inline::Strong(inner)),
            Tag::Strikethrough => out.push(Inline::Strikethrough(inner)),
            Tag::Link { dest_url, title, .. } if find_mark(&dest_url).is_some() => {
                let why = clean(&title);
                out.extend(find_mark(&dest_url).map(|mark| Inline::Mark { mark, text: inner, why }));
            }
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, inner, span, out),
            Tag::Image { dest_url, .. } => self.picture(&dest_url, plain_text(&inner), span, out),
            _ => extend(out, inner),
        }
    }

    fn link(&mut self, link_type: LinkType, address: &str, text: Vec<Inline>, span: Span, out: &mut Vec<Inline>) {
        let address = if link_type == LinkType::Email { format!("mailto:{address}") } else { address.to_owned() };
        match link::read_link(&address) {
            Some(to) => {
                self.mentions.push(Mention { span, target: Target::Link(to.clone()) });
                out.push(Inline::Link { to, text });
            }
            None => {
                self.sink.report(|| link::wrong_link(&address, span));
                extend(out, text);
            }
        }
    }

    fn picture(&mut self, address: &str, description: String, span: Span, out: &mut Vec<Inline>) {
        let Some(name) = link::read_picture(address) else {
            self.sink.report(|| link::wrong_picture(address, span));
            return push_text(out, &description);
        };
        if description.trim().is_empty() {
            self.sink.report(|| {
                let help = format!("Write what it shows in the square brackets: ![A house](picture:{name}).");
                let message = "This picture has no description for those who cannot see it.";
                Diagnostic::new("picture-without-description", span, message, help)
            });
        }
        self.mentions.push(Mention { span, target: Target::Picture(name.clone()) });
        out.push(Inline::Picture { name, description });
    }

    fn report_html(&mut self, span: Span) {
        self.sink.report(|| {
            let help = "Take it away and use Markdown: *stressed*, **strong**, lists and tables. If you mean the \
                        character itself, put a backslash before the <.";
            Diagnostic::new("raw-html", span, "HTML is not used here, so it is shown as typed.", help)
        });
    }
}

fn find_mark(address: &str) -> Option<Mark> {
    Mark::ALL.iter().find(|(word, _)| *word == address).map(|(_, mark)| *mark)
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript
    )
}

/// Leaves out the beginning and end of whatever is nested too deeply; its words stay.
fn flatten<'a>(events: impl Iterator<Item = (Event<'a>, Span)>, sink: &mut Sink) -> Vec<(Event<'a>, Span)> {
    let mut depth = 0_usize;
    let mut kept = Vec::new();
    for (event, span) in events {
        let is_too_deep = match event {
            Event::Start(_) => {
                depth += 1;
                depth > MAX_NESTING
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                depth >= MAX_NESTING
            }
            _ => false,
        };
        if !is_too_deep {
            kept.push((event, span));
        } else if matches!(event, Event::Start(_)) && depth == MAX_NESTING + 1 {
            sink.report(|| {
                let help = "Use fewer lists inside lists and quotations inside quotations.";
                Diagnostic::new("nested-too-deeply", span, "This is nested too deeply to be shown as meant.", help)
            });
        }
    }
    kept
}

fn push_loose(nodes: &mut Vec<Node>, loose: &mut Vec<Inline>, span: Span) {
    if !loose.is_empty() {
        nodes.push(Node { span, kind: NodeKind::Paragraph(std::mem::take(loose)) });
    }
}
