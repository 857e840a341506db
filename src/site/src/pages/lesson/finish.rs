//! A lesson's end: praise, what one can say now, and nothing left behind.

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_domain::vocabulary::Kind;
use shine_ui::answer_book::AnswerBook;
use shine_ui::components::{PictureSize, decoration, load_view, page_heading};
use shine_ui::document_view::language_of;
use shine_ui::library::use_library;
use shine_ui::route::Route;
use shine_ui::text::lesson;

use super::{list_route, page_class};

/// The page of the lesson called `slug`. Being here wipes what was answered.
pub(crate) fn page(slug: Slug) -> AnyView {
    load_view(use_library().load(Kind::Lesson, slug), |document| {
        let book = AnswerBook::new(&document);
        Effect::new(move |_| book.wipe());
        view(&document)
    })
}

fn view(document: &Document) -> AnyView {
    let (lang, dir) = language_of(document);
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
                <p class="c-lead">{lesson::FINISHED_BODY}</p>
                {can}
                <p class="c-note">{lesson::FINISHED_WIPED}</p>
                <p class="c-finish__ways">
                    <a class="c-button c-button--sun c-button--large" href=list_route(document).href()>{lesson::FINISHED_MORE}</a>
                    <a class="c-button c-button--quiet c-button--large" href=Route::Home.href()>{lesson::FINISHED_HOME}</a>
                </p>
                {super::keepsakes(&document.slug)}
            </div>
        </article>
    }
    .into_any()
}
