//! Starting and stopping: opens the data folder, publishes what a demonstration needs, serves until told to stop.

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shine_domain::authoring::published::is_published;
use shine_domain::ids::Slug;

use crate::app::{App, Clock, DemoMode, Parts, system_clock};
use crate::assets::Assets;
use crate::attempts::Failures;
use crate::content::{Content, ContentError, WatchMode};
use crate::demo::{DEMO_FACT, DataFolder, Demo, DemoError, prepare_answers, prepare_demo};
use crate::heads::{SignedHead, append_head};
use crate::in_use::{self, InUse};
use crate::keys::{KeyError, Keys, WhenMissing, make_private_folder};
use crate::network::{Listening, Network, NetworkError};
use crate::pages::{DrawnPages, PageDrawer};
use crate::store::{DATABASE_FILE, Publishing, Store, StoreError};

/// What `shine serve` is told.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which school of the content folder.
    pub school: Slug,
    /// Where records and keys live.
    pub data: PathBuf,
    /// Where documents live.
    pub content: PathBuf,
    /// Where the built site lives.
    pub dist: PathBuf,
    /// The address to listen on.
    pub bind: IpAddr,
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
    /// Real or invented people.
    pub demo: DemoMode,
    /// Whether edited content shows at once.
    pub watch: WatchMode,
    /// How the server can be reached.
    pub network: Network,
}

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It cannot be reached as asked.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// Another process has the folder.
    #[error("another SHINE is using the data folder {0}: stop it first, then try again")]
    InUse(PathBuf),
    /// There are no records.
    #[error("there are no records in {0}: it has no {DATABASE_FILE}")]
    NoRecords(PathBuf),
    /// The data folder cannot be made.
    #[error("the data folder {path} cannot be used: {error}")]
    Data {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The port is taken or refused.
    #[error("nothing can listen on {address}: {error}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why.
        error: std::io::Error,
    },
    /// Watching failed.
    #[error("the content folder cannot be watched: {0}")]
    Watch(#[from] notify::Error),
    /// A part failed.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// A part failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A part failed.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// A part failed.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// Serving itself failed.
    #[error("serving stopped: {0}")]
    Io(#[from] std::io::Error),
}

/// A data folder, opened.
pub struct Opened {
    /// Its records.
    pub store: Store,
    /// Whether it held anything before.
    pub folder: DataFolder,
    /// Says to other processes that it is in use; let go of it last.
    pub in_use: InUse,
}

/// A server that is ready to answer.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// The address people use, without a slash at its end.
    pub site: String,
    /// The demonstration, if it is one.
    pub demo: Option<Demo>,
    /// Whether records were written later than this machine's clock says it is now: its clock is wrong.
    pub clock_is_behind: bool,
    listening: Listening,
    app: App,
    data: PathBuf,
    watching: Option<tokio::task::JoinHandle<()>>,
    in_use: InUse,
}

/// Opens the data folder of `school`, making it on first use, for this process alone.
///
/// # Errors
/// [`ServeError`] says what is wrong with it, and keys are never made anew over records.
pub async fn open_data(data: &Path, school: &Slug) -> Result<Opened, ServeError> {
    let fault = |error| ServeError::Data { path: data.to_owned(), error };
    make_private_folder(data).map_err(fault)?;
    let in_use = in_use::take(data).map_err(fault)?.ok_or_else(|| ServeError::InUse(data.to_owned()))?;
    let folder = if data.join(DATABASE_FILE).exists() { DataFolder::Used } else { DataFolder::New };
    let when_missing = match folder {
        DataFolder::New => WhenMissing::Make,
        DataFolder::Used => WhenMissing::Refuse,
    };
    let keys = Keys::load(data, when_missing)?;
    let store = Store::open(data, school.clone(), keys).await?;
    Ok(Opened { store, folder, in_use })
}

/// Opens the data folder of `school` for reading, beside a server that may be using it.
///
/// # Errors
/// [`ServeError`] says what is wrong with it.
pub async fn open_data_to_read(data: &Path, school: &Slug) -> Result<Store, ServeError> {
    if !data.join(DATABASE_FILE).exists() {
        return Err(ServeError::NoRecords(data.to_owned()));
    }
    let keys = Keys::load(data, WhenMissing::Refuse)?;
    Ok(Store::open_to_read(data, school.clone(), keys).await?)
}

