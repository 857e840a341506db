//! The answers about to be sent, with the declaration under them.

use leptos::prelude::*;
use shine_domain::consent::questions;
use shine_wire::ActRequest;

use super::{ConsentPage, Consenting, Stage};
use crate::components::{error_summary, page_heading_with_problem};
use crate::document_view::language_of;
use crate::family::sign::{declaration_view, name_and_relationship, not_sent, send_button};
use crate::family::signing::Draft;
use crate::platform::page as window;
use crate::text::consent;
use crate::text::errors::Field;

pub(super) fn view(
    page: ConsentPage,
    about: &Consenting,
    send: impl Fn(Draft) + Clone + Send + Sync + 'static,
) -> AnyView {
    let (lang, dir) = language_of(&about.document);
    let chosen = page.chosen.get_untracked();
    let rows = questions(&about.document).enumerate().filter_map(|(at, (step, _))| {
        let said = consent::said(*chosen.get(&step.id)?);
        let question = step.heading_text();
        let change = move |_| {
            page.show(Stage::Questions);
            request_animation_frame(move || {
                request_animation_frame(move || {
                    window::focus(&Field::Question(at).word());
                });
            });
        };
        let hidden = consent::change_of(&question);
        Some(view! {
            <div class="c-facts__row c-facts__row--way">
                <dt lang=lang.clone() dir=dir>{question}</dt>
                <dd><strong>{said}</strong></dd>
                <dd>
                    <button type="button" class="c-link" on:click=change>
                        {consent::CHECK_CHANGE}<span class="u-visually-hidden">{hidden}</span>
                    </button>
                </dd>
            </div>
        })
    });
    let rows = rows.collect_view();
    let submit = {
        let about = about.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let draft = about.draft(page.sign, ActRequest::Answered, page.chosen.get_untracked());
            if let Some(draft) = page.sign.check(draft) {
                send(draft);
            }
        }
    };
    view! {
        <div class="l-family l-read">
            {error_summary(page.sign.errors)}
            <p class="c-back">
                <button type="button" class="c-link" on:click=move |_| page.show(Stage::Questions)>{consent::BACK_TO_QUESTIONS}</button>
            </p>
            {page_heading_with_problem(consent::check_title(&about.child.first_name), page.sign.errors.any())}
            <dl class="c-facts">{rows}</dl>
            <form class="c-form" on:submit=submit novalidate>
                <h2 class="c-sign__title">{consent::SIGN_TITLE}</h2>
                {name_and_relationship(page.sign)}
                {declaration_view(&about.document)}
                {not_sent(page.sign)}
                {send_button(page.sign, consent::save_button(&about.child.first_name))}
            </form>
        </div>
    }
    .into_any()
}
