//! A child's page: what may be done, what the school has forbidden, who said what.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_domain::ids::PersonId;
use shine_ui::components::{
    Announcer, FieldErrors, error_summary, page_heading_with_problem, text_field, use_announcer,
};
use shine_ui::load::Loader;
use shine_wire::desk::{ActView, ChangeRequest, ChildPage, PurposeView, RestrictionRequest, RestrictionView};

use super::{childs_word, ending, entering};
use crate::field::{Field, problems, reason_field};
use crate::me::{behind_sign_in, shown};
use crate::{api, text};

/// What the page of a child shares. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) child: StoredValue<PersonId>,
    pub(super) errors: FieldErrors<Field>,
    pub(super) loader: Loader<ChildPage>,
    /// What was done last: told where the page, which is drawn anew after it, does not take it away.
    pub(super) done: RwSignal<Option<String>>,
    pub(super) announcer: Announcer,
}

impl Page {
    /// Tells that something was done, and asks for the page anew.
    pub(super) fn has_done(self, words: String) {
        self.announcer.say(&words);
        let _ = self.done.try_set(Some(words));
        self.loader.try_again();
    }
}

/// The page.
pub(crate) fn page(child: PersonId) -> AnyView {
    behind_sign_in(move |_| {
        let (id, wanted) = (child.clone(), child.clone());
        let loader = Loader::new(None, move || api::child(wanted.clone()));
        let done = RwSignal::new(None);
        shown(loader, move |page| child_view(&id, &page, loader, done))
    })
}

fn child_view(id: &PersonId, child: &ChildPage, loader: Loader<ChildPage>, done: RwSignal<Option<String>>) -> AnyView {
    let errors = FieldErrors::new(Vec::new());
    let title = format!("{} {}", child.first_name, child.last_name);
    let knows_why = child.may_restrict;
    let page = Page { child: StoredValue::new(id.clone()), errors, loader, done, announcer: use_announcer() };
    view! {
        <div class="l-desk__page c-child">
            {error_summary(errors)}
            {page_heading_with_problem(title, errors.any())}
            <p><strong>{child.class_name.clone()}</strong> ". " {text::as_at(child.as_at)} "."</p>
            {move || done.get().map(|words| view! { <p class="c-done">{words}</p> })}
            {restrictions(child)}
            {purposes(&child.purposes)}
            {knows_why.then(|| super::adults::view(&child.adults, page))}
            {childs_word::view(&child.documents, page)}
            {knows_why.then(|| entering::form(child, page))}
            {knows_why.then(|| restrict_form(id.clone(), page))}
            {if knows_why { acts(&child.acts, page) } else { view! { <p>{text::CHILD_TEACHER}</p> }.into_any() }}
        </div>
    }
    .into_any()
}

fn restrictions(child: &ChildPage) -> AnyView {
    let rows = child.restrictions.iter().map(|word| view! { <li>{text::restriction(word)}</li> });
    let body = if child.restrictions.is_empty() {
        view! { <p>{text::CHILD_NO_RESTRICTIONS}</p> }.into_any()
    } else {
        view! { <ul class="c-child__forbidden">{rows.collect_view()}</ul> }.into_any()
    };
    let class = if child.restrictions.is_empty() { "c-section" } else { "c-section c-child__restricted" };
    view! { <section class=class><h2>{text::CHILD_RESTRICTIONS}</h2>{body}</section> }.into_any()
}

