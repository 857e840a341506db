//! What a step's heading says about it: its kind, its id, and the attributes of its kind.

use crate::diagnostic::{Diagnostic, Sink, suggest};
use crate::document::plain_text;
use crate::ids::StepId;
use crate::parse::{Attributes, Section, Word};
use crate::text::Span;
use crate::vocabulary::Kind;

/// The kinds of step, by their class. [`super::StepBody`] holds what each is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StepKind {
    Reading,
    Choose,
    ChooseMany,
    Sort,
    Order,
    Pairs,
    Spot,
    Words,
    Story,
    Scale,
    Promise,
    Ask,
    Adult,
    Home,
}

const KINDS: &[(&str, StepKind)] = &[
    ("choose", StepKind::Choose),
    ("choose-many", StepKind::ChooseMany),
    ("sort", StepKind::Sort),
    ("order", StepKind::Order),
    ("match", StepKind::Pairs),
    ("spot", StepKind::Spot),
    ("words", StepKind::Words),
    ("story", StepKind::Story),
    ("scale", StepKind::Scale),
    ("promise", StepKind::Promise),
    ("ask", StepKind::Ask),
    ("adult", StepKind::Adult),
    ("home", StepKind::Home),
];

impl StepKind {
    /// Whether a reader answers it, so that its id must be the author's.
    const fn asks(self) -> bool {
        !matches!(self, Self::Reading | Self::Adult | Self::Home)
    }

    /// The attributes with a value that its heading may carry.
    const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Choose => &[STATEMENT],
            Self::Promise => super::promise::KEYS,
            Self::Ask => super::ask::KEYS,
            _ => &[],
        }
    }
}

/// The attribute any heading may carry: the step is there only if the school's switch of this name is on. The resolver
/// sees to it; here it is only known.
pub(crate) const WHEN: &str = "when";

/// The attribute of a question of the knowledge map that says which of the lesson's statements it is about.
const STATEMENT: &str = "statement";

/// A step's heading, read.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) kind: StepKind,
    pub(crate) is_map: bool,
    pub(crate) id: StepId,
    pub(crate) span: Span,
    pub(crate) attributes: Attributes,
}

impl Head {
    /// The statement it is about.
    pub(crate) fn statement(&self, sink: &mut Sink) -> Option<String> {
        let (statement, span) = self.attributes.find(STATEMENT)?;
        if !self.is_map {
            sink.report(|| {
                let help = "Add .map to the braces, or take the statement away.";
                let message = "Only a question of the knowledge map is about one statement.";
                Diagnostic::new("statement-without-map", span, message, help)
            });
        }
        Some(statement.to_owned())
    }
}

/// Last parts of a lesson's addresses that are pages of their own: a step with such an id could never be reached.
pub const RESERVED_IDS: [&str; 7] = ["adult", "finished", "paper", "home", "certificate", "before", "board"];

/// Reads the headings of `sections` of a document of the kind `document`. Ids are unique: the author's first, then those
/// made from headings. Adults' steps come last of all, so that no other step's id depends on them.
pub(crate) fn read_heads(document: Kind, sections: &[Section], sink: &mut Sink) -> Vec<Head> {
    let kinds: Vec<(StepKind, bool)> = sections.iter().map(|section| read_classes(section, sink)).collect();
    let reserved: &[&str] = if document == Kind::Lesson { &RESERVED_IDS } else { &[] };
    let mut ids = Ids { reserved, taken: Vec::new(), given: vec![None; sections.len()] };
    let is_for_adults = |at: &usize| kinds[*at].0 == StepKind::Adult;
    let (adults, others): (Vec<usize>, Vec<usize>) = (0..sections.len()).partition(is_for_adults);
    for group in [others, adults] {
        group.iter().for_each(|at| ids.given[*at] = ids.read(&sections[*at], sink));
        for (number, at) in group.into_iter().enumerate() {
            let (section, kind) = (&sections[at], kinds[at].0);
            report_keys(kind, section, sink);
            if ids.given[at].is_none() {
                if section.attributes.ids.is_empty() && kind.asks() {
                    report_missing_id(section, sink);
                }
                ids.given[at] = Some(ids.make(&plain_text(&section.heading), number));
            }
        }
    }
    let heads = sections.iter().zip(kinds).zip(ids.given);
    heads
        .filter_map(|((section, (kind, is_map)), id)| {
            Some(Head { kind, is_map, id: id?, span: section.heading_span, attributes: section.attributes.clone() })
        })
        .collect()
}

/// Whether the step of `section` is for adults only.
#[cfg(feature = "authoring")]
pub(crate) fn is_for_adults(section: &Section) -> bool {
    read_classes(section, &mut Sink::default()).0 == StepKind::Adult
}

/// The ids of a document's steps, as they are given away.
struct Ids {
    reserved: &'static [&'static str],
    taken: Vec<StepId>,
    /// By the index of the section.
    given: Vec<Option<StepId>>,
}

impl Ids {
    fn is_reserved(&self, id: &StepId) -> bool {
        self.reserved.contains(&id.as_str())
    }

