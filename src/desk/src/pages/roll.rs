//! Taking a class list over: choose the file, look at everything that would change, then all of it or nothing.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_ui::components::{FieldErrors, error_summary, page_heading_with_problem};
use shine_ui::platform::file::{FileRefused, read_chosen_bytes};
use shine_ui::platform::page;
use shine_wire::desk::{ApplyRequest, ChangesView, FieldView, MAX_FILE_BYTES, PlanRequest, PlanResponse, ProblemView};

use crate::field::{Field, problems};
use crate::me::behind_sign_in;
use crate::route::DeskRoute;
use crate::{api, text};

/// The file and what it would change. Copies are the same. Nothing of it outlives the page.
#[derive(Clone, Copy)]
struct Taking {
    file: RwSignal<String>,
    columns: RwSignal<Option<BTreeMap<String, String>>>,
    plan: RwSignal<Option<PlanResponse>>,
    leavers: RwSignal<bool>,
    confirmed: RwSignal<bool>,
    is_busy: RwSignal<bool>,
    is_done: RwSignal<bool>,
    errors: FieldErrors<Field>,
}

/// The id of what was found in the file.
const FOUND_ID: &str = "found";

impl Taking {
    fn new() -> Self {
        Self {
            file: RwSignal::new(String::new()),
            columns: RwSignal::new(None),
            plan: RwSignal::new(None),
            leavers: RwSignal::new(false),
            confirmed: RwSignal::new(false),
            is_busy: RwSignal::new(false),
            is_done: RwSignal::new(false),
            errors: FieldErrors::new(Vec::new()),
        }
    }

    /// Reads the file that was chosen, and asks what it would change.
    async fn choose(self, event: leptos::ev::Event) {
        self.plan.set(None);
        self.columns.set(None);
        self.errors.show(Vec::new());
        match read_chosen_bytes(event, MAX_FILE_BYTES).await {
            Ok(bytes) => {
                self.file.set(BASE64.encode(&bytes));
                self.ask().await;
            }
            Err(refused) => {
                let code = if refused == FileRefused::TooLarge { "too-large" } else { "" };
                self.errors.show(vec![(Field::File, text::field(Field::File, code).to_owned())]);
            }
        }
    }

    async fn ask(self) {
        self.is_busy.set(true);
        self.leavers.set(false);
        self.confirmed.set(false);
        let request = PlanRequest { file: self.file.get_untracked(), columns: self.columns.get_untracked() };
        let answer = api::plan(request).await;
        let _ = self.is_busy.try_set(false);
        match answer {
            Ok(plan) if !plan.file_problem.is_empty() => self.errors.show(vec![(Field::File, plan.file_problem)]),
            Ok(plan) => {
                self.plan.set(Some(plan));
                request_animation_frame(|| {
                    page::go_to(FOUND_ID);
                });
            }
            Err(fault) => self.errors.show(problems(&fault, Field::File)),
        }
    }

    async fn apply(self) {
        let Some(plan) = self.plan.get_untracked() else { return };
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        let request = ApplyRequest {
            file: self.file.get_untracked(),
            columns: self.columns.get_untracked(),
            plan: plan.plan,
            leavers: self.leavers.get_untracked(),
            confirmed: self.confirmed.get_untracked(),
        };
        let answer = api::apply_plan(request).await;
        let _ = self.is_busy.try_set(false);
        match answer {
            Ok(()) => {
                self.file.set(String::new());
                self.is_done.set(true);
            }
            Err(fault) => self.errors.show(problems(&fault, Field::Confirmed)),
        }
    }
}

/// The page.
pub(crate) fn page() -> AnyView {
    behind_sign_in(|_| {
        let taking = Taking::new();
        (move || if taking.is_done.get() { done() } else { taking_view(taking) }).into_any()
    })
}

fn done() -> AnyView {
    view! {
        <div class="l-desk__page">
            {page_heading_with_problem(text::ROLL_DONE, Signal::stored(false))}
            <p>{text::ROLL_DONE_LEAD}</p>
            <p class="c-row">
                <a class="c-button" href=DeskRoute::Letters.href()>{text::LETTERS}</a>
                <a class="c-button c-button--quiet" href=DeskRoute::Start.href()>{text::TO_START}</a>
            </p>
        </div>
    }
    .into_any()
}

fn taking_view(taking: Taking) -> AnyView {
    let choose = move |event: leptos::ev::Event| spawn_local(taking.choose(event));
    view! {
        <div class="l-desk__page">
            {error_summary(taking.errors)}
            {page_heading_with_problem(text::ROLL, taking.errors.any())}
            <p>{text::ROLL_LEAD}</p>
            <div class="c-field">
                <label class="c-field__label" for="file">{text::ROLL_FILE}</label>
                {move || taking.errors.of(Field::File).map(|words| view! { <p class="c-field__error">{words}</p> })}
                <input class="c-field__input" type="file" id="file" accept=".csv,.txt,.tsv,text/csv" on:change=choose/>
            </div>
            <div role="status">{move || taking.is_busy.get().then_some(text::ROLL_READING)}</div>
            {move || taking.plan.get().map(|plan| plan_view(plan, taking))}
        </div>
    }
    .into_any()
}

