//! Front matter: which keys a kind may and must have, what each holds, and what does not fit together.

use serde_json::{Map, Value, json};

use super::placeholders::{Around, fill};
use super::school::School;
use super::values::{Entry, TomlText};
use crate::diagnostic::{Diagnostic, Sink, suggest};
use crate::ids::Version;
use crate::meta::Meta;
use crate::parse::front::{Front, Marks};
use crate::text::Span;
use crate::vocabulary::{Audience, Band, Kind, Renew, Risk, Signer, Strand, Year};

/// What a key holds.
#[derive(Clone, Copy)]
enum Shape {
    /// Words, in which placeholders are replaced.
    Text,
    /// A list of them.
    Texts,
    Date,
    Version,
    /// A number of minutes.
    Minutes,
    /// One of a closed list, called so.
    Word(&'static str, fn() -> Vec<&'static str>),
    /// Some of a closed list.
    Words(&'static str, fn() -> Vec<&'static str>),
    /// Statement ids.
    Statements,
}

/// A key, the kinds that may have it, and those that must.
struct Key {
    name: &'static str,
    shape: Shape,
    may: &'static [Kind],
    must: &'static [Kind],
    example: &'static str,
}

const SIGNED: &[Kind] = &[Kind::Charter, Kind::Agreement, Kind::Consent];
const VERSIONED: &[Kind] = &[Kind::Charter, Kind::Agreement, Kind::Consent, Kind::Policy, Kind::Notice];
const FOR_YEARS: &[Kind] = &[Kind::Charter, Kind::Agreement, Kind::Consent, Kind::Lesson];
const LESSON: &[Kind] = &[Kind::Lesson];
const POLICY: &[Kind] = &[Kind::Policy];

macro_rules! all {
    ($type:ty) => {
        || <$type>::ALL.iter().map(|one| one.word()).collect()
    };
}

const fn key(
    name: &'static str,
    shape: Shape,
    may: &'static [Kind],
    must: &'static [Kind],
    example: &'static str,
) -> Key {
    Key { name, shape, may, must, example }
}

const KEYS: [Key; 21] = [
    key("title", Shape::Text, Kind::ALL, Kind::ALL, "\"Private or okay to share?\""),
    key("summary", Shape::Text, Kind::ALL, &[], "\"One sentence about it.\""),
    key("confirm", Shape::Texts, Kind::ALL, &[], "[\"What the school must confirm.\"]"),
    key("reviewed", Shape::Date, Kind::ALL, &[], "\"2026-11-22\""),
    key("version", Shape::Version, VERSIONED, VERSIONED, "\"1.0\""),
    key("signers", Shape::Words("signer", all!(Signer)), SIGNED, SIGNED, "[\"adult\"]"),
    key("years", Shape::Words("year", all!(Year)), FOR_YEARS, LESSON, "[\"Y3\", \"Y4\"]"),
    key("renew", Shape::Word("way to renew", all!(Renew)), SIGNED, &[], "\"yearly\""),
    key("old-answers-until", Shape::Date, &[Kind::Consent], &[], "\"2027-01-31\""),
    key("declaration", Shape::Text, SIGNED, SIGNED, "\"I have read this and I agree.\""),
    key("band", Shape::Word("band", all!(Band)), LESSON, LESSON, "\"lower-ks2\""),
    key("strand", Shape::Word("strand", all!(Strand)), LESSON, LESSON, "\"privacy-and-security\""),
    key("statements", Shape::Statements, LESSON, LESSON, "[\"PS-Y3-1\"]"),
    key("risks", Shape::Words("risk", all!(Risk)), LESSON, &[], "[\"contact\"]"),
    key("minutes", Shape::Minutes, LESSON, LESSON, "25"),
    key("objectives", Shape::Texts, LESSON, LESSON, "[\"I can say which facts about me are private.\"]"),
    key("vocabulary", Shape::Texts, LESSON, &[], "[\"private: only for you\"]"),
    key("audience", Shape::Word("audience", all!(Audience)), &[Kind::Guide], &[Kind::Guide], "\"parents\""),
    key("approved-by", Shape::Text, POLICY, &[], "\"the governing body\""),
    key("approved-on", Shape::Date, POLICY, &[], "\"2026-11-22\""),
    key("review-by", Shape::Date, POLICY, &[], "\"2027-11-22\""),
];

