//! Every request the site makes, and how its answer is read.

use serde::de::DeserializeOwned;
use shine_domain::ids::{Digest, Language, Reference, Slug};
use shine_wire::{
    API, ContentIndex, ErrorCode, FamilyResponse, KeysResponse, ReceiptResponse, RecordRequest, SchoolResponse,
    SessionRequest, WatchResponse,
};

use crate::fault::Fault;
use crate::place;
use crate::platform::http::{self, Answer};

/// The school.
///
/// # Errors
/// [`Fault`] when it cannot be had.
pub async fn school() -> Result<SchoolResponse, Fault> {
    read(&http::get(&place::public("/content/school.json")).await?)
}

/// The public keys the school signs receipts with.
///
/// # Errors
/// [`Fault`] when they cannot be had.
pub async fn keys() -> Result<KeysResponse, Fault> {
    read(&http::get(&format!("{API}/keys")).await?)
}

/// Every document that can be read.
///
/// # Errors
/// [`Fault`] when it cannot be had.
pub async fn content_index() -> Result<ContentIndex, Fault> {
    read(&http::get(&place::public("/content/index.json")).await?)
}

/// What changed and what is wrong, while content is watched.
///
/// # Errors
/// [`Fault`] when it cannot be had.
pub async fn watch() -> Result<WatchResponse, Fault> {
    read(&http::get(&place::public("/content/watch.json")).await?)
}

/// A document's text as it stands now, from a folder of the content: a kind's, or [`shine_wire::WHOLE_LESSONS`].
///
/// # Errors
/// [`Fault`] when it cannot be had; see [`Fault::is_not_found`].
pub async fn document_text(folder: &'static str, slug: Slug, language: Language) -> Result<String, Fault> {
    read_text(http::get(&place::public(&format!("/content/{folder}/{slug}.{language}.md"))).await?)
}

/// A published text, by its digest.
///
/// # Errors
/// [`Fault`] when it cannot be had.
pub async fn frozen_text(digest: Digest) -> Result<String, Fault> {
    read_text(http::get(&format!("/content/documents/{digest}.md")).await?)
}

/// Opens a private link.
///
/// # Errors
/// [`Fault`]; with [`ErrorCode::LinkNotValid`] when it opens nothing.
pub async fn open_session(token: String) -> Result<(), Fault> {
    let answer = http::post(&format!("{API}/family/session"), &write(&SessionRequest { token })).await?;
    if is_success(answer.status) { Ok(()) } else { Err(Fault::of_answer(answer.status, &answer.body)) }
}

/// What this family sees.
///
/// # Errors
/// [`Fault`]; see [`Fault::is_not_signed_in`].
pub async fn family() -> Result<FamilyResponse, Fault> {
    read(&http::get(&format!("{API}/family")).await?)
}

/// Signs, or asks to talk first.
///
/// # Errors
/// [`Fault`]. After [`Fault::Network`] the same request may be sent again: its key sees to it that it counts once.
pub async fn record(request: RecordRequest) -> Result<ReceiptResponse, Fault> {
    read(&http::post(&format!("{API}/family/records"), &write(&request)).await?)
}

/// A receipt of this family's.
///
/// # Errors
/// [`Fault`]; with [`ErrorCode::ReceiptNotFound`] when there is none.
pub async fn receipt(reference: Reference) -> Result<ReceiptResponse, Fault> {
    read(&http::get(&format!("{API}/family/receipts/{reference}")).await?)
}

fn write(request: &impl serde::Serialize) -> String {
    serde_json::to_string(request).unwrap_or_default()
}

/// Whether a server's `status` says that what was asked was done.
#[must_use]
pub const fn is_success(status: u16) -> bool {
    status >= 200 && status < 300
}

/// What an answer says.
///
/// # Errors
/// [`Fault::Refused`] with the server's code, [`Fault::Unreadable`] for what is not a `T`.
pub fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, Fault> {
    if !is_success(answer.status) {
        return Err(Fault::of_answer(answer.status, &answer.body));
    }
    serde_json::from_str(&answer.body).map_err(|_| Fault::Unreadable)
}

fn read_text(answer: Answer) -> Result<String, Fault> {
    if !is_success(answer.status) {
        return Err(Fault::of_answer(answer.status, &answer.body));
    }
    // A server that knows no such file may answer with the site's own page.
    let is_page = answer.body.trim_start().get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    if is_page { Err(Fault::refused(ErrorCode::NotFound)) } else { Ok(answer.body) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer { status, body: body.to_owned() }
    }

    #[test]
    fn an_answer_that_is_not_what_was_asked_for_is_a_fault() {
        assert_eq!(read::<ContentIndex>(&answer(200, "<html>")), Err(Fault::Unreadable));
        assert_eq!(read::<ContentIndex>(&answer(200, r#"{"documents":[]}"#)), Ok(ContentIndex::default()));
        let refused = read::<ContentIndex>(&answer(401, r#"{"error":{"code":"not-signed-in","message":""}}"#));
        assert!(refused.is_err_and(|fault| fault.is_not_signed_in()));
    }

    #[test]
    fn the_sites_own_page_is_no_document() {
        let read = read_text(answer(200, "<!DOCTYPE html><html></html>"));
        assert!(read.is_err_and(|fault| fault.is_not_found()));
        assert_eq!(read_text(answer(200, "+++\n{}\n+++\n## One\n")), Ok("+++\n{}\n+++\n## One\n".to_owned()));
    }
}
