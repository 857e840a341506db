//! Reading aloud: the words of a part of the page, this device's own voices, a recording, and the mark on what is being said.
//! Which voice, in which order and what is said when nothing can speak is decided in [`crate::listening`].

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, HtmlAudioElement, HtmlImageElement, Node, SpeechSynthesis, SpeechSynthesisEvent, SpeechSynthesisUtterance,
    SpeechSynthesisVoice, Text,
};

use crate::listening::{Ending, Voice};

/// What of a page is never read aloud: what is not for the eye either, and the ways on.
const LEFT_OUT: &str =
    ".u-visually-hidden, [aria-hidden=true], select, nav, .c-listen, .c-ways a, .c-turn, .c-board, [hidden]";
/// Marks the part that is being said.
const SPOKEN: &str = "data-spoken";
/// How long a voice may take before its first word.
const PATIENCE: Duration = Duration::from_secs(5);
/// The name of the mark on the word that is being said, where the browser knows such marks.
const HIGHLIGHT: &str = "spoken";

/// Words that are said in one go.
#[derive(Clone)]
pub struct Passage {
    block: Element,
    /// What is said.
    pub text: String,
    nodes: Vec<Node>,
}

/// The visible words within the first element that `selector` finds, part by part. Pictures give their description.
#[must_use]
pub fn passages(selector: &str) -> Vec<Passage> {
    let mut found = Vec::new();
    if let Ok(Some(root)) = document().query_selector(selector) {
        push_passages(&root, &mut found);
    }
    found.retain(Passage::has_words);
    found
}

/// The words of the part of the page that was tapped, by the event that says so; nothing outside `within`.
#[must_use]
pub fn tapped_passages(event: &web_sys::Event, within: &str) -> Vec<Passage> {
    let mut found = Vec::new();
    if let Some(part) = tapped_part(event, within) {
        push_passages(&part, &mut found);
    }
    found.retain(Passage::has_words);
    found
}

fn tapped_part(event: &web_sys::Event, within: &str) -> Option<Element> {
    let tapped: Element = event.target()?.dyn_into().ok()?;
    // A tap on an option's words comes a second time, from its circle.
    let is_left_out = tapped.closest(LEFT_OUT).ok()?.is_some() || tapped.matches("input").unwrap_or(false);
    if is_left_out || tapped.closest(within).ok()?.is_none() {
        return None;
    }
    // An option is heard whole, wherever it was tapped.
    tapped.closest("label, button").ok()?.or_else(|| block_of(&tapped))
}

impl Passage {
    fn has_words(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }
}

fn push_passages(element: &Element, found: &mut Vec<Passage>) {
    let is_left_out = element.matches(LEFT_OUT).unwrap_or(false) || element.get_client_rects().length() == 0;
    if is_left_out {
        return;
    }
    if let Some(image) = element.dyn_ref::<HtmlImageElement>() {
        found.extend(block_of(element).map(|block| Passage { block, text: image.alt(), nodes: Vec::new() }));
        return;
    }
    let children = element.child_nodes();
    for node in (0..children.length()).filter_map(|at| children.item(at)) {
        if let Some(inner) = node.dyn_ref::<Element>() {
            push_passages(inner, found);
        } else if let Some(text) = node.dyn_ref::<Text>() {
            push_text(element, text, found);
        }
    }
}

fn push_text(parent: &Element, text: &Text, found: &mut Vec<Passage>) {
    let Some(block) = block_of(parent) else { return };
    match found.last_mut() {
        Some(last) if last.block == block && !last.nodes.is_empty() => {
            last.text.push_str(&text.data());
            last.nodes.push(text.clone().into());
        }
        _ => found.push(Passage { block, text: text.data(), nodes: vec![text.clone().into()] }),
    }
}

/// The nearest element around `element`, or itself, that is laid out as a part of its own.
fn block_of(element: &Element) -> Option<Element> {
    let mut at = element.clone();
    loop {
        let style = window().get_computed_style(&at).ok().flatten()?;
        let display = style.get_property_value("display").unwrap_or_default();
        if !display.starts_with("inline") && display != "contents" {
            return Some(at);
        }
        at = at.parent_element()?;
    }
}

