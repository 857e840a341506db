//! The board: how many children of each class stand how with each document, and which children those are.

use std::collections::BTreeMap;
use std::sync::Arc;

use shine_domain::board::{PurposeStanding, SignedStanding};
use shine_domain::consent::questions;
use shine_domain::ids::{Slug, StepId};
use shine_domain::permission::{Permission, Reason, Restriction};
use shine_domain::record::Act;
use shine_domain::steps::ask::Ask;
use shine_domain::vocabulary::Kind;

use super::super::documents::Published;
use super::super::{Store, StoreError};
use super::permitted::permission_of;
use super::{KnownChild, ListedChild, ListedClass, Overview, Selection};

/// One line of the board: a charter or agreement, or one question of a consent.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The document.
    pub document: Arc<Published>,
    /// The question, of a consent.
    pub step: Option<StepId>,
}

/// How a child stands with a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// With a charter or an agreement.
    Signed(SignedStanding),
    /// With a question.
    Purpose(PurposeStanding),
}

impl Standing {
    /// The word on the network.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Signed(standing) => standing.word(),
            Self::Purpose(standing) => standing.word(),
        }
    }
}

/// A class on the board.
#[derive(Clone, Debug)]
pub struct BoardClass {
    /// Which.
    pub class: ListedClass,
    /// How many children it has.
    pub children: u32,
    /// For each subject, how many children stand how; those the document is not about are not counted.
    pub counts: Vec<BTreeMap<Standing, u32>>,
}

/// The subjects of `documents`: what adults sign or answer, in the order of the documents and their questions.
#[must_use]
pub fn subjects(documents: &[Arc<Published>]) -> Vec<Subject> {
    let of = |document: &Arc<Published>| -> Vec<Subject> {
        if document.document.kind == Kind::Consent {
            let subject = |(step, _): (&shine_domain::steps::Step, &Ask)| Subject {
                document: Arc::clone(document),
                step: Some(step.id.clone()),
            };
            questions(&document.document).map(subject).collect()
        } else {
            vec![Subject { document: Arc::clone(document), step: None }]
        }
    };
    documents.iter().flat_map(of).collect()
}

impl Store {
    /// How many children of each class stand how with each of `subjects` at `now`, by year and name of the class.
    ///
    /// # Errors
    /// [`StoreError`] when the roll or the ledger cannot be read or opened.
    pub async fn count_board(&self, subjects: &[Subject], now: i64) -> Result<Vec<BoardClass>, StoreError> {
        self.look(|overview| overview.count_board(subjects, now)).await
    }

    /// The children of `selection` who stand so with `subject` at `now`, by class and name.
    ///
    /// # Errors
    /// [`StoreError`] when the roll or the ledger cannot be read or opened.
    pub async fn list_standing(
        &self,
        selection: &Selection,
        subject: &Subject,
        standing: Standing,
        now: i64,
    ) -> Result<Vec<ListedChild>, StoreError> {
        self.look(|overview| {
            let found = overview.select(selection).filter(|child| standing_of(child, subject, now) == Some(standing));
            found.map(|child| overview.listed(child, &[], now)).collect()
        })
        .await
    }

    /// The children of `selection` whose adults have yet to sign or answer `subject`, whatever staff have forbidden; not those
    /// of whom an adult has asked to talk first.
    ///
    /// # Errors
    /// [`StoreError`] when the roll or the ledger cannot be read or opened.
    pub async fn list_waiting(
        &self,
        selection: &Selection,
        subject: &Subject,
        now: i64,
    ) -> Result<Vec<ListedChild>, StoreError> {
        self.look(|overview| {
            let found = overview.select(selection).filter(|child| is_waited_for(child, subject, now));
            found.map(|child| overview.listed(child, &[], now)).collect()
        })
        .await
    }
}

impl Overview {
    fn count_board(&self, subjects: &[Subject], now: i64) -> Vec<BoardClass> {
        let mut classes: BTreeMap<&Slug, BoardClass> = BTreeMap::new();
        for child in &self.children {
            let Some(class) = self.classes.get(&child.class) else { continue };
            let row = classes.entry(&child.class).or_insert_with(|| BoardClass {
                class: class.clone(),
                children: 0,
                counts: vec![BTreeMap::new(); subjects.len()],
            });
            row.children += 1;
            for (counts, subject) in row.counts.iter_mut().zip(subjects) {
                if let Some(standing) = standing_of(child, subject, now) {
                    *counts.entry(standing).or_insert(0) += 1;
                }
            }
        }
        let mut rows: Vec<BoardClass> = classes.into_values().collect();
        rows.sort_by(|a, b| (a.class.year, &a.class.name).cmp(&(b.class.year, &b.class.name)));
        rows
    }
}

/// Whether the adults of `child` have yet to sign or answer `subject`.
fn is_waited_for(child: &KnownChild, subject: &Subject, now: i64) -> bool {
    let document = &subject.document.document;
    let Some(step) = &subject.step else {
        return standing_of(child, subject, now) == Some(Standing::Signed(SignedStanding::Outstanding));
    };
    let is_asked = document.meta.years.is_empty() || document.meta.years.contains(&child.year);
    // Whom a court order keeps from the child the school does not talk to about them: the others are asked.
    let wants_to_talk = child.guardians.iter().filter(|guardian| !guardian.is_barred).any(|guardian| {
        let signed = child.past.signed_by(&guardian.adult, document.kind, &document.slug);
        signed.is_some_and(|signed| signed.act == Act::Declined)
    });
    let Some((_, ask)) = questions(document).find(|(asked, _)| asked.id == *step) else { return false };
    let permission = permission_of(child, &[], &subject.document, step, ask, now).permission;
    let is_open = matches!(permission, Permission::Forbidden(Reason::NotAnswered | Reason::RunOut));
    is_asked && !wants_to_talk && is_open
}

/// How `child` stands with `subject`; `None` when it is not about them.
fn standing_of(child: &KnownChild, subject: &Subject, now: i64) -> Option<Standing> {
    let document = &subject.document.document;
    if !document.meta.years.is_empty() && !document.meta.years.contains(&child.year) {
        return None;
    }
    let Some(step) = &subject.step else {
        // What somebody signed whom a court order keeps from the child since is no signature for them.
        let acts = child.guardians.iter().filter(|guardian| !guardian.is_barred).filter_map(|guardian| {
            let signed = child.past.signed_by(&guardian.adult, document.kind, &document.slug)?;
            let is_current = signed.act == Act::Declined || signed.version.major == subject.document.version.major;
            is_current.then_some(signed.act)
        });
        return Some(Standing::Signed(SignedStanding::of(acts)));
    };
    let (_, ask) = questions(document).find(|(asked, _)| asked.id == *step)?;
    let restrictions: Vec<Restriction> = child.past.restrictions().iter().copied().collect();
    let permission = permission_of(child, &restrictions, &subject.document, step, ask, now);
    let said = child
        .guardians
        .iter()
        .filter_map(|guardian| child.past.said_by(&guardian.adult, &document.slug, step).map(|last| last.said));
    Some(Standing::Purpose(PurposeStanding::of(permission.permission, permission.answers_differ, said)))
}
