//! Moving between pages: which page is shown, and what happens on arrival. Focus goes to the new page's heading (not on
//! the first load), the page is scrolled where it was left, and the title follows.

mod own;

use leptos::prelude::*;

use own::OwnPaths;

use crate::platform::history::{self, Place};
use crate::platform::storage::{self, Shelf};
use crate::platform::{page, start};
use crate::route::{Program, Route};

/// The id of every page's heading.
pub const HEADING_ID: &str = "page-heading";

/// The mark that says which page was fetched for the sake of its program.
const FETCHED_MARK: &str = "shine.fetched";

/// How the window came to the page it shows.
#[derive(Clone, Debug, PartialEq)]
enum Arrival {
    /// The site was just loaded; it was left at this height if it was here before.
    Loaded(Option<f64>),
    /// By a link, perhaps to a part of the page.
    Followed { fragment: String },
    /// By back or forward, to where it was left.
    Returned(Option<f64>),
    /// Some time ago: nothing is to be done.
    Settled,
}

/// The page that is shown. Copies are the same navigation.
#[derive(Clone, Copy, Debug)]
pub struct Navigation {
    route: RwSignal<Option<Route>>,
    fragment: RwSignal<String>,
    arrival: StoredValue<Arrival>,
    /// The program of this window; `None` where pages are drawn without one, or where `is_own` says what is its.
    program: Option<Program>,
    own: OwnPaths,
}

impl Navigation {
    /// A navigation that shows the page at `path`.
    #[must_use]
    pub fn at(path: &str) -> Self {
        Self {
            route: RwSignal::new(Route::find(path)),
            fragment: RwSignal::new(String::new()),
            arrival: StoredValue::new(Arrival::Loaded(None)),
            program: None,
            own: OwnPaths::none(path),
        }
    }

    /// The navigation of this window, which runs `program`, provided to all components. From now on links and the back
    /// button lead to it.
    #[must_use]
    pub fn provide_window(program: Program) -> Self {
        let place = history::here();
        let navigation = Self { program: Some(program), ..Self::at(&place.path) };
        navigation.fetches(navigation.route.get_untracked().as_ref(), &place.path);
        navigation.provide(place)
    }

    /// The navigation of this window for a program with addresses of its own: those `is_own` says yes to. Its pages are
    /// found by [`Navigation::path`].
    #[cfg(feature = "own-paths")]
    #[must_use]
    pub fn provide_own(is_own: fn(&str) -> bool) -> Self {
        let place = history::here();
        let navigation = Self::at(&place.path);
        Self { own: navigation.own.of(is_own), ..navigation }.provide(place)
    }

    fn provide(self, place: Place) -> Self {
        let navigation = self;
        navigation.fragment.set(place.fragment);
        navigation.arrival.set_value(Arrival::Loaded(history::kept_scroll()));
        history::listen(move |place| navigation.follow(place), move || navigation.come_back());
        history::listen_for_scrolling(|| history::keep_scroll(page::scroll_position()));
        provide_context(navigation);
        navigation
    }

    /// The page shown; `None` at an address that is none of the site's.
    #[must_use]
    pub fn route(self) -> Option<Route> {
        self.route.get()
    }

    /// The path in the address.
    #[cfg(feature = "own-paths")]
    #[must_use]
    pub fn path(self) -> String {
        self.own.path()
    }

    /// Goes to the page of this program at `path`.
    #[cfg(feature = "own-paths")]
    pub fn go_to_path(self, path: &str) {
        history::keep_scroll(page::scroll_position());
        history::push(path);
        self.show_path(path, Arrival::Followed { fragment: String::new() });
    }

    /// What stands after `#` in the address.
    #[must_use]
    pub fn fragment(self) -> String {
        self.fragment.get()
    }

    /// Goes to `route`.
    pub fn go(self, route: Route) {
        history::keep_scroll(page::scroll_position());
        history::push(&route.href());
        self.show(Some(route), Arrival::Followed { fragment: String::new() });
    }

    /// Goes to `route` in place of the present page, which back will not find any more.
    pub fn go_instead(self, route: Route) {
        history::replace(&route.href());
        self.show(Some(route), Arrival::Followed { fragment: String::new() });
    }