fn synthesis() -> Option<SpeechSynthesis> {
    // Where the browser cannot speak at all the object is missing, whatever the types say.
    let has = js_sys::Reflect::has(&window(), &"speechSynthesis".into()).unwrap_or(false);
    has.then(|| window().speech_synthesis().ok()).flatten()
}

fn raw_voices() -> Vec<SpeechSynthesisVoice> {
    let voices = synthesis().map(|synthesis| synthesis.get_voices());
    voices.map(|voices| voices.iter().map(JsCast::unchecked_into).collect()).unwrap_or_default()
}

/// The voices this device has now. A browser may need a moment after the first call.
#[must_use]
pub fn voices() -> Vec<Voice> {
    let of = |voice: &SpeechSynthesisVoice| Voice { language: voice.lang(), is_on_device: voice.local_service() };
    raw_voices().iter().map(of).collect()
}

/// What is being listened to: kept as long as it sounds.
struct Sounding {
    block: Option<Element>,
    audio: Option<HtmlAudioElement>,
    /// Some browsers forget to say that an utterance has ended when nobody holds it.
    _utterance: Option<SpeechSynthesisUtterance>,
    _calls: Vec<Closure<dyn FnMut(JsValue)>>,
}

thread_local! {
    static SOUNDING: RefCell<Option<Sounding>> = const { RefCell::new(None) };
}

/// Says `passage` with the voice at `voice` in [`voices`], and calls `on_end` once, unless it is stopped before.
pub fn say(passage: &Passage, voice: usize, on_end: impl FnOnce(Ending) + 'static) {
    let (Some(synthesis), Some(voice)) = (synthesis(), raw_voices().get(voice).cloned()) else {
        return on_end(Ending::Failed);
    };
    let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(&passage.text) else { return on_end(Ending::Failed) };
    stop();
    utterance.set_voice(Some(&voice));
    utterance.set_lang(&voice.lang());
    // A little slower than people speak to people who can read along.
    utterance.set_rate(0.9);
    let (ended, failed, fail) = end_calls(on_end);
    let has_begun = Rc::new(Cell::new(false));
    let begun = {
        let has_begun = Rc::clone(&has_begun);
        Closure::new(move |_: JsValue| has_begun.set(true))
    };
    // A browser that refuses to speak may say nothing at all about it.
    leptos::prelude::set_timeout(
        move || {
            if !has_begun.get() {
                fail()
            }
        },
        PATIENCE,
    );
    let spoken = passage.clone();
    let word = Closure::new(move |event: JsValue| {
        if let Some(event) = event.dyn_ref::<SpeechSynthesisEvent>() {
            mark_word(&spoken, event.char_index());
        }
    });
    utterance.set_onstart(Some(begun.as_ref().unchecked_ref()));
    utterance.set_onend(Some(ended.as_ref().unchecked_ref()));
    utterance.set_onerror(Some(failed.as_ref().unchecked_ref()));
    utterance.set_onboundary(Some(word.as_ref().unchecked_ref()));
    let _ = passage.block.set_attribute(SPOKEN, "");
    synthesis.speak(&utterance);
    let calls = vec![begun, ended, failed, word];
    let block = Some(passage.block.clone());
    SOUNDING.with_borrow_mut(|place| {
        *place = Some(Sounding { block, audio: None, _utterance: Some(utterance), _calls: calls });
    });
}

