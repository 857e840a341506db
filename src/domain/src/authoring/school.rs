//! A school's facts, from its `school.toml`: what differs between schools, in the school's own words.

use std::collections::BTreeMap;

use super::values::{Entry, TomlText};
use crate::diagnostic::{Diagnostic, Sink, suggest};
use crate::ids::{Language, Slug};
use crate::text::{SourceText, Span};
use crate::vocabulary::{Basis, Rule};

/// A school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct School {
    slug: Slug,
    texts: BTreeMap<String, String>,
    confirm: Vec<String>,
    words: BTreeMap<String, String>,
    roles: BTreeMap<String, String>,
    reporting: BTreeMap<String, Vec<String>>,
    switches: BTreeMap<String, bool>,
    purposes: BTreeMap<String, Purpose>,
}

/// What a school decided about one purpose of a consent (domain.md T5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// Why it may be done.
    pub basis: Basis,
    /// How many adults must say yes.
    pub rule: Rule,
    /// Where the school's file says so.
    pub(crate) span: Span,
}

/// What a placeholder stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// These words.
    Value(String),
    /// A fact this school's file does not give.
    Empty,
    /// No fact at all.
    Unknown,
}

const TEXTS: [&str; 7] = ["name", "short-name", "trust", "phone", "email", "website", "language"];
const WORDS: [&str; 5] = ["child", "children", "head", "governors", "agreement"];
const ROLES: [&str; 8] = ["head", "dsl", "deputy-dsl", "online-safety-lead", "office", "class-teacher", "dpo", "chair"];
const REPORTING: [&str; 4] = ["trusted-adults", "concern-about-staff", "concern-about-head", "data-complaint"];
pub(crate) const SWITCHES: [&str; 2] = ["withhold-access-until-signed", "full-name-with-image"];
const TABLES: [&str; 6] = ["words", "roles", "reporting", "switches", "purposes", "languages"];

impl School {
    /// A school of which nothing is known but its folder's name.
    #[must_use]
    pub fn unknown(slug: Slug) -> Self {
        Self {
            slug,
            texts: BTreeMap::new(),
            confirm: Vec::new(),
            words: BTreeMap::new(),
            roles: BTreeMap::new(),
            reporting: BTreeMap::new(),
            switches: BTreeMap::new(),
            purposes: BTreeMap::new(),
        }
    }

    /// The name of its folder.
    #[must_use]
    pub const fn slug(&self) -> &Slug {
        &self.slug
    }

    /// Its full name; its folder's name if the file gives none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.texts.get("name").map_or(self.slug.as_str(), String::as_str)
    }

    /// Its name where there is little room.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.texts.get("short-name").map_or_else(|| self.name(), String::as_str)
    }

    /// The trust it belongs to, if any.
    #[must_use]
    pub fn trust(&self) -> Option<&str> {
        self.text("trust")
    }

    /// Its telephone number; empty if the file gives none. So with the two below.
    #[must_use]
    pub fn phone(&self) -> &str {
        self.text("phone").unwrap_or("")
    }

    /// Its e-mail address.
    #[must_use]
    pub fn email(&self) -> &str {
        self.text("email").unwrap_or("")
    }

    /// Its website's address.
    #[must_use]
    pub fn website(&self) -> &str {
        self.text("website").unwrap_or("")
    }

    /// The language its pages are written in: `en` unless the file says otherwise.
    #[must_use]
    pub fn language(&self) -> &str {
        self.text("language").unwrap_or("en")
    }

    /// What somebody at the school still has to confirm, each a sentence.
    #[must_use]
    pub fn confirm(&self) -> &[String] {
        &self.confirm
    }

    /// Its own words for things: `child`, `agreement` …
    #[must_use]
    pub const fn words(&self) -> &BTreeMap<String, String> {
        &self.words
    }

    /// The titles of people with a duty: `head`, `dsl` …
    #[must_use]
    pub const fn roles(&self) -> &BTreeMap<String, String> {
        &self.roles
    }

    /// Whom children may tell, each as it would stand in the middle of a sentence.
    #[must_use]
    pub fn trusted_adults(&self) -> &[String] {
        self.reporting.get("trusted-adults").map_or(&[], Vec::as_slice)
    }

    /// Whether the switch called `name` is on; a switch that is not set is off.
    #[must_use]
    pub fn is_on(&self, name: &str) -> bool {
        self.switches.get(name).copied().unwrap_or(false)
    }

    /// What it decided about purposes, by the id of the question.
    #[must_use]
    pub const fn purposes(&self) -> &BTreeMap<String, Purpose> {
        &self.purposes
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// What the placeholder `key` stands for.
    pub(crate) fn lookup(&self, key: &str) -> Lookup {
        let Some((table, name)) = key.split_once('.') else { return Lookup::Unknown };
        let (value, known): (Option<String>, &[&str]) = match table {
            "school" => (self.texts.get(name).cloned(), &TEXTS),
            "words" => (self.words.get(name).cloned(), &WORDS),
            "roles" => (self.roles.get(name).cloned(), &ROLES),
            "reporting" => (self.reporting.get(name).map(|texts| join(texts)), &REPORTING),
            _ => (None, &[]),
        };
        match value.filter(|value| !value.is_empty()) {
            Some(value) => Lookup::Value(value),
            None if known.contains(&name) => Lookup::Empty,
            None => Lookup::Unknown,
        }
    }

    /// Every placeholder there is.
    pub(crate) fn placeholder_keys(&self) -> Vec<String> {
        let own = |table: &'static str, keys: Vec<&str>, known: &[&str]| -> Vec<String> {
            let extra = keys.into_iter().filter(|key| !known.contains(key));
            known.iter().copied().chain(extra).map(|key| format!("{table}.{key}")).collect()
        };
        let mut keys = own("school", Vec::new(), &TEXTS);
        keys.extend(own("words", self.words.keys().map(String::as_str).collect(), &WORDS));
        keys.extend(own("roles", self.roles.keys().map(String::as_str).collect(), &ROLES));
        keys.extend(own("reporting", self.reporting.keys().map(String::as_str).collect(), &REPORTING));
        keys
    }
}

