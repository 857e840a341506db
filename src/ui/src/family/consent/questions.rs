//! All questions of a consent, one below the other, with the text that stands around them.

use leptos::prelude::*;
use shine_domain::consent::Said;
use shine_domain::steps::{Step, StepBody};
use shine_domain::vocabulary::Basis;

use super::question::{choice, told};
use super::{ConsentPage, Consenting, Stage, question_problem};
use crate::components::{PictureSize, decoration, error_summary, page_heading_with_problem};
use crate::document_view::{Promises, inlines_view, language_of, section_view};
use crate::family::sign::{SignPage, name_and_relationship, not_sent};
use crate::family::signing::Draft;
use crate::route::Route;
use crate::text::{consent, family};
use shine_wire::ActRequest;

pub(super) fn view(
    page: ConsentPage,
    about: &Consenting,
    send: impl Fn(Draft) + Clone + Send + Sync + 'static,
) -> AnyView {
    let (lang, dir) = language_of(&about.document);
    let title = consent::title_for(&about.task.title, &about.child.first_name);
    let mut nth = 0;
    let parts = about.document.pupil_steps().map(|step| part(page, about, step, &mut nth)).collect_view();
    let check = {
        let about = about.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let chosen = page.chosen.get_untracked();
            let open = about.asked();
            let asked = shine_domain::consent::questions(&about.document).enumerate();
            let problems: Vec<_> = asked
                .filter(|(_, (step, _))| open.contains(&step.id) && !chosen.contains_key(&step.id))
                .map(|(at, _)| question_problem(&about, at))
                .collect();
            if problems.is_empty() {
                page.show(Stage::Check);
            } else {
                page.sign.errors.show(problems);
            }
        }
    };
    view! {
        <div class="l-family l-read">
            {error_summary(page.sign.errors)}
            <p class="c-back"><a class="c-back__link" href=Route::Family.href()>{family::BACK_TO_FAMILY}</a></p>
            {page_heading_with_problem(title, page.sign.errors.any())}
            <p class="c-lead">{about.task.summary.clone()}</p>
            <form class="c-questions" on:submit=check novalidate>
                <div class="c-questions__list" lang=lang dir=dir>{parts}</div>
                <p><button type="submit" class="c-button c-button--large">{consent::TO_CHECK}</button></p>
            </form>
            {talk_form(page.sign, about, send)}
        </div>
    }
    .into_any()
}

/// A question, or the text between two of them.
fn part(page: ConsentPage, about: &Consenting, step: &Step, nth: &mut usize) -> AnyView {
    let StepBody::Ask(ask) = &step.body else { return section_view(step, Promises::Read) };
    let at = *nth;
    *nth += 1;
    let last = about.last(&step.id);
    if ask.basis == Basis::Consent {
        // A yes to an older text may still count: it is taken back without answering everything anew.
        let counts = last.is_some_and(|last| last.said == Said::Yes.word() && !last.has_run_out);
        let back = about.route(Some(step.id.clone())).filter(|_| counts).map(|route| {
            view! { <p><a class="c-button c-button--quiet" href=route.href()>{consent::TAKE_BACK}</a></p> }
        });
        return view! { {choice(page, step, ask, at, last)} {back} }.into_any();
    }
    let is_objected = last.is_some_and(|last| last.said == "objected");
    let way = about.route(Some(step.id.clone())).filter(|_| !is_objected).map(|route| {
        view! { <p><a class="c-button c-button--quiet" href=route.href()>{consent::OBJECT}</a></p> }
    });
    view! {
        <section class="c-ask c-ask--told">
            <h2 class="c-ask__question">{inlines_view(&step.heading)}</h2>
            {told(ask)}
            <p class="c-ask__basis">{consent::basis(ask.basis)}</p>
            <p>{if is_objected { consent::OBJECTED_NOTE } else { consent::OBJECT_LEAD }}</p>
            {way}
        </section>
    }
    .into_any()
}

/// The other way: nothing is answered, the school gets in touch.
fn talk_form(sign: SignPage, about: &Consenting, send: impl Fn(Draft) + Clone + Send + Sync + 'static) -> AnyView {
    let about = about.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(draft) = sign.check(about.draft(sign, ActRequest::Declined, Default::default())) {
            send(draft);
        }
    };
    view! {
        <details class="c-talk">
            <summary class="c-talk__summary">{decoration("speech-balloon", PictureSize::InText)} <span>{family::TALK_TITLE}</span></summary>
            <form class="c-form" on:submit=submit novalidate>
                <p>{consent::TALK_BODY}</p>
                {name_and_relationship(sign)}
                {not_sent(sign)}
                <p><button type="submit" class="c-button c-button--quiet c-button--large">{family::TALK_BUTTON}</button></p>
            </form>
        </details>
    }
    .into_any()
}
