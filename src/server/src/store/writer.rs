//! The one task that writes. It takes whatever waits together into one transaction, so that many signatures at once cost
//! one flush to disk, and answers each only after that flush. Signatures are checked and written together; of other
//! pieces of work each is a savepoint of its own, so one that fails takes nothing else with it.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use sqlx::{AnyConnection, Executor as _};
use tokio::sync::{Notify, mpsc, oneshot};

use super::StoreError;
use super::records::{Prepared, Written};
use super::turn::record_together;

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

/// A signature that waits to be written.
struct Waiting {
    prepared: Prepared,
    sender: oneshot::Sender<Result<Written, StoreError>>,
}

/// The most pieces of work that share one commit.
const MOST_PER_COMMIT: usize = 256;
/// The most pieces of work that may wait; beyond that senders wait.
const MOST_WAITING: usize = 1024;

/// How long after something was written the log is tidied.
const TIDY_AFTER: Duration = Duration::from_millis(500);

enum Message {
    Record(Box<Waiting>),
    Work(Job),
    Finish,
}

/// The way to the writing task.
#[derive(Clone)]
pub(super) struct Jobs(mpsc::Sender<Message>);

/// The writing task itself: done when its thread has ended.
pub(super) struct Writer(oneshot::Receiver<()>);

impl Writer {
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(connection: AnyConnection, tidier: AnyConnection) -> std::io::Result<(Self, Jobs)> {
        let (sender, receiver) = mpsc::channel(MOST_WAITING);
        let (ended, end) = oneshot::channel();
        // A thread of its own: among the tasks that answer requests, each of its steps would wait behind all of them.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        std::thread::Builder::new().name("shine-writer".to_owned()).spawn(move || {
            runtime.block_on(run(connection, tidier, receiver));
            let _ = ended.send(());
        })?;
        Ok((Self(end), Jobs(sender)))
    }

    pub(super) async fn finish(self, jobs: &Jobs) {
        // Both fail only when the task is gone already, which is what is wanted.
        let _ = jobs.0.send(Message::Finish).await;
        let _ = self.0.await;
    }
}

impl Jobs {
    /// A way that leads nowhere: everything is answered [`StoreError::Closed`].
    pub(super) fn none() -> Self {
        Self(mpsc::channel(1).0)
    }

