//! A charter, read in full. Children tap their promises here; adults sign on their family page.

use std::sync::Arc;

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_domain::steps::StepBody;
use shine_domain::vocabulary::{Kind, Signer};
use shine_ui::answer_book::AnswerBook;
use shine_ui::components::{carry_on, load_view, page_heading};
use shine_ui::document_view::{HeadingLevel, Promises, blocks_view, language_of, whole_view};
use shine_ui::keeping::Visit;
use shine_ui::library::use_library;
use shine_ui::route::Route;
use shine_ui::text::{self, lesson, pages, paper};

use super::cards::back_link;
use super::print::{print_button, ways};

/// The page of the charter called `slug`.
pub(crate) fn page(slug: Slug) -> AnyView {
    load_view(use_library().load(Kind::Charter, slug), |document| {
        if document.meta.signers.contains(&Signer::Pupil) {
            let book = AnswerBook::new(&document);
            Effect::new(move |_| book.open());
            for_pupils(&document, book)
        } else {
            for_adults(&document)
        }
    })
}

fn for_adults(document: &Document) -> AnyView {
    let declaration = document.meta.declaration.clone().map(|declaration| {
        let (lang, dir) = language_of(document);
        view! {
            <section class="c-declaration" aria-labelledby="declaration-title">
                <h2 class="c-declaration__title" id="declaration-title">{pages::CHARTER_DECLARE}</h2>
                <p class="c-declaration__words" lang=lang dir=dir>{declaration}</p>
                <p>{pages::CHARTER_SIGN}</p>
                <p><a class="c-button" href=Route::Family.href()>{pages::CHARTER_SIGN_LINK}</a></p>
            </section>
        }
    });
    view! {
        <article class="l-read">
            {back_link(&Route::Charters, text::NAV_CHARTERS)}
            {head(document)}
            {whole_view(document, Promises::Read)}
            {declaration}
            {print_button(pages::CHARTER_PRINT)}
        </article>
    }
    .into_any()
}

fn for_pupils(document: &Arc<Document>, book: AnswerBook) -> AnyView {
    let whole = {
        let document = Arc::clone(document);
        move || match book.visit() {
            Visit::Unread => ().into_any(),
            Visit::AskFirst => carry_on(book, |_| {}),
            Visit::Going => whole_view(&document, Promises::Tap(book)),
        }
    };
    view! {
        <article class="l-read l-read--pupil">
            {back_link(&Route::Charters, text::NAV_CHARTERS)}
            {head(document)}
            <p class="c-note">{lesson::PROMISES_DEVICE}</p>
            {whole}
            {adult_notes(document)}
            {print_button(pages::CHARTER_PRINT)}
            {ways(vec![(Route::Pledge(document.slug.clone()), paper::PLEDGE_LINK)])}
        </article>
    }
    .into_any()
}

/// Notes for the adult beside a child, folded away.
fn adult_notes(document: &Document) -> Option<AnyView> {
    let notes = document.steps.iter().filter_map(|step| match &step.body {
        StepBody::Adult(blocks) => Some(blocks_view(blocks, HeadingLevel::Third)),
        _ => None,
    });
    let notes: Vec<AnyView> = notes.collect();
    if notes.is_empty() {
        return None;
    }
    let (lang, dir) = language_of(document);
    let view = view! {
        <details class="c-talk u-no-print">
            <summary class="c-talk__summary">{text::ADULT_PART}</summary>
            <div class="c-talk__body c-prose" lang=lang dir=dir>{notes}</div>
        </details>
    };
    Some(view.into_any())
}

fn head(document: &Document) -> AnyView {
    let version = document.meta.version.map(|version| pages::version(&version.to_string()));
    view! {
        {page_heading(document.meta.title.clone())}
        <p class="c-lead">{document.meta.summary.clone()}</p>
        {version.map(|version| view! { <p class="c-version">{version}</p> })}
    }
    .into_any()
}
