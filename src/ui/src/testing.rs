//! What native tests of this crate share: a lesson, a charter, and a page around a component.

use shine_domain::Span;
use shine_domain::document::{Block, Document, Inline};
use shine_domain::ids::{Digest, Language, Slug, StepId};
use shine_domain::meta::Meta;
use shine_domain::steps::choose::{ChoiceOption, Choose};
use shine_domain::steps::promise::Promise;
use shine_domain::steps::sort::{Card, Sort};
use shine_domain::steps::{Step, StepBody};
use shine_domain::vocabulary::Kind;

pub(crate) use crate::gallery::drawn;

/// Words without anything special.
pub(crate) fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

/// A step called `id`.
pub(crate) fn a_step(id: &str, heading: &str, body: StepBody) -> Step {
    Step {
        id: StepId::try_from(id).expect("an id"),
        heading: words(heading),
        body,
        is_map: false,
        statement: None,
        digest: Digest::of(heading.as_bytes()),
        span: Span::default(),
        heading_span: Span::default(),
    }
}

/// Four cards, two groups.
pub(crate) fn a_sort() -> Sort {
    let cards = [("My address", 0), ("My password", 0), ("My favourite animal", 1), ("A joke", 1)];
    Sort {
        prompt: Vec::new(),
        groups: vec![words("Keep private"), words("Okay to share")],
        cards: cards.map(|(text, group)| Card { text: words(text), group }).to_vec(),
    }
}

fn a_choose() -> Choose {
    let option = |text, is_right, feedback| ChoiceOption {
        text: words(text),
        is_right,
        level: None,
        feedback: vec![Block::Paragraph(words(feedback))],
    };
    Choose {
        prompt: vec![Block::Paragraph(words("Kit plays a game."))],
        options: vec![
            option("Tell them", false, "What could they find out?"),
            option("Tell an adult & stop", true, "That keeps you safe."),
        ],
    }
}

/// Promises for a letter.
pub(crate) fn a_promise(letter: Option<char>) -> Promise {
    Promise { letter, prompt: Vec::new(), promises: vec![words("I ask first."), words("I tell an adult.")] }
}

/// A document of `steps`.
pub(crate) fn a_document(kind: Kind, title: &str, steps: Vec<Step>) -> Document {
    Document {
        kind,
        slug: Slug::try_from("a-document").expect("a slug"),
        language: Language::try_from("en").expect("a language"),
        meta: Meta { title: title.to_owned(), ..Meta::default() },
        intro: Vec::new(),
        steps,
        digest: Digest::of(title.as_bytes()),
    }
}

/// A lesson with one step of each kind.
pub(crate) fn a_lesson() -> Document {
    let note = || vec![Block::Paragraph(words("Some <b>words</b>."))];
    a_document(
        Kind::Lesson,
        "Private or okay to share?",
        vec![
            a_step("before", "Before you teach", StepBody::Adult(note())),
            a_step("what", "What is private?", StepBody::Reading(note())),
            a_step("which-school", "Which school?", StepBody::Choose(a_choose())),
            a_step("sort-cards", "Sort the cards", StepBody::Sort(a_sort())),
            a_step("promises", "My promises", StepBody::Promise(a_promise(None))),
            a_step("home", "At home", StepBody::Home(note())),
        ],
    )
}

/// How often `part` stands in `html`.
pub(crate) fn count(html: &str, part: &str) -> usize {
    html.matches(part).count()
}
