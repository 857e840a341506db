//! `.words`: fill each gap from the bank of words, with the browser's own list of choices.

use leptos::prelude::*;
use shine_domain::answers::Answer;
use shine_domain::steps::Step;
use shine_domain::steps::words::Words;

use super::asked::{Asked, feedback_panel, focus_feedback};
use crate::answer_book::AnswerBook;
use crate::document_view::{HeadingLevel, MarkView, blocks_view};
use crate::platform::page;
use crate::text::lesson;

#[derive(Clone, Copy)]
struct Gaps {
    asked: Asked,
    words: StoredValue<Words>,
}

impl Gaps {
    fn read(self, answer: Option<Answer>) -> (Vec<Option<usize>>, bool) {
        match answer {
            Some(Answer::Words { filled, checked }) => (filled, checked),
            _ => (vec![None; self.words.with_value(|words| words.gaps.len())], false),
        }
    }

    fn fill(self, gap: usize, word: Option<usize>) {
        let (mut filled, _) = self.read(self.asked.answer_now());
        if let Some(place) = filled.get_mut(gap) {
            *place = word;
        }
        self.asked.keep(Answer::Words { filled, checked: false });
    }

    fn check(self) {
        let (filled, _) = self.read(self.asked.answer_now());
        if filled.iter().any(Option::is_none) {
            let empty = filled.iter().position(Option::is_none).unwrap_or_default();
            self.asked.hint(lesson::FILL_ALL_FIRST);
            page::focus(&gap_id(empty));
            return;
        }
        self.asked.keep(Answer::Words { filled, checked: true });
        focus_feedback();
    }

    /// Whether the word in `gap` is the right one; `None` until checked.
    fn is_right(self, gap: usize) -> Option<bool> {
        let (filled, checked) = self.read(self.asked.answer());
        let word = filled.get(gap).copied().flatten()?;
        checked.then(|| self.words.with_value(|words| words.is_right(gap, word)))
    }
}

/// The prose with its gaps.
#[must_use]
pub(super) fn words_view(step: &Step, words: &Words, book: AnswerBook) -> AnyView {
    let gaps = Gaps { asked: Asked::new(step, book), words: StoredValue::new(words.clone()) };
    let text = MarkView::around(move |gap, _| gap_view(gaps, gap), || blocks_view(&words.text, HeadingLevel::Second));
    // Seen and heard without opening any list.
    let bank = words.bank.iter().map(|word| view! { <li>{word.clone()}</li> }).collect_view();
    let count = words.gaps.len();
    let feedback = move || {
        let wrong = (0..count).filter(|gap| gaps.is_right(*gap) == Some(false)).count();
        let (_, checked) = gaps.read(gaps.asked.answer());
        let said = if wrong == 0 { lesson::WORDS_RIGHT.to_owned() } else { lesson::words_again(wrong) };
        checked.then(|| feedback_panel(wrong == 0, view! { <p>{said}</p> }.into_any()))
    };
    view! {
        <p class="c-choose__help">{lesson::WORDS_HELP}</p>
        <ul class="c-words__bank">{bank}</ul>
        <div class="c-prose c-words">{text}</div>
        <p>
            <button type="button" class="c-button c-button--sun" on:click=move |_| gaps.check()>
                {lesson::CHECK_WORDS}
            </button>
        </p>
        {gaps.asked.hint_view()}
        {feedback}
    }
    .into_any()
}

fn gap_id(gap: usize) -> String {
    format!("gap-{gap}")
}

fn gap_view(gaps: Gaps, gap: usize) -> AnyView {
    let picked = move || gaps.read(gaps.asked.answer()).0.get(gap).copied().flatten();
    let bank = gaps.words.with_value(|words| words.bank.clone());
    let options = bank.into_iter().enumerate();
    let options = options.map(|(at, word)| {
        view! { <option value=at.to_string() selected=move || picked() == Some(at)>{word}</option> }
    });
    let class = move || match gaps.is_right(gap) {
        Some(true) => "c-words__gap c-words__gap--right",
        Some(false) => "c-words__gap c-words__gap--again",
        None => "c-words__gap",
    };
    let mark = move || {
        let words = if gaps.is_right(gap)? { lesson::WORD_RIGHT } else { lesson::CARD_AGAIN };
        Some(view! { <span class="c-words__mark">{words}</span> })
    };
    view! {
        <span class="c-words__place">
            <select class=class id=gap_id(gap) aria-label=lesson::gap_name(gap + 1)
                on:change:target=move |event| gaps.fill(gap, event.target().value().parse().ok())>
                <option value="" selected=move || picked().is_none()>"…"</option>
                {options.collect_view()}
            </select>
            {mark}
        </span>
    }
    .into_any()
}
