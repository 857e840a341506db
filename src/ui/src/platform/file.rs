//! A file somebody chose on their device. It is read here and goes nowhere.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

/// The text of the file chosen in the field an event came from; `None` when there is none or it cannot be read.
pub async fn read_chosen(event: web_sys::Event) -> Option<String> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0)?;
    // A receipt has a few kilobytes; what is far longer is none.
    if file.size() > 1_000_000.0 {
        return None;
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
}