/// Makes everything ready and listens, but answers nothing yet. `pages` draws pages before any program runs.
///
/// # Errors
/// [`ServeError`] in one plain sentence.
pub async fn start(settings: Settings, pages: Option<PageDrawer>) -> Result<Running, ServeError> {
    let Settings { school, data, content, dist, bind, port, demo, watch, network } = settings;
    network.check(bind)?;
    let content = Content::load(&content, school.clone(), watch)?;
    let Opened { store, folder, in_use } = open_data(&data, &school).await?;
    let address = SocketAddr::new(bind, port);
    let listener = TcpListener::bind(address).map_err(|error| ServeError::Listen { address, error })?;
    let address = listener.local_addr()?;
    let listening = Listening::new(listener, &network)?;
    let scheme = if network.tls.is_some() { "https" } else { "http" };
    let site = network.public_url.clone().unwrap_or_else(|| format!("{scheme}://{address}"));
    let clock = system_clock();
    let demo = match demo {
        DemoMode::Invented => {
            let demo = prepare_demo(&store, &data, &site, folder, clock()).await?;
            publish_content(&store, &content, &clock).await?;
            prepare_answers(&store, content.current().library.school.name(), clock()).await?;
            Some(demo)
        }
        DemoMode::Real => None,
    };
    // A demonstration stays one, however it is started: its pages always say so.
    let is_demo = store.find_fact(DEMO_FACT).await?.is_some();
    let clock_is_behind = store.find_last_time().await?.is_some_and(|last| clock() + CLOCK_SLACK_MS < last);
    let watching = match watch {
        WatchMode::On => Some(crate::watch::start_watching(content.clone())?),
        WatchMode::Off => None,
    };
    let (assets, failures) = (Assets::new(dist), Failures::default());
    let drawn = DrawnPages::default();
    let app = App::from_parts(Parts { store, content, assets, clock, demo: is_demo, network, failures, pages, drawn });
    let running = Running { address, site, demo, clock_is_behind, listening, app, data, watching, in_use };
    running.keep_head().await;
    Ok(running)
}

/// How far this machine's clock may be behind the newest record before it is told, in milliseconds: five minutes.
const CLOCK_SLACK_MS: i64 = 5 * 60 * 1000;

impl Running {
    /// Answers requests until `stop` is done, then finishes what is under way and closes the store.
    ///
    /// # Errors
    /// [`ServeError::Io`] when the listener fails.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
        let Self { listening, app, data, watching, in_use, .. } = self;
        let daily = tokio::spawn(keep_heads_daily(app.clone(), data.clone()));
        // The desk looks at the school in memory: read now, so that nobody waits for it. A failure is told at their own look.
        let reading = tokio::spawn({
            let store = app.store.clone();
            async move { drop(store.list_classes().await) }
        });
        let router = crate::router(app.clone());
        let served = listening.serve(router, stop).await;
        daily.abort();
        reading.abort();
        if let Some(watching) = watching {
            watching.abort();
        }
        keep_head(&app, &data).await;
        app.store.close().await;
        drop(in_use);
        Ok(served?)
    }

    async fn keep_head(&self) {
        keep_head(&self.app, &self.data).await;
    }
}

/// Publishes every signable and versioned notice of `content` that has no version in the store yet. A changed text
/// whose version did not move stays as it was published.
///
/// # Errors
/// [`StoreError`] when the store cannot be written.
pub async fn publish_content(store: &Store, content: &Content, clock: &Clock) -> Result<(), StoreError> {
    let library = content.current().library;
    for entry in library.documents.iter().filter(|entry| is_published(&entry.document)) {
        match store.publish_document(&entry.document, entry.text.as_str(), clock()).await {
            Ok(Publishing::Frozen(_) | Publishing::AlreadyPublished) | Err(StoreError::VersionNotMoved { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn keep_heads_daily(app: App, data: PathBuf) {
    let mut day = tokio::time::interval(std::time::Duration::from_secs(24 * 60 * 60));
    loop {
        day.tick().await;
        keep_head(&app, &data).await;
    }
}

async fn keep_head(app: &App, data: &Path) {
    let result = match app.store.find_head().await {
        Ok((number, hash)) => {
            let head = SignedHead::sign(app.store.keys(), app.store.school().clone(), number, hash, app.now());
            append_head(data, &head).map_err(|error| error.to_string())
        }
        Err(error) => Err(error.to_string()),
    };
    if let Err(error) = result {
        tracing::error!(%error, "the ledger's head could not be written outside the database");
    }
}

/// A clock that tests set.
#[must_use]
pub fn fixed_clock(at: Arc<std::sync::atomic::AtomicI64>) -> Clock {
    Arc::new(move || at.load(std::sync::atomic::Ordering::SeqCst))
}
