//! The answers to one document on this device: read when the document is opened, kept at every answer, wiped when the
//! reader is done or the school day is over.

use leptos::prelude::*;
use shine_domain::answers::{Answer, AnswerSheet, Turn};
use shine_domain::document::Document;
use shine_domain::steps::Step;

use crate::drawing::is_drawing;
use crate::keeping::{self, ANSWERS_PREFIX, AnswersName, VISIT_PREFIX, Visit};
use crate::platform::clock;
use crate::platform::storage::{self, Shelf};
use crate::uk_time::UkTime;

/// The answers to one document. Copies are the same book.
#[derive(Clone, Copy, Debug)]
pub struct AnswerBook {
    sheet: RwSignal<AnswerSheet>,
    visit: RwSignal<Visit>,
    name: StoredValue<AnswersName>,
}

impl AnswerBook {
    /// A book without answers, not yet opened.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let name =
            AnswersName { kind: document.kind, slug: document.slug.clone(), language: document.language.clone() };
        Self {
            sheet: RwSignal::new(AnswerSheet::default()),
            visit: RwSignal::new(if is_drawing() { Visit::Going } else { Visit::Unread }),
            name: StoredValue::new(name),
        }
    }

    /// A book that was opened and holds `sheet`: for drawing a page without a browser.
    #[must_use]
    pub fn opened(document: &Document, sheet: AnswerSheet) -> Self {
        let book = Self::new(document);
        book.sheet.set(sheet);
        book.visit.set(Visit::Going);
        book
    }

    /// Reads what was answered earlier today. The first thing a page does with the book, in the browser only.
    pub fn open(self) {
        let name = self.name.get_value();
        let kept = storage::read(Shelf::Device, &name.storage_key());
        let sheet = kept.and_then(|kept| keeping::read_answers(&kept, &today()));
        let mark = storage::read(Shelf::Window, &name.visit_key());
        self.visit.set(keeping::visit(sheet.as_ref(), mark.as_deref()));
        self.sheet.set(sheet.unwrap_or_default());
    }

    /// Whether to ask before showing what is here.
    #[must_use]
    pub fn visit(self) -> Visit {
        self.visit.get()
    }

    /// The answers.
    #[must_use]
    pub fn sheet(self) -> AnswerSheet {
        self.sheet.get()
    }

    /// What `read` finds in the answers as they are now, without following them.
    pub fn sheet_now<T>(self, read: impl FnOnce(&AnswerSheet) -> T) -> T {
        self.sheet.with_untracked(read)
    }

    /// The answer to `step`, if there is one.
    #[must_use]
    pub fn find(self, step: &Step) -> Option<Answer> {
        self.sheet.with(|sheet| sheet.find(step).cloned())
    }

    /// The answer that was given to `step` at this turn, if there is one.
    #[must_use]
    pub fn find_at(self, turn: Turn, step: &Step) -> Option<Answer> {
        self.sheet.with(|sheet| sheet.find_at(turn, step).cloned())
    }

    /// The answer to `step` now, without following it.
    #[must_use]
    pub fn find_now(self, step: &Step) -> Option<Answer> {
        self.sheet.with_untracked(|sheet| sheet.find(step).cloned())
    }

    /// Keeps `answer` to `step`, here and on the device.
    pub fn keep(self, step: &Step, answer: Answer) {
        self.keep_at(Turn::Lesson, step, answer);
    }

    /// Keeps what was answered to `step` at this turn, here and on the device.
    pub fn keep_at(self, turn: Turn, step: &Step, answer: Answer) {
        self.sheet.update(|sheet| sheet.keep_at(turn, step, answer));
        let text = self.sheet.with_untracked(|sheet| keeping::write_answers(&today(), sheet));
        storage::write(Shelf::Device, &self.name.get_value().storage_key(), &text);
        self.carry_on();
    }

    /// Goes on with what is here.
    pub fn carry_on(self) {
        storage::write(Shelf::Window, &self.name.get_value().visit_key(), "1");
        // Said again it would draw the whole page anew at each answer, and take the focus away.
        if self.visit.get_untracked() != Visit::Going {
            self.visit.set(Visit::Going);
        }
    }

    /// Forgets all answers, here and on the device.
    pub fn wipe(self) {
        storage::remove(Shelf::Device, &self.name.get_value().storage_key());
        storage::remove(Shelf::Window, &self.name.get_value().visit_key());
        self.visit.set(Visit::Going);
        self.sheet.set(AnswerSheet::default());
    }
}

/// Wipes everything that was answered on an earlier day. Called once, when the site starts.
pub fn wipe_earlier_days() {
    let today = today();
    for key in storage::keys(Shelf::Device, ANSWERS_PREFIX) {
        let kept = storage::read(Shelf::Device, &key).unwrap_or_default();
        if keeping::read_answers(&kept, &today).is_none() {
            storage::remove(Shelf::Device, &key);
            storage::remove(Shelf::Window, &key.replacen(ANSWERS_PREFIX, VISIT_PREFIX, 1));
        }
    }
}

fn today() -> String {
    UkTime::new(clock::now()).day_word()
}
