//! Answering a consent for one child: the questions, the page that shows the answers before they are sent, the answers
//! that stand, and changing one's mind about one of them.

mod answers;
mod check;
mod one;
mod question;
mod questions;

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use shine_domain::consent::{Said, questions as questions_of};
use shine_domain::document::Document;
use shine_domain::ids::{Slug, StepId};
use shine_domain::vocabulary::Basis;
use shine_wire::{ActRequest, AnswerView, ChildView, StandingView, TaskView};

use super::sign::SignPage;
use super::signing::Draft;
use crate::navigation::HEADING_ID;
use crate::platform::page as window;
use crate::route::Route;
use crate::text::consent;
use crate::text::errors::Field;

pub use one::one_view;
pub use question::told as question_told;

/// What the consent pages are about.
#[derive(Clone, Debug)]
pub struct Consenting {
    /// The consent and how it stands for this child.
    pub task: TaskView,
    /// The child.
    pub child: ChildView,
    /// Which of the family's children, counted from 1.
    pub number: usize,
    /// The text.
    pub document: Arc<Document>,
}

impl Consenting {
    /// The page of all questions, or of one.
    fn route(&self, step: Option<StepId>) -> Option<Route> {
        Some(Route::Consent { document: Slug::try_from(self.task.slug.as_str()).ok()?, child: self.number, step })
    }

    /// What this adult said last to `step`.
    fn last(&self, step: &StepId) -> Option<&AnswerView> {
        self.task.answers.iter().find(|answer| answer.step == step.as_str())
    }

    /// The questions that wait for a yes or no, in their order.
    fn asked(&self) -> Vec<StepId> {
        let asked = questions_of(&self.document).filter(|(_, ask)| ask.basis == Basis::Consent);
        asked.map(|(step, _)| step.id.clone()).collect()
    }

    fn draft(&self, sign: SignPage, act: ActRequest, answers: BTreeMap<StepId, Said>) -> Draft {
        let answers = answers.iter().map(|(step, said)| (step.to_string(), said.word().to_owned()));
        Draft { act, answers: answers.collect(), ..sign.draft(&self.task) }
    }
}

/// What is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The answers that stand.
    Answers,
    /// The questions.
    Questions,
    /// The answers about to be sent.
    Check,
}

/// The state of the consent pages. Copies are the same pages.
#[derive(Clone, Copy, Debug)]
pub struct ConsentPage {
    /// Name, relationship, and what is wrong.
    pub sign: SignPage,
    chosen: RwSignal<BTreeMap<StepId, Said>>,
    stage: RwSignal<Stage>,
}

impl ConsentPage {
    /// Nothing chosen: no answer is ever chosen for anybody.
    #[must_use]
    pub fn new(standing: StandingView) -> Self {
        let stage = if standing == StandingView::Signed { Stage::Answers } else { Stage::Questions };
        Self { sign: SignPage::new(), chosen: RwSignal::new(BTreeMap::new()), stage: RwSignal::new(stage) }
    }

    /// Shows another stage, from its top.
    fn show(self, stage: Stage) {
        self.sign.errors.show(Vec::new());
        self.stage.set(stage);
        request_animation_frame(|| {
            window::scroll_to(0.0);
            window::focus_in_place(HEADING_ID);
        });
    }

    /// Shows the problems the server found with questions; whether there were any.
    pub fn show_problems(self, about: &Consenting, fields: &[shine_wire::FieldProblem]) -> bool {
        let at = |field: &str| questions_of(&about.document).position(|(step, _)| step.id.as_str() == field);
        let problems: Vec<_> =
            fields.iter().filter_map(|problem| Some(question_problem(about, at(&problem.field)?))).collect();
        let has_problems = !problems.is_empty();
        if has_problems {
            self.stage.set(Stage::Questions);
            self.sign.errors.show(problems);
        }
        has_problems
    }
}

/// What is said of the question at `at` when it was left open.
fn question_problem(about: &Consenting, at: usize) -> (Field, String) {
    let heading = questions_of(&about.document).nth(at).map(|(step, _)| step.heading_text()).unwrap_or_default();
    (Field::Question(at), consent::choose_one(&heading))
}

/// The pages. `send` is given a draft without problems.
#[must_use]
pub fn consent_view(
    page: ConsentPage,
    about: &Consenting,
    send: impl Fn(Draft) + Clone + Send + Sync + 'static,
) -> AnyView {
    let about = about.clone();
    (move || match page.stage.get() {
        Stage::Answers => answers::view(page, &about),
        Stage::Questions => questions::view(page, &about, send.clone()),
        Stage::Check => check::view(page, &about, send.clone()),
    })
    .into_any()
}

#[cfg(test)]
mod tests;
