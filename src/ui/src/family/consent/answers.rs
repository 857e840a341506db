//! The answers that stand, question by question: this adult's own, nobody else's.

use leptos::prelude::*;
use shine_domain::consent::{Said, questions};
use shine_domain::ids::Reference;
use shine_domain::steps::Step;
use shine_domain::steps::ask::Ask;
use shine_domain::vocabulary::Basis;

use super::{ConsentPage, Consenting, Stage};
use crate::components::page_heading;
use crate::document_view::language_of;
use crate::route::Route;
use crate::text::{consent, family};
use crate::uk_time::UkTime;

pub(super) fn view(page: ConsentPage, about: &Consenting) -> AnyView {
    let (lang, dir) = language_of(&about.document);
    let rows = questions(&about.document).map(|(step, ask)| row(about, step, ask)).collect_view();
    let receipts = about.task.signed.iter().filter_map(|signed| {
        let reference = Reference::try_from(signed.reference.as_str()).ok()?;
        let at = UkTime::new(signed.at);
        let words = format!("{} {reference}, {}", family::SEE_RECEIPT, at.date());
        Some(view! { <li><a href=Route::Receipt(reference).href()>{words}</a></li> })
    });
    view! {
        <div class="l-family l-read">
            <p class="c-back"><a class="c-back__link" href=Route::Family.href()>{family::BACK_TO_FAMILY}</a></p>
            {page_heading(consent::title_for(&about.task.title, &about.child.first_name))}
            <dl class="c-facts" lang=lang dir=dir>{rows}</dl>
            <p>
                <button type="button" class="c-button c-button--quiet" on:click=move |_| page.show(Stage::Questions)>
                    {consent::CHANGE_ALL}
                </button>
            </p>
            <ul class="c-task__signed">{receipts.collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn row(about: &Consenting, step: &Step, ask: &Ask) -> AnyView {
    let question = step.heading_text();
    let last = about.last(&step.id);
    let (words, since) = match last.and_then(|last| Some((Said::find(&last.said)?, last))) {
        Some((said, last)) => (consent::said(said), Some(consent::since(&UkTime::new(last.at).date()))),
        None if ask.basis == Basis::Consent => (consent::NOT_ANSWERED, None),
        None => (consent::basis(ask.basis), None),
    };
    let run_out =
        last.is_some_and(|last| last.has_run_out).then(|| view! { <p class="c-ask__note">{consent::RUN_OUT}</p> });
    let name = if ask.basis == Basis::Consent { consent::CHECK_CHANGE } else { consent::OBJECT };
    let is_objected = last.is_some_and(|last| last.said == "objected");
    let way = about.route(Some(step.id.clone())).filter(|_| !is_objected).map(|route| {
        view! {
            <dd>
                <a class="c-link" href=route.href()>
                    {name}<span class="u-visually-hidden">{consent::change_of(&question)}</span>
                </a>
            </dd>
        }
    });
    view! {
        <div class="c-facts__row c-facts__row--way">
            <dt>{question.clone()}</dt>
            <dd><strong>{words}</strong>" "{since}{run_out}</dd>
            {way}
        </div>
    }
    .into_any()
}
