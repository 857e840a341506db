//! Reading settings: how words look on this device. What there is to choose, how it is kept, and how it is put on the page;
//! what each choice looks like is the style sheet's (`style/reading.css`), which reads it from `<html>`.

use crate::platform::page;
use crate::platform::storage::{self, Shelf};
use crate::text::reading as words;

/// Where the choices are kept.
const KEY: &str = "shine.reading";
/// The choice that changes nothing, of every setting.
pub const USUAL: &str = "usual";

/// One thing that can be chosen.
#[derive(Debug)]
pub struct Setting {
    /// Its name on the page: `data-<word>`.
    pub word: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What may be chosen, with its name for people; the first changes nothing.
    pub choices: &'static [(&'static str, &'static str)],
}

/// Everything that can be chosen.
pub const SETTINGS: [Setting; 5] = [
    Setting {
        word: "size",
        title: words::SIZE,
        choices: &[(USUAL, words::SIZE_USUAL), ("large", words::SIZE_LARGE), ("largest", words::SIZE_LARGEST)],
    },
    Setting {
        word: "spacing",
        title: words::SPACING,
        choices: &[(USUAL, words::SPACING_USUAL), ("wide", words::SPACING_WIDE)],
    },
    Setting {
        word: "typeface",
        title: words::TYPEFACE,
        choices: &[(USUAL, words::TYPEFACE_USUAL), ("plain", words::TYPEFACE_PLAIN)],
    },
    Setting {
        word: "contrast",
        title: words::CONTRAST,
        choices: &[(USUAL, words::CONTRAST_USUAL), ("high", words::CONTRAST_HIGH), ("cream", words::CONTRAST_CREAM)],
    },
    Setting { word: "calm", title: words::CALM, choices: &[(USUAL, words::CALM_USUAL), ("still", words::CALM_STILL)] },
];

/// What was chosen: by setting, an index into its choices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading([usize; SETTINGS.len()]);

impl Reading {
    /// Reads what [`Reading::text`] wrote. Words nobody knows are left out.
    #[must_use]
    pub fn read(kept: &str) -> Self {
        let mut reading = Self::default();
        for (word, choice) in kept.split_whitespace().filter_map(|pair| pair.split_once('=')) {
            let setting = SETTINGS.iter().position(|setting| setting.word == word);
            let choice = setting.and_then(|at| SETTINGS[at].choices.iter().position(|(known, _)| *known == choice));
            if let (Some(at), Some(choice)) = (setting, choice) {
                reading.0[at] = choice;
            }
        }
        reading
    }

    /// The text to keep: `size=large contrast=high`.
    #[must_use]
    pub fn text(self) -> String {
        let chosen = self.chosen().filter(|(_, choice)| *choice != USUAL);
        chosen.map(|(word, choice)| format!("{word}={choice}")).collect::<Vec<_>>().join(" ")
    }

    /// Every setting with what was chosen.
    pub fn chosen(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        SETTINGS.iter().zip(self.0).map(|(setting, at)| (setting.word, setting.choices[at].0))
    }

    /// The index of what was chosen for the setting `at`.
    #[must_use]
    pub fn choice(self, at: usize) -> usize {
        self.0.get(at).copied().unwrap_or_default()
    }

    /// Chooses `choice` for the setting `at`. What there is not changes nothing.
    pub fn choose(&mut self, at: usize, choice: usize) {
        if let (Some(place), Some(setting)) = (self.0.get_mut(at), SETTINGS.get(at))
            && choice < setting.choices.len()
        {
            *place = choice;
        }
    }
}

/// What was chosen on this device; where nothing was, the device's own wish for contrast.
#[must_use]
pub fn kept() -> Reading {
    match storage::read(Shelf::Device, KEY) {
        Some(kept) => Reading::read(&kept),
        None if page::wants_contrast() => Reading::read("contrast=high"),
        None => Reading::default(),
    }
}

/// Puts `reading` on the page.
pub fn apply(reading: Reading) {
    for (word, choice) in reading.chosen() {
        page::mark_root(&format!("data-{word}"), (choice != USUAL).then_some(choice));
    }
}

/// Keeps `reading` on this device and puts it on the page.
pub fn keep(reading: Reading) {
    storage::write(Shelf::Device, KEY, &reading.text());
    apply(reading);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_comes_back_and_what_nobody_knows_is_left_out() {
        let mut reading = Reading::default();
        assert_eq!(reading.text(), "");
        reading.choose(0, 2);
        reading.choose(3, 1);
        assert_eq!(reading.text(), "size=largest contrast=high");
        assert_eq!(Reading::read(&reading.text()), reading);
        assert_eq!(Reading::read("size=huge colour=red contrast=high nonsense"), Reading::read("contrast=high"));
        reading.choose(0, 0);
        reading.choose(9, 9);
        reading.choose(1, 9);
        assert_eq!(reading.text(), "contrast=high");
    }
}
