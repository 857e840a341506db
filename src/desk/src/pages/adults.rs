//! A child's adults: what each may do, and their links.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_domain::protection::Flag;
use shine_ui::components::text_field;
use shine_wire::desk::{AdultView, LetterView, LettersFor, LettersRequest, ProtectionRequest};

use super::child::Page;
use super::letters::letter_view;
use crate::field::{Field, problems, reason_field};
use crate::{api, text};

/// All of them.
pub(crate) fn view(adults: &[AdultView], page: Page) -> AnyView {
    let one = |placed: Placed<'_>| adult_view(placed, page);
    view! {
        <section class="c-section">
            <h2>{text::CHILD_ADULTS}</h2>
            {adults.is_empty().then(|| view! { <p>{text::CHILD_NO_ADULTS}</p> })}
            <ul class="c-rows">{adults.iter().enumerate().map(one).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn flags_of(adult: &AdultView) -> Vec<Flag> {
    adult.flags.iter().filter_map(|word| Flag::find(word)).collect()
}

/// An adult, with their place on the page.
type Placed<'a> = (usize, &'a AdultView);

fn adult_view((place, adult): Placed<'_>, page: Page) -> AnyView {
    let flags = flags_of(adult);
    let mut words: Vec<&str> = Vec::new();
    if !flags.contains(&Flag::MayAnswer) {
        words.push(text::MAY_NOT_ANSWER);
    }
    words.extend(flags.iter().map(|flag| text::flag_word(*flag)).filter(|word| !word.is_empty()));
    let contact = [&adult.relationship, &adult.email, &adult.phone];
    let contact: Vec<String> = contact.into_iter().filter(|word| !word.is_empty()).cloned().collect();
    let link = if adult.has_link { text::ADULT_HAS_LINK } else { text::ADULT_NO_LINK };
    view! {
        <li class="c-adult">
            <p><strong dir="auto">{adult.name.clone()}</strong></p>
            {(!contact.is_empty()).then(|| view! { <p dir="auto">{contact.join(", ")}</p> })}
            {(!words.is_empty()).then(|| view! { <p class="c-child__differ">{words.join(", ")}</p> })}
            <p class="c-child__why">{link}</p>
            <details class="u-no-print">
                <summary>{text::ADULT_CHANGE}</summary>
                {links(adult, page)}
                {protection((place, adult), page)}
            </details>
        </li>
    }
    .into_any()
}

fn links(adult: &AdultView, page: Page) -> AnyView {
    let errors = page.errors;
    let id = StoredValue::new(adult.id.clone());
    let made = RwSignal::new(None::<Vec<LetterView>>);
    let anew = move |_| {
        spawn_local(async move {
            let request = LettersRequest { class: None, adult: Some(id.get_value()), letters: LettersFor::Anew };
            match api::letters(request).await {
                Ok(letters) => made.set(Some(letters.letters)),
                Err(fault) => errors.show(problems(&fault, Field::Flags)),
            }
        });
    };
    let end = move |_| {
        spawn_local(async move {
            match api::end_links(&id.get_value()).await {
                Ok(()) => page.has_done(text::ADULT_LINKS_ENDED.to_owned()),
                Err(fault) => errors.show(problems(&fault, Field::Flags)),
            }
        });
    };
    view! {
        <p class="c-row">
            <button type="button" class="c-button c-button--quiet" on:click=anew>{text::ADULT_NEW_LINK}</button>
            {adult.has_link.then(|| view! {
                <button type="button" class="c-button c-button--quiet" on:click=end>{text::ADULT_END_LINK}</button>
            })}
        </p>
        {move || made.get().map(|letters| letters.iter().map(letter_view).collect_view())}
    }
    .into_any()
}

fn protection((place, adult): Placed<'_>, page: Page) -> AnyView {
    let errors = page.errors;
    let why = Field::ReasonOf(place);
    let chosen = RwSignal::new(flags_of(adult));
    let seen = StoredValue::new(adult.flags.clone());
    let reason = RwSignal::new(String::new());
    let id = StoredValue::new(adult.id.clone());
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if reason.with_untracked(|reason| reason.trim().is_empty()) {
            errors.show(vec![(why, text::field(why, "empty").to_owned())]);
            return;
        }
        spawn_local(async move {
            let flags = chosen.get_untracked().iter().map(|flag| flag.word().to_owned()).collect();
            let request = ProtectionRequest { flags, seen: seen.get_value(), reason: reason.get_untracked() };
            match api::protect(page.child.get_value().as_str(), &id.get_value(), request).await {
                Ok(()) => page.has_done(text::CHILD_SAVED.to_owned()),
                Err(fault) => errors.show(problems(&fault, why)),
            }
        });
    };
    let tick = move |flag: Flag| {
        let is_on = chosen.with_untracked(|chosen| chosen.contains(&flag));
        let change = move |event: leptos::ev::Event| {
            let is_on = event_target_checked(&event);
            chosen.update(|chosen| {
                chosen.retain(|known| *known != flag);
                if is_on {
                    chosen.push(flag);
                }
            });
        };
        view! { <label class="c-tick"><input type="checkbox" checked=is_on on:change=change/> <span>{text::flag(flag)}</span></label> }
    };
    view! {
        <form class="c-form" novalidate on:submit=save>
            <fieldset class="c-field c-ticks">
                <legend class="c-field__label">{text::ADULT_FLAGS}</legend>
                {Flag::ALL.into_iter().map(tick).collect_view()}
            </fieldset>
            {text_field(reason_field(why), reason, errors)}
            <p><button type="submit" class="c-button">{text::ADULT_SAVE}</button></p>
        </form>
    }
    .into_any()
}
