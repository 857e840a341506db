//! Requests to the school's own server. Nothing else is ever asked for.

use std::time::Duration;

use leptos::prelude::{set_timeout_with_handle, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, Request, RequestInit, Response};

use crate::fault::Fault;

/// How long an answer may take before the page says that it did not come.
const PATIENCE: Duration = Duration::from_secs(25);

/// A server's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: String,
}

/// Fetches `path`.
///
/// # Errors
/// [`Fault::Network`] when no answer came.
pub async fn get(path: &str) -> Result<Answer, Fault> {
    let init = RequestInit::new();
    init.set_method("GET");
    send(path, &init).await.map_err(|_| Fault::Network)
}

/// Sends `json` to `path`.
///
/// # Errors
/// [`Fault::Network`] when no answer came; the server may have got the request all the same.
pub async fn post(path: &str, json: &str) -> Result<Answer, Fault> {
    let ask = || -> Result<RequestInit, JsValue> {
        let headers = Headers::new()?;
        headers.set("content-type", "application/json")?;
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_headers(&headers);
        init.set_body(&JsValue::from_str(json));
        Ok(init)
    };
    let init = ask().map_err(|_| Fault::Network)?;
    send(path, &init).await.map_err(|_| Fault::Network)
}

async fn send(path: &str, init: &RequestInit) -> Result<Answer, JsValue> {
    let controller = AbortController::new()?;
    init.set_signal(Some(&controller.signal()));
    let timer = set_timeout_with_handle(move || controller.abort(), PATIENCE)?;
    let answer = fetch(&Request::new_with_str_and_init(path, init)?).await;
    timer.clear();
    answer
}

async fn fetch(request: &Request) -> Result<Answer, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_request(request)).await?.dyn_into()?;
    let body = JsFuture::from(response.text()?).await?;
    Ok(Answer { status: response.status(), body: body.as_string().unwrap_or_default() })
}
