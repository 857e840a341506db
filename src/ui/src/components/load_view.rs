//! What is shown while something is fetched, when it came, and when it did not.

use leptos::prelude::*;

use super::{PictureSize, decoration, failure_heading, page_heading};
use crate::load::{Load, Loader};
use crate::route::Route;
use crate::text::{self, errors};

/// Shows what `loader` brings with `view`; until then, and if it fails, says so.
#[must_use]
pub fn load_view<T: Clone + Send + Sync + 'static>(
    loader: Loader<T>,
    view: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    (move || match loader.get() {
        Load::Waiting => loading(),
        Load::Ready(value) => view(value),
        Load::Failed(fault) if fault.is_not_found() => not_found(),
        Load::Failed(fault) => load_failed(errors::reading(&fault), move || loader.try_again()),
    })
    .into_any()
}

/// "Loading", readable after a moment; most pages are there before it is.
#[must_use]
pub fn loading() -> AnyView {
    view! {
        <div class="c-loading" role="status">
            {decoration("sun", PictureSize::OfCard)}
            <p class="c-loading__text">{text::LOADING}</p>
            <p class="c-loading__slow">{text::LOADING_SLOW}</p>
        </div>
    }
    .into_any()
}

/// A page that did not load; `why` it did not, and what to do. For words everybody may read it is [`errors::reading`].
#[must_use]
pub fn load_failed(why: &'static str, try_again: impl Fn() + 'static) -> AnyView {
    view! {
        <section class="c-message">
            {decoration("worried-face", PictureSize::OfStep)}
            {failure_heading(text::LOAD_FAILED_TITLE)}
            <p>{why}</p>
            <p><button type="button" class="c-button" on:click=move |_| try_again()>{text::TRY_AGAIN}</button></p>
        </section>
    }
    .into_any()
}

/// A page that is not there, and where to go instead.
#[must_use]
pub fn not_found() -> AnyView {
    let ways = [
        (Route::Home, text::pages::FIRST_PAGE),
        (Route::Pupils, text::NAV_PUPILS),
        (Route::Family, text::NAV_FAMILIES),
        (Route::School, text::NAV_SCHOOL),
    ];
    let links = ways.map(|(route, name)| view! { <li><a href=route.href()>{name}</a></li> }.into_any());
    view! {
        <section class="c-message">
            {decoration("compass", PictureSize::OfStep)}
            {page_heading(text::NOT_FOUND_TITLE)}
            <p>{text::NOT_FOUND_BODY}</p>
            <ul class="c-message__ways">{links.into_iter().collect_view()}</ul>
        </section>
    }
    .into_any()
}