/// Plays the recording at `address`, and calls `on_end` once, unless it is stopped before.
pub fn play(address: &str, on_end: impl FnOnce(Ending) + 'static) {
    let Ok(audio) = HtmlAudioElement::new_with_src(address) else { return on_end(Ending::Failed) };
    stop();
    let (ended, failed, _) = end_calls(on_end);
    audio.set_onended(Some(ended.as_ref().unchecked_ref()));
    audio.set_onerror(Some(failed.as_ref().unchecked_ref()));
    if let Ok(started) = audio.play() {
        // A browser that refuses to begin says so here, and in no event.
        let _ = started.catch(&failed);
    }
    SOUNDING.with_borrow_mut(|place| {
        let calls = vec![ended, failed];
        *place = Some(Sounding { block: None, audio: Some(audio), _utterance: None, _calls: calls });
    });
}

type Call = Closure<dyn FnMut(JsValue)>;

/// The calls of which the first that comes tells how it ended; the last is the second one for this program itself.
fn end_calls(on_end: impl FnOnce(Ending) + 'static) -> (Call, Call, impl FnOnce() + 'static) {
    let once = Rc::new(RefCell::new(Some(on_end)));
    let call = |ending: Ending| {
        let once = Rc::clone(&once);
        move || {
            let on_end = once.try_borrow_mut().ok().and_then(|mut once| once.take());
            if let Some(on_end) = on_end {
                // This call is kept by what `stop` lets go: it must have ended before.
                leptos::prelude::queue_microtask(move || on_end(ending));
            }
        }
    };
    let (done, failed) = (call(Ending::Done), call(Ending::Failed));
    let fail = call(Ending::Failed);
    (Closure::new(move |_: JsValue| done()), Closure::new(move |_: JsValue| failed()), fail)
}

/// Stops whatever is being said. Its end is told to nobody.
pub fn stop() {
    let Some(sounding) = SOUNDING.with_borrow_mut(Option::take) else { return };
    if let Some(audio) = sounding.audio {
        audio.set_onended(None);
        audio.set_onerror(None);
        let _ = audio.pause();
    }
    if let Some(synthesis) = synthesis() {
        synthesis.cancel();
    }
    if let Some(block) = sounding.block {
        let _ = block.remove_attribute(SPOKEN);
    }
    if let Some(highlights) = highlights() {
        let _ = call(&highlights, "delete", &[HIGHLIGHT.into()]);
    }
    // What speaks may still call until it has heard that it was stopped.
    leptos::prelude::set_timeout(move || drop(sounding._calls), Duration::from_secs(1));
}

/// `CSS.highlights`, in browsers that have it.
fn highlights() -> Option<JsValue> {
    let css = js_sys::Reflect::get(&window(), &"CSS".into()).ok()?;
    js_sys::Reflect::get(&css, &"highlights".into()).ok().filter(|highlights| !highlights.is_undefined())
}

fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: js_sys::Function = js_sys::Reflect::get(of, &name.into()).ok()?.dyn_into().ok()?;
    function.apply(of, &arguments.iter().collect()).ok()
}

/// Marks the word that begins at the UTF-16 unit `start` of the passage's text.
fn mark_word(passage: &Passage, start: u32) {
    let _ = (|| {
        let highlights = highlights()?;
        let mut before = 0;
        let node = passage.nodes.iter().find(|node| {
            let length = node.unchecked_ref::<Text>().length();
            let is_here = start < before + length;
            before += if is_here { 0 } else { length };
            is_here
        })?;
        let text = node.unchecked_ref::<Text>().data();
        let (from, units) = (start - before, text.encode_utf16().collect::<Vec<_>>());
        let is_space = |unit: &u16| char::from_u32(u32::from(*unit)).is_some_and(char::is_whitespace);
        let length = units.iter().skip(from as usize).position(is_space).unwrap_or(units.len() - from as usize);
        let range = document().create_range().ok()?;
        range.set_start(node, from).ok()?;
        range.set_end(node, from + u32::try_from(length).ok()?).ok()?;
        let make: js_sys::Function = js_sys::Reflect::get(&window(), &"Highlight".into()).ok()?.dyn_into().ok()?;
        let highlight = js_sys::Reflect::construct(&make, &js_sys::Array::of1(&range)).ok()?;
        call(&highlights, "set", &[HIGHLIGHT.into(), highlight])
    })();
}
