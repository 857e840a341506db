//! Entering for somebody what they said on paper, by telephone or in person.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_ui::components::{FieldErrors, TextField, text_field};
use shine_ui::fault::Fault;
use shine_ui::platform::random::submission_key;
use shine_wire::ActRequest;
use shine_wire::desk::{AdultView, ChildPage, EnterRequest, EnterableQuestion, EnterableView, EnteredFromRequest};

use super::child::Page;
use crate::field::{Field, problems};
use crate::{api, text};

/// What is being entered. Copies are the same.
#[derive(Clone, Copy)]
struct Entry {
    adult: RwSignal<String>,
    relationship: RwSignal<String>,
    /// Which of the documents.
    document: RwSignal<Option<usize>>,
    act: RwSignal<ActRequest>,
    answers: RwSignal<BTreeMap<String, String>>,
    from: RwSignal<EnteredFromRequest>,
    on: RwSignal<String>,
    /// The same until the server has answered: what is sent again because no answer came is not entered twice.
    key: RwSignal<String>,
    is_busy: RwSignal<bool>,
}

/// The form that enters something for one of the child's adults.
pub(crate) fn form(child: &ChildPage, page: Page) -> AnyView {
    let entry = Entry {
        adult: RwSignal::new(String::new()),
        relationship: RwSignal::new(String::new()),
        document: RwSignal::new(None),
        act: RwSignal::new(ActRequest::Acknowledged),
        answers: RwSignal::new(BTreeMap::new()),
        from: RwSignal::new(EnteredFromRequest::Paper),
        on: RwSignal::new(String::new()),
        key: RwSignal::new(submission_key()),
        is_busy: RwSignal::new(false),
    };
    let documents = StoredValue::new(child.documents.clone());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        entry.send(documents, page);
    };
    view! {
        <details class="c-section c-child__form u-no-print">
            <summary><h2>{text::ENTER}</h2></summary>
            <form class="c-form" novalidate on:submit=send>
                {who(&child.adults, entry, page.errors)}
                {what(&child.documents, entry, page.errors)}
                {move || said(documents, entry, page.errors)}
                {from(entry)}
                {on(entry, page.errors)}
                <p><button type="submit" class="c-button" aria-disabled=move || entry.is_busy.get().then_some("true")>{text::ENTER_BUTTON}</button></p>
            </form>
        </details>
    }
    .into_any()
}

impl Entry {
    fn send(self, documents: StoredValue<Vec<EnterableView>>, page: Page) {
        if self.is_busy.get_untracked() {
            return;
        }
        let document = self.document.get_untracked().and_then(|at| documents.with_value(|all| all.get(at).cloned()));
        let mut missing = Vec::new();
        if self.adult.with_untracked(String::is_empty) {
            missing.push((Field::Adult, text::field(Field::Adult, "").to_owned()));
        }
        if self.on.with_untracked(String::is_empty) {
            missing.push((Field::On, text::field(Field::On, "").to_owned()));
        }
        if document.is_none() {
            missing.push((Field::Record, text::field(Field::Record, "empty").to_owned()));
        } else if asks(self.act.get_untracked()) && self.answers.with_untracked(BTreeMap::is_empty) {
            missing.push((Field::Answers, text::field(Field::Answers, "empty").to_owned()));
        }
        let is_whole = missing.is_empty();
        page.errors.show(missing);
        let Some(document) = document.filter(|_| is_whole) else { return };
        let act = self.act.get_untracked();
        let answers = if asks(act) { self.answers.get_untracked() } else { BTreeMap::new() };
        let request = EnterRequest {
            key: self.key.get_untracked(),
            adult: self.adult.get_untracked(),
            act,
            digest: document.digest,
            relationship: self.relationship.get_untracked(),
            answers,
            from: self.from.get_untracked(),
            on: self.on.get_untracked(),
        };
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = api::enter(page.child.get_value().as_str(), request).await;
            let _ = self.is_busy.try_set(false);
            let is_answered = answer.as_ref().map_or_else(|fault| fault.code().is_some(), |_| true);
            if is_answered {
                let _ = self.key.try_set(submission_key());
            }
            match answer {
                Ok(entered) => {
                    page.has_done(format!("{} {}", text::ENTER_DONE, entered.reference));
                }
                Err(fault) => page.errors.show(answer_problems(&fault)),
            }
        });
    }
}

/// What to show for `fault`: what is wrong with an answer names its question, which has no field of its own.
fn answer_problems(fault: &Fault) -> Vec<(Field, String)> {
    let codes = ["not-answered", "nothing-to-withdraw", "not-asked"];
    if let Fault::Refused(body) = fault
        && let Some(problem) = body.fields.iter().find(|problem| codes.contains(&problem.code.as_str()))
    {
        return vec![(Field::Answers, text::field(Field::Answers, &problem.code).to_owned())];
    }
    problems(fault, Field::Record)
}

