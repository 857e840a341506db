//! The answers to one document on this device: read when the document is opened, kept at every answer, wiped when the
//! reader is done or the school day is over.

use leptos::prelude::*;
use shine_domain::answers::{Answer, AnswerSheet, Turn};
use shine_domain::document::Document;
use shine_domain::steps::Step;

use crate::drawing::is_drawing;
use crate::keeping::{self, ANSWERS_PREFIX, AnswersName, Kept, VISIT_PREFIX, Visit};
use crate::platform::storage::{self, Shelf};
use crate::platform::{clock, page, random};
use crate::uk_time::UkTime;

/// The answers to one document. Copies are the same book.
#[derive(Clone, Copy, Debug)]
pub struct AnswerBook {
    sheet: RwSignal<AnswerSheet>,
    visit: RwSignal<Visit>,
    is_kept: RwSignal<bool>,
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
            is_kept: RwSignal::new(true),
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
        let (kept, mark) = (self.kept(), self.mark());
        self.visit.set(keeping::visit(kept.as_ref(), mark.as_deref()));
        self.sheet.set(kept.map(|kept| kept.sheet).unwrap_or_default());
        self.is_kept.set(storage::keeps_all(Shelf::Device));
    }

    fn kept(self) -> Option<Kept> {
        storage::read(Shelf::Device, &self.name.get_value().storage_key()).and_then(|kept| Kept::read(&kept, &today()))
    }

    fn mark(self) -> Option<String> {
        storage::read(Shelf::Window, &self.name.get_value().visit_key())
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
        // Another window may have answered, or wiped, meanwhile: what is on the device counts.
        let (kept, mark) = (self.kept(), self.mark());
        if keeping::visit(kept.as_ref(), mark.as_deref()) == Visit::AskFirst {
            return self.open();
        }
        let reader = mark.unwrap_or_else(random::submission_key);
        let mut sheet = kept.map(|kept| kept.sheet).unwrap_or_default();
        sheet.keep_at(turn, step, answer);
        let name = self.name.get_value();
        storage::write(Shelf::Window, &name.visit_key(), &reader);
        let kept = Kept::new(&today(), &reader, sheet);
        storage::write(Shelf::Device, &name.storage_key(), &kept.text());
        self.is_kept.set(storage::keeps_all(Shelf::Device));
        self.sheet.set(kept.sheet);
        self.go();
    }

    /// Whether the device keeps the answers. Where it does not they last until this page is left.
    #[must_use]
    pub fn is_kept(self) -> bool {
        self.is_kept.get()
    }

    /// Goes on with what is here: the reader says that it is theirs.
    pub fn carry_on(self) {
        if let Some(kept) = self.kept() {
            storage::write(Shelf::Window, &self.name.get_value().visit_key(), &kept.reader);
        }
        self.go();
    }

    fn go(self) {
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

/// Wipes everything that was answered on this device, whatever lesson or charter it belongs to: somebody else is next.
pub fn wipe_everything() {
    for (shelf, prefix) in [(Shelf::Device, ANSWERS_PREFIX), (Shelf::Window, VISIT_PREFIX)] {
        storage::keys(shelf, prefix).iter().for_each(|key| storage::remove(shelf, key));
    }
}

/// Wipes everything that was answered on an earlier day, which ends at midnight. Called when the site starts.
pub fn wipe_earlier_days() {
    let today = today();
    for key in storage::keys(Shelf::Device, ANSWERS_PREFIX) {
        let kept = storage::read(Shelf::Device, &key).unwrap_or_default();
        if Kept::read(&kept, &today).is_none() {
            storage::remove(Shelf::Device, &key);
            storage::remove(Shelf::Window, &key.replacen(ANSWERS_PREFIX, VISIT_PREFIX, 1));
        }
    }
}

/// Loads the page anew, and so wipes what was answered, when it is looked at again on another day: a tablet may be left open
/// overnight.
pub fn watch_the_day() {
    let began = today();
    page::when_looked_at(move || {
        if today() != began {
            page::reload();
        }
    });
}

fn today() -> String {
    UkTime::new(clock::now()).day_word()
}
