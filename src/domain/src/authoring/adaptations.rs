//! How a text is adapted to a school before it is frozen: steps whose switch is off are left out, and the school's basis
//! and rule for a purpose are written into its question. What is signed then says all of it itself.

use super::school::{Purpose, SWITCHES, School};
use crate::diagnostic::{Diagnostic, Sink, suggest};
use crate::parse::{Section, cut};
use crate::steps::head::WHEN;
use crate::text::Span;
use crate::vocabulary::{Basis, Rule};

/// A place of the authored text, and what stands there for this school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Adaptation {
    pub(crate) authored: Span,
    pub(crate) text: String,
}

/// What has to be adapted in `text`, which begins at the byte `body`, for `school`; in order of place.
pub(crate) fn find_adaptations(text: &str, body: usize, school: &School, sink: &mut Sink) -> Vec<Adaptation> {
    let sections = cut(text, body);
    let ends = sections.iter().skip(1).map(|next| next.span.start).chain([text.len()]);
    let mut adaptations = Vec::new();
    for (section, end) in sections.iter().zip(ends) {
        if is_left_out(section, school, sink) {
            adaptations.push(Adaptation { authored: Span::new(section.span.start, end), text: String::new() });
        } else {
            adaptations.extend(find_purpose(section, school));
        }
    }
    adaptations
}

/// The ids of the questions in `text`, which begins at the byte `body`, whether or not a switch leaves them out.
pub(crate) fn question_ids(text: &str, body: usize) -> Vec<String> {
    let sections = cut(text, body);
    let asks = sections.iter().filter(|section| is_question(section));
    asks.filter_map(|section| Some(section.attributes.ids.first()?.text.clone())).collect()
}

fn is_question(section: &Section) -> bool {
    section.attributes.classes.iter().any(|class| class.text == "ask")
}

fn is_left_out(section: &Section, school: &School, sink: &mut Sink) -> bool {
    let Some((switch, span)) = section.attributes.find(WHEN) else { return false };
    if !SWITCHES.contains(&switch) {
        sink.report(|| {
            let message = format!("There is no switch called \"{switch}\".");
            Diagnostic::new("unknown-switch", span, message, suggest(switch, SWITCHES))
        });
        return false;
    }
    !school.is_on(switch)
}

/// The school's word on a question, where it is not what the question says already.
fn find_purpose(section: &Section, school: &School) -> Vec<Adaptation> {
    let id = section.attributes.ids.first().filter(|_| is_question(section));
    let Some((id, purpose)) = id.and_then(|id| Some((id, school.purposes().get(&id.text)?))) else { return Vec::new() };
    let Purpose { basis, rule, .. } = *purpose;
    let word = |key: &str, value: &str, is_default: bool| match section.attributes.find(key) {
        Some((written, _)) if written == value => None,
        Some((_, span)) => Some(Adaptation { authored: span, text: format!("{key}={value}") }),
        None if is_default => None,
        // Right after the id, which every question has.
        None => Some(Adaptation { authored: Span::new(id.span.end, id.span.end), text: format!(" {key}={value}") }),
    };
    let mut found: Vec<Adaptation> =
        [word("basis", basis.word(), basis == Basis::Consent), word("rule", rule.word(), rule == Rule::One)]
            .into_iter()
            .flatten()
            .collect();
    found.sort_by_key(|one| one.authored.start);
    found
}
