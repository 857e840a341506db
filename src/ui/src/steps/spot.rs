//! `.spot`: look closely and tap what is risky. Each tap tells why at once; a hint shows one at a time.

use leptos::prelude::*;
use shine_domain::answers::Answer;
use shine_domain::document::Inline;
use shine_domain::steps::Step;
use shine_domain::steps::spot::Spot;

use super::asked::{Asked, FEEDBACK_ID, focus_feedback};
use crate::answer_book::AnswerBook;
use crate::components::listen_here;
use crate::document_view::{HeadingLevel, MarkView, blocks_view, inlines_view};
use crate::platform::page;
use crate::text::lesson;

#[derive(Clone, Copy)]
struct Looking {
    asked: Asked,
    spot: StoredValue<Spot>,
}

impl Looking {
    fn read(answer: Option<Answer>) -> Vec<usize> {
        if let Some(Answer::Spot { tapped }) = answer { tapped } else { Vec::new() }
    }

    fn tapped(self) -> Vec<usize> {
        Self::read(self.asked.answer())
    }

    fn tap(self, at: usize) {
        let mut tapped = Self::read(self.asked.answer_now());
        tapped.retain(|one| *one != at);
        tapped.push(at);
        let said = self.spot.with_value(|spot| {
            let told = spot.spots.get(at).map(|place| {
                let sort = if place.is_clue { lesson::CLUE } else { lesson::FINE };
                format!("“{}”. {sort}. {} ", place.words, place.why)
            });
            told.unwrap_or_default() + &lesson::clues_left(spot.left(&tapped).count())
        });
        self.asked.keep(Answer::Spot { tapped });
        self.asked.say(&said);
        // On a phone the reason stands below the message: seeing it is the point of the tap.
        request_animation_frame(|| page::bring_into_view(FEEDBACK_ID));
    }

    /// Taps one that is still to be found.
    fn show_one(self) {
        let tapped = Self::read(self.asked.answer_now());
        let next = self.spot.with_value(|spot| spot.left(&tapped).next());
        if let Some(at) = next {
            self.tap(at);
        }
        let is_last = self.spot.with_value(|spot| spot.left(&Self::read(self.asked.answer_now())).next().is_none());
        if is_last {
            // The button is gone now: the focus goes to what was found.
            focus_feedback();
        }
    }
}

/// Something to look at, and what was found in it.
#[must_use]
pub(super) fn spot_view(step: &Step, spot: &Spot, book: AnswerBook) -> AnyView {
    let looking = Looking { asked: Asked::new(step, book), spot: StoredValue::new(spot.clone()) };
    let text = MarkView::around(
        move |at, words| place_view(looking, at, words),
        || blocks_view(&spot.text, HeadingLevel::Second),
    );
    let left = move || looking.spot.with_value(|spot| spot.left(&looking.tapped()).count());
    let hint = move || {
        (left() > 0).then(|| {
            view! {
                <button type="button" class="c-button c-button--quiet" on:click=move |_| looking.show_one()>
                    {lesson::SHOW_ONE}
                </button>
            }
        })
    };
    view! {
        <p class="c-choose__help">{lesson::SPOT_HELP}</p>
        <div class="c-prose c-spot">{text}</div>
        <p class="c-spot__left">{move || lesson::clues_left(left())} {hint}</p>
        {move || found_view(looking)}
    }
    .into_any()
}

fn place_view(looking: Looking, at: usize, words: &[Inline]) -> AnyView {
    let is_clue = looking.spot.with_value(|spot| spot.spots.get(at).is_some_and(|place| place.is_clue));
    let is_tapped = move || looking.tapped().contains(&at);
    let class = move || match (is_tapped(), is_clue) {
        (true, true) => "c-spot__place c-spot__place--clue",
        (true, false) => "c-spot__place c-spot__place--fine",
        (false, _) => "c-spot__place",
    };
    view! {
        <button type="button" class=class aria-pressed=move || if is_tapped() { "true" } else { "false" }
            on:click=move |_| looking.tap(at)>
            {inlines_view(words)}
        </button>
    }
    .into_any()
}

/// What was found, the last first.
fn found_view(looking: Looking) -> Option<AnyView> {
    let tapped = looking.tapped();
    if tapped.is_empty() {
        return None;
    }
    let view = looking.spot.with_value(|spot| {
        let rows = tapped.iter().rev().filter_map(|at| spot.spots.get(*at)).map(|place| {
            let (class, sort) = if place.is_clue {
                ("c-spot__found c-spot__found--clue", lesson::CLUE)
            } else {
                ("c-spot__found c-spot__found--fine", lesson::FINE)
            };
            view! {
                <li class=class>
                    <strong>{place.words.clone()}</strong>
                    <span class="c-spot__sort">{sort}</span>
                    <span>{place.why.clone()}</span>
                </li>
            }
        });
        view! {
            <section class="c-spot__told" id=FEEDBACK_ID tabindex="-1" aria-labelledby="found-title">
                <h2 class="c-sort__title" id="found-title">{lesson::FOUND}</h2>
                <ul class="c-spot__list">{rows.collect_view()}</ul>
                {listen_here("#feedback")}
            </section>
        }
        .into_any()
    });
    Some(view)
}
