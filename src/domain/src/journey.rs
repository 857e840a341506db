//! A reader's way through a document: recomputed from the document and the answers each time, never stored.

use crate::answers::{AnswerSheet, Standing, Turn, standing_at};
use crate::document::Document;
use crate::ids::StepId;
use crate::steps::{Step, StepBody};

/// A place on the way through a document, whatever was answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop<'a> {
    /// The step.
    pub step: &'a Step,
    /// When it is met.
    pub turn: Turn,
}

/// The stops on the way through `document`: the questions of the knowledge map, then every step in its own place, then the
/// questions again, before what is talked about at home. Adults' notes are not on it.
#[must_use]
pub fn stops<'a>(document: &'a Document) -> Vec<Stop<'a>> {
    let steps: Vec<&'a Step> = document.pupil_steps().collect();
    let lesson_end = steps.iter().rposition(|step| !matches!(step.body, StepBody::Home(_))).map_or(0, |last| last + 1);
    let (lesson, home) = steps.split_at(lesson_end);
    let asked = |turn: Turn| steps.iter().filter(|step| step.is_map).map(move |step| Stop { step, turn });
    let met = |step: &&'a Step| Stop { step, turn: Turn::Lesson };
    let way = asked(Turn::Before).chain(lesson.iter().map(met));
    way.chain(asked(Turn::After)).chain(home.iter().map(met)).collect()
}

/// Where a reader stands in a document.
#[derive(Clone, Debug)]
pub struct Journey<'a> {
    places: Vec<Place<'a>>,
}

/// One step of the way.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The step.
    pub step: &'a Step,
    /// When it is met.
    pub turn: Turn,
    /// How its answer stands.
    pub standing: Standing,
}

impl<'a> Journey<'a> {
    /// The way through `document` with the answers on `sheet`. Adults' notes are not on it.
    #[must_use]
    pub fn new(document: &'a Document, sheet: &AnswerSheet) -> Self {
        let place = |Stop { step, turn }: Stop<'a>| Place { step, turn, standing: standing_at(turn, step, sheet) };
        Self { places: stops(document).into_iter().map(place).collect() }
    }

    /// The steps of the way, in order.
    #[must_use]
    pub fn places(&self) -> &[Place<'a>] {
        &self.places
    }

    /// The index of the step called `id` at this turn.
    #[must_use]
    pub fn find(&self, turn: Turn, id: &StepId) -> Option<usize> {
        self.places.iter().position(|place| place.turn == turn && place.step.id == *id)
    }

    /// The first stop before `index` that has to be answered before anybody goes on to it. Promises are never forced, and
    /// whoever came to the middle of a lesson by its address is not sent back to what they thought before it.
    #[must_use]
    pub fn waits_before(&self, index: usize) -> Option<usize> {
        self.places.iter().take(index).position(Place::is_in_the_way)
    }

    /// The first stop that keeps the reader from the end.
    #[must_use]
    pub fn waits_before_the_end(&self) -> Option<usize> {
        self.waits_before(self.places.len())
    }

    /// Where somebody who carries on begins: the first step that asks and is not done, else the last.
    #[must_use]
    pub fn resume_at(&self) -> usize {
        let open = self.places.iter().position(|place| place.standing != Standing::Done);
        open.unwrap_or_else(|| self.places.len().saturating_sub(1))
    }
}

impl<'a> Place<'a> {
    /// Where it is on the way, whatever was answered.
    #[must_use]
    pub const fn stop(&self) -> Stop<'a> {
        Stop { step: self.step, turn: self.turn }
    }

    fn is_in_the_way(&self) -> bool {
        let is_forced = !matches!(self.step.body, StepBody::Promise(_) | StepBody::Ask(_));
        self.standing == Standing::Open && self.turn != Turn::Before && is_forced
    }
}