    /// Drops what stands after `#`: it is nobody's business and must not be kept in the history.
    pub fn drop_fragment(self) {
        history::replace(&history::here().path);
        self.fragment.update_untracked(String::clear);
    }

    /// What a page's heading calls once it is on the screen.
    pub fn arrived(self) {
        start::show_app();
        let arrival = self.arrival.get_value();
        self.arrival.set_value(Arrival::Settled);
        match arrival {
            Arrival::Loaded(Some(top)) if top > 0.0 => page::scroll_to(top),
            Arrival::Loaded(_) => {
                let fragment = self.fragment.get_untracked();
                if !fragment.is_empty() {
                    page::go_to(&fragment);
                }
            }
            Arrival::Followed { fragment } => {
                page::scroll_to(0.0);
                if fragment.is_empty() || !page::go_to(&fragment) {
                    page::focus_in_place(HEADING_ID);
                }
            }
            Arrival::Returned(top) => {
                page::focus_in_place(HEADING_ID);
                page::scroll_to(top.unwrap_or(0.0));
            }
            Arrival::Settled => {}
        }
    }

    fn show_path(self, path: &str, arrival: Arrival) {
        self.arrival.set_value(arrival);
        self.own.show(path);
    }

    fn show(self, route: Option<Route>, arrival: Arrival) {
        self.arrival.set_value(arrival);
        self.route.set(route);
    }

    /// Takes a clicked link, unless it leads to the server itself or to a page of the other program: then the browser
    /// fetches it.
    fn follow(self, place: Place) -> bool {
        let here = history::here();
        if place.path == here.path && !place.fragment.is_empty() {
            return page::go_to(&place.fragment);
        }
        if let Some(is_own) = self.own.takes(&place.path) {
            return is_own && self.follow_own(place);
        }
        let route = Route::find(&place.path);
        let Some(route) = route.filter(|route| self.program.is_none_or(|program| route.is_in(program))) else {
            return false;
        };
        history::keep_scroll(page::scroll_position());
        let hash = if place.fragment.is_empty() { String::new() } else { format!("#{}", place.fragment) };
        history::push(&format!("{}{hash}", place.path));
        self.fragment.set(place.fragment.clone());
        self.show(Some(route), Arrival::Followed { fragment: place.fragment });
        true
    }

    fn follow_own(self, place: Place) -> bool {
        history::keep_scroll(page::scroll_position());
        history::push(&place.path);
        self.fragment.set(place.fragment.clone());
        self.show_path(&place.path, Arrival::Followed { fragment: place.fragment });
        true
    }

    /// Whether `route` is the other program's, and its page is being fetched: the window came to its address without it, by
    /// going back after a page was loaded anew. A page is fetched once; if that brings no other program, there is none.
    fn fetches(self, route: Option<&Route>, path: &str) -> bool {
        let is_others = route
            .is_some_and(|route| !route.is_only_read() && self.program.is_some_and(|program| !route.is_in(program)));
        let is_new = storage::read(Shelf::Window, FETCHED_MARK).as_deref() != Some(path);
        if is_others && is_new {
            storage::write(Shelf::Window, FETCHED_MARK, path);
            page::reload();
            return true;
        }
        if !is_others {
            storage::remove(Shelf::Window, FETCHED_MARK);
        }
        false
    }

    fn come_back(self) {
        let place = history::here();
        if self.own.takes(&place.path).is_some() {
            if self.own.is_other(&place.path) {
                self.show_path(&place.path, Arrival::Returned(history::kept_scroll()));
            }
            return;
        }
        let route = Route::find(&place.path);
        if self.fetches(route.as_ref(), &place.path) {
            return;
        }
        self.fragment.set(place.fragment);
        if route != self.route.get_untracked() {
            self.show(route, Arrival::Returned(history::kept_scroll()));
        }
    }
}

/// The navigation of the site.
///
/// # Panics
/// Outside an app that provided one with [`Navigation::provide_window`].
#[must_use]
pub fn use_navigation() -> Navigation {
    expect_context::<Navigation>()
}
