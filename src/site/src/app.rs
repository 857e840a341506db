//! The two programs of the site: what every page shares, and for each the list of which page is drawn for which address.

use leptos::prelude::*;
use shine_domain::ids::Slug;
use shine_domain::vocabulary::Kind;
use shine_ui::board;
use shine_ui::components::{Announcer, listen_to_page, load_failed, not_found};
use shine_ui::family::Signer;
use shine_ui::fault::Fault;
use shine_ui::library::{LANGUAGE, Library};
use shine_ui::navigation::use_navigation;
use shine_ui::platform::page as window;
#[cfg(not(target_arch = "wasm32"))]
use shine_ui::route::Program;
use shine_ui::route::{Route, TELL_SOMEONE};
use shine_ui::school::School;
use shine_ui::text::errors;

use crate::{offline, pages, shell, watch};

/// Which view is drawn for which address.
type Pages = fn(Option<Route>) -> AnyView;

/// What stands below a page of one program only.
type Below = fn(School) -> AnyView;

/// Everybody's program: lessons, charters and all that is public. Needs a navigation around it.
pub fn everybodys_app() -> AnyView {
    let navigation = use_navigation();
    Effect::new(move |_| board::apply(navigation.route().as_ref()));
    app_of(School::provide(), Library::provide(), everybodys_page, offline::panel)
}

/// Families' program: their own pages, and the texts they may look up meanwhile. Needs a navigation around it.
pub fn families_app() -> AnyView {
    Signer::provide_memory();
    app_of(School::provide(), Library::provide(), families_page, nothing)
}

/// `pages` of `school` with the documents of `library`, both provided to all components already, with what stands around
/// every page and `below` it.
pub(crate) fn app_of(school: School, library: Library, pages: Pages, below: Below) -> AnyView {
    let announcer = Announcer::provide();
    if let Ok(guide) = Slug::try_from(TELL_SOMEONE) {
        // Fetched at once, so that help is there even if the network goes.
        let _ = library.load(Kind::Guide, guide);
    }
    let navigation = use_navigation();
    let page = move || pages(navigation.route());
    // Nothing of the site is seen beside what was hidden.
    let is_bare = Memo::new(move |_| navigation.route() == Some(Route::Hidden));
    view! {
        {move || (!is_bare.get()).then(shell::header)}
        <main class="l-main" id="main" tabindex="-1">{page}</main>
        {below(school)}
        {watch::panel(school)}
        {move || (!is_bare.get()).then(shell::footer)}
        {shine_ui::components::live_region(announcer)}
    }
    .into_any()
}

/// Below the pages of families' program, and below those that are drawn natively.
pub(crate) fn nothing(_: School) -> AnyView {
    ().into_any()
}

/// Any page, whichever program has it, or none: for drawing natively.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn any_page(route: Option<Route>) -> AnyView {
    match route {
        Some(Route::Paper(lesson)) => pages::lesson::paper(lesson),
        Some(Route::AtHome(lesson)) => pages::lesson::at_home(lesson),
        Some(Route::Certificate(lesson)) => pages::lesson::certificate(lesson),
        Some(Route::Pledge(charter)) => pages::pledge::page(charter),
        route if route.as_ref().is_some_and(|route| route.is_in(Program::Everybody)) => everybodys_page(route),
        route => {
            Signer::provide_memory();
            families_page(route)
        }
    }
}

fn everybodys_page(route: Option<Route>) -> AnyView {
    let Some(route) = route else { return not_found() };
    match route {
        Route::Home => pages::home::page(),
        Route::Pupils => pages::pupils::page(),
        Route::Band(band) => pages::band::page(band),
        Route::Lesson(lesson) => pages::lesson::start(lesson),
        Route::Step { lesson, step, turn } => pages::lesson::step(lesson, step, turn),
        Route::AdultNotes(lesson) => pages::lesson::adult_notes(lesson),
        Route::Finished(lesson) => pages::lesson::finished(lesson),
        Route::Charters => pages::charters::page(),
        Route::Charter(charter) => pages::charter::page(charter),
        route => text_page(route, || listen_to_page(LANGUAGE)),
    }
}

fn families_page(route: Option<Route>) -> AnyView {
    let Some(route) = route else { return not_found() };
    match route {
        Route::Verify => pages::verify::page(),
        Route::Consent { document, child, step } => pages::consent::page(document, child, step),
        Route::Family => pages::family::page(),
        Route::Sign(document) => pages::sign::page(document),
        Route::Receipt(reference) => pages::receipt::page(reference),
        Route::ReceiptText(reference) => pages::receipt::text_page(reference),
        route => text_page(route, || ().into_any()),
    }
}

/// The pages both programs have. A page of the other one is never asked for here: its address is fetched.
/// `listen` is what reads the page of help aloud, in the program that can.
fn text_page(route: Route, listen: fn() -> AnyView) -> AnyView {
    match route {
        Route::TellSomeone => pages::tell_someone::page(listen()),
        Route::Hidden => pages::hidden::page(),
        Route::Read { kind, slug } => pages::read::page(kind, slug),
        Route::School => pages::school::page(),
        // It came without being drawn: from what this device keeps, or from a server that is only half there.
        route if route.is_only_read() => load_failed(errors::reading(&Fault::Network), window::reload),
        _ => not_found(),
    }
}
