//! Putting the program into the page.

use leptos::mount::mount_to;
use leptos::prelude::{IntoView, document, request_animation_frame};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use crate::place::{BASE_TAG, Place, SERVER_TAG};

/// The element of `index.html` the site is drawn into.
const APP_ID: &str = "app";
/// The element of `index.html` that is read until then.
const WAITING_ID: &str = "waiting";

/// Draws `app` into `index.html`, beside what can be read there meanwhile: a page that was drawn before this program was
/// here, or that it is loading. Without those elements nothing happens.
pub fn start<View: IntoView + 'static>(app: impl FnOnce() -> View + 'static) {
    let Some(place) = document().get_element_by_id(APP_ID).and_then(|element| element.dyn_into().ok()) else { return };
    mount_to(place, app).forget();
}

/// Takes away what was read until the program had a page of its own to show. Whoever was at a link there is at the same
/// link of the program's page.
pub fn show_app() {
    let (Some(app), Some(waiting)) = (document().get_element_by_id(APP_ID), document().get_element_by_id(WAITING_ID))
    else {
        return;
    };
    let address = document().active_element().filter(|active| waiting.contains(Some(active)));
    let address = address.and_then(|active| active.get_attribute("href"));
    let ticked = ticked_in(&waiting);
    let picked = picked_in(&waiting);
    waiting.remove();
    let _ = app.remove_attribute("hidden");
    if !ticked.is_empty() {
        let app = app.clone();
        request_animation_frame(move || ticked.iter().for_each(|id| tick(&app, id)));
    }
    if !picked.is_empty() {
        let app = app.clone();
        request_animation_frame(move || picked.iter().for_each(|(id, value)| pick(&app, id, value)));
    }
    if let Some(address) = address
        && let Ok(Some(link)) = app.query_selector(&format!("a[href=\"{}\"]", address.replace(['"', '\\'], "")))
        && let Some(link) = link.dyn_ref::<web_sys::HtmlElement>()
    {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = link.focus_with_options(&options);
    }
}

/// The ids of what was ticked on the drawn page: somebody was quicker than the program.
fn ticked_in(waiting: &Element) -> Vec<String> {
    let mut ticked = Vec::new();
    while let Ok(Some(input)) = waiting.query_selector("input:checked") {
        let Some(input) = input.dyn_ref::<HtmlInputElement>() else { break };
        input.set_checked(false);
        ticked.push(input.id());
    }
    ticked
}

/// The lists on the drawn page in which something was picked, by id.
fn picked_in(waiting: &Element) -> Vec<(String, String)> {
    let Ok(lists) = waiting.query_selector_all("select[id]") else { return Vec::new() };
    let lists = (0..lists.length()).filter_map(|at| lists.item(at)?.dyn_into::<HtmlSelectElement>().ok());
    lists.map(|list| (list.id(), list.value())).filter(|(_, value)| !value.is_empty()).collect()
}

/// Picks the same on the program's own page, as if it had been done there.
fn pick(app: &Element, id: &str, value: &str) {
    let found = app.query_selector(&format!("select[id=\"{}\"]", id.replace(['"', '\\'], ""))).ok().flatten();
    let Some(list) = found.as_ref().and_then(|list| list.dyn_ref::<HtmlSelectElement>()) else { return };
    list.set_value(value);
    let options = web_sys::EventInit::new();
    options.set_bubbles(true);
    if let Ok(change) = web_sys::Event::new_with_event_init_dict("change", &options) {
        let _ = list.dispatch_event(&change);
    }
}

/// Ticks the same on the program's own page, as if it had been done there.
fn tick(app: &Element, id: &str) {
    let found = app.query_selector(&format!("input[id=\"{}\"]", id.replace(['"', '\\'], ""))).ok().flatten();
    if let Some(input) = found.as_ref().and_then(|input| input.dyn_ref::<HtmlInputElement>())
        && !input.checked()
    {
        input.click();
        check_answer(input);
    }
}

/// Has an answer checked that was picked on the drawn page, where picking alone showed its feedback.
fn check_answer(input: &HtmlInputElement) {
    if input.type_() != "radio" {
        return;
    }
    let form = input.closest("form").ok().flatten();
    let button = form.and_then(|form| form.query_selector("button[type=submit]").ok().flatten());
    if let Some(button) = button.as_ref().and_then(|button| button.dyn_ref::<web_sys::HtmlElement>()) {
        button.click();
    }
}

/// Leaves the page that was drawn before the program was here as it is, for good; only its button to print is brought to
/// life. Whether there was such a page.
pub fn keep_drawn_page() -> bool {
    let Some(drawn) = document().get_element_by_id(WAITING_ID).filter(|page| page.has_attribute("data-drawn")) else {
        return false;
    };
    let _ = drawn.remove_attribute("id");
    if let Some(app) = document().get_element_by_id(APP_ID) {
        app.remove();
    }
    if let Ok(Some(button)) = drawn.query_selector("[data-print]") {
        let print = Closure::<dyn Fn()>::new(crate::platform::page::print);
        let _ = button.add_event_listener_with_callback("click", print.as_ref().unchecked_ref());
        // It lives as long as the page.
        print.forget();
    }
    true
}

/// Whether a page that was drawn before the program was here can still be read.
#[must_use]
pub fn is_drawn_page_shown() -> bool {
    document().get_element_by_id(WAITING_ID).is_some_and(|waiting| waiting.has_attribute("data-drawn"))
}

/// Reads from `index.html` where this copy of the site stands.
pub fn read_place() {
    let tag = |name: &str| {
        let tag = document().query_selector(&format!("meta[name={name}]")).ok().flatten();
        tag.and_then(|tag| tag.get_attribute("content")).unwrap_or_default()
    };
    Place { base: tag(BASE_TAG), server: tag(SERVER_TAG) }.set();
}
