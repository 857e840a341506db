//! "Listen": reads a part of the page aloud. A school's own recording first, then a voice of this device; where there is
//! neither, a grown-up is asked to read.

use std::time::Duration;

use leptos::prelude::*;

use super::{Announcer, PictureSize, decoration, use_announcer};
use crate::drawing::is_drawing;
use crate::listening::{Ending, choose_voice};
use crate::platform::page;
use crate::platform::speech::{self, Passage};
use crate::text::reading as words;

/// What is read, and whether it is being read now. Copies are the same.
#[derive(Clone, Copy)]
pub struct Listening {
    state: RwSignal<State>,
    /// The part that was asked for last: the words about a missing voice stand beside its button only.
    asked: RwSignal<&'static str>,
    language: StoredValue<String>,
    /// Counts what was begun: whatever comes back from something earlier is not listened to.
    round: StoredValue<u32>,
    announcer: Announcer,
}

/// Where a tap on words reads them.
const READ_ON_TAP: &str = "html:not([data-calm]) .l-pupil--eyfs";

/// How long a browser may take to list its voices when it is asked for the first time.
const LATE_VOICES: Duration = Duration::from_millis(800);
/// On the page's root while somebody is asked to read.
const READ_BY_PEOPLE: &str = "data-read-by-people";

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Silent,
    Speaking,
    /// Nothing here can speak.
    NoVoice,
}

impl Listening {
    /// For words in `language`: `en`. Falls silent when the page is left.
    #[must_use]
    pub fn new(language: &str) -> Self {
        let state = RwSignal::new(State::Silent);
        Effect::new(move |_| {
            // Some browsers fetch the list of voices only when somebody asks for it.
            let _ = speech::voices();
            // What the page before asked for is over.
            page::mark_root(READ_BY_PEOPLE, None);
        });
        on_cleanup(speech::stop);
        Self {
            state,
            asked: RwSignal::new(""),
            language: StoredValue::new(language.to_owned()),
            round: StoredValue::new(0),
            announcer: use_announcer(),
        }
    }

    /// Falls silent.
    pub fn stop(self) {
        self.begin();
        speech::stop();
        page::mark_root(READ_BY_PEOPLE, None);
        self.state.set(State::Silent);
    }

    /// Says all that is seen within `selector`, one part after another.
    pub fn say_all(self, selector: &'static str) {
        self.asked.set(selector);
        self.say(speech::passages(selector));
    }

    /// Says these one after another. Where nothing can speak somebody is asked to read.
    fn say(self, passages: Vec<Passage>) {
        let round = self.begin();
        self.state.set(State::Speaking);
        self.begin_saying(round, passages.into_iter());
    }

    /// Says the part of `selector` that was tapped, where those who cannot read yet are: on a page of the youngest, unless the
    /// device is to be still.
    pub fn tapped(self, event: &leptos::ev::MouseEvent, selector: &'static str) {
        // Nobody asked for anything but an answer: where nothing can speak, nothing happens.
        let has_voice = choose_voice(&speech::voices(), &self.language.get_value()).is_some();
        let passages = speech::tapped_passages(event, READ_ON_TAP);
        if has_voice && !passages.is_empty() {
            self.asked.set(selector);
            self.say(passages);
        }
    }

    /// Plays the recording at `address`; if it fails the words within `selector` are said.
    pub fn play(self, address: &str, selector: &'static str) {
        let round = self.begin();
        self.asked.set(selector);
        self.state.set(State::Speaking);
        speech::play(address, move |ending| match ending {
            _ if !self.is_now(round) => {}
            Ending::Done => self.stop(),
            Ending::Failed => self.say_all(selector),
        });
    }

    fn begin(self) -> u32 {
        self.round.update_value(|round| *round += 1);
        self.round.get_value()
    }

    fn is_now(self, round: u32) -> bool {
        self.round.try_get_value() == Some(round)
    }

    /// As [`Self::say_next`], once the list of voices had a moment to come.
    fn begin_saying(self, round: u32, passages: std::vec::IntoIter<Passage>) {
        if !speech::voices().is_empty() {
            return self.say_next(round, passages);
        }
        let later = move || {
            if self.is_now(round) {
                self.say_next(round, passages);
            }
        };
        set_timeout(later, LATE_VOICES);
    }

    fn say_next(self, round: u32, mut rest: std::vec::IntoIter<Passage>) {
        let Some(passage) = rest.next() else { return self.stop() };
        let Some(voice) = choose_voice(&speech::voices(), &self.language.get_value()) else {
            return self.has_no_voice();
        };
        speech::say(&passage, voice, move |ending| match ending {
            _ if !self.is_now(round) => {}
            Ending::Done => self.say_next(round, rest),
            Ending::Failed => self.has_no_voice(),
        });
    }

    /// Asks a grown-up to read, and shows the words large to whoever does.
    fn has_no_voice(self) {
        speech::stop();
        page::mark_root(READ_BY_PEOPLE, Some(""));
        self.state.set(State::NoVoice);
        self.announcer.say(words::ASK_A_GROWN_UP);
    }
}

/// The button for a whole page in `language`, which no recording was made of.
#[must_use]
pub fn listen_to_page(language: &str) -> AnyView {
    listen(Listening::new(language), "main", Signal::stored(None))
}

/// The button in a part of a page that comes and goes, such as what is said about an answer: there only where the page itself
/// can be listened to.
#[must_use]
pub fn listen_here(selector: &'static str) -> Option<AnyView> {
    let listening = use_context::<Listening>()?;
    Some(listen(listening, selector, Signal::stored(None)))
}

/// The button. Pressed again it stops. `recording` is where the school's own recording is, if there is one; `selector` finds
/// what is read without it.
#[must_use]
pub fn listen(listening: Listening, selector: &'static str, recording: Signal<Option<String>>) -> AnyView {
    if is_drawing() {
        return view! { <p class="c-listen c-listen--later"></p> }.into_any();
    }
    let is_state = move |state| listening.state.get() == state && listening.asked.get() == selector;
    let is_speaking = move || is_state(State::Speaking);
    // Nothing is waited for between the tap and the first word: some browsers speak in answer to a tap only.
    let press = move |_| match recording.get_untracked() {
        _ if untrack(is_speaking) => listening.stop(),
        Some(address) => listening.play(&address, selector),
        None => listening.say_all(selector),
    };
    let ask = move || is_state(State::NoVoice).then(|| view! { <p class="c-listen__ask">{words::ASK_A_GROWN_UP}</p> });
    view! {
        <div class="c-listen">
            <button type="button" class="c-listen__button" on:click=press>
                {decoration("ear", PictureSize::InText)}
                <span>{move || if is_speaking() { words::STOP_LISTENING } else { words::LISTEN }}</span>
            </button>
            {ask}
        </div>
    }
    .into_any()
}