fn purposes(purposes: &[PurposeView]) -> AnyView {
    let row = |purpose: &PurposeView| {
        let (class, word) = if purpose.is_allowed {
            ("c-answer c-answer--yes", text::CHILD_YES)
        } else {
            ("c-answer c-answer--no", text::CHILD_NO)
        };
        let why = purpose.reason.as_deref().map(text::reason).unwrap_or_default();
        view! {
            <li class="c-child__purpose">
                <span class=class>{word}</span>
                <span>
                    {purpose.question.clone()}
                    {(!why.is_empty()).then(|| view! { <span class="c-child__why">{why}</span> })}
                    {purpose.answers_differ.then(|| view! { <span class="c-child__differ">{text::CHILD_DIFFER}</span> })}
                </span>
            </li>
        }
    };
    view! {
        <section class="c-section">
            <h2>{text::CHILD_MAY}</h2>
            <ul class="c-child__purposes">{purposes.iter().map(row).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn acts(acts: &[ActView], page: Page) -> AnyView {
    let act = |(place, act): (usize, &ActView)| act_view(act, place, page);
    view! {
        <section class="c-section">
            <h2>{text::CHILD_ACTS}</h2>
            {acts.is_empty().then(|| view! { <p>{text::CHILD_NO_ACTS}</p> })}
            <ol class="c-acts">{acts.iter().enumerate().map(act).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn act_view(act: &ActView, place: usize, page: Page) -> AnyView {
    let who = if act.relationship.is_empty() { act.who.clone() } else { format!("{} ({})", act.who, act.relationship) };
    let what = if act.title.is_empty() { String::new() } else { format!("{}, version {}", act.title, act.version) };
    let said = act.said.iter().map(|one| {
        view! { <li><span class="c-acts__said">{text::said(&one.said)}</span> " " {one.question.clone()}</li> }
    });
    let said = (!act.said.is_empty()).then(|| view! { <ul class="c-acts__answers">{said.collect_view()}</ul> });
    let restrictions =
        act.restrictions.iter().map(|one| view! { <li>{text::restriction(restriction_word(*one))}</li> });
    let restrictions = (!act.restrictions.is_empty())
        .then(|| view! { <ul class="c-acts__answers">{restrictions.collect_view()}</ul> });
    let about = if act.reference.is_empty() { act.about.clone() } else { act.reference.clone() };
    view! {
        <li class="c-acts__act">
            <h3>{text::act(&act.act)}</h3>
            {act.is_ended.then(|| view! { <p class="c-child__differ">{text::ENDED}</p> })}
            <p><span dir="auto">{who}</span> ", " {text::moment(act.at)}</p>
            {(!act.entered_by.is_empty()).then(|| view! { <p>{text::entered(&act.entered_by, &act.channel)}</p> })}
            {(!what.is_empty()).then(|| view! { <p>{what}</p> })}
            {said}
            {restrictions}
            {(!act.reason.is_empty()).then(|| view! { <p class="c-acts__reason" dir="auto">{act.reason.clone()}</p> })}
            {(!about.is_empty()).then(|| view! { <p class="c-acts__reference">{about}</p> })}
            {ending::form(act, place, page)}
        </li>
    }
    .into_any()
}

const fn restriction_word(one: RestrictionView) -> &'static str {
    match one {
        RestrictionView::Take => "take",
        RestrictionView::Publish => "publish",
        RestrictionView::Name => "name",
    }
}

/// What is being forbidden or allowed again. Copies are the same.
#[derive(Clone, Copy)]
struct Order {
    change: RwSignal<Option<ChangeRequest>>,
    what: RwSignal<Vec<RestrictionView>>,
    reason: RwSignal<String>,
    errors: FieldErrors<Field>,
    is_busy: RwSignal<bool>,
}

fn restrict_form(id: PersonId, page: Page) -> AnyView {
    let errors = page.errors;
    let order = Order {
        change: RwSignal::new(None),
        what: RwSignal::new(Vec::new()),
        reason: RwSignal::new(String::new()),
        errors,
        is_busy: RwSignal::new(false),
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(request) = order.request() else { return };
        let id = id.clone();
        order.is_busy.set(true);
        spawn_local(async move {
            let answer = api::restrict(id, request).await;
            let _ = order.is_busy.try_set(false);
            match answer {
                Ok(()) => page.has_done(text::CHILD_SAVED.to_owned()),
                Err(fault) => errors.show(problems(&fault, Field::Reason)),
            }
        });
    };
    view! {
        <details class="c-section c-child__form u-no-print">
            <summary><h2>{text::CHILD_FORBID}</h2></summary>
            <p>{text::CHILD_FORBID_LEAD}</p>
            <form class="c-form" novalidate on:submit=on_submit>
                {order.change_choice()}
                {order.what_choice()}
                {text_field(reason_field(Field::Reason), order.reason, errors)}
                <p><button type="submit" class="c-button" aria-disabled=move || order.is_busy.get().then_some("true")>{text::CHILD_SAVE}</button></p>
            </form>
        </details>
    }
    .into_any()
}

impl Order {
    /// What is to be sent; `None`, with what is missing shown, when it is not all there.
    fn request(self) -> Option<RestrictionRequest> {
        if self.is_busy.get_untracked() {
            return None;
        }
        let (change, restrictions) = (self.change.get_untracked(), self.what.get_untracked());
        let reason = self.reason.get_untracked();
        let mut missing = Vec::new();
        if change.is_none() || restrictions.is_empty() {
            missing.push((Field::Restrictions, text::field(Field::Restrictions, "empty").to_owned()));
        }
        if reason.trim().is_empty() {
            missing.push((Field::Reason, text::field(Field::Reason, "empty").to_owned()));
        }
        let is_whole = missing.is_empty();
        self.errors.show(missing);
        change.filter(|_| is_whole).map(|change| RestrictionRequest { change, restrictions, reason })
    }

    fn change_choice(self) -> AnyView {
        let ways = [
            (ChangeRequest::Restrict, "restrictions", text::CHILD_RESTRICT),
            (ChangeRequest::Lift, "lift", text::CHILD_LIFT),
        ];
        let way = move |(change, id, words): (ChangeRequest, &'static str, &'static str)| {
            view! {
                <label class="c-tick">
                    <input type="radio" name="change" id=id on:change=move |_| self.change.set(Some(change))/> " " <span>{words}</span>
                </label>
            }
        };
        view! {
            <fieldset class="c-field c-ticks">
                <legend class="c-field__label">{text::CHILD_CHANGE}</legend>
                {move || self.errors.of(Field::Restrictions).map(|words| view! { <p class="c-field__error">{words}</p> })}
                {ways.into_iter().map(way).collect_view()}
            </fieldset>
        }
        .into_any()
    }

    fn what_choice(self) -> AnyView {
        let all = [RestrictionView::Take, RestrictionView::Publish, RestrictionView::Name];
        let tick = move |one: RestrictionView| {
            let word = restriction_word(one);
            let change = move |event: leptos::ev::Event| {
                let is_on = event_target_checked(&event);
                self.what.update(|what| {
                    what.retain(|known| *known != one);
                    if is_on {
                        what.push(one);
                    }
                });
            };
            let id = format!("what-{word}");
            view! {
                <label class="c-tick">
                    <input type="checkbox" id=id on:change=change/> " " <span>{text::restriction(word)}</span>
                </label>
            }
        };
        view! {
            <fieldset class="c-field c-ticks">
                <legend class="c-field__label">{text::CHILD_WHAT}</legend>
                {all.into_iter().map(tick).collect_view()}
            </fieldset>
        }
        .into_any()
    }
}
