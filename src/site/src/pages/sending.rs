//! Sending what was signed or said: once, under one key, and saying so when it did not arrive.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_ui::api;
use shine_ui::components::{Announcer, PictureSize, decoration, page_heading, use_announcer};
use shine_ui::family::{Draft, NOT_SENT_ID, SignPage, Signing};
use shine_ui::fault::Fault;
use shine_ui::navigation::{Navigation, use_navigation};
use shine_ui::platform::{page as window, random};
use shine_ui::route::Route;
use shine_ui::text::{errors, family};
use shine_wire::{ErrorCode, ReceiptResponse};

/// The submissions of one page. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Sending {
    page: SignPage,
    signing: StoredValue<Signing>,
    navigation: Navigation,
    announcer: Announcer,
}

impl Sending {
    /// Nothing sent yet.
    pub(crate) fn new(page: SignPage) -> Self {
        let signing = StoredValue::new(Signing::default());
        Self { page, signing, navigation: use_navigation(), announcer: use_announcer() }
    }

    /// Sends `draft` and goes to its receipt. `refused` may show a refusal in a way of its own, and says whether it did.
    pub(crate) fn send(self, draft: Draft, refused: impl Fn(&Fault) -> bool + 'static) {
        let request = self.signing.try_update_value(|signing| signing.request(draft, random::submission_key));
        let Some(request) = request else { return };
        self.page.is_busy.set(true);
        self.announcer.say(family::SENDING);
        spawn_local(async move {
            let answer = api::record(request).await;
            let _ = self.page.is_busy.try_set(false);
            match answer {
                Ok(ReceiptResponse { receipt }) => {
                    self.navigation.go_instead(Route::Receipt(receipt.receipt.reference));
                }
                Err(fault) if refused(&fault) => {}
                Err(fault) => self.not_sent(fault),
            }
        });
    }

    /// Says what was not right, or that nothing was sent; what was typed stays.
    fn not_sent(self, fault: Fault) {
        if fault.code() == Some(ErrorCode::KeyReused) {
            self.signing.update_value(Signing::forget_key);
        }
        if let Fault::Refused(body) = &fault {
            let problems: Vec<_> =
                body.fields.iter().filter_map(errors::field).map(|(field, words)| (field, words.to_owned())).collect();
            if !problems.is_empty() {
                self.page.errors.show(problems);
                return;
            }
        }
        if self.page.fault.try_set(Some(fault)).is_none() {
            request_animation_frame(|| {
                window::go_to(NOT_SENT_ID);
            });
        }
    }
}

/// There is nothing of this family's to sign or answer at this address.
pub(crate) fn no_task() -> AnyView {
    view! {
        <section class="c-message">
            {decoration("envelope", PictureSize::OfStep)}
            {page_heading(family::NO_TASK_TITLE)}
            <p>{family::NO_TASK_BODY}</p>
            <p><a class="c-button" href=Route::Family.href()>{family::TO_FAMILY}</a></p>
        </section>
    }
    .into_any()
}
