//! One question: changing an answer, taking a yes back, objecting. As easy as it was to answer.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shine_domain::consent::{Said, questions};
use shine_domain::ids::StepId;
use shine_domain::steps::Step;
use shine_domain::steps::ask::Ask;
use shine_domain::vocabulary::Basis;
use shine_wire::{ActRequest, StandingView};

use super::question::{choice, told};
use super::{ConsentPage, Consenting, question_problem};
use crate::components::{error_summary, not_found, page_heading_with_problem};
use crate::document_view::language_of;
use crate::family::sign::{declaration_view, name_and_relationship, not_sent, send_button};
use crate::family::signing::Draft;
use crate::text::consent;

/// The page of the question called `step`. `send` is given a draft without problems.
#[must_use]
pub fn one_view(
    page: ConsentPage,
    about: &Consenting,
    step: &StepId,
    send: impl Fn(Draft) + Clone + Send + Sync + 'static,
) -> AnyView {
    let found = questions(&about.document).enumerate().find(|(_, (asked, _))| asked.id == *step);
    let Some((at, (step, ask))) = found else { return not_found() };
    let title = consent::title_for(&about.child.first_name, &step.heading_text());
    let back = about.route(None).map(|route| route.href());
    let body = if ask.basis == Basis::Consent {
        answer_view(page, about, step, ask, at, send)
    } else {
        object_view(page, about, step, ask, send)
    };
    view! {
        <div class="l-family l-read">
            {error_summary(page.sign.errors)}
            <p class="c-back"><a class="c-back__link" href=back>{consent::BACK_TO_ANSWERS}</a></p>
            {page_heading_with_problem(title, page.sign.errors.any())}
            {body}
        </div>
    }
    .into_any()
}

fn answer_view(
    page: ConsentPage,
    about: &Consenting,
    step: &Step,
    ask: &Ask,
    at: usize,
    send: impl Fn(Draft) + Clone + Send + Sync + 'static,
) -> AnyView {
    let (lang, dir) = language_of(&about.document);
    let last = about.last(&step.id);
    let has_said_yes = last.is_some_and(|last| last.said == Said::Yes.word());
    let submit = {
        let (about, id, send) = (about.clone(), step.id.clone(), send.clone());
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let Some(said) = page.chosen.with_untracked(|chosen| chosen.get(&id).copied()) else {
                page.sign.errors.show(vec![question_problem(&about, at)]);
                return;
            };
            let answers = BTreeMap::from([(id.clone(), said)]);
            if let Some(draft) = page.sign.check(about.draft(page.sign, ActRequest::Answered, answers)) {
                send(draft);
            }
        }
    };
    let take_back = has_said_yes.then(|| take_back_view(page, about, step, send));
    if about.task.standing != StandingView::Signed {
        // Other questions are open too: they are answered together, and what is taken back needs none of them.
        let sign = page.sign;
        let form = take_back
            .map(|view| view! { <div class="c-form">{name_and_relationship(sign)} {view} {not_sent(sign)}</div> });
        let all = about.route(None).map(|route| route.href());
        return view! {
            {form}
            <p><a class="c-button c-button--quiet" href=all>{consent::TO_ANSWER}</a></p>
        }
        .into_any();
    }
    let take_back = take_back.map(|view| view! { {view} <p class="c-ask__or">{consent::ANSWER_ANEW}</p> });
    view! {
        <form class="c-form" on:submit=submit novalidate>
            {name_and_relationship(page.sign)}
            {take_back}
            <div lang=lang dir=dir>{choice(page, step, ask, at, last)}</div>
            {declaration_view(&about.document)}
            {not_sent(page.sign)}
            {send_button(page.sign, consent::SAVE_ONE.to_owned())}
        </form>
    }
    .into_any()
}

fn take_back_view(
    page: ConsentPage,
    about: &Consenting,
    step: &Step,
    send: impl Fn(Draft) + Clone + Send + Sync + 'static,
) -> AnyView {
    let (about, id) = (about.clone(), step.id.clone());
    let take_back = move |_| {
        let answers = BTreeMap::from([(id.clone(), Said::Withdrawn)]);
        if let Some(draft) = page.sign.check(about.draft(page.sign, ActRequest::Withdrawn, answers)) {
            send(draft);
        }
    };
    view! {
        <section class="c-declaration" aria-labelledby="take-back-title">
            <h2 class="c-declaration__title" id="take-back-title">{consent::TAKE_BACK_TITLE}</h2>
            <p>{consent::TAKE_BACK_LEAD}</p>
            <p><button type="button" class="c-button" on:click=take_back>{consent::TAKE_BACK}</button></p>
        </section>
    }
    .into_any()
}

fn object_view(
    page: ConsentPage,
    about: &Consenting,
    step: &Step,
    ask: &Ask,
    send: impl Fn(Draft) + Clone + Send + Sync + 'static,
) -> AnyView {
    let (lang, dir) = language_of(&about.document);
    if about.last(&step.id).is_some_and(|last| last.said == Said::Objected.word()) {
        return view! { <div lang=lang dir=dir>{told(ask)}</div> <p class="c-note">{consent::OBJECTED_NOTE}</p> }
            .into_any();
    }
    let submit = {
        let (about, id) = (about.clone(), step.id.clone());
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let answers = BTreeMap::from([(id.clone(), Said::Objected)]);
            if let Some(draft) = page.sign.check(about.draft(page.sign, ActRequest::Objected, answers)) {
                send(draft);
            }
        }
    };
    view! {
        <form class="c-form" on:submit=submit novalidate>
            <div lang=lang dir=dir>{told(ask)}</div>
            <p class="c-ask__basis">{consent::basis(ask.basis)}</p>
            <p>{consent::OBJECT_LEAD}</p>
            {name_and_relationship(page.sign)}
            {not_sent(page.sign)}
            {send_button(page.sign, consent::OBJECT.to_owned())}
        </form>
    }
    .into_any()
}