/// `a, b or c`.
fn join(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// Reads `school.toml`. Never fails: what cannot be read is missing from the school and among the diagnostics.
#[must_use]
pub fn parse_school(slug: &Slug, source: &SourceText) -> (School, Vec<Diagnostic>) {
    let mut sink = Sink::default();
    let mut school = School::unknown(slug.clone());
    let toml = TomlText { text: source.as_str(), base: 0 };
    let table = toml.read(&mut sink);
    let entries = toml.entries(&table);
    for entry in &entries {
        read_entry(&mut school, toml, entry, &mut sink);
    }
    report_missing(&entries, toml, source, &mut sink);
    (school, sink.into_diagnostics())
}

fn read_entry(school: &mut School, toml: TomlText<'_>, entry: &Entry<'_, '_>, sink: &mut Sink) {
    match entry.key {
        "confirm" => {
            let texts = entry.texts(sink).unwrap_or_default();
            school.confirm = texts.into_iter().map(|(text, _)| text).collect();
        }
        key if TEXTS.contains(&key) => {
            if let Some(text) = read_line(entry, sink) {
                school.texts.insert(key.to_owned(), text);
            }
        }
        key if TABLES.contains(&key) => read_table(school, toml, entry, sink),
        key => sink.report(|| {
            let known = TEXTS.into_iter().chain(["confirm"]).chain(TABLES);
            let message = format!("There is no fact called {key}.");
            Diagnostic::new("unknown-key", entry.key_span, message, suggest(key, known))
        }),
    }
}

fn read_table(school: &mut School, toml: TomlText<'_>, entry: &Entry<'_, '_>, sink: &mut Sink) {
    let Some(table) = entry.table(sink) else { return };
    for inner in (TomlText { ..toml }).entries(table) {
        let key = inner.key.to_owned();
        match entry.key {
            "words" => school.words.extend(read_line(&inner, sink).map(|text| (key, text))),
            "roles" => school.roles.extend(read_line(&inner, sink).map(|text| (key, text))),
            "reporting" => school.reporting.extend(read_lines(&inner, sink).map(|texts| (key, texts))),
            "switches" => read_switch(school, &inner, sink),
            "purposes" => read_purpose(school, toml, &inner, sink),
            _ => report_language(&inner, sink),
        }
    }
}

/// One line of text: what goes into the middle of sentences cannot hold a line end.
fn read_line(entry: &Entry<'_, '_>, sink: &mut Sink) -> Option<String> {
    let text = entry.text(sink)?;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        sink.report(|| {
            let help = "Write the words between the quotes, or take the line away.";
            Diagnostic::new("value-empty", entry.span, format!("The value of {} is empty.", entry.key), help)
        });
    }
    Some(line)
}

