//! `.choose`: pick one, check it, read what there is to think about, pick another. Nothing fails.

use leptos::prelude::*;
use shine_domain::answers::{Answer, Turn};
use shine_domain::knowledge::shown_options;
use shine_domain::steps::Step;
use shine_domain::steps::choose::{ChoiceOption, Choose};

use super::asked::{Asked, feedback_panel, focus_feedback};
use crate::answer_book::AnswerBook;
use crate::document_view::{HeadingLevel, blocks_view, inlines_view};
use crate::drawing::is_drawing;
use crate::navigation::HEADING_ID;
use crate::text::lesson;

/// A question on the screen.
#[derive(Clone, Copy)]
struct Question {
    asked: Asked,
    /// The option that is marked but perhaps not checked yet.
    picked: RwSignal<Option<usize>>,
}

impl Question {
    fn tried(self) -> Vec<usize> {
        tried(self.asked.answer())
    }

    /// The option whose feedback is shown: the last checked, as long as no other is marked.
    fn told(self) -> Option<usize> {
        let last = self.tried().last().copied();
        if self.picked.get().is_none_or(|picked| Some(picked) == last) { last } else { None }
    }

    fn check(self) {
        let Some(picked) = self.picked.get_untracked() else {
            return self.asked.hint(lesson::PICK_FIRST);
        };
        let tried = tried(self.asked.answer_now());
        self.asked.keep(Answer::Choose { tried: checked(tried, picked) });
        focus_feedback();
    }
}

fn tried(answer: Option<Answer>) -> Vec<usize> {
    if let Some(Answer::Choose { tried }) = answer { tried } else { Vec::new() }
}

/// What was tried, after `picked` was checked: in order, the last one last, none twice in a row.
fn checked(mut tried: Vec<usize>, picked: usize) -> Vec<usize> {
    if tried.last() != Some(&picked) {
        tried.push(picked);
    }
    tried
}

/// A question with its options.
#[must_use]
pub(super) fn choose_view(step: &Step, choose: &Choose, book: AnswerBook) -> AnyView {
    let asked = Asked::new(step, book);
    let question = Question { asked, picked: RwSignal::new(tried(asked.answer_now()).last().copied()) };
    Effect::new(move |_| {
        // Answers are read from the device after the page is drawn, and wiped by "Start new".
        let last = question.tried().last().copied();
        question.picked.set(last);
    });
    let order = shown_options(step, choose, Turn::Lesson);
    let options = order.into_iter().filter_map(|at| choose.options.get(at).map(|option| (at, option)));
    let rows = options.map(|(at, option)| option_view(question, at, option)).collect_view();
    let feedback = feedback_view(question, choose.options.clone());
    // Before the program is there, picking alone shows what there is to read: the style sheet sees to it.
    let check = (!is_drawing()).then(|| {
        view! {
            <p class="c-choose__check">
                <button type="submit" class="c-button c-button--sun">{lesson::CHECK_ANSWER}</button>
            </p>
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        question.check();
    };
    view! {
        <div class="c-prose">{blocks_view(&choose.prompt, HeadingLevel::Second)}</div>
        <form class="c-choose" on:submit=submit novalidate>
            <fieldset class="c-choose__options" aria-labelledby=HEADING_ID>{rows}</fieldset>
            {check}
        </form>
        {asked.hint_view()}
        {feedback}
    }
    .into_any()
}

fn option_view(question: Question, at: usize, option: &ChoiceOption) -> AnyView {
    let id = format!("option-{at}");
    let is_right = option.is_right;
    let class = move || match (question.told() == Some(at), is_right) {
        (true, true) => "c-choose__option c-choose__option--right",
        (true, false) => "c-choose__option c-choose__option--again",
        (false, _) => "c-choose__option",
    };
    let was_tried = move || question.told() != Some(at) && question.tried().contains(&at);
    view! {
        <label class=class for=id.clone()>
            <input class="c-choose__radio" type="radio" name="option" id=id.clone() value=at.to_string()
                prop:checked=move || question.picked.get() == Some(at) on:change=move |_| question.picked.set(Some(at))/>
            <span class="c-choose__words">{inlines_view(&option.text)}</span>
            {move || was_tried().then(|| view! { <span class="c-choose__tried">{lesson::TRIED}</span> })}
        </label>
        {is_drawing().then(|| told_view(option))}
    }
    .into_any()
}

/// What an option's feedback is on a drawn page: there from the beginning, seen once the option is picked.
fn told_view(option: &ChoiceOption) -> AnyView {
    let (class, title) = if option.is_right {
        ("c-choose__told c-feedback c-feedback--right", lesson::RIGHT)
    } else {
        ("c-choose__told c-feedback c-feedback--again", lesson::THINK_AGAIN)
    };
    view! {
        <div class=class role="status">
            <p class="c-feedback__title"><strong>{title}</strong></p>
            {blocks_view(&option.feedback, HeadingLevel::Third)}
        </div>
    }
    .into_any()
}

fn feedback_view(question: Question, options: Vec<ChoiceOption>) -> AnyView {
    (move || {
        let option = question.told().and_then(|at| options.get(at).cloned())?;
        let body = view! {
            {blocks_view(&option.feedback, HeadingLevel::Third)}
            {(!option.is_right).then(|| view! { <p>{lesson::TRY_ANOTHER}</p> })}
        };
        Some(feedback_panel(option.is_right, body.into_any()))
    })
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_tried_is_kept_in_order_and_pressing_twice_changes_nothing() {
        assert_eq!(checked(vec![], 2), [2]);
        assert_eq!(checked(vec![2], 2), [2]);
        assert_eq!(checked(vec![2], 0), [2, 0]);
        assert_eq!(checked(vec![2, 0], 2), [2, 0, 2]);
    }
}
