//! The reading settings, on every page: folded up behind one button.

use leptos::prelude::*;

use crate::drawing::is_drawing;
use crate::navigation::use_navigation;
use crate::platform::page;
use crate::reading::{self, Reading, SETTINGS, Setting};
use crate::text::reading as words;

/// The id of the button.
const OPEN_ID: &str = "reading-open";

/// The button and what it unfolds. A page that is drawn before the program is there has only the place for it, so that
/// nothing moves when it comes.
#[must_use]
pub fn reading_settings() -> AnyView {
    if is_drawing() {
        return view! { <span class="c-reading c-reading__open c-reading__open--later"></span> }.into_any();
    }
    let chosen = RwSignal::new(Reading::default());
    Effect::new(move |_| chosen.set(reading::kept()));
    let is_open = RwSignal::new(false);
    let navigation = use_navigation();
    Effect::new(move |before: Option<()>| {
        // Over the next page it would hide the heading.
        let _ = navigation.route();
        if before.is_some() {
            is_open.set(false);
        }
    });
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            is_open.set(false);
            page::focus(OPEN_ID);
        }
    };
    let settings = SETTINGS.iter().enumerate().map(|(at, setting)| setting_view(chosen, at, setting)).collect_view();
    view! {
        <details class="c-reading" prop:open=is_open on:keydown=escape
            on:toggle:target=move |event| is_open.set(event.target().has_attribute("open"))>
            <summary class="c-reading__open" id=OPEN_ID aria-label=words::OPEN>
                <span aria-hidden="true">{words::SIGN}</span>
            </summary>
            <div class="c-reading__panel">
                {settings}
                <p class="c-reading__device">{words::DEVICE}</p>
            </div>
        </details>
    }
    .into_any()
}

fn setting_view(chosen: RwSignal<Reading>, at: usize, setting: &'static Setting) -> AnyView {
    let choices = setting.choices.iter().enumerate().map(|(choice, (word, title))| {
        let id = format!("reading-{}-{word}", setting.word);
        let choose = move |_| {
            chosen.update(|reading| reading.choose(at, choice));
            reading::keep(chosen.get_untracked());
        };
        view! {
            <label class="c-reading__choice" for=id.clone()>
                <input type="radio" name=format!("reading-{}", setting.word) id=id.clone()
                    prop:checked=move || chosen.get().choice(at) == choice on:change=choose/>
                <span>{*title}</span>
            </label>
        }
    });
    view! {
        <fieldset class="c-reading__setting">
            <legend>{setting.title}</legend>
            <div class="c-reading__choices">{choices.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
