//! Drawing a view natively as the running program shows it, with everything a page may ask for around it.

use leptos::prelude::*;

use crate::components::Announcer;
use crate::load::{Load, Loader};
use crate::navigation::Navigation;
use crate::school::School;

/// What `view` makes, as HTML.
pub(crate) fn drawn(view: impl FnOnce() -> AnyView) -> String {
    // The second and later calls find it in place already.
    let _ = any_spawner::Executor::init_futures_executor();
    Owner::new().with(|| {
        provide_context(Navigation::at("/"));
        provide_context(School::known(Loader::fixed(Load::Waiting)));
        let _ = Announcer::provide();
        view().to_html()
    })
}
