//! The one task that writes. It takes whatever waits into one transaction, so that many signatures at once cost one
//! flush to disk, and answers each only after that flush. Signatures that wait together are checked and written
//! together; any other piece of work is a savepoint of its own, so one that fails takes nothing else with it.

use std::future::Future;
use std::pin::Pin;

use sqlx::{AnyConnection, Executor as _};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::StoreError;
use super::records::{Prepared, Written, record_together};

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

enum Message {
    Record(Box<Waiting>),
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
    /// A way that leads nowhere: everything is answered [`StoreError::Closed`].
    pub(super) fn none() -> Self {
        Self(mpsc::channel(1).0)
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

async fn run(mut connection: AnyConnection, mut receiver: mpsc::Receiver<Message>) {
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
        commit_together(&mut connection, messages).await;
    }
    // A clean close leaves one file: everything is in the database itself.
    let _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
    let _ = sqlx::Connection::close(connection).await;
}

/// Everything of one transaction, answered once it is known whether it was kept.
async fn commit_together(connection: &mut AnyConnection, messages: Vec<Message>) {
    if let Err(error) = connection.execute("BEGIN IMMEDIATE").await {
        tracing::error!(%error, "a transaction could not begin");
        refuse_all(messages, &error.into());
        return;
    }
    let mut replies = Vec::with_capacity(messages.len());
    let mut failure = write_all(connection, messages, &mut replies).await.err();
    if failure.is_none() {
        failure = connection.execute("COMMIT").await.err().map(StoreError::from);
    }
    if let Some(error) = &failure {
        tracing::error!(%error, "a transaction could not be kept");
        // A database without room may have undone it by itself already.
        let _ = connection.execute("ROLLBACK").await;
    }
    for reply in replies {
        reply(failure.as_ref().map(copy_of));
    }
}

/// Runs `messages` in order, signatures that stand beside one another together. A fault of the database ends it: nothing
/// may be kept then, and whoever has not been served is told so by their reply.
async fn write_all(
    connection: &mut AnyConnection,
    messages: Vec<Message>,
    replies: &mut Vec<Reply>,
) -> Result<(), StoreError> {
    let mut waiting: Vec<Waiting> = Vec::new();
    let mut fault = None;
    for message in messages {
        if let Some(error) = &fault {
            refuse_all(vec![message], error);
            continue;
        }
        match message {
            Message::Record(one) => waiting.push(*one),
            Message::Work(job) => {
                let before = write_records(connection, std::mem::take(&mut waiting), replies).await;
                fault = before.and(Ok(())).err();
                match &fault {
                    Some(error) => refuse_all(vec![Message::Work(job)], error),
                    None => fault = do_work(connection, job, replies).await.err(),
                }
            }
            Message::Finish => {}
        }
    }
    match fault {
        Some(error) => {
            waiting.into_iter().for_each(|one| refuse(one, &error));
            Err(error)
        }
        None => write_records(connection, waiting, replies).await,
    }
}

async fn write_records(
    connection: &mut AnyConnection,
    waiting: Vec<Waiting>,
    replies: &mut Vec<Reply>,
) -> Result<(), StoreError> {
    let (batch, senders): (Vec<_>, Vec<_>) = waiting.into_iter().map(|one| (one.prepared, one.sender)).unzip();
    match record_together(connection, &batch).await {
        Ok(answers) => {
            for (answer, sender) in answers.into_iter().zip(senders) {
                let reply: Reply = Box::new(move |fault| {
                    let _ = sender.send(fault.map_or(answer, Err));
                });
                replies.push(reply);
            }
            Ok(())
        }
        Err(error) => {
            for sender in senders {
                let _ = sender.send(Err(copy_of(&error)));
            }
            Err(error)
        }
    }
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

fn refuse_all(messages: Vec<Message>, error: &StoreError) {
    for message in messages {
        // Work that is dropped answers its sender `Closed`: nothing of it was begun.
        if let Message::Record(one) = message {
            refuse(*one, error);
        }
    }
}

fn refuse(waiting: Waiting, error: &StoreError) {
    let _ = waiting.sender.send(Err(copy_of(error)));
}

/// The same fault for everybody who shared the transaction.
fn copy_of(error: &StoreError) -> StoreError {
    match error {
        StoreError::NoRoom => StoreError::NoRoom,
        error => StoreError::Database(sqlx::Error::Protocol(error.to_string())),
    }
}
