//! The checker: who is in the picture, where it is going, what stands beside it; and the answer.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_domain::ids::Slug;
use shine_domain::picture_use::PICTURE_CHANNELS;
use shine_ui::components::{FieldErrors, error_summary, page_heading_with_problem};
use shine_ui::platform::page;
use shine_wire::desk::{BlockedChild, CheckRequest, CheckResponse, FoundChild, MeResponse, NamingRequest};

use super::find::finder;
use super::trip;
use crate::field::{Field, problems};
use crate::freshness::{FRESH_FOR, has_passed};
use crate::me::behind_sign_in;
use crate::route::Choice;
use crate::{api, text};

/// What is being checked. Copies are the same.
#[derive(Clone, Copy)]
struct Picture {
    children: RwSignal<Vec<FoundChild>>,
    channels: RwSignal<BTreeSet<String>>,
    naming: RwSignal<NamingRequest>,
    answer: RwSignal<Option<CheckResponse>>,
    /// How many changes there were: an answer to what was asked before the last is none.
    changes: RwSignal<u32>,
    errors: FieldErrors<Field>,
    is_busy: RwSignal<bool>,
}

impl Picture {
    fn new() -> Self {
        Self {
            children: RwSignal::new(Vec::new()),
            channels: RwSignal::new(BTreeSet::new()),
            naming: RwSignal::new(NamingRequest::None),
            answer: RwSignal::new(None),
            changes: RwSignal::new(0),
            errors: FieldErrors::new(Vec::new()),
            is_busy: RwSignal::new(false),
        }
    }

    /// An answer is about exactly what was asked: after any change there is none.
    fn has_changed(self) {
        self.answer.set(None);
        self.changes.update(|changes| *changes = changes.wrapping_add(1));
    }

    fn add(self, child: FoundChild) {
        self.children.update(|children| {
            if !children.iter().any(|known| known.id == child.id) {
                children.push(child);
            }
        });
        self.has_changed();
    }

    fn take_out(self, id: &str) {
        self.children.update(|children| children.retain(|child| child.id != id));
        self.has_changed();
    }

    fn check(self) {
        if self.is_busy.get_untracked() {
            return;
        }
        let children: Vec<String> =
            self.children.with_untracked(|children| children.iter().map(|child| child.id.clone()).collect());
        if children.is_empty() {
            self.errors.show(vec![(Field::Children, text::field(Field::Children, "empty").to_owned())]);
            return;
        }
        self.errors.show(Vec::new());
        let channels = self.channels.with_untracked(|channels| channels.iter().cloned().collect());
        let request = CheckRequest { children, channels, naming: self.naming.get_untracked() };
        // A check that fails leaves no older answer standing.
        self.answer.set(None);
        self.is_busy.set(true);
        let asked = self.changes.get_untracked();
        spawn_local(async move {
            let answer = api::check(request).await;
            let _ = self.is_busy.try_set(false);
            if self.changes.try_get_untracked() != Some(asked) {
                return;
            }
            match answer {
                Ok(answer) => {
                    self.answer.set(Some(answer));
                    request_animation_frame(|| {
                        page::go_to(ANSWER_ID);
                    });
                }
                Err(fault) => self.errors.show(problems(&fault, Field::Children)),
            }
        });
    }
}

/// The id of the answer.
const ANSWER_ID: &str = "answer";

/// The page.
pub(crate) fn page() -> AnyView {
    behind_sign_in(|me| check_view(&me, Picture::new()))
}

fn check_view(me: &MeResponse, picture: Picture) -> AnyView {
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        picture.check();
    };
    let add = move |child: FoundChild| {
        let name = text::named(&child.first_name, &child.last_name, &child.class_name);
        let press = move |_| picture.add(child.clone());
        view! { <button type="button" class="c-found__child" dir="auto" on:click=press>"+ " {name}</button> }.into_any()
    };
    view! {
        <div class="l-desk__page c-check">
            {error_summary(picture.errors)}
            {page_heading_with_problem(text::NAV_CHECK, picture.errors.any())}
            <section class="c-section u-no-print" aria-labelledby="children">
                <h2 id="children" tabindex="-1">{text::CHECK_WHO}</h2>
                {chosen(picture)}
                {finder(add)}
                {class_choice(me, picture)}
            </section>
            <form class="c-form u-no-print" novalidate on:submit=on_submit>
                {channel_choice(picture)}
                {naming_choice(picture)}
                <p><button type="submit" class="c-button c-button--large" aria-disabled=move || picture.is_busy.get().then_some("true")>
                    {text::CHECK_BUTTON}
                </button></p>
            </form>
            {move || picture.answer.get().map(|answer| answer_view(&answer, picture))}
            {trip_maker(me, picture)}
        </div>
    }
    .into_any()
}

