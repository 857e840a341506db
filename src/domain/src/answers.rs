//! Answers: what a reader chose, kept by step id and step digest, so that an author's edit elsewhere loses nothing
//! and a changed step is asked again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::ids::{Digest, StepId};
use crate::steps::sort::Sort;
use crate::steps::{Step, StepBody};
use crate::vocabulary::{Level, Signer};

/// An answer to one step. Indices count from 0 in the author's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Answer {
    /// `.choose`: every option tried, in order; the last is the one chosen now.
    Choose {
        /// Options tried.
        tried: Vec<usize>,
    },
    /// `.choose-many`: the options picked.
    ChooseMany {
        /// Options, each once, smallest first.
        picked: Vec<usize>,
        /// Whether the reader asked for them to be checked as they stand.
        #[serde(default)]
        checked: bool,
    },
    /// `.order`: the cards as they lie now.
    Order {
        /// Every card once.
        order: Vec<usize>,
        /// Whether the reader asked for it to be checked as it stands.
        #[serde(default)]
        checked: bool,
    },
    /// `.spot`: what was tapped, in order.
    Spot {
        /// Places tapped, each once.
        tapped: Vec<usize>,
    },
    /// `.words`: the word in each gap, if any.
    Words {
        /// By gap: an index into the bank.
        filled: Vec<Option<usize>>,
        /// Whether the reader asked for it to be checked as it stands.
        #[serde(default)]
        checked: bool,
    },
    /// `.story`: the choices made, from the first scene on.
    Story {
        /// By scene passed: which of its choices.
        choices: Vec<usize>,
    },
    /// `.scale`: the point picked.
    Scale {
        /// Which.
        at: usize,
    },
    /// `.sort` and `.match`: the group each card was put in, if any.
    Sort {
        /// By card.
        groups: Vec<Option<usize>>,
        /// Whether the reader asked for it to be checked as it stands.
        #[serde(default)]
        checked: bool,
    },
    /// `.promise`: which promises are made.
    Promise {
        /// By promise.
        made: Vec<bool>,
    },
}

/// An answer and the step text it was given to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    digest: Digest,
    answer: Answer,
}

/// When a step is met. Every step has its turn in the lesson; a question of the knowledge map is asked before and after it
/// as well, and then nothing is said about the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// Before the lesson: what somebody knows already.
    Before,
    /// Its own place in the lesson.
    Lesson,
    /// After the lesson: what has moved.
    After,
}

/// All answers to one document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerSheet {
    answers: BTreeMap<StepId, Kept>,
    #[serde(default)]
    before: BTreeMap<StepId, Kept>,
    #[serde(default)]
    after: BTreeMap<StepId, Kept>,
}

impl AnswerSheet {
    /// The answer to `step` in the lesson, if one was given to the step as it reads now and fits it.
    #[must_use]
    pub fn find(&self, step: &Step) -> Option<&Answer> {
        self.find_at(Turn::Lesson, step)
    }

    /// The answer that was given to `step` at this turn.
    #[must_use]
    pub fn find_at(&self, turn: Turn, step: &Step) -> Option<&Answer> {
        let answers = match turn {
            Turn::Before => &self.before,
            Turn::Lesson => &self.answers,
            Turn::After => &self.after,
        };
        let kept = answers.get(&step.id)?;
        (kept.digest == step.digest && fits(step, &kept.answer)).then_some(&kept.answer)
    }

    /// Keeps `answer` to `step`. An answer that does not fit the step is not kept.
    pub fn keep(&mut self, step: &Step, answer: Answer) {
        self.keep_at(Turn::Lesson, step, answer);
    }

    /// Keeps what was answered to `step` at this turn.
    pub fn keep_at(&mut self, turn: Turn, step: &Step, answer: Answer) {
        let answers = match turn {
            Turn::Before => &mut self.before,
            Turn::Lesson => &mut self.answers,
            Turn::After => &mut self.after,
        };
        if fits(step, &answer) {
            answers.insert(step.id.clone(), Kept { digest: step.digest, answer });
        }
    }

    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.before.is_empty() && self.after.is_empty()
    }
}

fn fits(step: &Step, answer: &Answer) -> bool {
    match (&step.body, answer) {
        (StepBody::Choose(choose), Answer::Choose { tried }) => tried.iter().all(|at| *at < choose.options.len()),
        (StepBody::Sort(sort), Answer::Sort { groups, .. }) => fits_sort(sort, groups),
        (StepBody::Pairs(pairs), Answer::Sort { groups, .. }) => fits_sort(&pairs.table, groups),
        (StepBody::ChooseMany(choose), Answer::ChooseMany { picked, .. }) => is_each_once(picked, choose.options.len()),
        (StepBody::Order(order), Answer::Order { order: cards, .. }) => {
            cards.len() == order.cards.len() && is_each_once(cards, order.cards.len())
        }
        (StepBody::Spot(spot), Answer::Spot { tapped }) => is_each_once(tapped, spot.spots.len()),
        (StepBody::Words(words), Answer::Words { filled, .. }) => {
            filled.len() == words.gaps.len() && filled.iter().flatten().all(|word| *word < words.bank.len())
        }
        (StepBody::Story(story), Answer::Story { choices }) => story.way(choices).len() == choices.len() + 1,
        (StepBody::Scale(scale), Answer::Scale { at }) => *at < scale.points.len(),
        (StepBody::Promise(promise), Answer::Promise { made }) => made.len() == promise.promises.len(),
        _ => false,
    }
}

