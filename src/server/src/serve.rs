//! Starting and stopping: opens the data folder, publishes what a demonstration needs, serves until told to stop.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shine_domain::authoring::published::is_published;
use shine_domain::ids::Slug;
use tokio::net::TcpListener;

use crate::app::{App, Clock, DemoMode, system_clock};
use crate::content::{Content, ContentError, WatchMode};
use crate::demo::{DEMO_FACT, DataFolder, Demo, DemoError, prepare_demo};
use crate::heads::{SignedHead, append_head};
use crate::keys::{KeyError, Keys, WhenMissing, make_private_folder};
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
}

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Listening for others without encryption.
    #[error(
        "{0} can be reached from other machines, and this version has no encryption of its own (TLS): \
         use --bind 127.0.0.1"
    )]
    NotPrivate(IpAddr),
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
}

/// A server that is ready to answer.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// The demonstration, if it is one.
    pub demo: Option<Demo>,
    listener: TcpListener,
    app: App,
    data: PathBuf,
    watching: Option<tokio::task::JoinHandle<()>>,
}

/// Opens the data folder of `school`, making it on first use.
///
/// # Errors
/// [`ServeError`] says what is wrong with it, and keys are never made anew over records.
pub async fn open_data(data: &Path, school: &Slug) -> Result<Opened, ServeError> {
    let fault = |error| ServeError::Data { path: data.to_owned(), error };
    make_private_folder(data).map_err(fault)?;
    let folder = if data.join(DATABASE_FILE).exists() { DataFolder::Used } else { DataFolder::New };
    let when_missing = match folder {
        DataFolder::New => WhenMissing::Make,
        DataFolder::Used => WhenMissing::Refuse,
    };
    let keys = Keys::load(data, when_missing)?;
    let store = Store::open(data, school.clone(), keys).await?;
    Ok(Opened { store, folder })
}

/// Makes everything ready and listens, but answers nothing yet.
///
/// # Errors
/// [`ServeError`] in one plain sentence.
pub async fn start(settings: Settings) -> Result<Running, ServeError> {
    if !settings.bind.is_loopback() {
        return Err(ServeError::NotPrivate(settings.bind));
    }
    let content = Content::load(&settings.content, settings.school.clone(), settings.watch)?;
    let Opened { store, folder } = open_data(&settings.data, &settings.school).await?;
    let address = SocketAddr::new(settings.bind, settings.port);
    let listener = TcpListener::bind(address).await.map_err(|error| ServeError::Listen { address, error })?;
    let address = listener.local_addr()?;
    let clock = system_clock();
    let demo = match settings.demo {
        DemoMode::Invented => {
            let demo = prepare_demo(&store, &settings.data, &format!("http://{address}"), folder, clock()).await?;
            publish_content(&store, &content, &clock).await?;
            Some(demo)
        }
        DemoMode::Real => None,
    };
    // A demonstration stays one, however it is started: its pages always say so.
    let is_demo = store.find_fact(DEMO_FACT).await?.is_some();
    let mode = if is_demo { DemoMode::Invented } else { DemoMode::Real };
    let watching = match settings.watch {
        WatchMode::On => Some(crate::watch::start_watching(content.clone())?),
        WatchMode::Off => None,
    };
    let app = App::new(store, content, settings.dist, clock, mode);
    let running = Running { address, demo, listener, app, data: settings.data, watching };
    running.keep_head().await;
    Ok(running)
}

impl Running {
    /// Answers requests until `stop` is done, then finishes what is under way and closes the store.
    ///
    /// # Errors
    /// [`ServeError::Io`] when the listener fails.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
        let Self { listener, app, data, watching, .. } = self;
        let daily = tokio::spawn(keep_heads_daily(app.clone(), data.clone()));
        let router = crate::router(app.clone());
        axum::serve(listener, router).with_graceful_shutdown(stop).await?;
        daily.abort();
        if let Some(watching) = watching {
            watching.abort();
        }
        keep_head(&app, &data).await;
        app.store.close().await;
        Ok(())
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