/// A trip's list of exactly these children, whatever their classes; not on a remembered device, which makes no links.
fn trip_maker(me: &MeResponse, picture: Picture) -> AnyView {
    let may_make_trips = !me.roles.is_empty();
    let has_children = Memo::new(move |_| picture.children.with(|children| !children.is_empty()));
    let ids = Signal::derive(move || {
        picture.children.with(|children| children.iter().map(|child| child.id.clone()).collect::<Vec<_>>())
    });
    (move || (may_make_trips && has_children.get()).then(|| trip::maker(ids))).into_any()
}

/// Who is in it so far.
fn chosen(picture: Picture) -> AnyView {
    let chip = move |child: FoundChild| {
        let (id, label) = (child.id.clone(), text::take_out(&child.first_name, &child.last_name));
        view! {
            <li><button type="button" class="c-chip" aria-label=label on:click=move |_| picture.take_out(&id)>
                <span dir="auto">{child.first_name} " " {child.last_name}</span> <span aria-hidden="true">" ×"</span>
            </button></li>
        }
    };
    let clear = move |_| {
        picture.children.set(Vec::new());
        picture.has_changed();
    };
    (move || {
        let children = picture.children.get();
        if children.is_empty() {
            return view! { <p>{text::CHECK_NOBODY_YET}</p> }.into_any();
        }
        let count = text::children(children.len());
        view! {
            <p><strong>{count}</strong></p>
            <ul class="c-chips">{children.into_iter().map(chip).collect_view()}</ul>
            <p><button type="button" class="c-button c-button--quiet" on:click=clear>{text::CHECK_CLEAR}</button></p>
        }
        .into_any()
    })
    .into_any()
}

fn class_choice(me: &MeResponse, picture: Picture) -> AnyView {
    let wanted = RwSignal::new(String::new());
    let add_all = move |_| {
        let Ok(class) = Slug::try_from(wanted.get_untracked()) else { return };
        spawn_local(async move {
            match api::images(Choice::Class(class)).await {
                Ok(list) => {
                    for child in list.children {
                        let (id, class_name) = (child.id, child.class_name);
                        let (first_name, last_name) = (child.first_name, child.last_name);
                        picture.add(FoundChild { id, first_name, last_name, class_name });
                    }
                }
                Err(fault) => picture.errors.show(problems(&fault, Field::Children)),
            }
        });
    };
    let classes = me.classes.clone();
    let options =
        classes.into_iter().map(|class| view! { <option value=class.id>{class.name}</option> }).collect_view();
    view! {
        <p class="c-row">
            <label class="c-field__label" for="class">{text::CHECK_CLASS}</label>
            <select id="class" class="c-select" on:change=move |event| wanted.set(event_target_value(&event))>
                <option value="">{text::CHECK_CHOOSE}</option>
                {options}
            </select>
            <button type="button" class="c-button c-button--quiet" on:click=add_all>{text::CHECK_ADD_CLASS}</button>
        </p>
    }
    .into_any()
}

