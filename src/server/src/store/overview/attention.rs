//! What the office should look at: children with the concerns there are about their answers, newest first.

use std::sync::Arc;

use shine_domain::attention::{Notice, notices};
use shine_domain::consent::questions;
use shine_domain::ids::PersonId;

use super::super::documents::Published;
use super::super::{Store, StoreError};
use super::permitted::permission_of;
use super::{KnownChild, ListedChild, Overview};

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

    /// The newest `most` things to look at among `documents` at `now`, newest first, and how many there are.
    ///
    /// # Errors
    /// [`StoreError`] when the roll or the ledger cannot be read or opened.
    pub async fn list_noticed(
        &self,
        documents: &[Arc<Published>],
        most: usize,
        now: i64,
    ) -> Result<(Vec<NoticedChild>, usize), StoreError> {
        self.look(|overview| overview.list_noticed(documents, most, now)).await
    }
}

impl Overview {
    fn list_noticed(&self, documents: &[Arc<Published>], most: usize, now: i64) -> (Vec<NoticedChild>, usize) {
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
        (found.into_iter().take(most).map(listed).collect(), count)
    }
}

fn noticed(child: &KnownChild, document: &Arc<Published>, now: i64) -> Vec<Notice> {
    let guardians: Vec<(&PersonId, bool)> = child.guardians.iter().map(|one| (&one.adult, one.may_answer)).collect();
    let differs = questions(&document.document)
        .any(|(step, ask)| permission_of(child, &[], document, &step.id, ask, now).answers_differ);
    notices(&child.past, &guardians, &document.document, differs)
}