/// Reads the front matter of a document of the kind `kind` from `text`, for `school`.
pub(crate) fn read_front_matter(kind: Kind, text: &str, front: &Front, school: &School, sink: &mut Sink) -> Meta {
    match front.marks {
        Marks::Right => {}
        Marks::Unclosed => {
            let inside = text[front.inside.start..front.inside.end].trim_end();
            report_marks("front-matter-unclosed", front.inside.start + inside.len(), sink);
        }
        Marks::Late => report_marks("front-matter-late", 0, sink),
        Marks::Missing => {
            report_marks("front-matter-missing", 0, sink);
            return Meta::default();
        }
        Marks::Dashes => {
            report_marks("front-matter-dashes", 0, sink);
            return Meta::default();
        }
    }
    let toml = TomlText { text: &text[front.inside.start..front.inside.end], base: front.inside.start };
    let table = toml.read(sink);
    let entries = toml.entries(&table);
    let mut values = Map::new();
    for entry in &entries {
        let Some(known) = find_key(kind, entry, sink) else { continue };
        if let Some(value) = read_value(known, entry, school, sink) {
            values.insert(known.name.to_owned(), value);
        }
    }
    report_missing(kind, &entries, toml, front.marks, sink);
    let meta: Meta = serde_json::from_value(Value::Object(values)).unwrap_or_default();
    report_misfits(kind, &meta, &entries, sink);
    meta
}

fn report_marks(code: &'static str, at: usize, sink: &mut Sink) {
    let (message, help) = match code {
        "front-matter-unclosed" => (
            "The front matter is not closed.",
            "Write a line with +++ alone below its last line, before the text begins.",
        ),
        "front-matter-late" => {
            ("There is an empty line before the front matter.", "Take it away: the very first line must be +++.")
        }
        "front-matter-dashes" => (
            "The front matter stands between lines of dashes, and here it is marked with plus signs.",
            "Write +++ instead of --- above and below it, and each line as title = \"…\".",
        ),
        _ => (
            "The front matter is missing.",
            "The very first line must be +++, then lines such as title = \"…\", then +++ again.",
        ),
    };
    sink.report(|| Diagnostic::new(code, Span::new(at, at), message, help));
}

fn find_key(kind: Kind, entry: &Entry<'_, '_>, sink: &mut Sink) -> Option<&'static Key> {
    let known = KEYS.iter().find(|key| key.name == entry.key);
    match known {
        Some(key) if key.may.contains(&kind) => return Some(key),
        Some(_) => sink.report(|| {
            let message = format!("A document in the folder {} has no {}.", kind.word(), entry.key);
            let help = "Take the line away, or move the file to the folder it belongs in.";
            Diagnostic::new("key-not-here", entry.key_span, message, help)
        }),
        None => sink.report(|| {
            let names = KEYS.iter().filter(|key| key.may.contains(&kind)).map(|key| key.name);
            let message = format!("The front matter knows no {}.", entry.key);
            Diagnostic::new("unknown-key", entry.key_span, message, suggest(entry.key, names))
        }),
    }
    None
}

fn read_value(key: &Key, entry: &Entry<'_, '_>, school: &School, sink: &mut Sink) -> Option<Value> {
    match key.shape {
        Shape::Text => read_text(&entry.text(sink)?, entry.span, entry.key, school, sink),
        Shape::Texts => {
            let texts = entry.texts(sink)?;
            let filled = texts.iter().filter_map(|(text, span)| read_text(text, *span, entry.key, school, sink));
            Some(Value::Array(filled.collect()))
        }
        Shape::Date => read_date(entry, sink),
        Shape::Version => read_version(entry, sink),
        Shape::Minutes => entry.number(240, sink).map(|minutes| json!(minutes)),
        Shape::Word(what, all) => {
            let text = entry.text(sink)?;
            find_word(what, &text, entry.span, &all(), sink).map(|word| json!(word))
        }
        Shape::Words(what, all) => {
            let (known, texts) = (all(), entry.texts(sink)?);
            let words = texts.iter().filter_map(|(text, span)| find_word(what, text, *span, &known, sink));
            Some(json!(words.collect::<Vec<_>>()))
        }
        Shape::Statements => {
            let texts = entry.texts(sink)?;
            let right = texts.into_iter().filter(|(text, span)| is_statement(text, *span, sink));
            Some(json!(right.map(|(text, _)| text).collect::<Vec<_>>()))
        }
    }
}

fn read_text(text: &str, span: Span, key: &str, school: &School, sink: &mut Sink) -> Option<Value> {
    // Places inside a TOML text are not its bytes (escapes), so a placeholder's fault is told at the text's start.
    let mut inner = Sink::default();
    let (filled, _) = fill(text, 0, Around::Words, school, &mut inner);
    for diagnostic in inner.into_diagnostics() {
        sink.report(|| Diagnostic { span, ..diagnostic });
    }
    if filled.trim().is_empty() {
        sink.report(|| {
            let help = "Write the words between the quotes, or take the line away.";
            Diagnostic::new("value-empty", span, format!("The value of {key} is empty."), help)
        });
    }
    Some(json!(filled.trim()))
}

