//! The worker that keeps the lessons on this device (decision 0016). A browser that has none, or may keep nothing,
//! refuses quietly.

use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, ServiceWorkerContainer, ServiceWorkerRegistration};

/// How the worker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// A version is at work: what it keeps is there without the network.
    pub is_ready: bool,
    /// A newer version waits until it is asked for.
    pub is_newer_waiting: bool,
}

/// Registers the worker at `address` unless it is registered already, and says how it stands; `None` where that is
/// refused. From now on `on_word` gets each word the worker says.
pub async fn register(address: &str, on_word: impl Fn(&str) + 'static) -> Option<Standing> {
    let workers = workers()?;
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(word) = event.data().as_string() {
            on_word(&word);
        }
    });
    // It lives as long as the page.
    workers.set_onmessage(Some(listener.into_js_value().unchecked_ref()));
    let registration: ServiceWorkerRegistration =
        JsFuture::from(workers.register(address)).await.ok()?.dyn_into().ok()?;
    let is_ready = registration.active().is_some();
    Some(Standing { is_ready, is_newer_waiting: is_ready && registration.waiting().is_some() })
}

/// Says `word` to the newer version that waits. Whether there is one.
pub async fn tell_newer(word: &str) -> bool {
    let Some(workers) = workers() else { return false };
    let registration = JsFuture::from(workers.get_registration()).await.ok();
    let registration = registration.and_then(|found| found.dyn_into::<ServiceWorkerRegistration>().ok());
    let newer = registration.and_then(|registration| registration.waiting());
    newer.is_some_and(|newer| newer.post_message(&word.into()).is_ok())
}

/// The browser's workers; none where the page did not come encrypted, and in some private windows.
fn workers() -> Option<ServiceWorkerContainer> {
    Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?.dyn_into().ok()
}
