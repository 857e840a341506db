//! `.story`: scenes under `###` headings with ids; lists of links lead from scene to scene, to endings.

use crate::diagnostic::{Diagnostic, Sink, suggest};
use crate::document::{Block, Inline, Link, plain_text};
use crate::ids::StepId;
use crate::parse::{Attributes, Item, Node, NodeKind, block};
use crate::steps::head::Head;
use crate::text::Span;
use crate::vocabulary::Level;

/// A branching story. It begins with its first scene.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// What stands before the first scene.
    pub prompt: Vec<Block>,
    /// The scenes, in the author's order. Never empty in a document without errors.
    pub scenes: Vec<Scene>,
}

/// One scene.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Its id, which links name.
    pub id: StepId,
    /// Its heading.
    pub heading: Vec<Inline>,
    /// What happens.
    pub text: Vec<Block>,
    /// What one may do now; empty for an ending.
    pub choices: Vec<Choice>,
    /// What the ending shows about the way taken; `None` for a scene that goes on.
    pub ending: Option<Level>,
}

/// Something one may do.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its words.
    pub text: Vec<Inline>,
    /// The scene it leads to, by index.
    pub to: usize,
}

impl Story {
    /// The scenes on the way that begins at the first scene and takes `choices`, one after another, as far as they lead
    /// somewhere. Empty only for a story without scenes.
    #[must_use]
    pub fn way(&self, choices: &[usize]) -> Vec<usize> {
        let mut way = Vec::new();
        let mut at = 0;
        let mut choices = choices.iter();
        while let Some(scene) = self.scenes.get(at) {
            way.push(at);
            let Some(choice) = choices.next().and_then(|choice| scene.choices.get(*choice)) else { break };
            at = choice.to;
        }
        way
    }
}

/// A scene while its links are not yet followed.
struct Draft {
    scene: Scene,
    links: Vec<(Vec<Inline>, String, Span)>,
    span: Span,
    is_ending: bool,
}

/// Reads the scenes below `head`; `text` is the whole source, for what stands in braces.
pub(crate) fn read(head: &Head, nodes: Vec<Node>, text: &str, sink: &mut Sink) -> Story {
    let mut prompt = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    for node in nodes {
        match node.kind {
            NodeKind::Heading { level: 3, text: words, attributes } => {
                let attributes = attributes.map(|span| Attributes::read(&text[span.start..span.end], span.start));
                let draft = begin(words, &attributes.unwrap_or_default(), node.span, &drafts, sink);
                drafts.push(draft);
            }
            _ => match drafts.last_mut() {
                None => prompt.push(block(node)),
                Some(draft) => read_part(node, draft, sink),
            },
        }
    }
    if drafts.is_empty() {
        sink.report(|| {
            let help = "Begin each scene with three hashes and a name: ### At home {#at-home}.";
            Diagnostic::new("story-without-scenes", head.span, "This story has no scenes.", help)
        });
    }
    let story = Story { prompt, scenes: follow(drafts, sink) };
    report_ways(head, &story, sink);
    story
}

fn begin(words: Vec<Inline>, attributes: &Attributes, span: Span, before: &[Draft], sink: &mut Sink) -> Draft {
    let written = attributes.ids.first().and_then(|word| StepId::try_from(word.text.as_str()).ok());
    let is_free = |id: &StepId| before.iter().all(|draft| draft.scene.id != *id);
    if written.is_none() {
        sink.report(|| {
            let help = "Add a name in braces, such as {#at-home}: small letters, digits and hyphens.";
            Diagnostic::new("scene-without-id", span, "This scene has no name that links could lead to.", help)
        });
    }
    if written.as_ref().is_some_and(|id| !is_free(id)) {
        sink.report(|| {
            Diagnostic::new("scene-id-doubled", span, "Another scene has the same name.", "Give this one another.")
        });
    }
    let numbered = (before.len() + 1..).filter_map(|number| StepId::try_from(format!("scene-{number}")).ok());
    let id = written.filter(is_free).into_iter().chain(numbered).find(is_free);
    let id = id.expect("some number makes a name that is free");
    let is_ending = attributes.classes.iter().any(|class| class.text == "ending");
    let ending = read_ending(attributes, is_ending, span, sink);
    let scene = Scene { id, heading: words, text: Vec::new(), choices: Vec::new(), ending };
    Draft { scene, links: Vec::new(), span, is_ending }
}

