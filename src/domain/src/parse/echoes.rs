//! Echoes: what seems wrong with a step only because something else is. A misspelt kind makes a question look like
//! reading, and every box in it look out of place; the author is told of the misspelling alone.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::text::Span;

/// What makes a step be taken for something it is not.
const CAUSES: [&str; 7] = [
    "box-miswritten",
    "box-without-space",
    "braces-not-last",
    "heading-without-space",
    "step-kind-twice",
    "unknown-attribute",
    "unknown-step-kind",
];

/// What then seems wrong within the same step.
const ECHOES: [&str; 11] = [
    "box-outside-question",
    "braces-on-small-heading",
    "feedback-not-indented",
    "map-without-question",
    "mark-outside-its-step",
    "no-right-answer",
    "promise-without-list",
    "text-after-list",
    "too-few-groups",
    "too-few-options",
    "two-right-answers",
];

/// What makes a box or a level be taken for none.
const CAUSES_ON_A_LINE: [&str; 5] =
    ["box-miswritten", "box-without-space", "braces-not-last", "unknown-attribute", "unknown-level"];

/// What then seems wrong with the same option.
const ECHOES_ON_A_LINE: [&str; 2] = ["level-missing", "option-without-box"];

/// What then seems wrong with the document as a whole.
const DISTANT_ECHOES: [&str; 2] = ["consent-without-question", "document-without-steps"];

/// `diagnostics` of `document` without echoes.
pub(crate) fn silence(mut diagnostics: Vec<Diagnostic>, document: &Document) -> Vec<Diagnostic> {
    let places = |codes: &[&str]| -> Vec<usize> {
        diagnostics.iter().filter(|one| codes.contains(&one.code)).map(|one| one.span.start).collect()
    };
    let (causes, here) = (places(&CAUSES), places(&CAUSES_ON_A_LINE));
    let sections: Vec<Span> = document.steps.iter().map(|step| step.span).collect();
    let section = |at: usize| sections.iter().rposition(|span| span.start <= at);
    diagnostics.retain(|one| {
        let is_near = ECHOES.contains(&one.code) && causes.iter().any(|at| section(*at) == section(one.span.start));
        let is_here = ECHOES_ON_A_LINE.contains(&one.code) && here.contains(&one.span.start);
        let is_distant = DISTANT_ECHOES.contains(&one.code) && !causes.is_empty();
        !is_near && !is_here && !is_distant
    });
    diagnostics
}
