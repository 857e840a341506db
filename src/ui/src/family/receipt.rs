//! A receipt: what was signed, for whom, when, and how to keep it.

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::receipt::{Receipt, SealedReceipt};
use shine_domain::record::Act;

use crate::components::{PictureSize, decoration, heading_of, page_heading};
use crate::document_view::{Promises, whole_view};
use crate::platform::{download, page};
use crate::route::Route;
use crate::text::{and_list, family};
use crate::uk_time::UkTime;

/// Whether the receipt is of asking to talk first.
const fn is_talk(receipt: &Receipt) -> bool {
    matches!(receipt.act, Act::Declined)
}

/// The page.
#[must_use]
pub fn receipt_view(sealed: &SealedReceipt) -> AnyView {
    let receipt = &sealed.receipt;
    let (title, next, words) = if is_talk(receipt) {
        (family::RECEIPT_TALK_TITLE, family::RECEIPT_NEXT_TALK, family::READ_WORDS_TALK)
    } else {
        (family::RECEIPT_SIGNED_TITLE, family::RECEIPT_NEXT_SIGNED, family::READ_WORDS)
    };
    let name = format!("{} {}", family::RECEIPT_TITLE, receipt.reference);
    view! {
        <div class="l-family">
            <p class="c-back"><a class="c-back__link" href=Route::Family.href()>{family::BACK_TO_FAMILY}</a></p>
            <div class="c-panel">
                {decoration(if is_talk(receipt) { "speech-balloon" } else { "check-mark-button" }, PictureSize::OfStep)}
                {heading_of(name, title.into_any())}
                <p class="c-panel__label">{family::RECEIPT_REFERENCE}</p>
                <p class="c-panel__reference">{receipt.reference.to_string()}</p>
            </div>
            {facts_view(receipt)}
            <p><a href=Route::ReceiptText(receipt.reference.clone()).href()>{words}</a></p>
            <h2>{family::RECEIPT_NEXT}</h2>
            <p>{next}</p>
            <h2>{family::RECEIPT_CHANGE}</h2>
            <p>{receipt.change.clone()}</p>
            {buttons_view(sealed)}
        </div>
    }
    .into_any()
}

fn facts_view(receipt: &Receipt) -> AnyView {
    let at = UkTime::new(receipt.at);
    let pupils: Vec<_> =
        receipt.pupils.iter().map(|pupil| family::child_in_class(&pupil.first_name, &pupil.class_name)).collect();
    let (who, act) = if is_talk(receipt) {
        (family::RECEIPT_WHO_TALK, family::RECEIPT_ACT_TALK)
    } else {
        (family::RECEIPT_WHO, family::RECEIPT_ACT_SIGNED)
    };
    let mut facts = vec![
        (family::RECEIPT_WHAT, family::title_and_version(&receipt.title, &receipt.document.version.to_string())),
        (family::RECEIPT_ACT, act.to_owned()),
        (who, format!("{} ({})", receipt.signed_by, receipt.relationship)),
        (family::RECEIPT_FOR, and_list(&pupils)),
        (family::RECEIPT_WHEN, family::on_at(&at.date(), &at.clock())),
        (family::RECEIPT_SCHOOL, receipt.controller.clone()),
        (family::RECEIPT_ENTRY, receipt.entry.to_string()),
    ];
    if let Some(declaration) = &receipt.declaration {
        facts.insert(3, (family::RECEIPT_SAID, declaration.clone()));
    }
    let row = |(name, value)| view! { <div class="c-facts__row"><dt>{name}</dt><dd dir="auto">{value}</dd></div> };
    view! { <dl class="c-facts">{facts.into_iter().map(row).collect_view()}</dl> }.into_any()
}

fn buttons_view(sealed: &SealedReceipt) -> AnyView {
    let file = family::receipt_file(sealed.receipt.reference.as_str());
    let json = serde_json::to_string_pretty(sealed).unwrap_or_default();
    view! {
        <div class="c-panel__buttons u-no-print">
            <button type="button" class="c-button" on:click=|_| page::print()>{family::PRINT}</button>
            <button type="button" class="c-button c-button--quiet" aria-describedby="download-hint"
                on:click=move |_| download::save(&file, "application/json", &json)>
                {family::DOWNLOAD}
            </button>
            <p class="c-panel__hint" id="download-hint">{family::DOWNLOAD_HINT}</p>
        </div>
    }
    .into_any()
}

/// The exact words a receipt is about.
#[must_use]
pub fn receipt_text_view(receipt: &Receipt, document: &Document) -> AnyView {
    let note = if is_talk(receipt) { family::TEXT_NOTE_TALK } else { family::TEXT_NOTE_SIGNED };
    view! {
        <article class="l-family l-read">
            <p class="c-back">
                <a class="c-back__link" href=Route::Receipt(receipt.reference.clone()).href()>{family::BACK_TO_RECEIPT}</a>
            </p>
            {page_heading(family::title_and_version(&receipt.title, &receipt.document.version.to_string()))}
            <p class="c-note">{note}</p>
            {whole_view(document, Promises::Read)}
            <p class="c-version">{receipt.document.digest.to_string()}</p>
        </article>
    }
    .into_any()
}
