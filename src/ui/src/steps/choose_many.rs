//! `.choose-many`: pick all that apply, check them, read about each, change the picks. Nothing fails.

use leptos::prelude::*;
use shine_domain::answers::Answer;
use shine_domain::document::label_text;
use shine_domain::steps::Step;
use shine_domain::steps::choose::ChoiceOption;
use shine_domain::steps::choose_many::ChooseMany;

use super::asked::{Asked, feedback_panel, focus_feedback};
use crate::answer_book::AnswerBook;
use crate::document_view::{HeadingLevel, blocks_view, inlines_view};
use crate::drawing::is_drawing;
use crate::navigation::HEADING_ID;
use crate::text::lesson;

fn read(answer: Option<Answer>) -> (Vec<usize>, bool) {
    if let Some(Answer::ChooseMany { picked, checked }) = answer { (picked, checked) } else { (Vec::new(), false) }
}

/// `picked` with or without the option `at`, smallest first.
fn with(mut picked: Vec<usize>, at: usize, is_picked: bool) -> Vec<usize> {
    picked.retain(|one| *one != at);
    if is_picked {
        picked.push(at);
        picked.sort_unstable();
    }
    picked
}

/// A question with its options.
#[must_use]
pub(super) fn choose_many_view(step: &Step, choose: &ChooseMany, book: AnswerBook) -> AnyView {
    let asked = Asked::new(step, book);
    let rows = choose.options.iter().enumerate().map(|(at, option)| option_view(asked, at, option)).collect_view();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (picked, _) = read(asked.answer_now());
        if picked.is_empty() {
            return asked.hint(lesson::PICK_SOME_FIRST);
        }
        asked.keep(Answer::ChooseMany { picked, checked: true });
        focus_feedback();
    };
    // Before the program is there nobody could check: what was ticked is kept until it is.
    let check = (!is_drawing()).then(|| {
        view! {
            <p class="c-choose__check">
                <button type="submit" class="c-button c-button--sun">{lesson::CHECK_ANSWER}</button>
            </p>
        }
    });
    let choose = StoredValue::new(choose.clone());
    let feedback = move || {
        let (picked, checked) = read(asked.answer());
        checked.then(|| choose.with_value(|choose| feedback_view(choose, &picked)))
    };
    view! {
        <div class="c-prose">{choose.with_value(|choose| blocks_view(&choose.prompt, HeadingLevel::Second))}</div>
        <form class="c-choose" on:submit=submit novalidate>
            <p class="c-choose__help">{lesson::PICK_ALL}</p>
            <fieldset class="c-choose__options" aria-labelledby=HEADING_ID>{rows}</fieldset>
            {check}
        </form>
        {asked.hint_view()}
        {feedback}
    }
    .into_any()
}

fn option_view(asked: Asked, at: usize, option: &ChoiceOption) -> AnyView {
    let id = format!("option-{at}");
    let is_picked = move || read(asked.answer()).0.contains(&at);
    let is_right = option.is_right;
    let class = move || match (read(asked.answer()).1 && is_picked(), is_right) {
        (true, true) => "c-choose__option c-choose__option--right",
        (true, false) => "c-choose__option c-choose__option--again",
        (false, _) => "c-choose__option",
    };
    let pick = move |is_picked: bool| {
        let (picked, _) = read(asked.answer_now());
        asked.keep(Answer::ChooseMany { picked: with(picked, at, is_picked), checked: false });
    };
    view! {
        <label class=class for=id.clone()>
            <input class="c-choose__radio" type="checkbox" id=id.clone() prop:checked=is_picked
                on:change:target=move |event| pick(event.target().checked())/>
            <span class="c-choose__words">{inlines_view(&option.text)}</span>
        </label>
    }
    .into_any()
}

fn feedback_view(choose: &ChooseMany, picked: &[usize]) -> AnyView {
    let is_right = choose.is_right(picked);
    let has_more = choose.options.iter().enumerate().any(|(at, option)| option.is_right && !picked.contains(&at));
    let rows = picked.iter().filter_map(|at| choose.options.get(*at)).map(|option| {
        view! {
            <li>
                <p><strong>{label_text(&option.text)}</strong></p>
                {blocks_view(&option.feedback, HeadingLevel::Third)}
            </li>
        }
    });
    let body = view! {
        <ul class="c-feedback__list">{rows.collect_view()}</ul>
        {has_more.then(|| view! { <p>{lesson::MORE_TO_FIND}</p> })}
        {(!is_right).then(|| view! { <p>{lesson::CHANGE_PICKS}</p> })}
    };
    feedback_panel(is_right, body.into_any())
}

#[cfg(test)]
mod tests {
    use super::with;

    #[test]
    fn picks_are_kept_once_and_in_order() {
        assert_eq!(with(vec![2], 0, true), [0, 2]);
        assert_eq!(with(vec![0, 2], 2, true), [0, 2]);
        assert_eq!(with(vec![0, 2], 0, false), [2]);
    }
}