    /// Whether the writing task has stopped.
    pub(super) fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    pub(super) async fn record(&self, prepared: Prepared) -> Result<Written, StoreError> {
        let (sender, receiver) = oneshot::channel();
        let message = Message::Record(Box::new(Waiting { prepared, sender }));
        self.0.send(message).await.map_err(|_| StoreError::Closed)?;
        receiver.await.map_err(|_| StoreError::Closed)?
    }

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

async fn run(mut connection: AnyConnection, mut tidier: AnyConnection, receiver: mpsc::Receiver<Message>) {
    let wrote = Notify::new();
    tokio::select! {
        () = write_until_finished(&mut connection, receiver, &wrote) => {}
        () = tidy_for_ever(&mut tidier, &wrote) => {}
    }
    let _ = sqlx::Connection::close(tidier).await;
    // A clean close leaves one file: everything is in the database itself.
    let _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
    let _ = sqlx::Connection::close(connection).await;
}

async fn write_until_finished(connection: &mut AnyConnection, mut receiver: mpsc::Receiver<Message>, wrote: &Notify) {
    let mut is_last = false;
    while !is_last {
        let Some(first) = receiver.recv().await else { break };
        let mut messages = vec![first];
        while messages.len() < MOST_PER_COMMIT {
            match receiver.try_recv() {
                Ok(message) => messages.push(message),
                Err(_) => break,
            }
        }
        is_last = messages.iter().any(|message| matches!(message, Message::Finish));
        write_all(connection, messages).await;
        wrote.notify_one();
    }
}

/// Moves what was written from the log into the database's file, on a connection of its own, so that no signature waits
/// for it. The writing connection does it itself only when the log has grown long (`wal_autocheckpoint`).
async fn tidy_for_ever(tidier: &mut AnyConnection, wrote: &Notify) {
    loop {
        wrote.notified().await;
        tokio::time::sleep(TIDY_AFTER).await;
        // One that cannot be done now is done later, at the latest when the store closes.
        let _ = tidier.execute("PRAGMA wal_checkpoint(PASSIVE)").await;
    }
}

/// Runs `messages` in order: signatures that stand beside one another in one transaction, other work that stands beside
/// one another in one.
async fn write_all(connection: &mut AnyConnection, messages: Vec<Message>) {
    let (mut waiting, mut jobs) = (Vec::new(), Vec::new());
    for message in messages {
        match message {
            Message::Record(one) => {
                do_jobs(connection, std::mem::take(&mut jobs)).await;
                waiting.push(*one);
            }
            Message::Work(job) => {
                record(connection, std::mem::take(&mut waiting)).await;
                jobs.push(job);
            }
            Message::Finish => {}
        }
    }
    do_jobs(connection, jobs).await;
    record(connection, waiting).await;
}

/// Writes signatures in one transaction and answers each once it is known whether it was kept.
async fn record(connection: &mut AnyConnection, waiting: Vec<Waiting>) {
    let (batch, senders): (Vec<_>, Vec<_>) = waiting.into_iter().map(|one| (one.prepared, one.sender)).unzip();
    // A sender nobody waits at any more has gone away: there is nobody to tell.
    match record_together(connection, &batch).await {
        Ok(answers) => {
            for (sender, answer) in senders.into_iter().zip(answers) {
                let _ = sender.send(answer);
            }
        }
        Err(error) => {
            undo(connection, &error).await;
            for sender in senders {
                let _ = sender.send(Err(copy_of(&error)));
            }
        }
    }
}

/// Does other work in one transaction, a savepoint for each, and answers each once it is known whether it was kept.
async fn do_jobs(connection: &mut AnyConnection, jobs: Vec<Job>) {
    if jobs.is_empty() {
        return;
    }
    let mut replies = Vec::with_capacity(jobs.len());
    let failure = match try_jobs(connection, jobs, &mut replies).await {
        Ok(()) => None,
        Err(error) => {
            undo(connection, &error).await;
            Some(error)
        }
    };
    for reply in replies {
        reply(failure.as_ref().map(copy_of));
    }
}

/// Work that was not begun when this fails is dropped, and its sender told [`StoreError::Closed`].
async fn try_jobs(connection: &mut AnyConnection, jobs: Vec<Job>, replies: &mut Vec<Reply>) -> Result<(), StoreError> {
    connection.execute("BEGIN IMMEDIATE").await?;
    for job in jobs {
        do_work(connection, job, replies).await?;
    }
    connection.execute("COMMIT").await?;
    Ok(())
}

async fn undo(connection: &mut AnyConnection, error: &StoreError) {
    tracing::error!(%error, "a transaction could not be kept");
    // It may not have begun, or a database without room may have undone it by itself already.
    let _ = connection.execute("ROLLBACK").await;
}

async fn do_work(connection: &mut AnyConnection, job: Job, replies: &mut Vec<Reply>) -> Result<(), StoreError> {
    let begun = connection.execute("SAVEPOINT work").await;
    let (outcome, reply) = job(connection).await;
    replies.push(reply);
    begun?;
    let end = match outcome {
        Outcome::Keep => "RELEASE work",
        Outcome::Undo => "ROLLBACK TO work; RELEASE work",
    };
    connection.execute(end).await?;
    Ok(())
}

/// The same fault for everybody who shared the transaction.
fn copy_of(error: &StoreError) -> StoreError {
    match error {
        StoreError::NoRoom => StoreError::NoRoom,
        error => StoreError::Database(sqlx::Error::Protocol(error.to_string())),
    }
}