fn read_date(entry: &Entry<'_, '_>, sink: &mut Sink) -> Option<Value> {
    let text = entry.text(sink)?;
    let date = (text.len() == 10).then(|| text.parse::<jiff::civil::Date>().ok()).flatten();
    if date.is_none() {
        sink.report(|| {
            let message = format!("\"{text}\" is not a date.");
            let help = format!("Write the year, the month and the day: {} = \"2026-11-22\".", entry.key);
            Diagnostic::new("date-wrong", entry.span, message, help)
        });
    }
    date.map(|_| json!(text))
}

fn read_version(entry: &Entry<'_, '_>, sink: &mut Sink) -> Option<Value> {
    let text = entry.text(sink)?;
    let version = Version::try_from(text.as_str()).ok();
    if version.is_none() {
        sink.report(|| {
            let message = format!("\"{text}\" is not a version.");
            let help = "Write two numbers with a full stop between them: version = \"1.0\".";
            Diagnostic::new("version-wrong", entry.span, message, help)
        });
    }
    version.map(|version| json!(version.to_string()))
}

fn find_word(what: &str, text: &str, span: Span, known: &[&'static str], sink: &mut Sink) -> Option<&'static str> {
    let found = known.iter().find(|word| **word == text).copied();
    if found.is_none() {
        let code = match what {
            "signer" => "unknown-signer",
            "year" => "unknown-year",
            "band" => "unknown-band",
            "strand" => "unknown-strand",
            "risk" => "unknown-risk",
            "audience" => "unknown-audience",
            _ => "unknown-renew",
        };
        sink.report(|| {
            let message = format!("There is no {what} called \"{text}\".");
            Diagnostic::new(code, span, message, suggest(text, known.iter().copied()))
        });
    }
    found
}

fn is_statement(text: &str, span: Span, sink: &mut Sink) -> bool {
    let mut parts = text.split('-');
    let strand = parts.next().is_some_and(|code| Strand::ALL.iter().any(|strand| strand.code() == code));
    let year = parts.next().is_some_and(|year| Year::find(year).is_some());
    let number =
        parts.next().is_some_and(|text| matches!(text.parse::<u8>(), Ok(1..=99)) && !text.starts_with(['0', '+']));
    let is_right = strand && year && number && parts.next().is_none();
    if !is_right {
        sink.report(|| {
            let codes: Vec<_> = Strand::ALL.iter().map(|strand| strand.code()).collect();
            let message = format!("\"{text}\" is not the id of a statement.");
            let help =
                format!("Write the strand's letters ({}), the year and a number: \"PS-Y3-1\".", codes.join(", "));
            Diagnostic::new("statement-wrong", span, message, help)
        });
    }
    is_right
}

fn report_missing(kind: Kind, entries: &[Entry<'_, '_>], toml: TomlText<'_>, marks: Marks, sink: &mut Sink) {
    if marks == Marks::Unclosed {
        return;
    }
    for key in KEYS.iter().filter(|key| key.must.contains(&kind)) {
        if !entries.iter().any(|entry| entry.key == key.name) && !toml.begins_line(key.name) {
            sink.report(|| {
                let message = format!("The front matter has no {}.", key.name);
                let help = format!("Add a line such as {} = {}.", key.name, key.example);
                Diagnostic::new("key-missing", Span::new(0, 3), message, help)
            });
        }
    }
}

/// What does not fit together.
fn report_misfits(kind: Kind, meta: &Meta, entries: &[Entry<'_, '_>], sink: &mut Sink) {
    let place = |key: &str| entries.iter().find(|entry| entry.key == key).map_or(Span::default(), |entry| entry.span);
    if let Some(band) = meta.band {
        for year in meta.years.iter().filter(|year| year.band() != band) {
            sink.report(|| {
                let message = format!("{} is not in the band {}.", year.title(), band.word());
                let right: Vec<_> = Year::ALL.iter().filter(|one| one.band() == band).map(|one| one.word()).collect();
                let help = format!("This band has the years {}. Change the years or the band.", right.join(" and "));
                Diagnostic::new("year-outside-band", place("years"), message, help)
            });
        }
    }
    if let Some(strand) = meta.strand {
        for id in meta.statements.iter().filter(|id| !id.starts_with(&format!("{}-", strand.code()))) {
            sink.report(|| {
                let message = format!("The statement {id} belongs to another strand than {}.", strand.word());
                let help = format!("Its letters must be {}. Change the statement or the strand.", strand.code());
                Diagnostic::new("statement-of-other-strand", place("statements"), message, help)
            });
        }
    }
    let signers = entries.iter().find(|entry| entry.key == "signers").and_then(|entry| entry.value.as_array());
    if kind.is_signable() && signers.is_some_and(|signers| signers.is_empty()) {
        sink.report(|| {
            let help = "Name who signs it, such as signers = [\"adult\"].";
            Diagnostic::new("signers-empty", place("signers"), "Nobody is named to sign this.", help)
        });
    }
}
