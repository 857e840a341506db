//! The one task that writes. It takes whatever waits into one transaction, so that many signatures at once cost one
//! flush to disk, and answers each only after that flush.

use std::future::Future;
use std::pin::Pin;

use sqlx::{AnyConnection, Executor as _};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::StoreError;

/// Work under way on the writing connection.
pub(super) type Working<'c, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'c>>;

/// How a finished piece of work is answered, once it is known whether the commit came through.
type Reply = Box<dyn FnOnce(Option<StoreError>) + Send>;
type Finished<'c> = Pin<Box<dyn Future<Output = (Outcome, Reply)> + Send + 'c>>;
type Job = Box<dyn for<'c> FnOnce(&'c mut AnyConnection) -> Finished<'c> + Send>;

/// Whether a piece of work is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Keep,
    Undo,
}

/// The most pieces of work that share one commit.
const MOST_PER_COMMIT: usize = 256;
/// The most pieces of work that may wait; beyond that senders wait.
const MOST_WAITING: usize = 1024;

enum Message {
    Work(Job),
    Finish,
}

/// The way to the writing task.
#[derive(Clone)]
pub(super) struct Jobs(mpsc::Sender<Message>);

/// The writing task itself.
pub(super) struct Writer(JoinHandle<()>);

impl Writer {
    pub(super) fn start(connection: AnyConnection) -> (Self, Jobs) {
        let (sender, receiver) = mpsc::channel(MOST_WAITING);
        (Self(tokio::spawn(run(connection, receiver))), Jobs(sender))
    }

    pub(super) async fn finish(self, jobs: &Jobs) {
        // Both fail only when the task is gone already, which is what is wanted.
        let _ = jobs.0.send(Message::Finish).await;
        let _ = self.0.await;
    }
}

impl Jobs {
    pub(super) async fn write<T, W>(&self, work: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: for<'c> FnOnce(&'c mut AnyConnection) -> Working<'c, T> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            Box::pin(async move {
                let result = work(connection).await;
                let outcome = if result.is_ok() { Outcome::Keep } else { Outcome::Undo };
                let reply: Reply = Box::new(move |fault| {
                    // The sender of the work may have gone away: then nobody waits for the answer.
                    let _ = sender.send(fault.map_or(result, Err));
                });
                (outcome, reply)
            })
        });
        self.0.send(Message::Work(job)).await.map_err(|_| StoreError::Closed)?;
        receiver.await.map_err(|_| StoreError::Closed)?
    }
}

async fn run(mut connection: AnyConnection, mut receiver: mpsc::Receiver<Message>) {
    while let Some(Message::Work(first)) = receiver.recv().await {
        let mut jobs = vec![first];
        let mut is_last = false;
        while jobs.len() < MOST_PER_COMMIT {
            match receiver.try_recv() {
                Ok(Message::Work(job)) => jobs.push(job),
                Ok(Message::Finish) => is_last = true,
                Err(_) => break,
            }
        }
        commit_together(&mut connection, jobs).await;
        if is_last {
            break;
        }
    }
    // A clean close leaves one file: everything is in the database itself.
    let _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
    let _ = sqlx::Connection::close(connection).await;
}

async fn commit_together(connection: &mut AnyConnection, jobs: Vec<Job>) {
    let mut replies = Vec::with_capacity(jobs.len());
    if let Err(error) = connection.execute("BEGIN IMMEDIATE").await {
        tracing::error!(%error, "a transaction could not begin");
        return; // Dropping the jobs answers each sender `Closed`, and nothing was written.
    }
    for job in jobs {
        if let Err(error) = connection.execute("SAVEPOINT work").await {
            tracing::error!(%error, "a savepoint could not be set");
            continue;
        }
        let (outcome, reply) = job(connection).await;
        let end = match outcome {
            Outcome::Keep => "RELEASE work",
            Outcome::Undo => "ROLLBACK TO work; RELEASE work",
        };
        match connection.execute(end).await {
            Ok(_) => replies.push(reply),
            Err(error) => reply(Some(error.into())),
        }
    }
    let failure = connection.execute("COMMIT").await.err();
    if let Some(error) = &failure {
        tracing::error!(%error, "a transaction could not be committed");
        let _ = connection.execute("ROLLBACK").await;
    }
    for reply in replies {
        reply(failure.as_ref().map(|error| StoreError::Database(sqlx::Error::Protocol(error.to_string()))));
    }
}
