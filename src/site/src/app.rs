//! The whole site: what every page shares, and the one list of which page is drawn for which address.

use leptos::prelude::*;
use shine_domain::ids::Slug;
use shine_domain::vocabulary::Kind;
use shine_ui::components::{Announcer, not_found};
use shine_ui::family::Signer;
use shine_ui::library::Library;
use shine_ui::navigation::use_navigation;
use shine_ui::route::{Route, TELL_SOMEONE};
use shine_ui::school::School;

use crate::{pages, shell, watch};

/// The site. Needs a navigation around it.
pub fn app() -> AnyView {
    app_of(School::provide(), Library::provide())
}

/// The site of `school` with the documents of `library`, both provided to all components already.
pub(crate) fn app_of(school: School, library: Library) -> AnyView {
    let announcer = Announcer::provide();
    Signer::provide_memory();
    if let Ok(guide) = Slug::try_from(TELL_SOMEONE) {
        // Fetched at once, so that help is there even if the network goes.
        let _ = library.load(Kind::Guide, guide);
    }
    let navigation = use_navigation();
    let page = move || page(navigation.route());
    view! {
        {shell::header()}
        <main class="l-main" id="main" tabindex="-1">{page}</main>
        {watch::panel(school)}
        {shell::footer()}
        {shine_ui::components::live_region(announcer)}
    }
    .into_any()
}

/// The page of `route`.
fn page(route: Option<Route>) -> AnyView {
    let Some(route) = route else { return not_found() };
    match route {
        Route::Home => pages::home::page(),
        Route::Pupils => pages::pupils::page(),
        Route::Band(band) => pages::band::page(band),
        Route::Lesson(lesson) => pages::lesson::start(lesson),
        Route::Step { lesson, step } => pages::lesson::step(lesson, step),
        Route::AdultNotes(lesson) => pages::lesson::adult_notes(lesson),
        Route::Finished(lesson) => pages::lesson::finished(lesson),
        Route::Charters => pages::charters::page(),
        Route::Charter(charter) => pages::charter::page(charter),
        Route::TellSomeone => pages::tell_someone::page(),
        Route::Read { kind, slug } => pages::read::page(kind, slug),
        Route::School => pages::school::page(),
        Route::Verify => pages::verify::page(),
        Route::Consent { document, child, step } => pages::consent::page(document, child, step),
        Route::Family => pages::family::page(),
        Route::Sign(document) => pages::sign::page(document),
        Route::Receipt(reference) => pages::receipt::page(reference),
        Route::ReceiptText(reference) => pages::receipt::text_page(reference),
    }
}