fn read_ending(attributes: &Attributes, is_ending: bool, span: Span, sink: &mut Sink) -> Option<Level> {
    let mut level = None;
    for class in attributes.classes.iter().filter(|class| class.text != "ending") {
        let found = Level::find(&class.text);
        if found.is_none() {
            sink.report(|| {
                let message = format!("There is no level called .{}.", class.text);
                let known = Level::ALL.iter().map(|level| level.word()).chain(["ending"]);
                Diagnostic::new("unknown-level", class.span, message, suggest(&class.text, known))
            });
        }
        level = level.or(found);
    }
    if is_ending && level.is_none() {
        sink.report(|| {
            let help = "Write what the way taken shows, such as {#told .ending .secure}.";
            Diagnostic::new("ending-without-level", span, "This ending says nothing about the way taken.", help)
        });
    }
    is_ending.then_some(level.unwrap_or(Level::Emerging))
}

/// A list of links is what one may do; everything else is what happens.
fn read_part(node: Node, draft: &mut Draft, sink: &mut Sink) {
    let is_choices = |items: &[Item]| items.iter().any(|item| leads_to(item).is_some());
    match node.kind {
        NodeKind::List { items, .. } if is_choices(&items) => {
            for item in items {
                let span = item.span;
                match leads_to(&item) {
                    Some((text, to)) => draft.links.push((text, to, span)),
                    None => sink.report(|| {
                        let help = "Write it as a link to a scene: - [Tell Mum](#told).";
                        Diagnostic::new("choice-without-link", span, "This choice leads nowhere.", help)
                    }),
                }
            }
        }
        _ => draft.scene.text.push(block(node)),
    }
}

/// The words of an item and the scene it leads to, if it is one link and nothing else.
fn leads_to(item: &Item) -> Option<(Vec<Inline>, String)> {
    let [Node { kind: NodeKind::Paragraph(words), .. }] = item.nodes.as_slice() else { return None };
    let is_space = |inline: &&Inline| !matches!(inline, Inline::Text(text) if text.trim().is_empty());
    match words.iter().filter(is_space).collect::<Vec<_>>().as_slice() {
        [Inline::Link { to: Link::Step(to), text }] => Some((text.clone(), to.clone())),
        _ => None,
    }
}

fn follow(drafts: Vec<Draft>, sink: &mut Sink) -> Vec<Scene> {
    let ids: Vec<StepId> = drafts.iter().map(|draft| draft.scene.id.clone()).collect();
    let mut scenes = Vec::new();
    for Draft { mut scene, links, span, is_ending } in drafts {
        for (text, to, span) in links {
            match ids.iter().position(|id| id.as_str() == to) {
                Some(to) => scene.choices.push(Choice { text, to }),
                None => sink.report(|| {
                    let message = format!("There is no scene called #{to} in this story.");
                    Diagnostic::new("choice-to-nowhere", span, message, suggest(&to, ids.iter().map(StepId::as_str)))
                }),
            }
        }
        if is_ending && !scene.choices.is_empty() {
            sink.report(|| {
                let help = "Take .ending or the links away. How to try another way is offered by itself.";
                Diagnostic::new("ending-with-choices", span, "An ending leads nowhere else.", help)
            });
        }
        if !is_ending && scene.choices.is_empty() {
            sink.report(|| {
                let help = "Add a list of links to other scenes, or mark it as an ending: {#told .ending .secure}.";
                Diagnostic::new("scene-dead-end", span, "Nobody gets on from this scene.", help)
            });
        }
        if plain_text(&scene.heading).trim().is_empty() {
            sink.report(|| {
                Diagnostic::new("heading-empty", span, "This heading has no words.", "Write a few after the hashes.")
            });
        }
        scenes.push(scene);
    }
    scenes
}

/// Every scene can be reached, and some way ends well. Any choice can be taken back, so nobody is stranded.
fn report_ways(head: &Head, story: &Story, sink: &mut Sink) {
    let mut reached = vec![false; story.scenes.len()];
    let mut next = vec![0];
    while let Some(at) = next.pop() {
        if let Some(scene) = story.scenes.get(at).filter(|_| !reached[at]) {
            reached[at] = true;
            next.extend(scene.choices.iter().map(|choice| choice.to));
        }
    }
    for (scene, _) in story.scenes.iter().zip(&reached).filter(|(_, reached)| !**reached) {
        sink.report(|| {
            let message = format!("No choice leads to the scene #{}.", scene.id);
            Diagnostic::new("scene-unreachable", head.span, message, "Link to it from another scene, or take it away.")
        });
    }
    let is_good = |scene: &Scene| matches!(scene.ending, Some(Level::Secure | Level::Developing));
    let has_good = story.scenes.iter().zip(&reached).any(|(scene, reached)| *reached && is_good(scene));
    if !story.scenes.is_empty() && !has_good {
        sink.report(|| {
            let help = "Give one ending the level .secure or .developing.";
            Diagnostic::new("story-without-good-ending", head.span, "No way through this story ends well.", help)
        });
    }
}