fn who(adults: &[AdultView], entry: Entry, errors: FieldErrors<Field>) -> AnyView {
    let known: BTreeMap<String, String> =
        adults.iter().map(|adult| (adult.id.clone(), adult.relationship.clone())).collect();
    let choose = move |event: leptos::ev::Event| {
        let id = event_target_value(&event);
        if let Some(relationship) = known.get(&id) {
            entry.relationship.set(relationship.clone());
        }
        entry.adult.set(id);
    };
    let option = |adult: &AdultView| view! { <option value=adult.id.clone()>{adult.name.clone()}</option> };
    let relationship = TextField {
        field: Field::Relationship,
        kind: "text",
        label: text::ENTER_RELATIONSHIP,
        hint: text::NO_HINT,
        autocomplete: "off",
    };
    view! {
        <div class="c-field">
            <label class="c-field__label" for="adult">{text::ENTER_WHO}</label>
            {error_of(Field::Adult, errors)}
            <select class="c-select" id="adult" aria-describedby=move || described_by(Field::Adult, errors) on:change=choose>
                <option value="">{text::ENTER_CHOOSE}</option>
                {adults.iter().map(option).collect_view()}
            </select>
        </div>
        {text_field(relationship, entry.relationship, errors)}
    }
    .into_any()
}

