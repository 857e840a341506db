//! How answers are kept on a device: their text, the day they belong to, what is thrown away unseen.
//! Where they are kept is `platform::storage`; when, is [`crate::answer_book`].

use serde::{Deserialize, Serialize};
use shine_domain::answers::AnswerSheet;
use shine_domain::ids::{Language, Slug};
use shine_domain::vocabulary::Kind;

/// The format of kept answers. Any other number is thrown away.
const FORMAT: u32 = 1;
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

#[derive(Serialize, Deserialize)]
struct Kept {
    v: u32,
    day: String,
    sheet: AnswerSheet,
}

/// The text to keep for `sheet`, answered on `day` (`2026-11-22`).
#[must_use]
pub fn write_answers(day: &str, sheet: &AnswerSheet) -> String {
    serde_json::to_string(&Kept { v: FORMAT, day: day.to_owned(), sheet: sheet.clone() }).unwrap_or_default()
}

/// What was kept, if it is of `today` and in a form this program knows. Anything else is to be wiped.
#[must_use]
pub fn read_answers(kept: &str, today: &str) -> Option<AnswerSheet> {
    let kept: Kept = serde_json::from_str(kept).ok()?;
    (kept.v == FORMAT && kept.day == today).then_some(kept.sheet)
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

/// What to do with `sheet` in a window that has (`Some`) or has not (`None`) begun this document itself.
#[must_use]
pub fn visit(sheet: Option<&AnswerSheet>, mark: Option<&str>) -> Visit {
    match (sheet, mark) {
        (Some(sheet), None) if !sheet.is_empty() => Visit::AskFirst,
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

    #[test]
    fn answers_of_today_come_back_as_they_were() {
        let kept = write_answers("2026-11-22", &a_sheet());
        assert_eq!(read_answers(&kept, "2026-11-22"), Some(a_sheet()));
    }

    #[test]
    fn answers_of_another_day_another_format_or_no_format_are_not_seen() {
        let kept = write_answers("2026-11-22", &a_sheet());
        assert_eq!(read_answers(&kept, "2026-11-23"), None);
        assert_eq!(read_answers(&kept.replace("\"v\":1", "\"v\":2"), "2026-11-22"), None);
        assert_eq!(read_answers("{}", "2026-11-22"), None);
        assert_eq!(read_answers("", "2026-11-22"), None);
    }

    #[test]
    fn somebody_elses_answers_are_not_shown_before_asking() {
        assert_eq!(visit(Some(&a_sheet()), None), Visit::AskFirst);
        assert_eq!(visit(Some(&a_sheet()), Some("1")), Visit::Going);
        assert_eq!(visit(Some(&AnswerSheet::default()), None), Visit::Going);
        assert_eq!(visit(None, None), Visit::Going);
    }
}
