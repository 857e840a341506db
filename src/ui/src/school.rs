//! Which school this is: fetched once, known to every page.

use leptos::prelude::*;
use shine_wire::SchoolResponse;

use crate::api;
use crate::load::{Load, Loader};
use crate::text;

/// The school of the site.
#[derive(Clone, Copy, Debug)]
pub struct School(Loader<SchoolResponse>);

impl School {
    /// Fetches the school and provides it to all components.
    #[must_use]
    pub fn provide() -> Self {
        let school = Self(Loader::new(None, api::school));
        provide_context(school);
        school
    }

    /// A school that is known already.
    #[must_use]
    pub fn known(loader: Loader<SchoolResponse>) -> Self {
        Self(loader)
    }

    /// A school that is known already, provided to all components: for drawing pages without a browser.
    #[must_use]
    pub fn stocked(school: SchoolResponse) -> Self {
        let school = Self(Loader::fixed(Load::Ready(school)));
        provide_context(school);
        school
    }

    /// What is known of it; `None` until it is fetched.
    #[must_use]
    pub fn get(self) -> Option<SchoolResponse> {
        self.0.ready()
    }

    /// Its short name; empty until it is fetched.
    #[must_use]
    pub fn short_name(self) -> String {
        self.get().map(|school| school.short_name).unwrap_or_default()
    }

    /// Its full name, or "our school" until it is fetched.
    #[must_use]
    pub fn name(self) -> String {
        self.get().map_or_else(|| text::OUR_SCHOOL.to_owned(), |school| school.name)
    }
}

/// The school of the site.
///
/// # Panics
/// Outside an app that provided one.
#[must_use]
pub fn use_school() -> School {
    expect_context::<School>()
}
