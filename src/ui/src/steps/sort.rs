//! `.sort` and `.match`: tap a card, then tap where it belongs. Buttons only, so touch, keyboard and screen reader do the same.

use leptos::prelude::*;
use shine_domain::document::label_text;
use shine_domain::steps::Step;
use shine_domain::steps::sort::Sort;

use super::SortTable;
use super::asked::{feedback_panel, focus_feedback};
use crate::answer_book::AnswerBook;
use crate::components::{Announcer, use_announcer};
use crate::document_view::{HeadingLevel, blocks_view, inlines_view};
use crate::platform::page;
use crate::text::lesson;

/// The id of the button that checks the cards.
const CHECK_ID: &str = "check-cards";

/// What is done at the table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Cards are put into groups.
    Groups,
    /// Each card is put beside what belongs with it.
    Pairs,
}

/// The table on the screen.
#[derive(Clone, Copy)]
struct Board {
    kind: Kind,
    step: StoredValue<Step>,
    sort: StoredValue<Sort>,
    table: RwSignal<SortTable>,
    book: AnswerBook,
    announcer: Announcer,
}

impl Board {
    fn card_words(self, card: usize) -> String {
        self.sort.with_value(|sort| sort.cards.get(card).map(|card| label_text(&card.text)).unwrap_or_default())
    }

    fn group_words(self, group: usize) -> String {
        self.sort.with_value(|sort| sort.groups.get(group).map(|words| label_text(words)).unwrap_or_default())
    }

    fn help(self) -> &'static str {
        if self.kind == Kind::Pairs { lesson::PAIRS_HELP } else { lesson::SORT_HELP }
    }

    fn which(self) -> &'static str {
        if self.kind == Kind::Pairs { lesson::WHICH_PARTNER } else { lesson::WHICH_GROUP }
    }

    fn none_left(self) -> &'static str {
        if self.kind == Kind::Pairs { lesson::PAIRS_NONE_LEFT } else { lesson::CARDS_NONE_LEFT }
    }

    fn all_first(self) -> &'static str {
        if self.kind == Kind::Pairs { lesson::PAIRS_ALL_FIRST } else { lesson::SORT_CARDS_FIRST }
    }

    fn keep(self) {
        let answer = self.table.with_untracked(SortTable::answer);
        self.step.with_value(|step| self.book.keep(step, answer));
    }

    fn hold(self, card: usize) {
        self.table.update(|table| table.hold(card));
        if self.table.with_untracked(SortTable::held).is_some() {
            self.announcer.say(&lesson::card_held(&self.card_words(card), self.which()));
        }
    }

    fn put(self, group: usize) {
        let placed = self.table.try_update(|table| table.put(group)).flatten();
        match placed {
            Some(placed) => {
                self.keep();
                let card = self.card_words(placed.card);
                self.announcer.say(&lesson::card_placed(
                    &card,
                    &self.group_words(group),
                    placed.left,
                    self.none_left(),
                ));
                if placed.left == 0 {
                    page::focus(CHECK_ID);
                }
            }
            None => self.announcer.say(self.help()),
        }
    }

    fn check(self) {
        if self.table.try_update(SortTable::check) == Some(true) {
            self.keep();
            focus_feedback();
        } else {
            self.announcer.say(self.all_first());
        }
    }
}