fn plan_view(plan: PlanResponse, taking: Taking) -> AnyView {
    let needs_word = plan.left_out > 0 || plan.alarm.is_some() || plan.assumes_responsibility;
    let has_leavers = plan.changes.iter().any(|change| change.kind == "leavers");
    let can_apply = plan.is_readable && !plan.is_empty;
    let alarm = plan.alarm.as_deref().map(|alarm| {
        let words = if alarm == "most-leave" { text::ROLL_ALARM_LEAVE } else { text::ROLL_ALARM_KEYS };
        view! { <p class="c-images__stale">{words}</p> }
    });
    let absent = (!plan.classes_absent.is_empty()).then(|| view! { <p>{text::absent(&plan.classes_absent)}</p> });
    view! {
        <section class="c-section" aria-labelledby=FOUND_ID>
            <h2 id=FOUND_ID tabindex="-1">{text::ROLL_SOURCE} " " {plan.source.clone()}</h2>
            {columns_view(&plan, taking)}
        </section>
        {(!plan.problems.is_empty()).then(|| problems_view(&plan.problems))}
        {plan.is_readable.then(|| view! {
            <section class="c-section">
                <h2>{text::ROLL_CHANGES}</h2>
                {alarm}
                {plan.is_empty.then(|| view! { <p>{text::ROLL_NOTHING}</p> })}
                {(plan.unchanged > 0).then(|| view! { <p>{text::stay(plan.unchanged)}</p> })}
                {absent}
                {plan.changes.iter().map(changes_view).collect_view()}
                {plan.assumes_responsibility.then(|| view! { <p class="c-images__stale">{text::ROLL_ASSUMES}</p> })}
            </section>
        })}
        {can_apply.then(|| apply_form(taking, has_leavers, needs_word))}
    }
    .into_any()
}

fn columns_view(plan: &PlanResponse, taking: Taking) -> AnyView {
    let chosen: BTreeMap<String, String> =
        plan.fields.iter().filter_map(|field| Some((field.field.clone(), field.heading.clone()?))).collect();
    let chosen = RwSignal::new(chosen);
    let headings = StoredValue::new(plan.headings.clone());
    let row = move |field: FieldView| {
        let (id, word) = (format!("column-{}", field.field), field.field.clone());
        let choose = move |event: leptos::ev::Event| {
            let heading = event_target_value(&event);
            chosen.update(|chosen| {
                if heading.is_empty() {
                    chosen.remove(&word);
                } else {
                    chosen.insert(word.clone(), heading);
                }
            });
        };
        let current = field.heading.clone();
        let option = move |heading: String| {
            let is_it = current.as_deref() == Some(heading.as_str());
            let words = heading.clone();
            view! { <option value=heading selected=is_it>{words}</option> }
        };
        view! {
            <p class="c-row c-roll__column">
                <label for=id.clone()>{field.title}</label>
                <select class="c-select" id=id on:change=choose>
                    <option value="">{text::ROLL_NONE}</option>
                    {headings.get_value().into_iter().map(option).collect_view()}
                </select>
            </p>
        }
    };
    let again = move |_| {
        taking.columns.set(Some(chosen.get_untracked()));
        spawn_local(taking.ask());
    };
    let is_open = !plan.is_readable;
    view! {
        {is_open.then(|| view! { <p class="c-field__error">{text::ROLL_NOT_READABLE}</p> })}
        <ul>{plan.column_problems.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view()}</ul>
        <details open=is_open>
            <summary>{text::ROLL_COLUMNS}</summary>
            <p>{text::ROLL_COLUMNS_LEAD}</p>
            {plan.fields.iter().cloned().map(row).collect_view()}
            <p><button type="button" class="c-button c-button--quiet" on:click=again>{text::ROLL_AGAIN}</button></p>
        </details>
    }
    .into_any()
}

fn problems_view(problems: &[ProblemView]) -> AnyView {
    let row = |problem: &ProblemView| {
        let (class, word) = if problem.is_left_out {
            ("c-answer c-answer--no", text::ROLL_LEFT_OUT)
        } else {
            ("c-answer c-answer--note", text::ROLL_NOTE)
        };
        view! {
            <li class="c-child__purpose">
                <span class=class>{word}</span>
                <span><strong>{text::at_line(problem.line, &problem.column)}</strong> ": " {problem.message.clone()}</span>
            </li>
        }
    };
    view! {
        <section class="c-section">
            <h2>{text::ROLL_PROBLEMS}</h2>
            <ul class="c-child__purposes">{problems.iter().map(row).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn changes_view(changes: &ChangesView) -> AnyView {
    let shown = u32::try_from(changes.named.len()).unwrap_or(u32::MAX);
    let more = changes.count.saturating_sub(shown);
    view! {
        <details>
            <summary>{text::counted(text::changes(&changes.kind), changes.count)}</summary>
            <ul>{changes.named.iter().map(|name| view! { <li dir="auto">{name.clone()}</li> }).collect_view()}</ul>
            {(more > 0).then(|| view! { <p>{text::and_more(more)}</p> })}
        </details>
    }
    .into_any()
}

fn apply_form(taking: Taking, has_leavers: bool, needs_word: bool) -> AnyView {
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        spawn_local(taking.apply());
    };
    let tick = |id: &'static str, words: &'static str, is_on: RwSignal<bool>| {
        let change = move |event: leptos::ev::Event| is_on.set(event_target_checked(&event));
        view! { <label class="c-tick"><input type="checkbox" id=id on:change=change/> <span>{words}</span></label> }
    };
    view! {
        <form class="c-form" novalidate on:submit=apply>
            {has_leavers.then(|| tick("leavers", text::ROLL_LEAVERS, taking.leavers))}
            {move || taking.errors.of(Field::Confirmed).map(|words| view! { <p class="c-field__error">{words}</p> })}
            {needs_word.then(|| tick("confirmed", text::ROLL_CONFIRM, taking.confirmed))}
            <p><button type="submit" class="c-button" aria-disabled=move || taking.is_busy.get().then_some("true")>{text::ROLL_BUTTON}</button></p>
        </form>
    }
    .into_any()
}
