//! Lessons without the internet, in everybody's program: the worker is registered where pupils are, and a newer version is
//! offered where nothing is being done. It is never used unasked.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_ui::components::{Announcer, use_announcer};
use shine_ui::navigation::{Navigation, use_navigation};
use shine_ui::place;
use shine_ui::platform::{offline, page};
use shine_ui::route::Route;
use shine_ui::school::School;
use shine_ui::text;

/// What the worker says when a newer version of it waits; any other word says that it is at work.
const NEWER: &str = "newer";
/// What it is told when the newer version is wanted.
const USE_NOW: &str = "use-now";

/// What is known of the worker. Copies are the same knowledge.
#[derive(Clone, Copy)]
struct Worker {
    is_ready: RwSignal<bool>,
    has_newer: RwSignal<bool>,
    is_wanted: RwSignal<bool>,
    navigation: Navigation,
    announcer: Announcer,
}

/// The line and the offer; empty until there is something to say.
pub(crate) fn panel(school: School) -> AnyView {
    let navigation = use_navigation();
    let worker = Worker {
        is_ready: RwSignal::new(false),
        has_newer: RwSignal::new(false),
        is_wanted: RwSignal::new(false),
        navigation,
        announcer: use_announcer(),
    };
    // A family's phone needs no lessons; whoever edits needs every edit at once.
    let is_of_use = Memo::new(move |_| {
        navigation.route().is_some_and(|route| is_of_a_class(&route))
            && school.get().is_some_and(|school| !school.watch)
    });
    Effect::new(move |is_registered: Option<bool>| {
        let is_registered = is_registered.unwrap_or_default();
        if is_of_use.get() && !is_registered {
            worker.register();
        }
        is_registered || is_of_use.get_untracked()
    });
    (move || {
        let route = navigation.route()?;
        let ready = (worker.is_ready.get() && is_list(&route)).then(|| view! { <p>{text::OFFLINE_READY}</p> });
        let offer = (worker.has_newer.get() && is_calm(&route)).then(|| worker.offer());
        (ready.is_some() || offer.is_some()).then(|| {
            view! { <aside class="c-offline" aria-label=text::OFFLINE_LABEL>{ready}{offer}</aside> }
        })
    })
    .into_any()
}

impl Worker {
    fn register(self) {
        spawn_local(async move {
            let address = place::public("/sw.js");
            let Some(standing) = offline::register(&address, move |word| self.hear(word)).await else { return };
            if standing.is_ready {
                self.is_ready.set(true);
            }
            if standing.is_newer_waiting {
                self.hear(NEWER);
            }
        });
    }

    fn hear(self, word: &str) {
        if word == NEWER {
            self.has_newer.set(true);
            if self.is_calm_now() {
                self.announcer.say(text::OFFLINE_NEWER);
            }
        } else if self.is_wanted.get_untracked() && self.is_calm_now() {
            page::reload();
        } else {
            self.is_ready.set(true);
            self.has_newer.set(false);
        }
    }

    fn is_calm_now(self) -> bool {
        untrack(|| self.navigation.route()).is_some_and(|route| is_calm(&route))
    }

    fn offer(self) -> AnyView {
        let use_now = move |_| {
            self.is_wanted.set(true);
            spawn_local(async {
                // Where it was asked for in another window meanwhile, it is at work already.
                if !offline::tell_newer(USE_NOW).await {
                    page::reload();
                }
            });
        };
        view! {
            <p>{text::OFFLINE_NEWER}</p>
            <button class="c-button c-button--quiet" type="button" on:click=use_now>{text::OFFLINE_USE_NEWER}</button>
        }
        .into_any()
    }
}

/// Whether a page is one that a class works with.
const fn is_of_a_class(route: &Route) -> bool {
    matches!(route, Route::Lesson(_) | Route::Step { .. } | Route::Finished(_)) || is_list(route)
}

/// Whether a page leads to lessons.
const fn is_list(route: &Route) -> bool {
    matches!(route, Route::Pupils | Route::Band(_))
}

/// Whether nothing can be under way on a page, so that loading it anew interrupts nobody.
const fn is_calm(route: &Route) -> bool {
    matches!(route, Route::Home | Route::School | Route::Charters) || is_list(route)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str) -> Route {
        Route::find(path).expect("a page")
    }

    #[test]
    fn only_pages_for_pupils_keep_the_lessons() {
        for path in ["/pupils", "/pupils/ks1", "/lessons/keys", "/lessons/keys/which-school", "/lessons/keys/finished"]
        {
            assert!(is_of_a_class(&at(path)), "{path}");
        }
        for path in ["/", "/school", "/charters/parents", "/lessons/keys/adult", "/notices/privacy", "/family"] {
            assert!(!is_of_a_class(&at(path)), "{path}");
        }
    }

    #[test]
    fn nobody_is_offered_a_newer_version_in_the_middle_of_something() {
        for path in ["/", "/pupils", "/pupils/ks1", "/charters", "/school"] {
            assert!(is_calm(&at(path)), "{path}");
        }
        for path in ["/lessons/keys", "/lessons/keys/which-school", "/lessons/keys/finished", "/charters/children-ks2"]
        {
            assert!(!is_calm(&at(path)), "{path}");
        }
    }
}
