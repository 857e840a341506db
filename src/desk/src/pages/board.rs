//! The board: how many children of each class stand how with one thing that is signed or answered; each number opens its list.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_domain::ids::PersonId;
use shine_domain::vocabulary::Role;
use shine_ui::components::page_heading;
use shine_ui::fault::Fault;
use shine_ui::load::Loader;
use shine_ui::platform::page;
use shine_wire::API;
use shine_wire::desk::{BoardResponse, BoardRow, FoundChild, MeResponse, SubjectView};

use crate::me::{behind_sign_in, has_role, shown};
use crate::route::DeskRoute;
use crate::{api, text};

/// The page.
pub(crate) fn page() -> AnyView {
    behind_sign_in(|me| {
        let loader = Loader::new(None, api::board);
        shown(loader, move |board| board_view(&me, board))
    })
}

/// The list behind a number: what it asks for, what it is called, and who is on it so far.
#[derive(Clone)]
struct OpenList {
    subject: SubjectView,
    word: String,
    class: Option<String>,
    name: String,
    children: Vec<FoundChild>,
    count: usize,
}

impl OpenList {
    /// With the next page of it.
    async fn with_more(mut self) -> Result<Self, Fault> {
        let page = api::standing(&self.subject, &self.word, self.class.as_deref(), self.children.len()).await?;
        self.count = usize::try_from(page.count).unwrap_or(usize::MAX);
        self.children.extend(page.children);
        Ok(self)
    }
}

/// The list that is open, if one is. Copies are the same.
#[derive(Clone, Copy)]
struct Opened {
    list: RwSignal<Option<OpenList>>,
    failed: RwSignal<Option<&'static str>>,
    /// How often something else was wanted: what was asked for before that comes too late.
    round: RwSignal<u32>,
}

impl Opened {
    fn new() -> Self {
        Self { list: RwSignal::new(None), failed: RwSignal::new(None), round: RwSignal::new(0) }
    }

    fn close(self) {
        self.round.update(|round| *round = round.wrapping_add(1));
        self.failed.set(None);
        self.list.set(None);
    }

    /// Fetches the next page of `list`, shows it, and then does `after`; unless something else was wanted meanwhile.
    fn fetch(self, list: OpenList, after: fn()) {
        self.round.update(|round| *round = round.wrapping_add(1));
        let round = self.round.get_untracked();
        spawn_local(async move {
            let fetched = list.with_more().await;
            if self.round.try_get_untracked() != Some(round) {
                return;
            }
            match fetched {
                Ok(list) => {
                    self.failed.set(None);
                    self.list.set(Some(list));
                    request_animation_frame(after);
                }
                Err(fault) => self.failed.set(Some(text::fault(&fault))),
            }
        });
    }
}

/// Goes to the list's heading.
fn go_to_list() {
    page::go_to(LIST_ID);
}

/// The id of the list that was opened.
const LIST_ID: &str = "board-list";

fn board_view(me: &MeResponse, board: BoardResponse) -> AnyView {
    let takes_files = has_role(me, &[Role::Office, Role::Dsl]);
    let sees_children = has_role(me, &[Role::Office, Role::Dsl, Role::Teacher]);
    let as_at = board.as_at;
    let has_nothing = board.subjects.is_empty();
    let (subject, opened) = (RwSignal::new(0_usize), Opened::new());
    let choice = subject_choice(&board.subjects, subject, opened);
    let board = StoredValue::new(board);
    let table = move || board.with_value(|board| table_view(board, subject.get(), opened, sees_children));
    view! {
        <div class="l-desk__page">
            {page_heading(text::BOARD)}
            <p><strong>{text::as_at(as_at)}</strong></p>
            {if has_nothing {
                view! { <p>{text::BOARD_NOTHING}</p> }.into_any()
            } else {
                view! { {choice} {table} }.into_any()
            }}
            {move || opened.failed.get().map(|words| view! { <p class="c-field__error" role="alert">{words}</p> })}
            {move || opened.list.get().map(|list| list_view(list, opened))}
            {takes_files.then(files)}
        </div>
    }
    .into_any()
}

fn name_of(subject: &SubjectView) -> String {
    subject.question.clone().unwrap_or_else(|| subject.title.clone())
}

fn subject_choice(subjects: &[SubjectView], chosen: RwSignal<usize>, opened: Opened) -> AnyView {
    let choose = move |event: leptos::ev::Event| {
        chosen.set(event_target_value(&event).parse().unwrap_or(0));
        opened.close();
    };
    let option =
        |(at, subject): (usize, &SubjectView)| view! { <option value=at.to_string()>{name_of(subject)}</option> };
    view! {
        <p class="c-images__where u-no-print">
            <label for="subject">{text::BOARD_SUBJECT}</label>
            <select id="subject" class="c-select" on:change=choose>{subjects.iter().enumerate().map(option).collect_view()}</select>
        </p>
    }
    .into_any()
}

