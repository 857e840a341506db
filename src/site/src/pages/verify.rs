//! Proving a receipt: on this device, with the school's public keys.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_domain::receipt::ReceiptFault;
use shine_ui::api;
use shine_ui::components::{PictureSize, decoration, page_heading};
use shine_ui::family::receipt_facts_view;
use shine_ui::load::{Load, Loader};
use shine_ui::platform::file;
use shine_ui::receipt_check::{Checked, check};
use shine_ui::text::{errors, pages};
use shine_wire::KeysResponse;

/// The page.
pub(crate) fn page() -> AnyView {
    let keys = Loader::new(None, api::keys);
    let text = RwSignal::new(String::new());
    let checked = RwSignal::new(None::<String>);
    let choose = move |event: leptos::ev::Event| {
        spawn_local(async move {
            let read = file::read_chosen(event).await.unwrap_or_default();
            let _ = text.try_set(read.clone());
            let _ = checked.try_set(Some(read));
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        checked.set(Some(text.get_untracked()));
    };
    let result = move || checked.get().map(|text| result_view(&text, keys.get()));
    view! {
        <div class="l-read">
            {page_heading(pages::VERIFY_TITLE)}
            <p class="c-lead">{pages::VERIFY_LEAD}</p>
            <form class="c-form" on:submit=submit novalidate>
                <div class="c-field">
                    <label class="c-field__label" for="receipt-file">{pages::VERIFY_FILE}</label>
                    <p class="c-field__hint" id="receipt-file-hint">{pages::VERIFY_FILE_HINT}</p>
                    <input class="c-field__file" type="file" id="receipt-file" accept=".json,application/json"
                        aria-describedby="receipt-file-hint" on:change=choose/>
                </div>
                <div class="c-field">
                    <label class="c-field__label" for="receipt-text">{pages::VERIFY_TEXT}</label>
                    <textarea class="c-field__input c-field__input--long" id="receipt-text" rows="6" spellcheck="false"
                        autocomplete="off" prop:value=move || text.get()
                        on:input:target=move |event| text.set(event.target().value())></textarea>
                </div>
                <p><button type="submit" class="c-button c-button--large">{pages::VERIFY_BUTTON}</button></p>
            </form>
            <div role="status">{result}</div>
            <section class="c-note">
                <h2 class="c-note__title">{pages::VERIFY_HOW}</h2>
                <p>{pages::VERIFY_HOW_BODY}</p>
            </section>
        </div>
    }
    .into_any()
}

fn result_view(text: &str, keys: Load<KeysResponse>) -> AnyView {
    let keys = match keys {
        Load::Waiting => return view! { <p>{shine_ui::text::LOADING}</p> }.into_any(),
        Load::Failed(fault) => return panel("worried-face", pages::VERIFY_NO_KEYS, errors::fault(&fault)),
        Load::Ready(keys) => keys,
    };
    match check(text, &keys) {
        Checked::Genuine(receipt) => view! {
            <div class="c-panel">
                {decoration("check-mark-button", PictureSize::OfStep)}
                <h2>{pages::VERIFY_GENUINE}</h2>
                <p>{pages::verify_genuine(&receipt.controller, receipt.reference.as_str())}</p>
            </div>
            {receipt_facts_view(&receipt)}
        }
        .into_any(),
        Checked::NotGenuine(ReceiptFault::Changed) => panel("shield", pages::VERIFY_NOT, pages::VERIFY_CHANGED),
        Checked::NotGenuine(ReceiptFault::UnknownKey) => panel("shield", pages::VERIFY_NOT, pages::VERIFY_OTHER_KEY),
        Checked::NotGenuine(ReceiptFault::UnknownFormat) => {
            panel("thinking-face", pages::VERIFY_NONE, pages::VERIFY_NEWER)
        }
        Checked::NoReceipt => panel("thinking-face", pages::VERIFY_NONE, pages::VERIFY_NONE_BODY),
    }
}

fn panel(picture: &str, title: &'static str, body: &'static str) -> AnyView {
    view! {
        <div class="c-panel c-panel--not">
            {decoration(picture, PictureSize::OfStep)}
            <h2>{title}</h2>
            <p>{body}</p>
        </div>
    }
    .into_any()
}
