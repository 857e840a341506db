//! Watching the content folder: how a curriculum lead sees an edit at once.

use std::time::Duration;

use notify::{RecursiveMode, Watcher as _};
use tokio::sync::mpsc;

use crate::content::Content;

/// How long a burst of file changes is let settle before the folder is read.
const SETTLE: Duration = Duration::from_millis(120);

/// Reads `content` again whenever a file below its folder changes, until the task is dropped.
///
/// # Errors
/// When the system cannot watch the folder.
pub(crate) fn start_watching(content: Content) -> notify::Result<tokio::task::JoinHandle<()>> {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            // The receiver is gone only when the server stops.
            let _ = sender.send(());
        }
    })?;
    watcher.watch(content.folder(), RecursiveMode::Recursive)?;
    Ok(tokio::spawn(async move {
        let _watcher = watcher;
        while receiver.recv().await.is_some() {
            tokio::time::sleep(SETTLE).await;
            while receiver.try_recv().is_ok() {}
            let reading = content.clone();
            let result = tokio::task::spawn_blocking(move || reading.reload()).await;
            if let Ok(Err(error)) = result {
                tracing::warn!(%error, "the content could not be read again; the last good reading stays");
            }
        }
    }))
}