    /// The id an author wrote, if it can be used.
    fn read(&mut self, section: &Section, sink: &mut Sink) -> Option<StepId> {
        let mut ids = section.attributes.ids.iter();
        let first = ids.next()?;
        if let Some(second) = ids.next() {
            sink.report(|| {
                let message = format!("This heading has two ids, #{} and #{}.", first.text, second.text);
                Diagnostic::new("id-twice", second.span, message, "Keep one of them.")
            });
        }
        let Ok(id) = StepId::try_from(first.text.as_str()) else {
            sink.report(|| {
                let help =
                    format!("Use small letters, digits and hyphens only, such as #{}.", kebab(&first.text, "my-step"));
                let message = format!("The id #{} cannot be used.", first.text);
                Diagnostic::new("id-not-kebab", first.span, message, help)
            });
            return None;
        };
        if self.is_reserved(&id) {
            sink.report(|| {
                let message = format!("The id #{id} is the address of another page of the lesson.");
                Diagnostic::new("id-reserved", first.span, message, format!("Give it another name, such as #{id}-2."))
            });
            return None;
        }
        if self.taken.contains(&id) {
            sink.report(|| {
                let message = format!("Another heading on this page already has the id #{id}.");
                let help = format!("Give this one another name, such as #{id}-2.");
                Diagnostic::new("id-doubled", first.span, message, help)
            });
            return None;
        }
        self.taken.push(id.clone());
        Some(id)
    }

    /// An id from a heading's words; `step-3` for the third step when nothing of them can be used.
    fn make(&mut self, heading: &str, at: usize) -> StepId {
        let fallback = format!("step-{}", at + 1);
        let base = kebab(heading, &fallback);
        let mut candidates = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}-{n}")));
        let is_free = |id: &StepId| !self.taken.contains(id) && !self.is_reserved(id);
        let free = candidates.find_map(|text| StepId::try_from(text).ok().filter(is_free));
        let id = free.expect("some number makes a short kebab-case name one that is free");
        self.taken.push(id.clone());
        id
    }
}

fn report_missing_id(section: &Section, sink: &mut Sink) {
    let id = kebab(&plain_text(&section.heading), "my-step");
    let short: Vec<&str> = id.split('-').take(4).collect();
    sink.report(|| {
        let help = format!("Add a name of your own inside the braces, such as #{}.", short.join("-"));
        Diagnostic::new("id-missing", section.heading_span, "This step asks something, but has no id.", help)
    });
}

fn read_classes(section: &Section, sink: &mut Sink) -> (StepKind, bool) {
    let mut found: Option<(StepKind, &Word)> = None;
    let mut map: Option<&Word> = None;
    for class in &section.attributes.classes {
        let kind = KINDS.iter().find(|(word, _)| *word == class.text).map(|(_, kind)| *kind);
        match (kind, &found) {
            _ if class.text == "map" => map = Some(class),
            (None, _) => report_unknown_kind(class, sink),
            (Some(kind), None) => found = Some((kind, class)),
            (Some(_), Some((_, first))) => sink.report(|| {
                let message = format!("This heading says both .{} and .{}.", first.text, class.text);
                Diagnostic::new("step-kind-twice", class.span, message, "A step has one kind: keep one of them.")
            }),
        }
    }
    let kind = found.map_or(StepKind::Reading, |(kind, _)| kind);
    let can_map = kind == StepKind::Choose;
    if let Some(word) = map.filter(|_| !can_map) {
        sink.report(|| {
            let help = "Take .map away, or make the step a .choose question.";
            let message = "Only a .choose question can be on the knowledge map.";
            Diagnostic::new("map-without-question", word.span, message, help)
        });
    }
    (kind, map.is_some() && can_map)
}

fn report_unknown_kind(class: &Word, sink: &mut Sink) {
    sink.report(|| {
        let known = KINDS.iter().map(|(word, _)| *word).chain(["map"]);
        let message = format!("There is no kind of step called .{}.", class.text);
        Diagnostic::new("unknown-step-kind", class.span, message, suggest(&class.text, known))
    });
}

fn report_keys(kind: StepKind, section: &Section, sink: &mut Sink) {
    for (key, value) in &section.attributes.pairs {
        if key.text == WHEN || kind.keys().contains(&key.text.as_str()) {
            continue;
        }
        let is_kind = value.is_none() && KINDS.iter().any(|(word, _)| *word == key.text);
        sink.report(|| {
            let message = format!("The word \"{}\" in the braces means nothing on this step.", key.text);
            let help = match kind.keys() {
                _ if is_kind => format!("Put a full stop before it: .{}.", key.text),
                [] => {
                    "Take it away. A kind begins with a full stop, an id with a hash: {.choose #which-one}.".to_owned()
                }
                keys => suggest(&key.text, keys.iter().copied()),
            };
            Diagnostic::new("unknown-attribute", key.span, message, help)
        });
    }
}

/// `text` as a name: small letters of the English alphabet, digits, and single hyphens; at most 60 long.
fn kebab(text: &str, fallback: &str) -> String {
    let mut name = String::new();
    for c in text.chars().filter(|c| !matches!(c, '\'' | '’')) {
        let folded = fold(c);
        if folded.is_empty() {
            if !name.is_empty() && !name.ends_with('-') {
                name.push('-');
            }
        } else {
            name.push_str(&folded);
        }
        if name.len() >= 60 {
            break;
        }
    }
    let name = name.trim_matches('-');
    if name.is_empty() { fallback.to_owned() } else { name.to_owned() }
}

/// The small English letters nearest to a Latin letter; nothing for anything else.
fn fold(c: char) -> String {
    let c = c.to_lowercase().next().unwrap_or(c);
    let base = match c {
        'a'..='z' | '0'..='9' => return c.to_string(),
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    };
    base.to_owned()
}
