//! What a pupil's screen fetches of a lesson: everything but the steps for adults.

use crate::parse::{Section, addresses_apart, cut, front};
use crate::steps::head::is_for_adults;
use crate::text::Span;

/// The resolved `text` without its steps for adults. What is left is byte for byte what it was, so that every other
/// step keeps its id, its digest and its body; the front matter stays too.
#[must_use]
pub fn pupils_text(text: &str) -> String {
    let body = front::split(text).body;
    let left_out = adults_spans(&cut(text, body), text.len());
    if left_out.is_empty() {
        return text.to_owned();
    }
    let is_lost = |span: &Span| left_out.iter().any(|out| out.start <= span.start && span.end <= out.end);
    // A link of another step may name an address that is written in a step for adults: it is put before all steps.
    let lost = addresses_apart(text, body).into_iter().filter(is_lost).map(|span| text[span.start..span.end].trim());
    let lost: Vec<&str> = lost.filter(|address| !address.contains('\n')).collect();
    let mut kept = text[..body].to_owned();
    lost.iter().for_each(|address| kept.extend([address, "\n\n"]));
    let mut at = body;
    for span in left_out {
        kept.push_str(&text[at..span.start]);
        at = span.end;
    }
    kept.push_str(&text[at..]);
    kept
}

/// Where the steps for adults stand, each up to the next step.
fn adults_spans(sections: &[Section], end: usize) -> Vec<Span> {
    let ends = sections.iter().skip(1).map(|next| next.span.start).chain([end]);
    let spans = sections.iter().zip(ends).filter(|(section, _)| is_for_adults(section));
    spans.map(|(section, end)| Span::new(section.span.start, end)).collect()
}
