//! Reading aloud: which voice speaks, and what somebody is told when none can. How it is done is `platform::speech`.

/// A voice of the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Its language: `en-GB`.
    pub language: String,
    /// Whether it speaks without sending the words anywhere. No other voice is ever used.
    pub is_on_device: bool,
}

/// How saying something ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was said.
    Done,
    /// It could not be.
    Failed,
}

/// The voice for words in `language`: of this device only; British before other English.
#[must_use]
pub fn choose_voice(voices: &[Voice], language: &str) -> Option<usize> {
    let of_language = |voice: &Voice| voice.language.to_lowercase().replace('_', "-");
    let is_of = |voice: &Voice, wanted: &str| of_language(voice).split('-').next() == Some(wanted);
    let fits = voices.iter().enumerate().filter(|(_, voice)| voice.is_on_device && is_of(voice, language));
    // The first of the best: the order of a device's list is its owner's choice.
    fits.min_by_key(|(at, voice)| (of_language(voice) != "en-gb", *at)).map(|(at, _)| at)
}

/// The recording of `step` among the files `names`, such as `keys.which-school.mp3`.
#[must_use]
pub fn find_recording<'a>(names: &'a [String], step: &str) -> Option<&'a str> {
    let is_of = |name: &&String| name.rsplit('.').nth(1) == Some(step);
    names.iter().find(is_of).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voices(list: &[(&str, bool)]) -> Vec<Voice> {
        list.iter()
            .map(|(language, is_on_device)| Voice { language: (*language).into(), is_on_device: *is_on_device })
            .collect()
    }

    #[test]
    fn a_british_voice_of_the_device_is_first_choice_and_a_network_voice_never_one() {
        let all = voices(&[("en-GB", false), ("de-DE", true), ("en-US", true), ("en_GB", true), ("en-GB", true)]);
        assert_eq!(choose_voice(&all, "en"), Some(3));
        assert_eq!(choose_voice(&all[..3], "en"), Some(2));
        assert_eq!(choose_voice(&all[..2], "en"), None, "a network voice would send the words away");
        assert_eq!(choose_voice(&all, "de"), Some(1));
        assert_eq!(choose_voice(&all, "ur"), None);
        assert_eq!(choose_voice(&[], "en"), None);
    }

    #[test]
    fn a_recording_is_the_steps_own() {
        let names = ["keys.which-school.mp3", "keys.which-school-2.m4a"].map(str::to_owned);
        assert_eq!(find_recording(&names, "which-school"), Some("keys.which-school.mp3"));
        assert_eq!(find_recording(&names, "which-school-2"), Some("keys.which-school-2.m4a"));
        assert_eq!(find_recording(&names, "which"), None);
    }
}
