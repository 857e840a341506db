//! A receipt: what was signed, for whom, when, and how to keep it.

use leptos::prelude::*;
use shine_domain::document::Document;
use shine_domain::receipt::{Receipt, ReceiptAnswer, SealedReceipt};
use shine_domain::record::Act;

use crate::components::{PictureSize, decoration, heading_of, page_heading};
use crate::document_view::{Promises, whole_view};
use crate::platform::{download, page};
use crate::route::Route;
use crate::text::{and_list, consent, family};
use crate::uk_time::UkTime;

/// The words for what a receipt is of.
struct Words {
    picture: &'static str,
    title: &'static str,
    act: &'static str,
    who: &'static str,
    next: &'static str,
    read: &'static str,
    read_note: &'static str,
}

const fn words_of(act: Act) -> Words {
    let signed = Words {
        picture: "check-mark-button",
        title: family::RECEIPT_SIGNED_TITLE,
        act: family::RECEIPT_ACT_SIGNED,
        who: family::RECEIPT_WHO,
        next: family::RECEIPT_NEXT_SIGNED,
        read: family::READ_WORDS,
        read_note: family::TEXT_NOTE_SIGNED,
    };
    let asked = Words {
        who: consent::RECEIPT_WHO,
        read: family::READ_WORDS_TALK,
        read_note: family::TEXT_NOTE_ASKED,
        ..signed
    };
    match act {
        Act::Declined => Words {
            picture: "speech-balloon",
            title: family::RECEIPT_TALK_TITLE,
            act: family::RECEIPT_ACT_TALK,
            who: family::RECEIPT_WHO_TALK,
            next: family::RECEIPT_NEXT_TALK,
            read: family::READ_WORDS_TALK,
            read_note: family::TEXT_NOTE_TALK,
        },
        Act::Answered => Words {
            title: consent::RECEIPT_ANSWERED_TITLE,
            act: consent::RECEIPT_ACT_ANSWERED,
            next: consent::RECEIPT_NEXT_ANSWERED,
            ..asked
        },
        Act::Withdrawn => Words {
            title: consent::RECEIPT_WITHDRAWN_TITLE,
            act: consent::RECEIPT_ACT_WITHDRAWN,
            next: consent::RECEIPT_NEXT_WITHDRAWN,
            ..asked
        },
        Act::Objected => Words {
            title: consent::RECEIPT_OBJECTED_TITLE,
            act: consent::RECEIPT_ACT_OBJECTED,
            next: consent::RECEIPT_NEXT_OBJECTED,
            ..asked
        },
        _ => signed,
    }
}

/// The page.
#[must_use]
pub fn receipt_view(sealed: &SealedReceipt) -> AnyView {
    let receipt = &sealed.receipt;
    let Words { picture, title, next, read: words, .. } = words_of(receipt.act);
    let name = format!("{} {}", family::RECEIPT_TITLE, receipt.reference);
    view! {
        <div class="l-family">
            <p class="c-back"><a class="c-back__link" href=Route::Family.href()>{family::BACK_TO_FAMILY}</a></p>
            <div class="c-panel">
                {decoration(picture, PictureSize::OfStep)}
                {heading_of(name, title.into_any())}
                <p class="c-panel__label">{family::RECEIPT_REFERENCE}</p>
                <p class="c-panel__reference">{receipt.reference.to_string()}</p>
            </div>
            {receipt.entered.is_some().then(|| view! { <p>{family::RECEIPT_ENTERED}</p> })}
            {answers_view(receipt)}
            {receipt_facts_view(receipt)}
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

/// What was said, question by question.
fn answers_view(receipt: &Receipt) -> Option<AnyView> {
    let row = |answer: &ReceiptAnswer| {
        view! {
            <div class="c-facts__row">
                <dt dir="auto">{answer.question.clone()}</dt>
                <dd><strong>{consent::said(answer.said)}</strong></dd>
            </div>
        }
    };
    let rows = receipt.answers.iter().map(row).collect_view();
    let list = view! { <h2>{consent::RECEIPT_ANSWERS}</h2> <dl class="c-facts">{rows}</dl> };
    (!receipt.answers.is_empty()).then(|| list.into_any())
}

/// Everything else that a receipt says.
#[must_use]
pub fn receipt_facts_view(receipt: &Receipt) -> AnyView {
    let at = UkTime::new(receipt.at);
    let pupils: Vec<_> =
        receipt.pupils.iter().map(|pupil| family::child_in_class(&pupil.first_name, &pupil.class_name)).collect();
    let Words { who, act, .. } = words_of(receipt.act);
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
    let note = words_of(receipt.act).read_note;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{a_document, count, drawn};
    use shine_domain::ids::{Digest, Language, Reference, Slug, Version};
    use shine_domain::receipt::ReceiptPupil;
    use shine_domain::record::FrozenText;
    use shine_domain::vocabulary::Kind;

    fn a_receipt(act: Act) -> SealedReceipt {
        let slug = |text: &str| Slug::try_from(text).expect("a slug");
        let receipt = Receipt {
            v: 1,
            reference: Reference::try_from("7KDW3XPA").expect("a reference"),
            school: slug("casterton-primary"),
            controller: "Casterton Primary Academy".into(),
            act,
            document: FrozenText {
                kind: Kind::Charter,
                slug: slug("parents"),
                language: Language::try_from("en").expect("a language"),
                version: Version { major: 1, minor: 0 },
                digest: Digest::of(b"the words"),
            },
            title: "SHINE charter".into(),
            declaration: Some("I have read this.".into()),
            answers: vec![],
            notice: None,
            signed_by: "Zoë <O’Neill>".into(),
            relationship: "mother".into(),
            pupils: vec![ReceiptPupil { first_name: "Rowan".into(), class_name: "Willow".into() }],
            at: 1_795_363_500_000,
            entry: 12,
            entry_hash: Digest::zero(),
            change: "Tell the office.".into(),
            entered: None,
        };
        SealedReceipt { receipt, key: "k".repeat(16), signature: "0".repeat(128) }
    }

    #[test]
    fn a_receipt_says_what_for_whom_when_and_how_to_change_it() {
        let html = drawn(|| receipt_view(&a_receipt(Act::Acknowledged)));
        assert_eq!(count(&html, "<h1"), 1);
        for part in [
            "7KDW3XPA",
            "SHINE charter, version 1.0",
            "Zoë &lt;O’Neill&gt; (mother)",
            "Rowan (Willow)",
            "22 November 2026 at 4:05\u{a0}pm, UK time",
            "I have read this.",
            "Tell the office.",
            r#"href="/family/receipts/7KDW3XPA/text""#,
            family::PRINT,
            family::DOWNLOAD,
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn asking_to_talk_first_is_not_called_signing() {
        let html = drawn(|| receipt_view(&a_receipt(Act::Declined)));
        assert!(html.contains(family::RECEIPT_TALK_TITLE) && html.contains(family::RECEIPT_ACT_TALK));
        assert!(!html.contains(family::RECEIPT_SIGNED_TITLE));
    }

    #[test]
    fn the_words_that_were_signed_are_shown_with_their_digest() {
        let receipt = a_receipt(Act::Acknowledged).receipt;
        let html = drawn(|| receipt_text_view(&receipt, &a_document(Kind::Charter, "A charter", vec![])));
        assert!(html.contains(&receipt.document.digest.to_string()));
        assert_eq!(count(&html, "<h1"), 1);
    }
}
