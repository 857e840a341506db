//! `.story`: live a story scene by scene. Any way can be taken back and another tried.

use leptos::prelude::*;
use shine_domain::answers::Answer;
use shine_domain::steps::Step;
use shine_domain::steps::story::{Scene, Story};
use shine_domain::vocabulary::Level;

use super::asked::Asked;
use crate::answer_book::AnswerBook;
use crate::document_view::{HeadingLevel, blocks_view, inlines_view};
use crate::platform::page;
use crate::text::lesson;

/// The id of the heading of the scene that is shown.
const SCENE_ID: &str = "scene";

#[derive(Clone, Copy)]
struct Telling {
    asked: Asked,
    story: StoredValue<Story>,
}

impl Telling {
    fn read(answer: Option<Answer>) -> Vec<usize> {
        if let Some(Answer::Story { choices }) = answer { choices } else { Vec::new() }
    }

    fn keep(self, choices: Vec<usize>) {
        self.asked.keep(Answer::Story { choices });
        request_animation_frame(|| {
            page::focus(SCENE_ID);
        });
    }

    fn choose(self, choice: usize) {
        let mut choices = Self::read(self.asked.answer_now());
        choices.push(choice);
        self.keep(choices);
    }

    fn go_back(self) {
        let mut choices = Self::read(self.asked.answer_now());
        choices.pop();
        self.keep(choices);
    }
}

/// The scene the reader is in.
#[must_use]
pub(super) fn story_view(step: &Step, story: &Story, book: AnswerBook) -> AnyView {
    let telling = Telling { asked: Asked::new(step, book), story: StoredValue::new(story.clone()) };
    let scene = move || {
        let choices = Telling::read(telling.asked.answer());
        telling.story.with_value(|story| {
            let at = story.way(&choices).last().copied()?;
            story.scenes.get(at).map(|scene| scene_view(telling, scene, choices.is_empty()))
        })
    };
    view! {
        <div class="c-prose">{blocks_view(&story.prompt, HeadingLevel::Second)}</div>
        {scene}
    }
    .into_any()
}

fn scene_view(telling: Telling, scene: &Scene, is_first: bool) -> AnyView {
    let class = match scene.ending {
        None => "c-story",
        Some(Level::Secure | Level::Developing) => "c-story c-story--well",
        Some(_) => "c-story c-story--again",
    };
    let choices = scene.choices.iter().enumerate().map(|(at, choice)| {
        view! {
            <li>
                <button type="button" class="c-story__choice" on:click=move |_| telling.choose(at)>
                    {inlines_view(&choice.text)}
                </button>
            </li>
        }
    });
    let choices = choices.collect_view();
    let end = scene.ending.map(|level| {
        let words =
            if matches!(level, Level::Secure | Level::Developing) { lesson::STORY_WELL } else { lesson::STORY_AGAIN };
        view! { <p class="c-story__end">{words}</p> }
    });
    let back = (!is_first).then(|| {
        let words = if scene.ending.is_some() { lesson::STORY_OTHER_WAY } else { lesson::STORY_BACK };
        view! {
            <p>
                <button type="button" class="c-button c-button--quiet" on:click=move |_| telling.go_back()>{words}</button>
            </p>
        }
    });
    view! {
        <section class=class aria-labelledby=SCENE_ID>
            <h2 class="c-story__title" id=SCENE_ID tabindex="-1">{inlines_view(&scene.heading)}</h2>
            <div class="c-prose">{blocks_view(&scene.text, HeadingLevel::Third)}</div>
            {end}
            <ul class="c-story__choices">{choices}</ul>
            {back}
        </section>
    }
    .into_any()
}
