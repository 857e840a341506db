//! "Tell someone": the school's own guide, and without it the least that must always be there.

use leptos::prelude::*;
use shine_domain::ids::Slug;
use shine_domain::vocabulary::Kind;
use shine_ui::components::{PictureSize, decoration, page_heading};
use shine_ui::document_view::{Promises, whole_view};
use shine_ui::library::use_library;
use shine_ui::route::TELL_SOMEONE;
use shine_ui::school::use_school;
use shine_ui::text::pages;

/// The page, with `listen` at its top. It waits for nothing.
pub(crate) fn page(listen: AnyView) -> AnyView {
    let guide = Slug::try_from(TELL_SOMEONE).ok().map(|slug| use_library().load(Kind::Guide, slug));
    let lead = move || match guide.and_then(shine_ui::load::Loader::ready) {
        Some(document) if !document.meta.summary.is_empty() => document.meta.summary.clone(),
        _ => pages::TELL_LEAD.to_owned(),
    };
    let body = move || match guide.and_then(shine_ui::load::Loader::ready) {
        Some(document) => whole_view(&document, Promises::Read),
        None => without_guide(),
    };
    view! {
        <article class="l-read l-read--tell">
            {page_heading(pages::TELL_TITLE)}
            {listen}
            <p class="c-lead">{lead}</p>
            {body}
        </article>
    }
    .into_any()
}

fn without_guide() -> AnyView {
    let number = view! { <a class="c-section__number" href="tel:08001111">{pages::TELL_CHILDLINE_NUMBER}</a> };
    view! {
        <div class="c-whole">
            {section("teacher", pages::TELL_ADULTS, adults_view())}
            {section("family", pages::TELL_HOME, view! { <p>{pages::TELL_HOME_BODY}</p> }.into_any())}
            {section("telephone", pages::TELL_CHILDLINE, view! { <p>{number}</p> <p>{pages::TELL_CHILDLINE_BODY}</p> }.into_any())}
            {section("police-car", pages::TELL_DANGER, view! { <p>{pages::TELL_DANGER_BODY}</p> }.into_any())}
        </div>
    }
    .into_any()
}

fn adults_view() -> AnyView {
    let school = use_school();
    (move || {
        let adults = school.get().map(|school| school.trusted_adults).unwrap_or_default();
        if adults.is_empty() {
            return view! { <p>{pages::TELL_ADULTS_UNKNOWN}</p> }.into_any();
        }
        let rows = adults.into_iter().map(|adult| view! { <li>{adult}</li> }).collect_view();
        view! { <p>{pages::TELL_ADULTS_BODY}</p> <ul>{rows}</ul> }.into_any()
    })
    .into_any()
}

fn section(picture: &str, title: &'static str, body: AnyView) -> AnyView {
    view! {
        <section class="c-section">
            <div class="c-section__picture">{decoration(picture, PictureSize::OfStep)}</div>
            <h2 class="c-section__title">{title}</h2>
            <div class="c-prose">{body}</div>
        </section>
    }
    .into_any()
}
