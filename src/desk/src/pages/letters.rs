//! Letters with families' private links, one a page, for the book bag or the post.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_ui::components::{FieldErrors, error_summary, page_heading_with_problem};
use shine_ui::platform::page;
use shine_ui::school::use_school;
use shine_wire::desk::{ClassView, LetterView, LettersFor, LettersRequest};

use crate::field::{Field, problems};
use crate::me::behind_sign_in;
use crate::qr::qr_code;
use crate::{api, text};

/// What is wanted, and what was made. Copies are the same.
#[derive(Clone, Copy)]
struct Letters {
    class: RwSignal<String>,
    which: RwSignal<LettersFor>,
    made: RwSignal<Option<Vec<LetterView>>>,
    errors: FieldErrors<Field>,
    is_busy: RwSignal<bool>,
}

impl Letters {
    fn make(self) {
        if self.is_busy.get_untracked() {
            return;
        }
        let class = self.class.get_untracked();
        if class.is_empty() {
            self.errors.show(vec![(Field::Classes, text::field(Field::Classes, "empty").to_owned())]);
            return;
        }
        self.errors.show(Vec::new());
        self.is_busy.set(true);
        let request = LettersRequest { class: Some(class), adult: None, letters: self.which.get_untracked() };
        spawn_local(async move {
            let answer = api::letters(request).await;
            let _ = self.is_busy.try_set(false);
            match answer {
                Ok(made) => {
                    self.made.set(Some(made.letters));
                    request_animation_frame(|| {
                        page::go_to(MADE_ID);
                    });
                }
                Err(fault) => self.errors.show(problems(&fault, Field::Classes)),
            }
        });
    }
}

/// The id of what was made.
const MADE_ID: &str = "made";

/// The page.
pub(crate) fn page() -> AnyView {
    behind_sign_in(|me| {
        let letters = Letters {
            class: RwSignal::new(String::new()),
            which: RwSignal::new(LettersFor::WithoutLink),
            made: RwSignal::new(None),
            errors: FieldErrors::new(Vec::new()),
            is_busy: RwSignal::new(false),
        };
        view! {
            <div class="l-desk__page c-letters">
                <div class="l-desk__page u-no-print">
                    {error_summary(letters.errors)}
                    {page_heading_with_problem(text::LETTERS, letters.errors.any())}
                    <p>{text::LETTERS_LEAD}</p>
                    {form(me.classes, letters)}
                </div>
                {move || letters.made.get().map(made_view)}
            </div>
        }
        .into_any()
    })
}

fn form(classes: Vec<ClassView>, letters: Letters) -> AnyView {
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        letters.make();
    };
    let options = classes.into_iter().map(|class| view! { <option value=class.id>{class.name}</option> });
    let ways = [
        (LettersFor::WithoutLink, "letters-missing", text::LETTERS_MISSING),
        (LettersFor::Everybody, "letters-all", text::LETTERS_ALL),
        (LettersFor::Anew, "letters-anew", text::LETTERS_ANEW),
    ];
    let way = move |(which, id, words): (LettersFor, &'static str, &'static str)| {
        view! {
            <label class="c-tick">
                <input type="radio" name="letters" id=id prop:checked=move || letters.which.get() == which
                    on:change=move |_| letters.which.set(which)/>
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <form class="c-form" novalidate on:submit=on_submit>
            <div class="c-field">
                <label class="c-field__label" for="classes">{text::LETTERS_CLASS}</label>
                <p class="c-field__hint" id="classes-hint">{text::LETTERS_CLASS_HINT}</p>
                <select id="classes" class="c-select" aria-describedby="classes-hint"
                    on:change=move |event| letters.class.set(event_target_value(&event))>
                    <option value="">{text::CHECK_CHOOSE}</option>
                    {options.collect_view()}
                </select>
            </div>
            <fieldset class="c-field c-ticks">
                <legend class="c-field__label">{text::LETTERS_WHO}</legend>
                {ways.into_iter().map(way).collect_view()}
            </fieldset>
            <p><button type="submit" class="c-button" aria-disabled=move || letters.is_busy.get().then_some("true")>{text::LETTERS_BUTTON}</button></p>
        </form>
    }
    .into_any()
}

fn made_view(made: Vec<LetterView>) -> AnyView {
    if made.is_empty() {
        return view! { <p id=MADE_ID tabindex="-1"><strong>{text::LETTERS_NONE}</strong></p> }.into_any();
    }
    view! {
        <div class="c-row u-no-print">
            <h2 id=MADE_ID tabindex="-1">{text::letters(made.len())}</h2>
            <button type="button" class="c-button" on:click=move |_| page::print()>{text::PRINT}</button>
        </div>
        {made.iter().map(letter_view).collect_view()}
    }
    .into_any()
}

/// One letter: also what is shown when a single adult gets a new link.
pub(crate) fn letter_view(letter: &LetterView) -> AnyView {
    let school = use_school();
    let origin = page::origin();
    let children: Vec<(String, String)> =
        letter.children.iter().map(|child| (child.first_name.clone(), child.class_name.clone())).collect();
    let contact = move || school.get().map(|school| format!("{}, {}", school.phone, school.email));
    view! {
        <article class="c-section c-letter-page">
            <p class="c-letter-page__school">{move || school.name()}</p>
            <h3>{text::LETTER_SUBJECT}</h3>
            <p dir="auto">{text::dear(&letter.adult_name)}</p>
            <p dir="auto">{text::letter_for(&children)} " " {text::LETTER_BODY}</p>
            <div class="c-letter-page__ways">
                <div>
                    <p>{text::LETTER_SCAN}</p>
                    {qr_code(&format!("{origin}{}", letter.path), text::LETTER_QR)}
                </div>
                <div>
                    <p>{text::LETTER_TYPE}</p>
                    <p><strong>{format!("{origin}/family")}</strong></p>
                    <p class="c-letter-page__code"><code>{letter.code.clone()}</code></p>
                </div>
            </div>
            <p>{text::LETTER_CARE}</p>
            <p>{contact}</p>
        </article>
    }
    .into_any()
}
