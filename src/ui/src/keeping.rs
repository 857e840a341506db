//! How answers are kept on a device: their text, the day they belong to, what is thrown away unseen.
//! Where they are kept is `platform::storage`; when, is [`crate::answer_book`].

use serde::{Deserialize, Serialize};
use shine_domain::answers::AnswerSheet;
use shine_domain::ids::{Language, Slug};
use shine_domain::vocabulary::Kind;

/// The format of kept answers. Any other number is thrown away.
const FORMAT: u32 = 2;
/// What the names of all kept answers begin with.
pub const ANSWERS_PREFIX: &str = "shine.answers.";
/// What the names of all visit marks begin with.
pub const VISIT_PREFIX: &str = "shine.visit.";

/// The name of the mark that says a family's page was opened on this device, so that it is worth asking for it.
pub const FAMILY_MARK: &str = "shine.family";

/// Which document answers belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswersName {
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub slug: Slug,
    /// The language it was read in.
    pub language: Language,
}

impl AnswersName {
    /// The name answers are kept under.
    #[must_use]
    pub fn storage_key(&self) -> String {
        format!("{ANSWERS_PREFIX}{}/{}.{}", self.kind.word(), self.slug, self.language)
    }

    /// The name of the mark that says this window has begun the document.
    #[must_use]
    pub fn visit_key(&self) -> String {
        format!("{VISIT_PREFIX}{}/{}.{}", self.kind.word(), self.slug, self.language)
    }
}

/// What is kept of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    v: u32,
    day: String,
    /// A random word of whoever began it. The window they began in has the same word; it means nothing else.
    pub reader: String,
    /// The answers.
    pub sheet: AnswerSheet,
}

impl Kept {
    /// What `reader` answered on `day` (`2026-11-22`).
    #[must_use]
    pub fn new(day: &str, reader: &str, sheet: AnswerSheet) -> Self {
        Self { v: FORMAT, day: day.to_owned(), reader: reader.to_owned(), sheet }
    }

    /// The text to keep.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What was kept, if it is of `today` and in a form this program knows. Anything else is to be wiped.
    #[must_use]
    pub fn read(kept: &str, today: &str) -> Option<Self> {
        let kept: Self = serde_json::from_str(kept).ok()?;
        (kept.v == FORMAT && kept.day == today).then_some(kept)
    }
}

/// How a reader meets a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// The device was not asked yet.
    Unread,
    /// Nothing is kept, or this window goes on with what it began itself.
    Going,
    /// Somebody left answers on this device earlier today: ask before showing them.
    AskFirst,
}

/// What to do with what is `kept` in a window whose reader is `mark`; `None` if nobody has begun the document in it.
#[must_use]
pub fn visit(kept: Option<&Kept>, mark: Option<&str>) -> Visit {
    match kept {
        Some(kept) if !kept.sheet.is_empty() && mark != Some(kept.reader.as_str()) => Visit::AskFirst,
        _ => Visit::Going,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::a_lesson;
    use shine_domain::answers::Answer;

    fn a_sheet() -> AnswerSheet {
        let lesson = a_lesson();
        let mut sheet = AnswerSheet::default();
        let step = lesson.find_step("which-school").expect("the step");
        sheet.keep(step, Answer::Choose { tried: vec![0, 1] });
        sheet
    }

    fn kept() -> Kept {
        Kept::new("2026-11-22", "fox", a_sheet())
    }

    #[test]
    fn answers_of_today_come_back_as_they_were() {
        assert_eq!(Kept::read(&kept().text(), "2026-11-22"), Some(kept()));
    }

    #[test]
    fn answers_of_another_day_another_format_or_no_format_are_not_seen() {
        let text = kept().text();
        assert_eq!(Kept::read(&text, "2026-11-23"), None);
        assert_eq!(Kept::read(&text.replace("\"v\":2", "\"v\":1"), "2026-11-22"), None);
        assert_eq!(Kept::read("{}", "2026-11-22"), None);
        assert_eq!(Kept::read("", "2026-11-22"), None);
    }

    #[test]
    fn somebody_elses_answers_are_not_shown_before_asking() {
        assert_eq!(visit(Some(&kept()), None), Visit::AskFirst);
        assert_eq!(visit(Some(&kept()), Some("fox")), Visit::Going);
        // The next child began in another window.
        assert_eq!(visit(Some(&kept()), Some("owl")), Visit::AskFirst);
        assert_eq!(visit(Some(&Kept::new("2026-11-22", "fox", AnswerSheet::default())), Some("owl")), Visit::Going);
        assert_eq!(visit(None, None), Visit::Going);
    }
}
