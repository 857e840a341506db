//! `.order`: move cards up and down until they lie in order. Buttons only, so touch, keyboard and screen reader do the same.

use leptos::prelude::*;
use shine_domain::answers::Answer;
use shine_domain::document::label_text;
use shine_domain::steps::Step;
use shine_domain::steps::order::Order;

use super::asked::{Asked, feedback_panel, focus_feedback};
use crate::answer_book::AnswerBook;
use crate::document_view::{HeadingLevel, blocks_view, inlines_view};
use crate::platform::page;
use crate::text::lesson;

#[derive(Clone, Copy)]
struct Row {
    asked: Asked,
    order: StoredValue<Order>,
}

impl Row {
    /// The cards as they lie, and whether they were checked like that.
    fn read(self, answer: Option<Answer>) -> (Vec<usize>, bool) {
        match answer {
            Some(Answer::Order { order, checked }) => (order, checked),
            _ => (self.order.with_value(Order::shown_order), false),
        }
    }

    fn words(self, card: usize) -> String {
        self.order.with_value(|order| order.cards.get(card).map(|words| label_text(words)).unwrap_or_default())
    }

    /// Moves the card at `place` one place up or down; the focus stays with it.
    fn shift(self, place: usize, is_up: bool) {
        let (mut order, _) = self.read(self.asked.answer_now());
        let Some(other) = neighbour(place, is_up, order.len()) else { return };
        order.swap(place, other);
        let (card, count) = (order[other], order.len());
        self.asked.keep(Answer::Order { order, checked: false });
        self.asked.say(&lesson::card_at(&self.words(card), other + 1, count));
        let id = button_id(card, is_up && other > 0 || !is_up && other + 1 == count);
        request_animation_frame(move || {
            page::focus(&id);
        });
    }

    fn check(self) {
        let (order, _) = self.read(self.asked.answer_now());
        self.asked.keep(Answer::Order { order, checked: true });
        focus_feedback();
    }
}

/// The place above or below `place` among `count`, if there is one.
fn neighbour(place: usize, is_up: bool, count: usize) -> Option<usize> {
    let other = if is_up { place.checked_sub(1)? } else { place + 1 };
    (other < count).then_some(other)
}

fn button_id(card: usize, is_up: bool) -> String {
    format!("card-{card}-{}", if is_up { "up" } else { "down" })
}

/// Cards to put in order.
#[must_use]
pub(super) fn order_view(step: &Step, order: &Order, book: AnswerBook) -> AnyView {
    let row = Row { asked: Asked::new(step, book), order: StoredValue::new(order.clone()) };
    let cards = move || {
        let (order, checked) = row.read(row.asked.answer());
        let count = order.len();
        let cards = order.into_iter().enumerate();
        cards.map(|(place, card)| card_view(row, place, card, count, checked)).collect_view()
    };
    let feedback = move || {
        let (order, checked) = row.read(row.asked.answer());
        let is_right = order.is_sorted();
        let words = if is_right { lesson::ORDER_RIGHT } else { lesson::ORDER_AGAIN };
        checked.then(|| feedback_panel(is_right, view! { <p>{words}</p> }.into_any()))
    };
    view! {
        <div class="c-prose">{blocks_view(&order.prompt, HeadingLevel::Second)}</div>
        <div class="c-order">
            <p class="c-choose__help">{lesson::ORDER_HELP}</p>
            <ol class="c-order__cards">{cards}</ol>
            <p>
                <button type="button" class="c-button c-button--sun" on:click=move |_| row.check()>
                    {lesson::CHECK_ORDER}
                </button>
            </p>
        </div>
        {feedback}
    }
    .into_any()
}

fn card_view(row: Row, place: usize, card: usize, count: usize, checked: bool) -> AnyView {
    let words = row.order.with_value(|order| order.cards.get(card).map(|words| inlines_view(words)));
    let is_right = checked.then_some(place == card);
    let class = match is_right {
        Some(true) => "c-order__card c-order__card--right",
        Some(false) => "c-order__card c-order__card--again",
        None => "c-order__card",
    };
    let mark = is_right.map(|is_right| {
        let words = if is_right { lesson::CARD_RIGHT } else { lesson::CARD_AGAIN };
        view! { <span class="c-order__mark">{words}</span> }
    });
    let button = |is_up: bool| {
        let is_there = neighbour(place, is_up, count).is_some();
        let (sign, name) = if is_up { ("↑", lesson::MOVE_UP) } else { ("↓", lesson::MOVE_DOWN) };
        let label = format!("{name}: {}", row.words(card));
        view! {
            <button type="button" class="c-order__move" id=button_id(card, is_up) aria-label=label disabled=!is_there
                on:click=move |_| row.shift(place, is_up)>
                <span aria-hidden="true">{sign}</span>
            </button>
        }
    };
    view! {
        <li class=class>
            <span class="c-order__words">{words} {mark}</span>
            <span class="c-order__moves">{button(true)} {button(false)}</span>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::neighbour;

    #[test]
    fn a_card_moves_one_place_and_never_over_the_end() {
        assert_eq!(neighbour(1, true, 3), Some(0));
        assert_eq!(neighbour(1, false, 3), Some(2));
        assert_eq!(neighbour(0, true, 3), None);
        assert_eq!(neighbour(2, false, 3), None);
    }
}
