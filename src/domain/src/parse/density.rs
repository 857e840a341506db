//! How many words stand on one page of a lesson, for children of its band. Feedback is left out: it is read later, and one
//! at a time. So are notes for adults and what is for home.

use crate::diagnostic::{Diagnostic, Sink};
use crate::document::Document;
use crate::steps::{Step, StepBody};
use crate::vocabulary::{Band, Kind};

/// The most words a page may show at once: what a child of the band reads, or listens to, without losing the thread.
const fn limit(band: Band) -> usize {
    match band {
        Band::Eyfs => 25,
        Band::Ks1 => 60,
        Band::LowerKs2 => 100,
        Band::UpperKs2 => 140,
    }
}

/// Reports pages with more words than children of the band can be asked to read at once.
pub(super) fn report(document: &Document, text: &str, sink: &mut Sink) {
    let Some(band) = document.meta.band.filter(|_| document.kind == Kind::Lesson) else { return };
    for step in document.steps.iter().filter(|step| !matches!(step.body, StepBody::Adult(_) | StepBody::Home(_))) {
        let most = most_at_once(step, &text[step.span.start..step.span.end]);
        if most > limit(band) {
            sink.report(|| {
                let message = format!("There are {most} words on this page.");
                let help = format!(
                    "Children of this age read up to {} at once. Cut some, or make two pages of it with another ## heading.",
                    limit(band)
                );
                Diagnostic::new("too-many-words", step.heading_span, message, help)
            });
        }
    }
}

/// The most words of `step`, written as `text`, that are seen at once. A story shows what stands before it with one scene at
/// a time.
fn most_at_once(step: &Step, text: &str) -> usize {
    let mut parts = match step.body {
        StepBody::Story(_) => text.split("\n### ").collect::<Vec<_>>(),
        _ => vec![text],
    }
    .into_iter()
    .map(count);
    parts.next().unwrap_or_default() + parts.max().unwrap_or_default()
}

/// The words of a piece of Markdown as they are shown, without feedback, braces, addresses and pictures.
fn count(markdown: &str) -> usize {
    let lines = markdown.lines().filter(|line| !line.trim_start().starts_with('>'));
    lines.map(|line| words_in(&without_marks(&line.replace("[x]", "").replace("[X]", "")))).sum()
}

fn words_in(line: &str) -> usize {
    line.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// `line` without `{…}`, `(…)` behind a `]`, and `![…]`.
fn without_marks(line: &str) -> String {
    let mut shown = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['{', '!', ']']) {
        let (before, after) = rest.split_at(at);
        shown.push_str(before);
        let closing = match after.as_bytes() {
            [b'{', ..] => Some('}'),
            [b'!', b'[', ..] => Some(']'),
            [b']', b'(', ..] => Some(')'),
            _ => None,
        };
        let end = closing.and_then(|closing| after[1..].find(closing)).map_or(1, |end| end + 2);
        // A picture's address follows its description.
        let is_picture = after.starts_with('!') && end > 1;
        rest = &after[if is_picture { end - 1 } else { end }..];
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_are_shown_at_once_count() {
        let text = "Which one? {.choose #which .map}\n\n![A very long description](picture:key)\n\nKit sees [a sign](#clue \"why not\").\n\n\
                    - [ ] Tell them! {.unsure}\n  > A long answer that is read later.\n- [x] Ask\n";
        assert_eq!(count(text), "Which one? Kit sees a sign Tell them Ask".split(' ').count());
        assert_eq!(count(""), 0);
        assert_eq!(count("a { b"), 2);
    }
}
