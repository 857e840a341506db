//! What the store knows of a family, as it crosses the network.

use std::collections::BTreeMap;

use shine_domain::consent::{Said, questions};
use shine_domain::ids::StepId;
use shine_domain::permission::asked_again_from;
use shine_domain::record::Act;
use shine_domain::vocabulary::{Basis, Kind, Signer};
use shine_wire::{AnswerView, ChildView, SignedView, StandingView, TaskView};

use crate::store::{Child, Family, LastSaid, Published, SignedRecord, still_holds_until};

/// A child, as their own family sees them.
pub(super) fn view_child(child: &Child) -> ChildView {
    ChildView {
        id: child.id.to_string(),
        first_name: child.first_name.clone(),
        class_name: child.class_name.clone(),
        year: child.year.word().to_owned(),
    }
}

/// The task of a charter or agreement, for all the children it is about; `None` when it is not this adult's to sign.
pub(super) fn view_task(published: &Published, family: &Family, records: &[SignedRecord]) -> Option<TaskView> {
    let document = &published.document;
    let is_theirs = document.kind != Kind::Consent && document.meta.signers.contains(&Signer::Adult);
    let is_asked = |child: &&Child| document.meta.years.is_empty() || document.meta.years.contains(&child.year);
    let children: Vec<&Child> = family.children.iter().filter(is_asked).collect();
    if !is_theirs || children.is_empty() {
        return None;
    }
    let of_this = |record: &&SignedRecord| record.kind == document.kind && record.slug == document.slug.as_str();
    let signed: Vec<&SignedRecord> = records.iter().filter(of_this).collect();
    Some(TaskView {
        standing: view_standing(published, &children, &signed),
        children: children.iter().map(|child| child.id.to_string()).collect(),
        signed: signed.into_iter().map(view_signed).collect(),
        ..view_document(published)
    })
}

/// A child counts as signed for when this adult's latest act for them is an acknowledgement of this major version.
fn view_standing(published: &Published, children: &[&Child], signed: &[&SignedRecord]) -> StandingView {
    let latest = |child: &&Child| signed.iter().find(|record| record.pupils.contains(&child.id));
    let is_signed = |child: &&Child| {
        latest(child)
            .is_some_and(|record| record.act == Act::Acknowledged && record.version.major == published.version.major)
    };
    if children.iter().all(is_signed) {
        StandingView::Signed
    } else if children.iter().filter_map(latest).any(|record| record.act == Act::Declined) {
        StandingView::WantsToTalk
    } else {
        StandingView::ToSign
    }
}

fn view_signed(record: &SignedRecord) -> SignedView {
    SignedView {
        reference: record.reference.to_string(),
        act: record.act.word().to_owned(),
        version: record.version.to_string(),
        digest: record.digest.to_string(),
        at: record.at,
        children: record.pupils.iter().map(ToString::to_string).collect(),
    }
}

/// Whether `document` asks `child`'s adults something.
pub(super) fn asks_about(published: &Published, child: &Child) -> bool {
    let meta = &published.document.meta;
    let is_asked = meta.years.is_empty() || meta.years.contains(&child.year);
    published.document.kind == Kind::Consent && meta.signers.contains(&Signer::Adult) && is_asked
}

/// The task of a consent for one child, with this adult's own words only.
pub(super) fn view_consent(
    published: &Published,
    child: &Child,
    records: &[SignedRecord],
    said: &BTreeMap<StepId, LastSaid>,
    now: i64,
) -> TaskView {
    let document = &published.document;
    let signed: Vec<&SignedRecord> = records
        .iter()
        .filter(|record| record.kind == document.kind && record.slug == document.slug.as_str())
        .filter(|record| record.pupils.contains(&child.id))
        .collect();
    let answers = questions(document).filter_map(|(step, _)| {
        let last = said.get(&step.id)?;
        let until = still_holds_until(last.at, last.version, document, child.away_from);
        let is_over = until.is_some_and(|until| until <= now);
        Some(AnswerView {
            step: step.id.to_string(),
            said: last.said.word().to_owned(),
            at: last.at,
            reference: last.reference.to_string(),
            has_run_out: last.said == Said::Yes && is_over,
        })
    });
    TaskView {
        answers: answers.collect(),
        standing: consent_standing(published, child, said, signed.first().copied(), now),
        children: vec![child.id.to_string()],
        signed: signed.into_iter().map(view_signed).collect(),
        ..view_document(published)
    }
}

/// A consent is answered when every question that waits for a yes or no has one of this major version that is not due
/// to be asked again; a yes, since the child last left.
fn consent_standing(
    published: &Published,
    child: &Child,
    said: &BTreeMap<StepId, LastSaid>,
    latest: Option<&SignedRecord>,
    now: i64,
) -> StandingView {
    let document = &published.document;
    let is_answered = |step: &StepId| {
        said.get(step).is_some_and(|last| {
            let is_due = asked_again_from(last.at, document.meta.renew).is_some_and(|from| from <= now);
            let has_ended = last.said == Said::Yes && child.away_from.is_some_and(|away_from| last.at < away_from);
            last.version.major == published.version.major && !is_due && !has_ended
        })
    };
    let mut asked = questions(document).filter(|(_, ask)| ask.basis == Basis::Consent);
    if asked.all(|(step, _)| is_answered(&step.id)) {
        StandingView::Signed
    } else if latest.is_some_and(|record| record.act == Act::Declined) {
        StandingView::WantsToTalk
    } else {
        StandingView::ToSign
    }
}

/// What is the same of every task about a document.
fn view_document(published: &Published) -> TaskView {
    let document = &published.document;
    TaskView {
        slug: document.slug.to_string(),
        kind: document.kind.word().to_owned(),
        title: document.meta.title.clone(),
        summary: document.meta.summary.clone(),
        version: published.version.to_string(),
        language: document.language.to_string(),
        digest: document.digest.to_string(),
        standing: StandingView::ToSign,
        children: Vec::new(),
        signed: Vec::new(),
        answers: Vec::new(),
    }
}
