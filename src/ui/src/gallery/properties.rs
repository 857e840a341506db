//! What the program sets on elements once they are there, and HTML that is drawn natively therefore lacks: ticks, typed
//! words, what is unfolded.

use shine_domain::answers::Answer;
use shine_domain::steps::Step;

/// `html` of `step` with what `answer` ticks ticked.
pub(super) fn with_ticks(html: String, step: &Step, answer: Option<&Answer>) -> String {
    let ids = answer.map(|answer| ids(step, answer)).unwrap_or_default();
    ids.into_iter().fold(html, |html, id| ticked(&html, &id))
}

/// `html` with what is called `id` ticked.
pub(super) fn ticked(html: &str, id: &str) -> String {
    with(html, id, "checked")
}

/// `html` with what was typed into the field called `id`.
pub(super) fn with_value(html: &str, id: &str, value: &str) -> String {
    with(html, id, &format!("value=\"{value}\""))
}

/// `html` with everything unfolded.
pub(super) fn unfolded(html: &str) -> String {
    html.replace("<details ", "<details open ")
}

fn with(html: &str, id: &str, attribute: &str) -> String {
    // A label names the same id after `for`.
    html.replace(&format!(" id=\"{id}\""), &format!(" id=\"{id}\" {attribute}"))
}

/// The ids of what `answer` to `step` ticks.
fn ids(step: &Step, answer: &Answer) -> Vec<String> {
    let option = |at: &usize| format!("option-{at}");
    match answer {
        Answer::Choose { tried } => tried.last().map(option).into_iter().collect(),
        Answer::ChooseMany { picked, .. } => picked.iter().map(option).collect(),
        Answer::Scale { at } => vec![option(at)],
        Answer::Promise { made } => {
            let made = made.iter().enumerate().filter(|(_, is_made)| **is_made);
            made.map(|(at, _)| format!("{}-{at}", step.id)).collect()
        }
        Answer::Order { .. }
        | Answer::Spot { .. }
        | Answer::Words { .. }
        | Answer::Story { .. }
        | Answer::Sort { .. } => Vec::new(),
    }
}
