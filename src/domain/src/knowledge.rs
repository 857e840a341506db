//! The knowledge map of a lesson: what its `.map` questions showed before it and after it (domain.md 2.4). Computed from the
//! answers, on the device. It holds no name and no word a child typed, so a class session can send it as it is.

use serde::{Deserialize, Serialize};

use crate::answers::{Answer, AnswerSheet, Turn};
use crate::diagnostic::{Diagnostic, Sink, suggest};
use crate::document::Document;
use crate::ids::{Digest, Slug, StepId};
use crate::steps::choose::Choose;
use crate::steps::{Step, StepBody};
use crate::vocabulary::{Kind, Level};

/// What one reader's answers showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnowledgeMap {
    /// The lesson.
    pub lesson: Slug,
    /// Its `.map` questions, in order.
    pub questions: Vec<MapQuestion>,
}

/// What the answers to one question showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapQuestion {
    /// The question.
    pub step: StepId,
    /// SHA-256 of the question as it was asked.
    pub digest: Digest,
    /// The statement it is about: `PS-Y3-1`.
    pub statement: Option<String>,
    /// What was picked before the lesson: an option, counted from 0 in the author's order. `None` if it was not answered.
    pub before: Option<Picked>,
    /// What was picked after it.
    pub after: Option<Picked>,
}

/// An option and what picking it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picked {
    /// The option.
    pub option: usize,
    /// Its level.
    pub level: Level,
}

/// How an answer moved. None of them is a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// It shows more than before.
    Grew,
    /// It was well thought before, and still is.
    Steady,
    /// There is more to find out: it stayed early, or went back.
    Growing,
}

impl KnowledgeMap {
    /// What the answers on `sheet` show about `lesson`.
    #[must_use]
    pub fn new(lesson: &Document, sheet: &AnswerSheet) -> Self {
        let only = match lesson.meta.statements.as_slice() {
            [only] => Some(only),
            _ => None,
        };
        let questions = map_questions(lesson).map(|(step, choose)| MapQuestion {
            step: step.id.clone(),
            digest: step.digest,
            statement: step.statement.as_ref().or(only).cloned(),
            before: picked(choose, sheet.find_at(Turn::Before, step)),
            after: picked(choose, sheet.find_at(Turn::After, step)),
        });
        Self { lesson: lesson.slug.clone(), questions: questions.collect() }
    }

    /// Whether anything was answered both before and after.
    #[must_use]
    pub fn tells(&self) -> bool {
        self.questions.iter().any(|question| question.movement().is_some())
    }
}

impl MapQuestion {
    /// How the answer moved; `None` when it was not answered twice.
    #[must_use]
    pub fn movement(&self) -> Option<Movement> {
        let (before, after) = (rank(self.before?.level), rank(self.after?.level));
        Some(match after.cmp(&before) {
            std::cmp::Ordering::Greater => Movement::Grew,
            std::cmp::Ordering::Equal if after >= rank(Level::Developing) => Movement::Steady,
            _ => Movement::Growing,
        })
    }
}

/// How much a level shows. Knowing that one does not know is more than being sure of a mistake.
const fn rank(level: Level) -> u8 {
    match level {
        Level::Misconception => 0,
        Level::Unsure => 1,
        Level::Emerging => 2,
        Level::Developing => 3,
        Level::Secure => 4,
    }
}

fn map_questions(lesson: &Document) -> impl Iterator<Item = (&Step, &Choose)> {
    lesson.steps.iter().filter(|step| step.is_map).filter_map(|step| match &step.body {
        StepBody::Choose(choose) => Some((step, choose)),
        _ => None,
    })
}

fn picked(choose: &Choose, answer: Option<&Answer>) -> Option<Picked> {
    let Some(Answer::Choose { tried }) = answer else { return None };
    let option = *tried.last()?;
    Some(Picked { option, level: choose.options.get(option)?.level? })
}

/// The order the options of `step` are shown in at this turn. Questions of the knowledge map are mixed, and at
/// each turn every option stands elsewhere, so that nobody remembers a place in place of an answer; "I'm not sure" stays last. The seed is the question's own text: every
/// screen of a class shows the same order, and a reload no other. Other questions keep the author's order.
#[must_use]
pub fn shown_options(step: &Step, choose: &Choose, turn: Turn) -> Vec<usize> {
    let mut order: Vec<usize> = (0..choose.options.len()).collect();
    if !step.is_map {
        return order;
    }
    let seed = step.digest.as_bytes();
    let is_unsure = |at: usize| choose.options[at].level == Some(Level::Unsure);
    order.sort_by_key(|at| (is_unsure(*at), seed[at % seed.len()], *at));
    let sure = order.iter().take_while(|at| !is_unsure(**at)).count();
    let turned = match turn {
        Turn::Before => 0,
        Turn::Lesson => 1,
        Turn::After => 2,
    };
    if sure > 0 {
        order[..sure].rotate_left(turned % sure);
    }
    order
}

/// Reports questions of the knowledge map that no statement can be told of.
pub(crate) fn report(document: &Document, sink: &mut Sink) {
    if document.kind != Kind::Lesson {
        return;
    }
    let known = &document.meta.statements;
    for (step, _) in map_questions(document) {
        match &step.statement {
            Some(statement) if !known.contains(statement) => sink.report(|| {
                let message = format!("The lesson's statements do not name {statement}.");
                let help = suggest(statement, known.iter().map(String::as_str));
                Diagnostic::new("map-statement-unknown", step.heading_span, message, help)
            }),
            None if known.len() > 1 => sink.report(|| {
                let message = "This question of the knowledge map does not say which statement it is about.";
                let help = format!("The lesson names several. Add one to the braces, such as statement={}.", known[0]);
                Diagnostic::new("map-statement-missing", step.heading_span, message, help)
            }),
            _ => {}
        }
    }
}
