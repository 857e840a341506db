//! Waiting for something to be fetched: the three states, trying again, and never showing an answer that came too late.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::fault::Fault;

/// Something that is fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Load<T> {
    /// Not here yet.
    Waiting,
    /// Here.
    Ready(T),
    /// It did not come.
    Failed(Fault),
}

impl<T: Clone> Load<T> {
    /// What came, if it did.
    #[must_use]
    pub fn ready(&self) -> Option<T> {
        if let Self::Ready(value) = self { Some(value.clone()) } else { None }
    }
}

impl<T> From<Result<T, Fault>> for Load<T> {
    fn from(result: Result<T, Fault>) -> Self {
        match result {
            Ok(value) => Self::Ready(value),
            Err(fault) => Self::Failed(fault),
        }
    }
}

/// Fetches, and fetches again on request. Copies are the same loader.
#[derive(Debug)]
pub struct Loader<T: Send + Sync + 'static> {
    state: RwSignal<Load<T>>,
    attempt: RwSignal<u32>,
}

impl<T: Send + Sync> Clone for Loader<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Loader<T> {}

impl<T: Clone + Send + Sync + 'static> Loader<T> {
    /// Fetches with `fetch`, and again whenever a signal that `fetch` reads has changed. What is `known` already is
    /// shown at once and not fetched.
    #[must_use]
    pub fn new<Work>(known: Option<T>, fetch: impl Fn() -> Work + 'static) -> Self
    where
        Work: Future<Output = Result<T, Fault>> + 'static,
    {
        let mut is_known = known.is_some();
        let loader = Self::fixed(known.map_or(Load::Waiting, Load::Ready));
        let round = StoredValue::new(0_u32);
        Effect::new(move |_| {
            loader.attempt.track();
            let work = fetch();
            if std::mem::take(&mut is_known) {
                return;
            }
            let mine = round.get_value() + 1;
            round.set_value(mine);
            loader.state.set(Load::Waiting);
            spawn_local(async move {
                let result = work.await;
                if round.try_get_value() == Some(mine) {
                    let _ = loader.state.try_set(result.into());
                }
            });
        });
        loader
    }

    /// A loader that stays as it is.
    #[must_use]
    pub fn fixed(state: Load<T>) -> Self {
        Self { state: RwSignal::new(state), attempt: RwSignal::new(0) }
    }

    /// How it stands.
    #[must_use]
    pub fn get(self) -> Load<T> {
        self.state.get()
    }

    /// What came, if it did.
    #[must_use]
    pub fn ready(self) -> Option<T> {
        self.state.with(Load::ready)
    }

    /// Puts `value` in place of what came.
    pub fn set(self, value: T) {
        self.state.set(Load::Ready(value));
    }

    /// Fetches once more.
    pub fn try_again(self) {
        self.attempt.update(|attempt| *attempt += 1);
    }
}
