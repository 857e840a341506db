//! Who may sign in: for whoever looks after the system.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_domain::vocabulary::Role;
use shine_ui::components::{FieldErrors, TextField, error_summary, page_heading_with_problem, text_field};
use shine_ui::fault::Fault;
use shine_ui::load::Loader;
use shine_ui::platform::page;
use shine_wire::desk::{ClassView, InvitationLink, MeResponse, StaffRequest, StaffResponse, StaffView};

use crate::field::{Field, problems};
use crate::me::{behind_sign_in, shown};
use crate::{api, text};

/// What the page shares. Copies are the same.
#[derive(Clone, Copy)]
struct Desk {
    loader: Loader<StaffResponse>,
    errors: FieldErrors<Field>,
    /// The invitation that was just made, with whose it is: shown only now.
    link: RwSignal<Option<(String, InvitationLink)>>,
}

impl Desk {
    /// Shows what came of a request; what was done is seen in the list.
    fn after<T>(self, answer: Result<T, Fault>) -> Option<T> {
        match answer {
            Ok(value) => {
                self.errors.show(Vec::new());
                self.loader.try_again();
                Some(value)
            }
            Err(fault) => {
                self.errors.show(problems(&fault, Field::Name));
                None
            }
        }
    }

    fn show_link(self, name: String, answer: Result<InvitationLink, Fault>) {
        if let Some(link) = self.after(answer) {
            self.link.set(Some((name, link)));
            request_animation_frame(|| {
                page::go_to(LINK_ID);
            });
        }
    }
}

/// The id of the new invitation.
const LINK_ID: &str = "new-link";

/// The page.
pub(crate) fn page() -> AnyView {
    behind_sign_in(|me| {
        let desk = Desk {
            loader: Loader::new(None, api::staff),
            errors: FieldErrors::new(Vec::new()),
            link: RwSignal::new(None),
        };
        view! {
            <div class="l-desk__page">
                {error_summary(desk.errors)}
                {page_heading_with_problem(text::STAFF, desk.errors.any())}
                {move || desk.link.get().map(|(name, link)| link_view(&name, &link))}
                {list(&me, desk)}
                {add_form(&me, desk)}
            </div>
        }
        .into_any()
    })
}

fn link_view(name: &str, link: &InvitationLink) -> AnyView {
    let address = format!("{}{}", page::origin(), link.path);
    view! {
        <section class="c-section c-new-link" aria-labelledby=LINK_ID>
            <h2 id=LINK_ID tabindex="-1">{text::STAFF_LINK} ": " {name.to_owned()}</h2>
            <p>{text::STAFF_LINK_LEAD} " " {text::until(link.until)} "."</p>
            <p class="c-new-link__address"><code>{address}</code></p>
        </section>
    }
    .into_any()
}

fn list(me: &MeResponse, desk: Desk) -> AnyView {
    let classes = StoredValue::new(me.classes.clone());
    shown(desk.loader, move |found| {
        let row = move |one: StaffView| member(one, classes, desk);
        view! { <ul class="c-rows">{found.staff.into_iter().map(row).collect_view()}</ul> }.into_any()
    })
}

fn member(one: StaffView, classes: StoredValue<Vec<ClassView>>, desk: Desk) -> AnyView {
    let is_asked = RwSignal::new(false);
    let roles: Vec<&str> = one.roles.iter().map(|word| text::role(word)).collect();
    let roles = roles.join(", ");
    let (id, name) = (StoredValue::new(one.id.clone()), StoredValue::new(one.name.clone()));
    let invite = move |_| {
        spawn_local(async move {
            let answer = api::invite_staff(&id.get_value()).await;
            desk.show_link(name.get_value(), answer);
        });
    };
    let end = move |_| {
        spawn_local(async move {
            desk.after(api::end_staff(&id.get_value()).await);
        });
    };
    let ways = move || {
        if is_asked.get() {
            view! {
                <button type="button" class="c-button" on:click=end>{text::STAFF_END_SURE}</button>
                <button type="button" class="c-button c-button--quiet" on:click=move |_| is_asked.set(false)>{text::STAFF_CANCEL}</button>
            }
            .into_any()
        } else {
            view! {
                <button type="button" class="c-button c-button--quiet" on:click=invite>{text::STAFF_INVITE}</button>
                <button type="button" class="c-button c-button--quiet" on:click=move |_| is_asked.set(true)>{text::STAFF_END}</button>
            }
            .into_any()
        }
    };
    let is_you = one.is_you;
    view! {
        <li class="c-section c-staff">
            <h2 class="c-staff__name" dir="auto">{one.name.clone()}</h2>
            <p>{one.email.clone()} ". " <strong>{roles}</strong></p>
            {(!one.has_joined).then(|| view! { <p class="c-answer c-answer--no">{text::STAFF_WAITS}</p> })}
            {if is_you {
                view! { <p class="c-answer c-answer--yes">{text::STAFF_YOU}</p> }.into_any()
            } else {
                view! {
                    <p class="c-row">{ways}</p>
                    {change_form(&one, classes, desk)}
                }
                .into_any()
            }}
        </li>
    }
    .into_any()
}

