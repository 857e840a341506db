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

/// The bytes of the file chosen in the field an event came from, if it has at most `most`.
///
/// # Errors
/// [`FileRefused`] says why there is nothing to read.
pub async fn read_chosen_bytes(event: web_sys::Event, most: usize) -> Result<Vec<u8>, FileRefused> {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let file = input.and_then(|input| input.files()).and_then(|files| files.get(0)).ok_or(FileRefused::Unreadable)?;
    // Asked before reading: a file of a gigabyte would fill the memory.
    #[expect(clippy::cast_precision_loss, reason = "sizes of files are far below where it matters")]
    if file.size() > most as f64 {
        return Err(FileRefused::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| FileRefused::Unreadable)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Why a chosen file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRefused {
    /// There is none, or the device does not give it.
    Unreadable,
    /// It is larger than asked for.
    TooLarge,
}