fn what(documents: &[EnterableView], entry: Entry, errors: FieldErrors<Field>) -> AnyView {
    let is_consent: Vec<bool> = documents.iter().map(|document| !document.questions.is_empty()).collect();
    let choose = move |event: leptos::ev::Event| {
        let at: Option<usize> = event_target_value(&event).parse().ok();
        let asks = at.and_then(|at| is_consent.get(at).copied()).unwrap_or(false);
        entry.act.set(if asks { ActRequest::Answered } else { ActRequest::Acknowledged });
        entry.answers.set(BTreeMap::new());
        entry.document.set(at);
    };
    let option = |(at, document): (usize, &EnterableView)| {
        view! { <option value=at.to_string()>{document.title.clone()}</option> }
    };
    view! {
        <div class="c-field">
            <label class="c-field__label" for="record">{text::ENTER_WHAT}</label>
            {error_of(Field::Record, errors)}
            <select class="c-select" id="record" aria-describedby=move || described_by(Field::Record, errors) on:change=choose>
                <option value="">{text::ENTER_CHOOSE}</option>
                {documents.iter().enumerate().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// What is wrong with `field`, beside it.
fn error_of(field: Field, errors: FieldErrors<Field>) -> AnyView {
    let id = format!("{}-error", field.word());
    (move || errors.of(field).map(|words| view! { <p class="c-field__error" id=id.clone()>{words}</p> })).into_any()
}

fn described_by(field: Field, errors: FieldErrors<Field>) -> Option<String> {
    errors.of(field).map(|_| format!("{}-error", field.word()))
}

/// What they said, as the chosen document asks it.
fn said(documents: StoredValue<Vec<EnterableView>>, entry: Entry, errors: FieldErrors<Field>) -> Option<AnyView> {
    let document = entry.document.get().and_then(|at| documents.with_value(|all| all.get(at).cloned()))?;
    let (act, words) = if document.questions.is_empty() {
        (ActRequest::Acknowledged, text::ENTER_SIGNED)
    } else {
        (ActRequest::Answered, text::ENTER_ANSWERED)
    };
    // Other questions, other answers: what was ticked for another way is not sent.
    let choose = move |act| {
        entry.answers.set(BTreeMap::new());
        entry.act.set(act);
    };
    let way = move |way| choice("act", way, entry.act, choose);
    let has = |is_asked| document.questions.iter().any(|question| question.is_asked == is_asked);
    let ways = [
        Some((act, "act-signed", words)),
        has(true).then_some((ActRequest::Withdrawn, "act-withdrawn", text::ENTER_WITHDRAWN)),
        has(false).then_some((ActRequest::Objected, "act-objected", text::ENTER_OBJECTED)),
        Some((ActRequest::Declined, "act-talk", text::ENTER_TALK)),
    ];
    let ways = ways.into_iter().flatten();
    let (questions, is_asked) = (document.questions, document.is_asked);
    let answers = move || {
        let act = entry.act.get();
        let of_act = questions.iter().filter(|question| question.is_asked != (act == ActRequest::Objected));
        match act {
            ActRequest::Answered => of_act.map(|one| answer(one, is_asked, entry)).collect_view().into_any(),
            ActRequest::Withdrawn | ActRequest::Objected => ticks(of_act, act.word(), entry),
            ActRequest::Acknowledged | ActRequest::Declined => ().into_any(),
        }
    };
    Some(
        view! {
            <fieldset class="c-field c-ticks">
                <legend class="c-field__label">{text::ENTER_ACT}</legend>
                {ways.map(way).collect_view()}
            </fieldset>
            <div id=Field::Answers.word() tabindex="-1" role="group" aria-label=text::ENTER_ANSWERS
                aria-describedby=move || described_by(Field::Answers, errors)>
                {error_of(Field::Answers, errors)}
                {answers}
            </div>
        }
        .into_any(),
    )
}

/// Whether what is done names questions.
const fn asks(act: ActRequest) -> bool {
    matches!(act, ActRequest::Answered | ActRequest::Withdrawn | ActRequest::Objected)
}

/// The questions to which a yes is taken back, or something objected to: those that are ticked are said `word` to.
fn ticks<'a>(questions: impl Iterator<Item = &'a EnterableQuestion>, word: &'static str, entry: Entry) -> AnyView {
    let tick = |one: &EnterableQuestion| {
        let (step, id) = (one.step.clone(), format!("{word}-{}", one.step));
        let change = move |event: leptos::ev::Event| {
            let is_on = event_target_checked(&event);
            entry.answers.update(|answers| {
                answers.remove(&step);
                if is_on {
                    answers.insert(step.clone(), word.to_owned());
                }
            });
        };
        let words = one.question.clone();
        view! { <label class="c-tick"><input type="checkbox" id=id on:change=change/> <span>{words}</span></label> }
    };
    view! {
        <fieldset class="c-field c-ticks">
            <legend>{text::ENTER_WHICH}</legend>
            {questions.map(tick).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// Nothing is entered to a question: of a paper whose yes is too old, the noes are entered by themselves.
const LEFT_OUT: &str = "left-out";

/// A question with what can be said to it: no yes where the child's year is not asked.
fn answer(question: &EnterableQuestion, is_asked: bool, entry: Entry) -> AnyView {
    let EnterableQuestion { step, question, .. } = question.clone();
    let name = format!("answer-{step}");
    let choice = |(said, words): (&'static str, &'static str)| {
        let (step, id) = (step.to_owned(), format!("{name}-{said}"));
        let choose = move |_| {
            entry.answers.update(|answers| {
                if said == LEFT_OUT {
                    answers.remove(&step);
                } else {
                    answers.insert(step.clone(), said.to_owned());
                }
            });
        };
        view! { <label class="c-tick"><input type="radio" name=name.clone() id=id on:change=choose/> <span>{words}</span></label> }
    };
    let choices = [
        ("yes", text::ENTER_YES),
        ("no", text::ENTER_NO),
        ("later", text::ENTER_LATER),
        (LEFT_OUT, text::ENTER_LEFT_OUT),
    ];
    view! {
        <fieldset class="c-field c-ticks c-ticks--many">
            <legend>{question}</legend>
            {choices.into_iter().filter(|(said, _)| is_asked || *said != "yes").map(choice).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// One of several ways, of which `chosen` holds one.
fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
    name: &'static str,
    (value, id, words): (T, &'static str, &'static str),
    chosen: RwSignal<T>,
    choose: impl Fn(T) + Copy + Send + Sync + 'static,
) -> AnyView {
    view! {
        <label class="c-tick">
            <input type="radio" name=name id=id prop:checked=move || chosen.get() == value on:change=move |_| choose(value)/>
            <span>{words}</span>
        </label>
    }
    .into_any()
}

fn from(entry: Entry) -> AnyView {
    let ways = [
        (EnteredFromRequest::Paper, "from-paper", text::ENTER_PAPER),
        (EnteredFromRequest::Telephone, "from-telephone", text::ENTER_TELEPHONE),
        (EnteredFromRequest::InPerson, "from-in-person", text::ENTER_IN_PERSON),
    ];
    let way = move |way| choice("from", way, entry.from, move |from| entry.from.set(from));
    view! {
        <fieldset class="c-field c-ticks">
            <legend class="c-field__label">{text::ENTER_FROM}</legend>
            {ways.into_iter().map(way).collect_view()}
        </fieldset>
    }
    .into_any()
}

fn on(entry: Entry, errors: FieldErrors<Field>) -> AnyView {
    let field =
        TextField { field: Field::On, kind: "date", label: text::ENTER_ON, hint: text::NO_HINT, autocomplete: "off" };
    text_field(field, entry.on, errors)
}