fn table_view(board: &BoardResponse, at: usize, opened: Opened, sees_children: bool) -> AnyView {
    let Some(subject) = board.subjects.get(at) else { return ().into_any() };
    if board.classes.is_empty() {
        return view! { <p>{text::BOARD_NO_CLASS}</p> }.into_any();
    }
    let heading = |word: &String| view! { <th scope="col">{text::standing(word)}</th> };
    let row = |row: &BoardRow| row_view(row, subject, at, opened, sees_children);
    let has_few = board.classes.iter().any(|row| !row.few.is_empty());
    let total = (board.classes.len() > 1).then(|| total_row(board, subject, at));
    view! {
        <h2>{name_of(subject)}</h2>
        {has_few.then(|| view! { <p>{text::BOARD_FEW_LEAD}</p> })}
        <div class="c-board-scroll" role="region" aria-label=text::BOARD tabindex="0">
            <table class="c-board-table">
                <thead><tr>
                    <th scope="col">{text::BOARD_CLASS}</th>
                    <th scope="col">{text::BOARD_CHILDREN}</th>
                    {subject.standings.iter().map(heading).collect_view()}
                </tr></thead>
                <tbody>{board.classes.iter().map(row).collect_view()}</tbody>
                {total}
            </table>
        </div>
    }
    .into_any()
}

fn row_view(row: &BoardRow, subject: &SubjectView, at: usize, opened: Opened, sees_children: bool) -> AnyView {
    let name = row.class.as_ref().map_or_else(|| text::START_SCHOOL.to_owned(), |class| class.name.clone());
    let class = row.class.as_ref().map(|class| class.id.clone());
    let cell = |word: &String| {
        let count = row.counts.get(at).and_then(|counts| counts.get(word)).copied().unwrap_or(0);
        let is_few = row.few.get(at).is_some_and(|few| few.contains(word));
        if is_few {
            view! { <td>{text::BOARD_FEW}</td> }.into_any()
        } else if count == 0 || !sees_children {
            view! { <td>{count}</td> }.into_any()
        } else {
            number(subject.clone(), word.clone(), class.clone(), name.clone(), count, opened)
        }
    };
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td>{row.children}</td>
            {subject.standings.iter().map(cell).collect_view()}
        </tr>
    }
    .into_any()
}

/// A number that opens its list.
fn number(
    subject: SubjectView,
    word: String,
    class: Option<String>,
    name: String,
    count: u32,
    opened: Opened,
) -> AnyView {
    let standing = text::standing(&word);
    let label = text::board_list(&name, standing, usize::try_from(count).unwrap_or(usize::MAX));
    let list = OpenList { subject, word, class, name, children: Vec::new(), count: 0 };
    let open = move |_| opened.fetch(list.clone(), go_to_list);
    view! { <td><button type="button" class="c-board-number" aria-label=label on:click=open>{count}</button></td> }
        .into_any()
}

fn total_row(board: &BoardResponse, subject: &SubjectView, at: usize) -> AnyView {
    let sum = |word: &String| {
        let of = |row: &BoardRow| row.counts.get(at).and_then(|counts| counts.get(word)).copied().unwrap_or(0);
        let sum: u32 = board.classes.iter().map(of).sum();
        view! { <td>{sum}</td> }
    };
    let children: u32 = board.classes.iter().map(|row| row.children).sum();
    view! {
        <tfoot><tr>
            <th scope="row">{text::BOARD_TOTAL}</th>
            <td>{children}</td>
            {subject.standings.iter().map(sum).collect_view()}
        </tr></tfoot>
    }
    .into_any()
}

fn list_view(list: OpenList, opened: Opened) -> AnyView {
    let title = text::board_list(&list.name, text::standing(&list.word), list.count);
    let about = name_of(&list.subject);
    let left = list.count.saturating_sub(list.children.len());
    let children = list.children.clone();
    let more = move |_| opened.fetch(list.clone(), go_to_list);
    let row = |child: FoundChild| {
        let name = text::named(&child.first_name, &child.last_name, &child.class_name);
        let href = PersonId::try_from(child.id).map(|id| DeskRoute::Child(id).href()).unwrap_or_default();
        view! { <li><a href=href dir="auto">{name}</a></li> }
    };
    view! {
        <section class="c-section" aria-labelledby=LIST_ID>
            <h2 id=LIST_ID tabindex="-1">{title}</h2>
            <p>{about}</p>
            <ul class="c-images__list">{children.into_iter().map(row).collect_view()}</ul>
            {(left > 0).then(|| view! { <p>{text::left(left)}</p> })}
            <p class="c-row u-no-print">
                {(left > 0).then(|| view! { <button type="button" class="c-button" on:click=more>{text::MORE}</button> })}
                <button type="button" class="c-button c-button--quiet" on:click=move |_| page::print()>{text::PRINT}</button>
                <button type="button" class="c-button c-button--quiet" on:click=move |_| opened.close()>{text::BOARD_CLOSE}</button>
            </p>
        </section>
    }
    .into_any()
}

fn files() -> AnyView {
    let link = |(file, words): (&'static str, &'static str)| {
        view! { <li><a href=format!("{API}/desk/exports/{file}") rel="external" download="">{words}</a></li> }
    };
    view! {
        <section class="c-section u-no-print">
            <h2>{text::BOARD_FILES}</h2>
            <p>{text::BOARD_FILES_LEAD}</p>
            <ul class="c-files">{text::FILES.into_iter().map(link).collect_view()}</ul>
        </section>
    }
    .into_any()
}
