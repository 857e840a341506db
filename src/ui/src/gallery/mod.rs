//! The gallery: every kind of step in every band and state, and every component, drawn from one small lesson. The same
//! examples are looked at (`cargo xtask gallery`), compared with what they were (`snapshots/`), and checked in a browser
//! (`tests/browser/specs/gallery.spec.ts`). No program of the site has any of this in it.
//!
//! A new kind of step is named in [`Kind::of`] and given its answers in `state`; `lesson.md` holds the step itself.

mod components;
mod drawn;
mod kind;
mod page;
mod properties;
mod state;
mod step;
#[cfg(test)]
mod tests;

pub use kind::Kind;
pub use page::{index, whole};
pub use state::State;

#[cfg(test)]
pub(crate) use drawn::drawn;

use shine_domain::vocabulary::Band;

/// One thing of the gallery: what is on one of its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub shows: Shows,
    /// What stands on its page, as in the running program.
    pub html: String,
}

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// A step of a lesson.
    Step {
        /// Which kind.
        kind: Kind,
        /// For whom.
        band: Band,
        /// How it was answered.
        state: State,
    },
    /// A component, by its name.
    Component(&'static str),
}

impl Shows {
    /// Its name, in small letters and hyphens; two hyphens part kind, band and state.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Step { kind, band, state } => format!("{}--{}--{}", kind.word(), band.word(), state.word()),
            Self::Component(name) => format!("component--{name}"),
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn title(self) -> String {
        match self {
            Self::Step { kind, band, state } => format!("{}, {}, {}", kind.word(), band.title(), state.word()),
            Self::Component(name) => name.replace('-', " "),
        }
    }
}

/// All examples: the steps by kind, band and state, then the components.
#[must_use]
pub fn examples() -> Vec<Example> {
    let mut examples = step::examples();
    examples.extend(components::examples());
    examples
}