/// Roles and classes that are ticked. Copies are the same.
#[derive(Clone, Copy)]
struct Ticked {
    roles: RwSignal<BTreeSet<String>>,
    classes: RwSignal<BTreeSet<String>>,
}

impl Ticked {
    fn new(roles: &[String], classes: &[String]) -> Self {
        let set = |words: &[String]| RwSignal::new(words.iter().cloned().collect());
        Self { roles: set(roles), classes: set(classes) }
    }

    fn request(self, name: String, email: String) -> StaffRequest {
        let list = |set: RwSignal<BTreeSet<String>>| set.get_untracked().into_iter().collect();
        StaffRequest { name, email, roles: list(self.roles), classes: list(self.classes) }
    }

    /// The ticks, whose ids begin with `prefix`.
    fn view(self, prefix: &str, classes: Vec<ClassView>) -> AnyView {
        let role = |role: &Role| {
            let word = role.word().to_owned();
            tick(&format!("{prefix}role-{word}"), word, role.title().to_owned(), text::role_hint(*role), self.roles)
        };
        let class = |class: ClassView| {
            tick(&format!("{prefix}class-{}", class.id), class.id, class.name, text::NO_HINT, self.classes)
        };
        view! {
            <fieldset class="c-field c-ticks">
                <legend class="c-field__label">{text::STAFF_ROLES}</legend>
                {Role::ALL.iter().map(role).collect_view()}
            </fieldset>
            <fieldset class="c-field c-ticks c-ticks--many">
                <legend class="c-field__label">{text::STAFF_CLASSES}</legend>
                <p class="c-field__hint">{text::STAFF_CLASSES_HINT}</p>
                {classes.into_iter().map(class).collect_view()}
            </fieldset>
        }
        .into_any()
    }
}

fn tick(id: &str, word: String, title: String, hint: &'static str, set: RwSignal<BTreeSet<String>>) -> AnyView {
    let is_on = set.with_untracked(|set| set.contains(&word));
    let change = move |event: leptos::ev::Event| {
        let is_on = event_target_checked(&event);
        set.update(|set| {
            if is_on {
                set.insert(word.clone())
            } else {
                set.remove(&word)
            };
        });
    };
    let id = id.to_owned();
    view! {
        <label class="c-tick">
            <input type="checkbox" id=id checked=is_on on:change=change/>
            <span>{title} {(!hint.is_empty()).then(|| view! { <span class="c-field__hint">" " {hint}</span> })}</span>
        </label>
    }
    .into_any()
}

fn change_form(one: &StaffView, classes: StoredValue<Vec<ClassView>>, desk: Desk) -> AnyView {
    let ticked = Ticked::new(&one.roles, &one.classes);
    let id = StoredValue::new(one.id.clone());
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            let request = ticked.request(String::new(), String::new());
            desk.after(api::change_staff(&id.get_value(), request).await);
        });
    };
    let prefix = format!("{}-", one.id);
    view! {
        <details>
            <summary>{text::STAFF_CHANGE}</summary>
            <form class="c-form" novalidate on:submit=save>
                {ticked.view(&prefix, classes.get_value())}
                <p><button type="submit" class="c-button">{text::STAFF_SAVE}</button></p>
            </form>
        </details>
    }
    .into_any()
}

fn add_form(me: &MeResponse, desk: Desk) -> AnyView {
    let (name, email) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let ticked = Ticked::new(&[], &[]);
    let is_busy = RwSignal::new(false);
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let request = ticked.request(name.get_untracked(), email.get_untracked());
            let answer = api::add_staff(request).await;
            let _ = is_busy.try_set(false);
            let is_added = answer.is_ok();
            desk.show_link(name.get_untracked(), answer);
            if is_added {
                name.set(String::new());
                email.set(String::new());
            }
        });
    };
    let name_field = TextField {
        field: Field::Name,
        kind: "text",
        label: text::STAFF_NAME,
        hint: text::NO_HINT,
        autocomplete: "off",
    };
    let email_field = TextField {
        field: Field::Email,
        kind: "email",
        label: text::EMAIL_LABEL,
        hint: text::NO_HINT,
        autocomplete: "off",
    };
    view! {
        <section class="c-section" aria-labelledby="add-staff">
            <h2 id="add-staff">{text::STAFF_ADD}</h2>
            <form class="c-form" novalidate on:submit=add>
                {text_field(name_field, name, desk.errors)}
                {text_field(email_field, email, desk.errors)}
                <div id="roles" tabindex="-1">{ticked.view("", me.classes.clone())}</div>
                <p><button type="submit" class="c-button">{text::STAFF_ADD_BUTTON}</button></p>
            </form>
        </section>
    }
    .into_any()
}
