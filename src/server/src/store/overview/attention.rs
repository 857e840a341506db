//! What the office should look at: children with the concerns there are about their answers, newest first.

use std::sync::Arc;

use shine_domain::attention::{Notice, NoticedAdult, notices};
use shine_domain::consent::questions;

use super::super::documents::Published;
use super::super::{Store, StoreError};
use super::permitted::permission_of;
use super::{KnownChild, KnownGuardian, ListedChild, Overview};

/// A concern about a child.
#[derive(Clone, Debug)]
pub struct NoticedChild {
    /// The child.
    pub child: ListedChild,
    /// The document it is about.
    pub document: Arc<Published>,
    /// What there is to look at.
    pub notice: Notice,
}

impl Store {
    /// How many children have something to look at among `documents` at `now`.
    ///
    /// # Errors
    /// [`StoreError`] when the roll or the ledger cannot be read or opened.
    pub async fn count_noticed(&self, documents: &[Arc<Published>], now: i64) -> Result<usize, StoreError> {
        let has_notice =
            |child: &&KnownChild| documents.iter().any(|document| !noticed(child, document, now).is_empty());
        self.look(|overview| overview.children.iter().filter(has_notice).count()).await
    }

    /// The things to look at among `documents` at `now`, newest first: `most` of them after the first `from`; and how many there
    /// are.
    ///
    /// # Errors
    /// [`StoreError`] when the roll or the ledger cannot be read or opened.
    pub async fn list_noticed(
        &self,
        documents: &[Arc<Published>],
        (from, most): (usize, usize),
        now: i64,
    ) -> Result<(Vec<NoticedChild>, usize), StoreError> {
        self.look(|overview| overview.list_noticed(documents, (from, most), now)).await
    }
}

impl Overview {
    fn list_noticed(
        &self,
        documents: &[Arc<Published>],
        (from, most): (usize, usize),
        now: i64,
    ) -> (Vec<NoticedChild>, usize) {
        let of = |child| {
            documents.iter().flat_map(move |document| {
                noticed(child, document, now).into_iter().map(move |notice| (child, document, notice))
            })
        };
        let mut found: Vec<(&KnownChild, &Arc<Published>, Notice)> = self.children.iter().flat_map(of).collect();
        // Those of one moment stay in the order of classes and names.
        found.sort_by_key(|(_, _, notice)| std::cmp::Reverse(notice.at));
        let count = found.len();
        let listed = |(child, document, notice): (&KnownChild, &Arc<Published>, Notice)| NoticedChild {
            child: self.listed(child, &[], now),
            document: Arc::clone(document),
            notice,
        };
        (found.into_iter().skip(from).take(most).map(listed).collect(), count)
    }
}

fn noticed(child: &KnownChild, document: &Arc<Published>, now: i64) -> Vec<Notice> {
    let view = |one| {
        let KnownGuardian { adult, may_answer, is_barred }: &KnownGuardian = one;
        NoticedAdult { adult, may_answer: *may_answer, is_barred: *is_barred }
    };
    let adults: Vec<NoticedAdult> = child.guardians.iter().map(view).collect();
    let differing = questions(&document.document)
        .filter(|(step, ask)| permission_of(child, &[], document, &step.id, ask, now).answers_differ);
    let differing = differing.map(|(step, _)| step.id.clone()).collect();
    notices(&child.past, &adults, &document.document, &differing)
}
