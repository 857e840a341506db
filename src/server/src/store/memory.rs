//! What is read again and again, remembered for as long as this process runs: who a session is, and a family with its
//! keys. Only this process writes (one server a data folder), and whoever changes the roll, a link or a key forgets all of
//! it. Nothing of it decides a signature: that is asked again inside the transaction.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use shine_domain::ids::PersonId;

use super::people::Signers;

/// The most sessions and the most families that are remembered; beyond that all are forgotten at once.
const MOST: usize = 5_000;

/// A session as it was read last.
#[derive(Clone, Debug)]
pub(super) struct KnownSession {
    pub(super) adult: PersonId,
    pub(super) created_at: i64,
    pub(super) seen_at: i64,
}

#[derive(Default)]
struct Known {
    /// How often everything was forgotten: what was read before counts for nothing after.
    revision: u64,
    /// How often the roll, or a key of somebody on it, was changed.
    roll: u64,
    sessions: HashMap<String, KnownSession>,
    signers: HashMap<PersonId, Arc<Signers>>,
}

/// What a store remembers.
#[derive(Default)]
pub(super) struct Memory(Mutex<Known>);

impl Memory {
    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// To be asked before something is read that will be kept.
    pub(super) fn revision(&self) -> u64 {
        self.known().revision
    }

    pub(super) fn session(&self, hash: &str) -> Option<KnownSession> {
        self.known().sessions.get(hash).cloned()
    }

    pub(super) fn keep_session(&self, revision: u64, hash: String, session: KnownSession) {
        let mut known = self.known();
        if known.revision == revision {
            if known.sessions.len() >= MOST {
                known.sessions.clear();
            }
            known.sessions.insert(hash, session);
        }
    }

    pub(super) fn signers(&self, adult: &PersonId) -> Option<Arc<Signers>> {
        self.known().signers.get(adult).cloned()
    }

    pub(super) fn keep_signers(&self, revision: u64, adult: PersonId, signers: Signers) -> Arc<Signers> {
        let signers = Arc::new(signers);
        let mut known = self.known();
        if known.revision == revision {
            if known.signers.len() >= MOST {
                known.signers.clear();
            }
            known.signers.insert(adult, Arc::clone(&signers));
        }
        signers
    }

    /// The edition of the roll that is in force.
    pub(super) fn roll_edition(&self) -> u64 {
        self.known().roll
    }

    /// Forgets everything, keys too: they are wiped once nobody uses them any more.
    pub(super) fn forget(&self) {
        let mut known = self.known();
        *known = Known { revision: known.revision + 1, roll: known.roll, ..Known::default() };
    }

    /// Forgets everything, because the roll or somebody's key was changed.
    pub(super) fn forget_roll(&self) {
        self.forget();
        self.known().roll += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_before_a_change_is_not_kept_after_it() {
        let memory = Memory::default();
        let adult = PersonId::try_from("a-0001").expect("an id");
        let session = KnownSession { adult, created_at: 0, seen_at: 0 };
        let before = memory.revision();
        memory.keep_session(before, "one".to_owned(), session.clone());
        assert!(memory.session("one").is_some());
        memory.forget();
        assert!(memory.session("one").is_none());
        memory.keep_session(before, "one".to_owned(), session);
        assert!(memory.session("one").is_none(), "it may have been taken back meanwhile");
    }
}
