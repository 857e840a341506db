//! "Listen": reads a part of the page aloud. A school's own recording first, then a voice of this device; where there is
//! neither, a grown-up is asked to read.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{PictureSize, decoration};
use crate::drawing::is_drawing;
use crate::listening::{Ending, choose_voice};
use crate::platform::speech::{self, Passage};
use crate::text::reading as words;

/// What is read, and whether it is being read now. Copies are the same.
#[derive(Clone, Copy)]
pub struct Listening {
    state: RwSignal<State>,
    language: StoredValue<String>,
    /// Counts what was begun: whatever comes back from something earlier is not listened to.
    round: StoredValue<u32>,
}

/// Where a tap on words reads them.
const READ_ON_TAP: &str = "html:not([data-calm]) .l-pupil--eyfs";

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
        });
        on_cleanup(|| {
            if !is_drawing() {
                speech::stop();
            }
        });
        Self { state, language: StoredValue::new(language.to_owned()), round: StoredValue::new(0) }
    }

    /// Falls silent.
    pub fn stop(self) {
        self.begin();
        speech::stop();
        self.state.set(State::Silent);
    }

    /// Says all that is seen within `selector`, one part after another.
    pub fn say_all(self, selector: &str) {
        self.say(speech::passages(selector));
    }

    /// Says these one after another. Where nothing can speak somebody is asked to read.
    pub fn say(self, passages: Vec<Passage>) {
        let round = self.begin();
        self.state.set(State::Speaking);
        self.say_next(round, passages.into_iter());
    }

    /// Says the part that was tapped, where those who cannot read yet are: on a page of the youngest, unless the device is
    /// to be still.
    pub fn tapped(self, event: &leptos::ev::MouseEvent) {
        let passages = speech::tapped_passages(event, READ_ON_TAP);
        if !passages.is_empty() {
            self.say(passages);
        }
    }

    /// Plays the recording at `address`; if it fails the words within `selector` are said.
    pub fn play(self, address: &str, selector: &'static str) {
        let round = self.begin();
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

    fn say_next(self, round: u32, mut rest: std::vec::IntoIter<Passage>) {
        let Some(passage) = rest.next() else { return self.stop() };
        let Some(voice) = choose_voice(&speech::voices(), &self.language.get_value()) else {
            speech::stop();
            return self.state.set(State::NoVoice);
        };
        speech::say(&passage, voice, move |ending| match ending {
            _ if !self.is_now(round) => {}
            Ending::Done => self.say_next(round, rest),
            Ending::Failed => {
                speech::stop();
                self.state.set(State::NoVoice);
            }
        });
    }
}

/// The button in a part of a page that comes and goes, such as what is said about an answer: there only where the page itself
/// can be listened to.
#[must_use]
pub fn listen_here(selector: &'static str) -> Option<AnyView> {
    let listening = use_context::<Listening>()?;
    Some(listen(listening, selector, || std::future::ready(None)))
}

/// The button. Pressed again it stops. `recording` says, when asked, where the school's own recording is; `selector` finds
/// what is read without one.
#[must_use]
pub fn listen<Asked>(listening: Listening, selector: &'static str, recording: impl Fn() -> Asked + 'static) -> AnyView
where
    Asked: Future<Output = Option<String>> + 'static,
{
    if is_drawing() {
        return view! { <p class="c-listen c-listen--later"></p> }.into_any();
    }
    let is_speaking = move || listening.state.get() == State::Speaking;
    let press = move |_| {
        if listening.state.get_untracked() == State::Speaking {
            return listening.stop();
        }
        let (round, asked) = (listening.begin(), recording());
        spawn_local(async move {
            let address = asked.await;
            if !listening.is_now(round) {
                return;
            }
            match address {
                Some(address) => listening.play(&address, selector),
                None => listening.say_all(selector),
            }
        });
    };
    view! {
        <div class="c-listen">
            <button type="button" class="c-listen__button" on:click=press>
                {decoration("ear", PictureSize::InText)}
                <span>{move || if is_speaking() { words::STOP_LISTENING } else { words::LISTEN }}</span>
            </button>
            <p class="c-listen__ask" role="status">
                {move || (listening.state.get() == State::NoVoice).then_some(words::ASK_A_GROWN_UP)}
            </p>
        </div>
    }
    .into_any()
}
