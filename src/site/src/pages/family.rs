//! A family's first page: opens the private link and shows what belongs to it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_ui::api;
use shine_ui::components::{PictureSize, decoration, load_failed, loading, page_heading};
use shine_ui::family::{Opening, family_view, open_view};
use shine_ui::fault::Fault;
use shine_ui::keeping::FAMILY_MARK;
use shine_ui::load::{Load, Loader};
use shine_ui::navigation::{Navigation, use_navigation};
use shine_ui::platform::storage::{self, Shelf};
use shine_ui::route::Route;
use shine_ui::text;
use shine_ui::text::errors::{self, Field};
use shine_wire::{ErrorCode, FamilyResponse};

/// The page.
pub(crate) fn page() -> AnyView {
    let navigation = use_navigation();
    let loader = Loader::new(None, move || open_and_fetch(navigation, navigation.fragment()));
    behind_link(loader, |response| family_view(&response))
}

/// Opens the link in `fragment`, if there is one, and fetches the family. The link leaves the address as soon as it is
/// known whether it opens anything; after a broken connection it stays, so that loading the page again tries again.
async fn open_and_fetch(navigation: Navigation, fragment: String) -> Result<FamilyResponse, Fault> {
    if !fragment.is_empty() {
        let opened = api::open_session(fragment).await;
        if matches!(opened, Ok(()) | Err(Fault::Refused(_))) {
            navigation.drop_fragment();
        }
        opened?;
        mark_opened();
    } else if storage::read(Shelf::Device, FAMILY_MARK).is_none() {
        // Nobody opened a link here: no need to ask the server who this is.
        return Err(Fault::refused(ErrorCode::NotSignedIn));
    }
    let family = api::family().await;
    if family.as_ref().is_err_and(Fault::is_not_signed_in) {
        storage::remove(Shelf::Device, FAMILY_MARK);
    }
    family
}

fn mark_opened() {
    storage::write(Shelf::Device, FAMILY_MARK, "1");
}

/// Shows what `loader` brings; a family that is not signed in gets the form that opens its link first.
pub(crate) fn behind_link<T: Clone + Send + Sync + 'static>(
    loader: Loader<T>,
    view: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    (move || match loader.get() {
        Load::Waiting => loading(),
        Load::Ready(value) => view(value),
        Load::Failed(fault) if fault.is_not_signed_in() => open_page(&fault, loader),
        Load::Failed(fault) if fault.is_not_found() => nothing_here(&fault),
        Load::Failed(fault) => load_failed(errors::fault(&fault), move || loader.try_again()),
    })
    .into_any()
}

/// Nothing of this family's is at the address: which, and the way back.
fn nothing_here(fault: &Fault) -> AnyView {
    view! {
        <section class="c-message">
            {decoration("compass", PictureSize::OfStep)}
            {page_heading(text::NOT_FOUND_TITLE)}
            <p>{errors::fault(fault)}</p>
            <p><a class="c-button" href=Route::Family.href()>{text::family::TO_FAMILY}</a></p>
        </section>
    }
    .into_any()
}

fn open_page<T: Clone + Send + Sync + 'static>(fault: &Fault, loader: Loader<T>) -> AnyView {
    let is_wrong_link = fault.code() == Some(ErrorCode::LinkNotValid);
    let form = Opening::new(is_wrong_link.then(|| errors::fault(fault).to_owned()));
    open_view(form, move |token| {
        form.is_busy.set(true);
        spawn_local(async move {
            let opened = api::open_session(token).await;
            let _ = form.is_busy.try_set(false);
            match opened {
                Ok(()) => {
                    mark_opened();
                    loader.try_again();
                }
                Err(fault) => form.errors.show(vec![(Field::Token, errors::fault(&fault).to_owned())]),
            }
        });
    })
}
