//! Signing in. In a demonstration, with one press as anybody.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_ui::components::{FieldErrors, TextField, error_summary, page_heading_with_problem, text_field};
use shine_ui::load::Loader;
use shine_ui::school::use_school;
use shine_wire::desk::{DemoStaff, SignInRequest};

use crate::field::{Field, problems};
use crate::me::{Me, use_me};
use crate::{api, text};

/// What is typed.
#[derive(Clone, Copy)]
struct Form {
    email: RwSignal<String>,
    password: RwSignal<String>,
    code: RwSignal<String>,
    errors: FieldErrors<Field>,
    is_busy: RwSignal<bool>,
}

/// The page.
pub(crate) fn page() -> AnyView {
    let me = use_me();
    let text = || RwSignal::new(String::new());
    let form = Form {
        email: text(),
        password: text(),
        code: text(),
        errors: FieldErrors::new(Vec::new()),
        is_busy: RwSignal::new(false),
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.send(me);
    };
    view! {
        <div class="l-family">
            {error_summary(form.errors)}
            {page_heading_with_problem(text::SIGN_IN, form.errors.any())}
            <p>{text::SIGN_IN_LEAD}</p>
            {demo(form, me)}
            <form class="c-form" novalidate on:submit=on_submit>
                {text_field(email_field(), form.email, form.errors)}
                {text_field(password_field(), form.password, form.errors)}
                {text_field(code_field(), form.code, form.errors)}
                <p><button type="submit" class="c-button c-button--large" aria-disabled=move || form.is_busy.get().then_some("true")>
                    {text::SIGN_IN_BUTTON}
                </button></p>
                <p>{text::SIGN_IN_LOST}</p>
            </form>
        </div>
    }
    .into_any()
}

impl Form {
    fn send(self, me: Me) {
        if self.is_busy.get_untracked() {
            return;
        }
        let typed = [(Field::Email, self.email), (Field::Password, self.password), (Field::Code, self.code)];
        let missing = typed.into_iter().filter(|(_, value)| value.with_untracked(|value| value.trim().is_empty()));
        let missing: Vec<_> = missing.map(|(field, _)| (field, text::field(field, "empty").to_owned())).collect();
        if !missing.is_empty() {
            self.errors.show(missing);
            return;
        }
        let request = SignInRequest {
            email: self.email.get_untracked(),
            password: self.password.get_untracked(),
            code: self.code.get_untracked(),
        };
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = api::sign_in(request).await;
            let _ = self.is_busy.try_set(false);
            match answer {
                Ok(()) => me.ask_again(),
                Err(fault) => {
                    // A code works once: it must be typed anew.
                    let _ = self.code.try_set(String::new());
                    self.errors.show(problems(&fault, Field::Email));
                }
            }
        });
    }
}

const fn email_field() -> TextField<Field> {
    let (kind, autocomplete) = ("email", "username");
    TextField { field: Field::Email, kind, label: text::EMAIL_LABEL, hint: text::NO_HINT, autocomplete }
}

const fn password_field() -> TextField<Field> {
    let (kind, autocomplete) = ("password", "current-password");
    TextField { field: Field::Password, kind, label: text::PASSWORD_LABEL, hint: text::NO_HINT, autocomplete }
}

const fn code_field() -> TextField<Field> {
    let (kind, autocomplete) = ("text", "one-time-code");
    TextField { field: Field::Code, kind, label: text::CODE_LABEL, hint: text::CODE_HINT, autocomplete }
}

/// In a demonstration, everybody one may sign in as; nothing elsewhere.
fn demo(form: Form, me: Me) -> AnyView {
    let school = use_school();
    let is_demo = Memo::new(move |_| school.get().is_some_and(|school| school.demo));
    let buttons = move || {
        let staff = Loader::new(None, api::demo_staff);
        view! {
            <section class="c-section c-demo-staff" aria-labelledby="demo-staff">
                <h2 id="demo-staff">{text::DEMO_SIGN_IN}</h2>
                <p>{text::DEMO_SIGN_IN_LEAD}</p>
                <ul class="c-demo-staff__list">
                    {move || staff.ready().map(|found| {
                        found.staff.into_iter().map(|one| view! { <li>{demo_button(one, form, me)}</li> }).collect_view()
                    })}
                </ul>
            </section>
        }
    };
    (move || is_demo.get().then(buttons)).into_any()
}

fn demo_button(one: DemoStaff, form: Form, me: Me) -> AnyView {
    let role = one.roles.first().map_or("", |word| text::role(word));
    let name = one.name.clone();
    let fill = move |_| {
        form.email.set(one.email.clone());
        form.password.set(one.password.clone());
        form.code.set(one.code.clone());
        form.send(me);
    };
    view! {
        <button type="button" class="c-button c-button--quiet" on:click=fill>{name} <span class="c-demo-staff__role">{role}</span></button>
    }
    .into_any()
}
