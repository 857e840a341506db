//! A lesson's end: praise, what one can say now, what has moved, and nothing left behind.

use std::sync::Arc;

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_domain::journey::{Journey, stops};
use shine_domain::knowledge::KnowledgeMap;
use shine_domain::vocabulary::Kind;
use shine_ui::answer_book::AnswerBook;
use shine_ui::components::{PictureSize, decoration, listen_to_page, load_view, page_heading};
use shine_ui::document_view::language_of;
use shine_ui::drawing::is_drawing;
use shine_ui::keeping::Visit;
use shine_ui::library::use_library;
use shine_ui::route::Route;
use shine_ui::text::lesson;

use super::board;
use super::moved::moved_view;
use super::step::comes_later;
use super::{list_route, page_class, stop_route};

/// How the lesson was left.
#[derive(Clone, PartialEq)]
enum End {
    /// With a step still waiting for an answer, at this index.
    Unfinished(Option<usize>),
    /// Finished; this is what moved.
    Finished(KnowledgeMap),
}

/// The page of the lesson called `slug`. Being here with the lesson done wipes what was answered.
pub(crate) fn page(slug: Slug) -> AnyView {
    load_view(use_library().load(Kind::Lesson, slug), |document| {
        let book = AnswerBook::new(&document);
        let end = RwSignal::new(None);
        let ended = Arc::clone(&document);
        Effect::new(move |_| end.set(Some(end_of(&ended, book))));
        if is_drawing() {
            return view(&document, None);
        }
        (move || match end.get() {
            None => ().into_any(),
            Some(End::Unfinished(open)) => comes_later(&document, open),
            Some(End::Finished(map)) => view(&document, moved_view(&document, &map)),
        })
        .into_any()
    })
}

/// Reads what was answered, and wipes it when nothing is left to do.
fn end_of(document: &Document, book: AnswerBook) -> End {
    book.open();
    let (sheet, visit) = untrack(|| (book.sheet(), book.visit()));
    let open = Journey::new(document, &sheet).waits_before_the_end().filter(|_| !board::is_on());
    // Somebody else's answers of today are not wiped by an address: the start page asks whose they are.
    if !sheet.is_empty() && (open.is_some() || visit == Visit::AskFirst) {
        return End::Unfinished(open);
    }
    book.wipe();
    End::Finished(KnowledgeMap::new(document, &sheet))
}

fn view(document: &Document, moved: Option<AnyView>) -> AnyView {
    let (lang, dir) = language_of(document);
    let last = stops(document).last().map_or(Route::Pupils, |stop| stop_route(document, *stop));
    let rows = document.meta.objectives.iter();
    let rows = rows.map(|row| view! { <li>{row.clone()}</li> }).collect_view();
    let can = (!document.meta.objectives.is_empty()).then(|| {
        view! {
            <section class="c-finish__can">
                <h2>{lesson::FINISHED_CAN}</h2>
                <ul lang=lang dir=dir>{rows}</ul>
            </section>
        }
    });
    view! {
        <article class=page_class(document)>
            <div class="c-finish">
                {decoration("party-popper", PictureSize::OfPage)}
                {page_heading(lesson::FINISHED_TITLE)}
                {listen_to_page(document.language.as_str())}
                <p class="c-lead">{lesson::FINISHED_BODY}</p>
                {can}
                {moved}
                <p class="c-note">{lesson::FINISHED_WIPED}</p>
                <p class="c-finish__ways">
                    <a class="c-button c-button--sun c-button--large" href=list_route(document).href()>{lesson::FINISHED_MORE}</a>
                    <a class="c-button c-button--quiet c-button--large" href=Route::Home.href()>{lesson::FINISHED_HOME}</a>
                </p>
                {super::keepsakes(&document.slug)}
            </div>
            {board::controls(document, &last, None)}
        </article>
    }
    .into_any()
}
