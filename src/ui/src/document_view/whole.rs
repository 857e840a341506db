//! A document read from top to bottom: charters with their letters, guides, notices.

use leptos::prelude::*;
use shine_domain::document::{Block, Document};
use shine_domain::steps::{Step, StepBody};

use super::{
    HeadingLevel, blocks_view, inlines_view, language_of, letter_tile, paragraph_picture, split_letter_heading,
};
use crate::answer_book::AnswerBook;
use crate::steps::{promise_list, promise_view};

/// What a reader does with a document's promises.
#[derive(Clone, Copy, Debug)]
pub enum Promises {
    /// Reads them.
    Read,
    /// Taps them; the taps stay in this book.
    Tap(AnswerBook),
}

/// The whole of `document` but its title and its notes for adults.
#[must_use]
pub fn whole_view(document: &Document, promises: Promises) -> AnyView {
    let (lang, dir) = language_of(document);
    let intro = (!document.intro.is_empty())
        .then(|| view! { <div class="c-prose">{blocks_view(&document.intro, HeadingLevel::Third)}</div> });
    let sections = document.pupil_steps().map(|step| section_view(step, promises)).collect_view();
    view! { <div class="c-whole" lang=lang dir=dir>{intro}{sections}</div> }.into_any()
}

/// One step of a document that is read.
#[must_use]
pub fn section_view(step: &Step, promises: Promises) -> AnyView {
    match &step.body {
        StepBody::Promise(promise) => {
            let (picture, prompt) = take_picture(&promise.prompt);
            let mut rest = promise.clone();
            rest.prompt = prompt;
            let body = match promises {
                Promises::Read => promise_list(&rest, HeadingLevel::Third),
                Promises::Tap(book) => promise_view(step, &rest, book, HeadingLevel::Third),
            };
            framed(step, promise.letter, picture, body)
        }
        StepBody::Reading(blocks) | StepBody::Home(blocks) => prose_section(step, blocks),
        StepBody::Ask(ask) => prose_section(step, &ask.prompt),
        StepBody::Choose(choose) => prose_section(step, &choose.prompt),
        StepBody::ChooseMany(choose) => prose_section(step, &choose.prompt),
        StepBody::Sort(sort) => prose_section(step, &sort.prompt),
        StepBody::Order(order) => prose_section(step, &order.prompt),
        StepBody::Pairs(pairs) => prose_section(step, &pairs.table.prompt),
        StepBody::Spot(spot) => prose_section(step, &spot.text),
        StepBody::Words(words) => prose_section(step, &words.text),
        StepBody::Story(story) => prose_section(step, &story.prompt),
        StepBody::Scale(scale) => prose_section(step, &scale.prompt),
        StepBody::Adult(_) => ().into_any(),
    }
}

fn prose_section(step: &Step, blocks: &[Block]) -> AnyView {
    let (picture, rest) = take_picture(blocks);
    let body = view! { <div class="c-prose">{blocks_view(&rest, HeadingLevel::Third)}</div> };
    framed(step, None, picture, body.into_any())
}

/// The first picture that stands alone, and the blocks without it.
fn take_picture(blocks: &[Block]) -> (Option<AnyView>, Vec<Block>) {
    let at = blocks.iter().position(|block| paragraph_picture(block).is_some());
    let Some(at) = at else { return (None, blocks.to_vec()) };
    let mut rest = blocks.to_vec();
    let picture = rest.remove(at);
    (Some(blocks_view(&[picture], HeadingLevel::Third)), rest)
}

fn framed(step: &Step, letter: Option<char>, picture: Option<AnyView>, body: AnyView) -> AnyView {
    let id = step.id.to_string();
    let title_id = format!("{id}-title");
    let class = if letter.is_some() { "c-section c-section--letter" } else { "c-section" };
    let heading = match letter {
        Some(letter) => letter_heading(letter, &step.heading_text()),
        None => inlines_view(&step.heading),
    };
    view! {
        <section class=class id=id aria-labelledby=title_id.clone()>
            {picture.map(|picture| view! { <div class="c-section__picture">{picture}</div> })}
            <h2 class="c-section__title" id=title_id.clone()>{heading}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn letter_heading(letter: char, heading: &str) -> AnyView {
    let (word, rest) = split_letter_heading(heading);
    let rest = rest
        .map(|rest| view! { <span class="u-visually-hidden">": "</span><span class="c-section__rest">{rest}</span> });
    view! { {letter_tile(letter)} <span class="c-section__words"><span class="c-section__word">{word}</span>{rest}</span> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{a_document, a_lesson, a_promise, a_step, count, drawn};
    use shine_domain::vocabulary::Kind;

    fn a_charter() -> Document {
        let step = a_step("safe", "Safe: we look after what is private", StepBody::Promise(a_promise(Some('S'))));
        a_document(Kind::Charter, "A charter", vec![step])
    }

    #[test]
    fn a_charter_shows_its_letters_and_all_its_promises() {
        let html = drawn(|| whole_view(&a_charter(), Promises::Read));
        assert!(html.contains(r#"class="c-letter""#) && html.contains(">S<"), "{html}");
        assert!(html.contains("We look after what is private"));
        assert_eq!(count(&html, "c-promise__read"), 2);
        assert_eq!(count(&html, "<input"), 0);
    }

    #[test]
    fn promises_that_can_be_tapped_are_labelled_boxes() {
        let charter = a_charter();
        let html = drawn(|| {
            let book = AnswerBook::opened(&charter, Default::default());
            whole_view(&charter, Promises::Tap(book))
        });
        assert_eq!(count(&html, r#"type="checkbox""#), 2);
        assert!(html.contains(r#"for="safe-0""#) && html.contains(r#"id="safe-0""#));
    }

    #[test]
    fn notes_for_adults_are_not_on_the_page_and_markup_in_words_stays_words() {
        let html = drawn(|| whole_view(&a_lesson(), Promises::Read));
        assert!(!html.contains("Before you teach"));
        assert!(html.contains("Some &lt;b&gt;words&lt;/b&gt;"));
    }
}
