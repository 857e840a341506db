//! The states a step can be seen in, and for each kind of step the answers that bring it there.

use shine_domain::answers::{Answer, Turn};
use shine_domain::steps::choose::ChoiceOption;
use shine_domain::steps::order::Order;
use shine_domain::steps::sort::Sort;
use shine_domain::steps::spot::Spot;
use shine_domain::steps::story::Story;
use shine_domain::steps::words::Words;
use shine_domain::steps::{Step, StepBody};
use shine_domain::vocabulary::Level;

/// How far a reader has come with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is answered yet.
    Untouched,
    /// Something is answered, and more is to come.
    Begun,
    /// There is something to think about again.
    Again,
    /// Done: right, or nothing to be right about.
    Done,
}

impl State {
    /// Its word in names of files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Untouched => "untouched",
            Self::Begun => "begun",
            Self::Again => "again",
            Self::Done => "done",
        }
    }
}

/// The states of `step` as it is met at `turn`, each with the answer that makes it.
pub(super) fn states(step: &Step, turn: Turn) -> Vec<(State, Option<Answer>)> {
    let answers = answers(&step.body, turn).into_iter().map(|(state, answer)| (state, Some(answer)));
    std::iter::once((State::Untouched, None)).chain(answers).collect()
}

/// The answers to a step besides none.
fn answers(body: &StepBody, turn: Turn) -> Vec<(State, Answer)> {
    match body {
        StepBody::Choose(_) if turn != Turn::Lesson => vec![(State::Done, Answer::Choose { tried: vec![0] })],
        StepBody::Choose(choose) => choose_answers(&choose.options),
        StepBody::ChooseMany(choose) => choose_many_answers(&choose.options),
        StepBody::Sort(sort) => sort_answers(sort),
        StepBody::Pairs(pairs) => sort_answers(&pairs.table),
        StepBody::Order(order) => order_answers(order),
        StepBody::Spot(spot) => spot_answers(spot),
        StepBody::Words(words) => words_answers(words),
        StepBody::Story(story) => story_answers(story),
        StepBody::Scale(_) => vec![(State::Done, Answer::Scale { at: 1 })],
        StepBody::Promise(promise) => promise_answers(promise.promises.len()),
        StepBody::Reading(_) | StepBody::Home(_) | StepBody::Ask(_) | StepBody::Adult(_) => Vec::new(),
    }
}

fn options_that(options: &[ChoiceOption], are_right: bool) -> Vec<usize> {
    (0..options.len()).filter(|at| options[*at].is_right == are_right).collect()
}

/// A wrong one is tried, then the right one as well.
fn choose_answers(options: &[ChoiceOption]) -> Vec<(State, Answer)> {
    let wrong = options_that(options, false).into_iter().take(1);
    let both = wrong.clone().chain(options_that(options, true)).collect();
    vec![(State::Again, Answer::Choose { tried: wrong.collect() }), (State::Done, Answer::Choose { tried: both })]
}

/// First one right pick without a check, then one right and one wrong checked, then all that fit.
fn choose_many_answers(options: &[ChoiceOption]) -> Vec<(State, Answer)> {
    let right = options_that(options, true);
    let first: Vec<usize> = right.iter().copied().take(1).collect();
    let mut mixed = first.clone();
    mixed.extend(options_that(options, false).into_iter().take(1));
    mixed.sort_unstable();
    vec![
        (State::Begun, Answer::ChooseMany { picked: first, checked: false }),
        (State::Again, Answer::ChooseMany { picked: mixed, checked: true }),
        (State::Done, Answer::ChooseMany { picked: right, checked: true }),
    ]
}

/// One card lies where it belongs; then all do but the last; then all.
fn sort_answers(sort: &Sort) -> Vec<(State, Answer)> {
    let right: Vec<Option<usize>> = sort.cards.iter().map(|card| Some(card.group)).collect();
    let mut begun = vec![None; right.len()];
    begun.iter_mut().zip(&right).take(1).for_each(|(place, group)| *place = *group);
    let mut again = right.clone();
    if let Some(Some(group)) = again.last_mut() {
        *group = (*group + 1) % sort.groups.len().max(1);
    }
    vec![
        (State::Begun, Answer::Sort { groups: begun, checked: false }),
        (State::Again, Answer::Sort { groups: again, checked: true }),
        (State::Done, Answer::Sort { groups: right, checked: true }),
    ]
}

