//! A receipt, and the words it is about.

use std::sync::Arc;

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::ids::Reference;
use shine_domain::parse::DocumentName;
use shine_domain::receipt::Receipt;
use shine_ui::api;
use shine_ui::family::{receipt_text_view, receipt_view};
use shine_ui::fault::Fault;
use shine_ui::library::fetch_frozen;
use shine_ui::load::Loader;
use shine_wire::ReceiptResponse;

use super::family::behind_link;

/// The page of the receipt with `reference`.
pub(crate) fn page(reference: Reference) -> AnyView {
    let loader = Loader::new(None, move || api::receipt(reference.clone()));
    behind_link(loader, |response: ReceiptResponse| receipt_view(&response.receipt))
}

/// The page with the exact words the receipt with `reference` is about.
pub(crate) fn text_page(reference: Reference) -> AnyView {
    let loader = Loader::new(None, move || find(reference.clone()));
    behind_link(loader, |(receipt, document): (Receipt, Arc<Document>)| receipt_text_view(&receipt, &document))
}

async fn find(reference: Reference) -> Result<(Receipt, Arc<Document>), Fault> {
    let receipt = api::receipt(reference).await?.receipt.receipt;
    let text = receipt.document.clone();
    let name = DocumentName { kind: text.kind, slug: text.slug, language: text.language };
    let document = fetch_frozen(name, text.digest).await?;
    Ok((receipt, document))
}
