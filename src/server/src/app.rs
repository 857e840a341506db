//! The parts every request may use.

use std::path::PathBuf;
use std::sync::Arc;

use crate::assets::Assets;
use crate::content::Content;
use crate::store::Store;

/// Tells the time in milliseconds since 1970, UTC. A function, so that tests decide what time it is.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The running application. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Parts>,
}

/// What an [`App`] is made of.
pub struct Parts {
    /// Records.
    pub store: Store,
    /// Documents and the school's facts.
    pub content: Content,
    /// The built site.
    pub assets: Assets,
    /// The time.
    pub clock: Clock,
    /// Whether every person is invented.
    pub demo: bool,
}

impl App {
    /// An application from its parts.
    #[must_use]
    pub fn new(store: Store, content: Content, dist: PathBuf, clock: Clock, demo: DemoMode) -> Self {
        let assets = Assets::new(dist);
        Self { inner: Arc::new(Parts { store, content, assets, clock, demo: demo == DemoMode::Invented }) }
    }

    /// Now, in milliseconds since 1970, UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        (self.inner.clock)()
    }
}

impl std::ops::Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.inner
    }
}

/// Whether the people in the store are real.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoMode {
    /// A school's own records.
    Real,
    /// A demonstration: every page says so.
    Invented,
}

/// The system's clock.
#[must_use]
pub fn system_clock() -> Clock {
    Arc::new(|| jiff::Timestamp::now().as_millisecond())
}