/// A table of cards and groups.
#[must_use]
pub(super) fn sort_view(step: &Step, sort: &Sort, kind: Kind, book: AnswerBook) -> AnyView {
    let board = Board {
        kind,
        step: StoredValue::new(step.clone()),
        sort: StoredValue::new(sort.clone()),
        table: RwSignal::new(SortTable::new(sort, book.find_now(step).as_ref())),
        book,
        announcer: use_announcer(),
    };
    Effect::new(move |_| {
        // Answers are read from the device after the page is drawn, and wiped by "Start new".
        let kept = board.step.with_value(|step| board.book.find(step));
        if Some(board.table.with_untracked(SortTable::answer)) != kept {
            board.table.set(board.sort.with_value(|sort| SortTable::new(sort, kept.as_ref())));
        }
    });
    let groups = (0..sort.groups.len()).map(|group| group_view(board, group)).collect_view();
    view! {
        <div class="c-prose">{blocks_view(&sort.prompt, HeadingLevel::Second)}</div>
        <div class="c-sort">
            <section class="c-sort__loose" aria-labelledby="loose-title">
                <h2 class="c-sort__title" id="loose-title">{lesson::CARDS}</h2>
                <p class="c-sort__help">{board.help()}</p>
                {move || loose_view(board)}
            </section>
            <div class="c-sort__groups">{groups}</div>
            <p class="c-sort__check">
                <button type="button" class="c-button c-button--sun" id=CHECK_ID
                    aria-disabled=move || (!board.table.with(|table| table.loose().is_empty())).then_some("true")
                    on:click=move |_| board.check()>
                    {lesson::CHECK_CARDS}
                </button>
            </p>
        </div>
        {move || feedback_view(board)}
    }
    .into_any()
}

fn loose_view(board: Board) -> AnyView {
    let cards = board.table.with(SortTable::loose);
    if cards.is_empty() {
        return view! { <p class="c-sort__done">{board.none_left()}</p> }.into_any();
    }
    let cards = cards.into_iter().map(|card| view! { <li>{card_view(board, card)}</li> }).collect_view();
    view! { <ul class="c-sort__cards">{cards}</ul> }.into_any()
}

fn card_view(board: Board, card: usize) -> AnyView {
    let words = board.sort.with_value(|sort| sort.cards.get(card).map(|card| inlines_view(&card.text)));
    let is_right = move || board.table.with(|table| board.sort.with_value(|sort| table.is_right(sort, card)));
    let class = move || match is_right() {
        Some(true) => "c-sort__card c-sort__card--right",
        Some(false) => "c-sort__card c-sort__card--again",
        None => "c-sort__card",
    };
    let mark = move || {
        let words = if is_right()? { lesson::CARD_RIGHT } else { lesson::CARD_AGAIN };
        Some(view! { <span class="c-sort__mark">{words}</span> })
    };
    let is_held = move || board.table.with(|table| table.held() == Some(card));
    view! {
        <button type="button" class=class aria-pressed=move || if is_held() { "true" } else { "false" }
            on:click=move |_| board.hold(card)>
            <span>{words}</span>
            {mark}
        </button>
    }
    .into_any()
}

fn group_view(board: Board, group: usize) -> AnyView {
    let title_id = format!("group-{group}");
    let words = board.group_words(group);
    let title = board.sort.with_value(|sort| sort.groups.get(group).map(|words| inlines_view(words)));
    let name = {
        let words = words.clone();
        move || match board.table.with(SortTable::held) {
            Some(card) => lesson::put_in(&board.card_words(card), &words),
            None => lesson::put_here(&words),
        }
    };
    let cards = move || {
        let cards = board.table.with(|table| table.cards_in(Some(group)));
        if cards.is_empty() {
            return view! { <p class="c-sort__empty">{lesson::EMPTY_GROUP}</p> }.into_any();
        }
        let cards = cards.into_iter().map(|card| view! { <li>{card_view(board, card)}</li> }).collect_view();
        view! { <ul class="c-sort__cards">{cards}</ul> }.into_any()
    };
    view! {
        <section class="c-sort__group" aria-labelledby=title_id.clone()>
            <h2 class="c-sort__title" id=title_id.clone()>{title}</h2>
            <button type="button" class="c-sort__put" on:click=move |_| board.put(group)>{name}</button>
            {cards}
        </section>
    }
    .into_any()
}

fn feedback_view(board: Board) -> Option<AnyView> {
    let wrong = board.table.with(|table| board.sort.with_value(|sort| table.wrong(sort)))?;
    let words = if wrong == 0 { lesson::ALL_RIGHT.to_owned() } else { lesson::look_again(wrong) };
    Some(feedback_panel(wrong == 0, view! { <p>{words}</p> }.into_any()))
}