fn read_lines(entry: &Entry<'_, '_>, sink: &mut Sink) -> Option<Vec<String>> {
    if entry.key != "trusted-adults" {
        return read_line(entry, sink).map(|text| vec![text]);
    }
    let texts = entry.texts(sink)?;
    if texts.is_empty() {
        sink.report(|| {
            let help = "Name at least one adult children can go to, such as [\"your class teacher\"].";
            Diagnostic::new("value-empty", entry.span, "The list of trusted adults is empty.", help)
        });
    }
    Some(texts.into_iter().map(|(text, _)| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect())
}

fn read_switch(school: &mut School, entry: &Entry<'_, '_>, sink: &mut Sink) {
    if !SWITCHES.contains(&entry.key) {
        sink.report(|| {
            let message = format!("There is no switch called {}.", entry.key);
            Diagnostic::new("unknown-key", entry.key_span, message, suggest(entry.key, SWITCHES))
        });
    } else if let Some(is_on) = entry.switch(sink) {
        school.switches.insert(entry.key.to_owned(), is_on);
    }
}

/// `photo-website = { basis = "consent", rule = "one" }`; what is not said is consent, and one adult's yes.
fn read_purpose(school: &mut School, toml: TomlText<'_>, entry: &Entry<'_, '_>, sink: &mut Sink) {
    let Some(table) = entry.table(sink) else { return };
    let mut purpose = Purpose { basis: Basis::Consent, rule: Rule::One, span: entry.key_span };
    for inner in toml.entries(table) {
        let words = |known: Vec<&'static str>, code, sink: &mut Sink| {
            let text = inner.text(sink)?;
            let found = known.iter().position(|word| *word == text);
            if found.is_none() {
                sink.report(|| {
                    let message = format!("There is no {} called \"{text}\".", inner.key);
                    Diagnostic::new(code, inner.span, message, suggest(&text, known.iter().copied()))
                });
            }
            found
        };
        match inner.key {
            "basis" => {
                let known = Basis::ALL.iter().map(|one| one.word()).collect();
                purpose.basis = words(known, "unknown-basis", sink).map_or(purpose.basis, |at| Basis::ALL[at]);
            }
            "rule" => {
                let known = Rule::ALL.iter().map(|one| one.word()).collect();
                purpose.rule = words(known, "unknown-rule", sink).map_or(purpose.rule, |at| Rule::ALL[at]);
            }
            key => sink.report(|| {
                let message = format!("A purpose has no {key}.");
                Diagnostic::new("unknown-key", inner.key_span, message, suggest(key, ["basis", "rule"]))
            }),
        }
    }
    school.purposes.insert(entry.key.to_owned(), purpose);
}

fn report_language(entry: &Entry<'_, '_>, sink: &mut Sink) {
    if Language::try_from(entry.key).is_err() {
        sink.report(|| {
            let message = format!("\"{}\" is not the code of a language.", entry.key);
            let help = "Write two or three small letters, such as ur for Urdu or pl for Polish.";
            Diagnostic::new("unknown-language", entry.key_span, message, help)
        });
    }
}

fn report_missing(entries: &[Entry<'_, '_>], toml: TomlText<'_>, source: &SourceText, sink: &mut Sink) {
    for key in TEXTS.into_iter().filter(|key| !matches!(*key, "trust")) {
        if !entries.iter().any(|entry| entry.key == key) && !toml.begins_line(key) {
            report_key(key, Span::new(0, 0), format!("Add a line {key} = \"…\" near the top of the file."), sink);
        }
    }
    let groups: [(&str, &[&str]); 3] = [("words", &WORDS), ("roles", &ROLES), ("reporting", &REPORTING)];
    for (name, keys) in groups {
        let entry = entries.iter().find(|entry| entry.key == name);
        let Some(table) = entry.and_then(|entry| entry.value.as_table()) else {
            if entry.is_none() {
                let help = format!("Add a line [{name}] and below it: {}.", keys.join(", "));
                report_key(name, Span::new(source.as_str().len(), source.as_str().len()), help, sink);
            }
            continue;
        };
        let inner = toml.entries(table);
        let span = entry.map_or(Span::default(), |entry| entry.key_span);
        for key in keys.iter().filter(|key| !inner.iter().any(|entry| entry.key == **key)) {
            report_key(key, span, format!("Add a line {key} = \"…\" below [{name}]."), sink);
        }
    }
}

fn report_key(key: &str, span: Span, help: String, sink: &mut Sink) {
    sink.report(|| Diagnostic::new("key-missing", span, format!("The school's {key} is missing."), help));
}
