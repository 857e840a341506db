//! The content that comes with SHINE, drawn page by page: what stands on a pupil's page, and what only on the adults'.

use std::path::Path;

use shine_domain::document::{Block, Document, plain_text};
use shine_domain::ids::Slug;
use shine_domain::steps::StepBody;
use shine_domain::steps::choose::ChoiceOption;
use shine_domain::vocabulary::Kind;
use shine_server::content::{Content, WatchMode};
use shine_server::export::source_of;
use shine_site::drawing::{draw, paths};
use shine_ui::text::paper;
use shine_wire::{DrawnPage, PageSource};

fn content() -> Content {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let school = Slug::try_from("casterton-primary").expect("a slug");
    Content::load(&folder, school, WatchMode::Off).expect("the content")
}

fn lessons(content: &Content) -> Vec<Document> {
    let library = content.current().library;
    let lessons: Vec<_> = library.of_kind(Kind::Lesson).map(|lesson| lesson.document.clone()).collect();
    assert!(lessons.len() >= 8);
    lessons
}

fn page(source: &PageSource, path: &str) -> DrawnPage {
    let page = draw(source, path).expect("a public page");
    assert!(!page.is_missing, "{path}");
    page
}

/// The words of a page as they are read, without its elements.
fn words(html: &str) -> String {
    let text = html.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect::<String>();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The paragraphs of `blocks`, those in lists too, that are long enough to be nobody else's.
fn paragraphs(blocks: &[Block]) -> Vec<String> {
    let of = |block: &Block| match block {
        Block::Paragraph(text) => vec![plain_text(text)],
        Block::List { items, .. } => items.iter().flat_map(|item| paragraphs(item)).collect(),
        Block::Quote(inner) => paragraphs(inner),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(of).filter(|text| text.len() > 20).collect()
}

fn adults_words(lesson: &Document) -> Vec<String> {
    let notes = lesson.steps.iter().map(|step| match &step.body {
        StepBody::Adult(blocks) => paragraphs(blocks),
        _ => Vec::new(),
    });
    let words: Vec<String> = notes.flatten().collect();
    assert!(words.len() > 4, "{} has notes for adults", lesson.slug);
    words
}

/// What only the adult may know before a question is answered.
fn told_afterwards(lesson: &Document) -> Vec<String> {
    let of = |options: &[ChoiceOption]| options.iter().flat_map(|option| paragraphs(&option.feedback)).collect();
    let told = lesson.steps.iter().map(|step| match &step.body {
        StepBody::Choose(choose) => of(&choose.options),
        StepBody::ChooseMany(choose) => of(&choose.options),
        StepBody::Spot(spot) => spot.spots.iter().map(|place| place.why.clone()).collect(),
        StepBody::Scale(scale) => paragraphs(&scale.after),
        _ => Vec::new(),
    });
    told.flatten().collect()
}

#[test]
fn every_page_of_a_copy_can_be_drawn() {
    let source = source_of(&content());
    let paths = paths(&source);
    for last in ["paper", "home", "certificate", "pledge"] {
        assert!(paths.iter().any(|path| path.ends_with(&format!("/{last}"))), "{last}");
    }
    assert!(!paths.contains(&"/charters/parents/pledge".to_owned()), "only what pupils promise is a poster");
    for path in paths {
        page(&source, &path);
    }
}

#[test]
fn every_lesson_is_on_paper_and_its_answers_come_after_all_questions() {
    let content = content();
    let source = source_of(&content);
    for lesson in lessons(&content) {
        let html = page(&source, &format!("/lessons/{}/paper", lesson.slug)).body;
        let (before, after) = html.split_once(paper::ANSWERS_TITLE).expect("the adult's page");
        let (before, after) = (words(before), words(after));
        for step in lesson.pupil_steps().filter(|step| step.asks()) {
            assert!(before.contains(&step.heading_text()), "{}: {}", lesson.slug, step.id);
        }
        for told in told_afterwards(&lesson) {
            assert!(!before.contains(&told) && after.contains(&told), "{}: {told}", lesson.slug);
        }
        for note in adults_words(&lesson) {
            assert!(!before.contains(&note) && after.contains(&note), "{}: {note}", lesson.slug);
        }
    }
}

#[test]
fn a_pupils_pages_neither_hold_the_adults_words_nor_fetch_them() {
    let content = content();
    let source = source_of(&content);
    for lesson in lessons(&content) {
        let notes = adults_words(&lesson);
        let steps = lesson.pupil_steps().map(|step| format!("/{}", step.id));
        let own = ["", "/finished", "/home", "/certificate"].map(str::to_owned);
        for last in steps.chain(own) {
            let page = page(&source, &format!("/lessons/{}{last}", lesson.slug));
            let shown = words(&page.body);
            assert!(notes.iter().all(|note| !shown.contains(note)), "{}{last}", lesson.slug);
            // What is only printed needs nothing more than itself.
            let is_printed = ["/home", "/certificate"].contains(&last.as_str());
            let is_fetched = page.fetches.contains(&format!("/content/lessons/{}.en.md", lesson.slug));
            assert!(is_fetched != is_printed, "{last}: {:?}", page.fetches);
            assert!(page.fetches.iter().all(|path| !path.contains("/whole/")), "{last}: {:?}", page.fetches);
        }
        let notes = page(&source, &format!("/lessons/{}/adult", lesson.slug));
        assert!(notes.fetches.contains(&format!("/content/whole/lessons/{}.en.md", lesson.slug)));
        assert!(page(&source, &format!("/lessons/{}/paper", lesson.slug)).fetches.is_empty());
    }
}
