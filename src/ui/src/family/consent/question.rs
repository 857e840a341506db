//! One question of a consent, with what people must know beside it (domain.md R34).

use leptos::prelude::*;
use shine_domain::consent::Said;
use shine_domain::steps::Step;
use shine_domain::steps::ask::Ask;
use shine_domain::vocabulary::{Basis, Rule};
use shine_wire::AnswerView;

use super::ConsentPage;
use crate::document_view::{HeadingLevel, blocks_view, inlines_view};
use crate::text::consent;
use crate::text::errors::Field;
use crate::uk_time::UkTime;

/// The question's words and facts, without a way to answer.
#[must_use]
pub fn told(ask: &Ask) -> AnyView {
    let facts = [
        (consent::FACT_WHY, &ask.facts.why),
        (consent::FACT_WHERE, &ask.facts.where_kept),
        (consent::FACT_HOW_LONG, &ask.facts.how_long),
        (consent::FACT_WHO, &ask.facts.who_sees_it),
    ];
    let row = |(name, words): (&'static str, &String)| {
        view! { <div class="c-ask__fact"><dt>{name}</dt><dd>{words.clone()}</dd></div> }
    };
    let child = ask.needs_child.then(|| view! { <p class="c-ask__note">{consent::NEEDS_CHILD}</p> });
    let all = (ask.rule == Rule::All && ask.basis == Basis::Consent)
        .then(|| view! { <p class="c-ask__note">{consent::RULE_ALL}</p> });
    view! {
        <div class="c-prose">{blocks_view(&ask.prompt, HeadingLevel::Third)}</div>
        <dl class="c-ask__facts">{facts.map(row).into_iter().collect_view()}</dl>
        {child}
        {all}
    }
    .into_any()
}

/// The question with yes, no and later; nothing is chosen until somebody chooses. `at` is its place among all.
pub(super) fn choice(page: ConsentPage, step: &Step, ask: &Ask, at: usize, last: Option<&AnswerView>) -> AnyView {
    let field = Field::Question(at);
    let error_id = format!("{}-error", field.word());
    let errors = page.sign.errors;
    let has_error = move || errors.of(field).is_some();
    let error = {
        let error_id = error_id.clone();
        move || errors.of(field).map(|words| view! { <p class="c-field__error" id=error_id.clone()>{words}</p> })
    };
    let class = move || if has_error() { "c-ask c-ask--wrong" } else { "c-ask" };
    let described = move || has_error().then(|| error_id.clone());
    let before = last.and_then(|last| {
        let said = consent::said(Said::find(&last.said)?);
        Some(view! { <p class="c-ask__last">{consent::last_time(said, &UkTime::new(last.at).date())}</p> })
    });
    let options = [Said::Yes, Said::No, Said::Later].into_iter().enumerate();
    let options = options.map(|(nth, said)| option(page, step, field, nth, said)).collect_view();
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="c-ask__title"><h2 class="c-ask__question">{inlines_view(&step.heading)}</h2></legend>
            {told(ask)}
            {before}
            {error}
            <div class="c-ask__choices">{options}</div>
        </fieldset>
    }
    .into_any()
}

fn option(page: ConsentPage, step: &Step, field: Field, nth: usize, said: Said) -> AnyView {
    // The first one has the field's own id, so that a problem leads to it.
    let id = if nth == 0 { field.word() } else { format!("{}-{}", field.word(), said.word()) };
    let hint = (said == Said::Later).then(|| view! { <span class="c-ask__hint">{consent::LATER_HINT}</span> });
    let step = step.id.clone();
    let name = format!("answer-{step}");
    let is_chosen = {
        let step = step.clone();
        move || page.chosen.with(|chosen| chosen.get(&step) == Some(&said))
    };
    let choose = move |_| {
        page.chosen.update(|chosen| {
            chosen.insert(step.clone(), said);
        });
    };
    let target = id.clone();
    view! {
        <label class="c-ask__choice" for=target>
            <input class="c-ask__radio" type="radio" id=id name=name value=said.word() prop:checked=is_chosen on:change=choose/>
            <span><strong>{consent::said(said)}</strong>{hint}</span>
        </label>
    }
    .into_any()
}
