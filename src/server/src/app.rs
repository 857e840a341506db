//! The parts every request may use.

use std::path::PathBuf;
use std::sync::Arc;

use crate::assets::Assets;
use crate::attempts::Failures;
use crate::content::Content;
use crate::network::Network;
use crate::pages::{DrawnPages, PageDrawer};
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
    /// How the server can be reached.
    pub network: Network,
    /// Attempts that failed.
    pub failures: Failures,
    /// Draws pages before any program runs in the browser; `None` serves the bare shell.
    pub pages: Option<PageDrawer>,
    /// Pages that were drawn.
    pub drawn: DrawnPages,
}

impl App {
    /// An application from its parts.
    #[must_use]
    pub fn new(store: Store, content: Content, dist: PathBuf, clock: Clock, demo: DemoMode) -> Self {
        let (assets, demo) = (Assets::new(dist), demo == DemoMode::Invented);
        let (network, failures, drawn) = (Network::default(), Failures::default(), DrawnPages::default());
        Self::from_parts(Parts { store, content, assets, clock, demo, network, failures, pages: None, drawn })
    }

    /// The same application from parts that are all known.
    #[must_use]
    pub fn from_parts(parts: Parts) -> Self {
        Self { inner: Arc::new(parts) }
    }

    /// Whether browsers speak to it encrypted.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.inner.network.is_encrypted()
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
