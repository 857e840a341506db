//! The one polite live region: what happens without a new page is also said.

use leptos::prelude::*;

/// Says things to people who do not see the screen. Copies are the same announcer.
#[derive(Clone, Copy, Debug)]
pub struct Announcer {
    words: RwSignal<String>,
}

impl Announcer {
    /// An announcer, provided to all components.
    #[must_use]
    pub fn provide() -> Self {
        let announcer = Self { words: RwSignal::new(String::new()) };
        provide_context(announcer);
        announcer
    }

    /// Says `words`, even if they were the last that were said.
    pub fn say(self, words: &str) {
        self.words.update(|said| {
            // The same text again would be no change, and so not be said.
            let again = if said.as_str() == words { "\u{a0}" } else { "" };
            *said = format!("{words}{again}");
        });
    }
}

/// The announcer of the site.
///
/// # Panics
/// Outside an app that provided one.
#[must_use]
pub fn use_announcer() -> Announcer {
    expect_context::<Announcer>()
}

/// Where the announcer's words stand: once in the whole page.
#[must_use]
pub fn live_region(announcer: Announcer) -> AnyView {
    view! { <div class="u-visually-hidden" role="status" aria-live="polite">{move || announcer.words.get()}</div> }
        .into_any()
}