fn channel_choice(picture: Picture) -> AnyView {
    let tick = move |word: &'static str| {
        let change = move |event: leptos::ev::Event| {
            let is_on = event_target_checked(&event);
            picture.channels.update(|channels| {
                if is_on {
                    channels.insert(word.to_owned())
                } else {
                    channels.remove(word)
                };
            });
            picture.has_changed();
        };
        let id = format!("to-{word}");
        view! {
            <label class="c-tick">
                <input type="checkbox" id=id on:change=change/> <span>{text::place_title(word)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="c-field c-ticks">
            <legend class="c-field__label">{text::CHECK_WHERE}</legend>
            <p class="c-field__hint">{text::CHECK_WHERE_HINT}</p>
            {PICTURE_CHANNELS.into_iter().map(|channel| tick(channel.word())).collect_view()}
        </fieldset>
    }
    .into_any()
}

fn naming_choice(picture: Picture) -> AnyView {
    let ways = [
        (NamingRequest::None, "naming-none", text::CHECK_NAMING_NONE),
        (NamingRequest::First, "naming-first", text::CHECK_NAMING_FIRST),
        (NamingRequest::Full, "naming-full", text::CHECK_NAMING_FULL),
    ];
    let way = move |(naming, id, words): (NamingRequest, &'static str, &'static str)| {
        let choose = move |_| {
            picture.naming.set(naming);
            picture.has_changed();
        };
        view! {
            <label class="c-tick">
                <input type="radio" name="naming" id=id prop:checked=move || picture.naming.get() == naming on:change=choose/>
                " " <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="c-field c-ticks">
            <legend class="c-field__label">{text::CHECK_NAMING}</legend>
            {ways.into_iter().map(way).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// The answer, with the places it is about: one for a picture that stays inside the school says so.
fn answer_view(answer: &CheckResponse, picture: Picture) -> AnyView {
    let about = picture.channels.with_untracked(text::checked_for);
    let is_allowed = answer.blocked.is_empty();
    let count = usize::try_from(answer.children).unwrap_or(usize::MAX);
    let (class, title) = if is_allowed {
        ("c-verdict c-verdict--yes", text::CHECK_ALLOWED)
    } else {
        ("c-verdict c-verdict--no", text::CHECK_BLOCKED)
    };
    let is_stale = has_passed(FRESH_FOR);
    let title = move || if is_stale.get() { text::CHECK_STALE_TITLE } else { title };
    let class = move || if is_stale.get() { "c-verdict c-verdict--stale" } else { class };
    let how_many = if is_allowed { text::children(count) } else { text::so_many_of(answer.blocked.len(), count) };
    view! {
        <section class=class aria-labelledby=ANSWER_ID>
            <h2 id=ANSWER_ID tabindex="-1">{title}</h2>
            <div class="u-no-print" role="status">
                {move || is_stale.get().then(|| view! {
                    <p>{text::CHECK_STALE}</p>
                    <p><button type="button" class="c-button" on:click=move |_| picture.check()>{text::CHECK_BUTTON}</button></p>
                })}
            </div>
            <p><strong>{how_many}</strong> ". " {about} " " {text::as_at(answer.as_at)} "."</p>
            {(!is_allowed).then(|| {
                view! { <ul class="c-verdict__list">{answer.blocked.iter().map(blocked_row).collect_view()}</ul> }
            })}
            {(!answer.caption.is_empty()).then(|| caption(&answer.caption))}
            {is_allowed.then(ticks)}
            <p class="u-no-print">{text::CHECK_AGAIN}</p>
        </section>
    }
    .into_any()
}

fn blocked_row(child: &BlockedChild) -> AnyView {
    let why: Vec<String> =
        child.blocks.iter().map(|block| text::block(&block.what, block.channel.as_deref())).collect();
    view! {
        <li>
            <strong dir="auto">{child.first_name.clone()} " " {child.last_name.clone()}</strong> ", " {child.class_name.clone()} ": "
            {why.join("; ")}
        </li>
    }
    .into_any()
}

fn caption(names: &[String]) -> AnyView {
    view! {
        <h3>{text::CHECK_CAPTION}</h3>
        <p class="c-verdict__caption" dir="auto">{names.join(", ")}</p>
        <p>{text::CHECK_CAPTION_HINT}</p>
    }
    .into_any()
}

fn ticks() -> AnyView {
    let tick = |(at, words): (usize, &'static str)| {
        let id = format!("before-{at}");
        view! { <label class="c-tick"><input type="checkbox" id=id/> <span>{words}</span></label> }
    };
    view! {
        <fieldset class="c-field c-ticks">
            <legend class="c-field__label">{text::CHECK_TICKS}</legend>
            {text::TICKS.into_iter().enumerate().map(tick).collect_view()}
        </fieldset>
    }
    .into_any()
}
