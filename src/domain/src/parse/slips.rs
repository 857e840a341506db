//! Slips of the keyboard that Markdown takes silently for something else. They are looked for line by line, because
//! by the time there is a tree the slip has become an innocent paragraph.

use crate::diagnostic::{Diagnostic, Sink};
use crate::text::Span;

/// Reports the slips in the lines of `text` from the byte `body` on, but not inside code.
pub(crate) fn report(text: &str, body: usize, sink: &mut Sink) {
    let mut at = body;
    let mut fence: Option<char> = None;
    for line in text[body..].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches('\n');
        let trimmed = line.trim_start();
        if let Some(mark) = fence_mark(trimmed) {
            fence = match fence {
                None => Some(mark),
                Some(open) if open == mark => None,
                other => other,
            };
        } else if fence.is_none() {
            let span = Span::new(start + line.len() - trimmed.len(), start + line.len());
            report_line(trimmed, span, sink);
        }
    }
}

fn fence_mark(line: &str) -> Option<char> {
    ['`', '~'].into_iter().find(|mark| line.chars().take(3).filter(|c| c == mark).count() == 3)
}

fn report_line(line: &str, span: Span, sink: &mut Sink) {
    let slip = heading_slip(line).or_else(|| box_slip(line)).or_else(|| link_slip(line));
    if let Some((code, message, help)) = slip {
        sink.report(|| Diagnostic::new(code, span, message, help));
    }
}

type Slip = (&'static str, String, String);

fn heading_slip(line: &str) -> Option<Slip> {
    let words = line.trim_start_matches('#');
    let hashes = &line[..line.len() - words.len()];
    let is_slip = (2..=6).contains(&hashes.len()) && words.starts_with(|c: char| !c.is_whitespace());
    is_slip.then(|| {
        let message = "There is no space after the hashes, so this is not a heading.".to_owned();
        ("heading-without-space", message, format!("Write {hashes} {words}"))
    })
}

fn box_slip(line: &str) -> Option<Slip> {
    let rest = line.strip_prefix(['-', '*', '+'])?;
    let inside = rest.trim_start().strip_prefix('[')?;
    let (tick, after) = inside.split_once(']')?;
    let is_box = matches!(tick, " " | "x" | "X");
    let is_link = after.starts_with(['(', '[', ':']);
    if is_link || tick.chars().count() > 3 {
        return None;
    }
    let shown = after.trim();
    let right = if tick.trim().is_empty() { "[ ]" } else { "[x]" };
    let help = format!("Write - {right} {shown}");
    if is_box && !rest.starts_with([' ', '\t']) {
        let message = "There is no space between the dash and the box, so this is not an option.".to_owned();
        return Some(("box-without-space", message, help));
    }
    if is_box && !after.is_empty() && !after.starts_with([' ', '\t']) {
        let message = "There is no space after the box, so this is not an option.".to_owned();
        return Some(("box-without-space", message, help));
    }
    let is_odd = !is_box && matches!(tick.trim(), "" | "x" | "X" | "*" | "v" | "✓" | "✔" | "√" | "-" | "o" | "0");
    is_odd.then(|| {
        let message = format!("The box [{tick}] is not written as a box, so this is not an option.");
        ("box-miswritten", message, help)
    })
}

fn link_slip(line: &str) -> Option<Slip> {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("](") {
        rest = after;
        if before.ends_with('\\') {
            continue;
        }
        let inside = after.split(')').next().unwrap_or("").trim();
        if inside.contains(['“', '”', '„', '‘', '’', '«']) {
            let message = "The words after the link's address stand in curly quotes, so this is not a link.".to_owned();
            let help =
                "Type straight quotes: [words](address \"title\"). Word processors make curly ones by themselves.";
            return Some(("curly-quotes", message, help.to_owned()));
        }
        let (address, title) = inside.split_once([' ', '\t']).unwrap_or((inside, ""));
        let has_title = title.trim_start().starts_with(['"', '\'', '(']);
        if !title.is_empty() && !has_title && !address.starts_with('<') {
            let message = "There is a space in the link's address, so this is not a link.".to_owned();
            let joined: String = inside.split_whitespace().collect();
            return Some(("link-with-space", message, format!("Write the address without spaces: ({joined}).")));
        }
    }
    None
}