fn fits_sort(sort: &Sort, groups: &[Option<usize>]) -> bool {
    groups.len() == sort.cards.len() && groups.iter().flatten().all(|group| *group < sort.groups.len())
}

fn is_each_once(indices: &[usize], count: usize) -> bool {
    indices.iter().enumerate().all(|(at, one)| *one < count && !indices[..at].contains(one))
}

/// How an answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not answered, or not fully.
    Open,
    /// Answered, with something to think about again. Nothing can be failed.
    TryAgain,
    /// Done: right, or nothing to be right about.
    Done,
}

/// How the answer to `step` at this turn stands. Before and after the lesson any answer will do.
#[must_use]
pub fn standing_at(turn: Turn, step: &Step, sheet: &AnswerSheet) -> Standing {
    match (turn, sheet.find_at(turn, step)) {
        (Turn::Lesson, answer) => standing(step, answer),
        (Turn::Before | Turn::After, Some(Answer::Choose { tried })) if !tried.is_empty() => Standing::Done,
        (Turn::Before | Turn::After, _) => Standing::Open,
    }
}

/// How `answer` to `step` stands. Steps that ask nothing are always done.
#[must_use]
pub fn standing(step: &Step, answer: Option<&Answer>) -> Standing {
    match (&step.body, answer) {
        (StepBody::Choose(choose), Some(Answer::Choose { tried })) => match tried.last() {
            None => Standing::Open,
            Some(at) if choose.options.get(*at).is_some_and(|option| option.is_right) => Standing::Done,
            Some(_) => Standing::TryAgain,
        },
        (StepBody::Sort(sort), Some(Answer::Sort { groups, checked })) => sort_standing(sort, groups, *checked),
        (StepBody::Pairs(pairs), Some(Answer::Sort { groups, checked })) => {
            sort_standing(&pairs.table, groups, *checked)
        }
        (StepBody::ChooseMany(choose), Some(Answer::ChooseMany { picked, checked })) => {
            checked_standing(*checked && !picked.is_empty(), choose.is_right(picked))
        }
        (StepBody::Order(_), Some(Answer::Order { order, checked })) => checked_standing(*checked, order.is_sorted()),
        (StepBody::Words(words), Some(Answer::Words { filled, checked })) => {
            let is_right = |(gap, word): (usize, &Option<usize>)| word.is_some_and(|word| words.is_right(gap, word));
            let is_full = filled.iter().all(Option::is_some);
            checked_standing(*checked && is_full, filled.iter().enumerate().all(is_right))
        }
        (StepBody::Spot(spot), Some(Answer::Spot { tapped })) if spot.left(tapped).next().is_none() => Standing::Done,
        (StepBody::Story(story), Some(Answer::Story { choices })) => {
            let last = story.way(choices).last().and_then(|at| story.scenes.get(*at));
            match last.and_then(|scene| scene.ending) {
                None => Standing::Open,
                Some(Level::Secure | Level::Developing) => Standing::Done,
                Some(_) => Standing::TryAgain,
            }
        }
        (StepBody::Scale(_), Some(Answer::Scale { .. })) => Standing::Done,
        (StepBody::Promise(_), Some(Answer::Promise { made })) if made.iter().all(|one| *one) => Standing::Done,
        _ if step.asks() => Standing::Open,
        _ => Standing::Done,
    }
}

fn sort_standing(sort: &Sort, groups: &[Option<usize>], checked: bool) -> Standing {
    let is_right = groups.iter().zip(&sort.cards).all(|(group, card)| *group == Some(card.group));
    checked_standing(checked && groups.iter().all(Option::is_some), is_right)
}

const fn checked_standing(is_checked: bool, is_right: bool) -> Standing {
    match (is_checked, is_right) {
        (false, _) => Standing::Open,
        (true, true) => Standing::Done,
        (true, false) => Standing::TryAgain,
    }
}

/// Something an answer sheet still lacks before it can be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerProblem {
    /// The step.
    pub step: StepId,
    /// Permanent, kebab-case code: `promise-not-made`.
    pub code: &'static str,
}

/// What `sheet` lacks before `signer` can acknowledge `document`: a pupil makes every promise one by one; an adult's
/// declaration covers them all. The browser and the server both ask this of the same bytes.
#[must_use]
pub fn check_answers(document: &Document, signer: Signer, sheet: &AnswerSheet) -> Vec<AnswerProblem> {
    if signer != Signer::Pupil {
        return Vec::new();
    }
    let promises = document.steps.iter().filter(|step| matches!(step.body, StepBody::Promise(_)));
    promises
        .filter(|step| standing(step, sheet.find(step)) != Standing::Done)
        .map(|step| AnswerProblem { step: step.id.clone(), code: "promise-not-made" })
        .collect()
}