/// The last two cards lie the wrong way round; then each in its place.
fn order_answers(order: &Order) -> Vec<(State, Answer)> {
    let right: Vec<usize> = (0..order.cards.len()).collect();
    let mut again = right.clone();
    if let [.., one, other] = again.as_mut_slice() {
        std::mem::swap(one, other);
    }
    vec![
        (State::Begun, Answer::Order { order: again.clone(), checked: false }),
        (State::Again, Answer::Order { order: again, checked: true }),
        (State::Done, Answer::Order { order: right, checked: true }),
    ]
}

/// Something that is fine was tapped, and one clue; then everything.
fn spot_answers(spot: &Spot) -> Vec<(State, Answer)> {
    let places = || spot.spots.iter().enumerate();
    let fine = places().find(|(_, place)| !place.is_clue);
    let clue = places().find(|(_, place)| place.is_clue);
    let begun = fine.into_iter().chain(clue).map(|(at, _)| at).collect();
    let all = places().map(|(at, _)| at).collect();
    vec![(State::Begun, Answer::Spot { tapped: begun }), (State::Done, Answer::Spot { tapped: all })]
}

/// One gap is filled; then all are, the last with another word; then all with their own.
fn words_answers(words: &Words) -> Vec<(State, Answer)> {
    let of = |gap: &String| words.bank.iter().position(|word| word == gap);
    let right: Vec<Option<usize>> = words.gaps.iter().map(of).collect();
    let mut begun = vec![None; right.len()];
    begun.iter_mut().zip(&right).take(1).for_each(|(place, word)| *place = *word);
    let mut again = right.clone();
    if let Some(Some(word)) = again.last_mut() {
        *word = (*word + 1) % words.bank.len().max(1);
    }
    vec![
        (State::Begun, Answer::Words { filled: begun, checked: false }),
        (State::Again, Answer::Words { filled: again, checked: true }),
        (State::Done, Answer::Words { filled: right, checked: true }),
    ]
}

/// A scene on the way, and the shortest ways to an ending of each sort.
fn story_answers(story: &Story) -> Vec<(State, Answer)> {
    let ways = ways(story);
    let to = |is_there: &dyn Fn(Option<Level>) -> bool| {
        let last =
            |way: &Vec<usize>| story.way(way).last().and_then(|at| story.scenes.get(*at)).and_then(|it| it.ending);
        ways.iter().find(|way| !way.is_empty() && is_there(last(way))).cloned()
    };
    let is_well = |ending| matches!(ending, Some(Level::Secure | Level::Developing));
    let found = [
        (State::Begun, to(&|ending| ending.is_none())),
        (State::Again, to(&|ending| ending.is_some() && !is_well(ending))),
        (State::Done, to(&is_well)),
    ];
    found.into_iter().filter_map(|(state, way)| Some((state, Answer::Story { choices: way? }))).collect()
}

/// All ways through `story` that meet no scene twice, the shortest first.
fn ways(story: &Story) -> Vec<Vec<usize>> {
    let mut ways = vec![Vec::new()];
    let mut at = 0;
    while let Some(way) = ways.get(at).cloned() {
        let met = story.way(&way);
        let here = met.last().and_then(|scene| story.scenes.get(*scene));
        for (choice, one) in here.map(|scene| scene.choices.as_slice()).unwrap_or_default().iter().enumerate() {
            if !met.contains(&one.to) {
                ways.push(way.iter().copied().chain([choice]).collect());
            }
        }
        at += 1;
    }
    ways
}

/// The first promise is made; then every one.
fn promise_answers(count: usize) -> Vec<(State, Answer)> {
    let made = |upto: usize| Answer::Promise { made: (0..count).map(|at| at < upto).collect() };
    vec![(State::Begun, made(1)), (State::Done, made(count))]
}
