//! What to talk about at home after a lesson: a page for parents, and a slip that goes home in a book bag.

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::Slug;
use shine_domain::steps::StepBody;
use shine_domain::vocabulary::Kind;
use shine_ui::components::{load_view, page_heading};
use shine_ui::document_view::language_of;
use shine_ui::library::use_library;
use shine_ui::route::{HELPING_AT_HOME, Route};
use shine_ui::school::use_school;
use shine_ui::text::{self, lesson, paper};

use super::paper::list_of;
use super::part;
use crate::pages::cards::back_link;
use crate::pages::print::{print_button, ways};

/// The page of the lesson called `slug`.
pub(crate) fn page(slug: Slug) -> AnyView {
    load_view(use_library().load(Kind::Lesson, slug), |document| view(&document))
}

fn view(document: &Document) -> AnyView {
    let (lang, dir) = language_of(document);
    let mut more = vec![(Route::TellSomeone, text::TELL_SOMEONE)];
    if let Ok(slug) = Slug::try_from(HELPING_AT_HOME) {
        more.push((Route::Read { kind: Kind::Guide, slug }, paper::HELPING_LINK));
    }
    view! {
        <article class="l-read c-paper" lang=lang dir=dir>
            {back_link(&Route::Lesson(document.slug.clone()), lesson::ADULT_BACK)}
            {slip(document, page_heading(paper::at_home_title(&document.meta.title)))}
            {print_button(paper::PRINT)}
            {ways(more)}
        </article>
    }
    .into_any()
}

/// What goes home: the school, the lesson, what a child can say now, and what to talk about.
pub(super) fn slip(document: &Document, heading: AnyView) -> AnyView {
    let school = use_school();
    view! {
        <p class="c-paper__school">{move || school.name()}</p>
        {heading}
        {list_of(paper::CHILD_CAN, &document.meta.objectives)}
        {home_parts(document)}
    }
    .into_any()
}

/// What there is to talk about at home.
fn home_parts(lesson: &Document) -> Vec<AnyView> {
    lesson
        .steps
        .iter()
        .filter_map(|step| if let StepBody::Home(blocks) = &step.body { Some(part(step, blocks)) } else { None })
        .collect()
}
