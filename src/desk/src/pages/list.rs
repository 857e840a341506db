//! The no-images list: who must not be taken, shown, named, each by itself; on a phone and on paper.

use leptos::prelude::*;
use shine_domain::vocabulary::Channel;
use shine_ui::components::page_heading;
use shine_ui::load::Loader;
use shine_ui::platform::page;
use shine_wire::desk::{ImageChild, ImagesResponse, MeResponse};

use super::trip;
use crate::freshness::{FRESH_FOR, has_passed};
use crate::me::{behind_sign_in, shown};
use crate::route::Choice;
use crate::{api, text};

/// The page.
pub(crate) fn page(choice: Choice) -> AnyView {
    behind_sign_in(move |me| {
        let whose = whose(&choice, &me);
        let wanted = choice.clone();
        let loader = Loader::new(None, move || api::images(wanted.clone()));
        let may_make_trips = !me.roles.is_empty();
        shown(loader, move |list: ImagesResponse| {
            let children: Vec<String> = list.children.iter().map(|child| child.id.clone()).collect();
            let trip = (may_make_trips && !children.is_empty()).then(|| trip::maker(Signal::stored(children)));
            let whole = whole_list(&text::list_title(&whose), None, list, move || loader.try_again());
            view! { {whole} {trip} }.into_any()
        })
    })
}

fn whose(choice: &Choice, me: &MeResponse) -> String {
    match choice {
        Choice::School => text::START_SCHOOL.to_owned(),
        Choice::Year(year) => year.title().to_owned(),
        Choice::Class(class) => {
            let known = me.classes.iter().find(|one| one.id == class.as_str());
            known.map_or_else(|| class.to_string(), |class| class.name.clone())
        }
    }
}

/// The children of a list, each under the strictest thing that is said about them.
struct Groups<'a> {
    not_take: Vec<&'a ImageChild>,
    /// With the places where they must not be shown, and where they may; among those who may be taken.
    not_publish: Vec<(&'a ImageChild, Vec<&'a str>, Vec<&'a str>)>,
    /// With the places where no name may stand; without one it may stand nowhere.
    not_name: Vec<(&'a ImageChild, Vec<&'a str>)>,
    /// Nothing of this speaks against them.
    fine: Vec<&'a ImageChild>,
}

/// A child's own work is no picture of the child: it counts where it is asked about by itself only.
const WORK: &str = Channel::Work.word();

/// Sorts `list` for pictures that go to `channel`, or anywhere.
fn groups<'a>(list: &'a ImagesResponse, channel: Option<&str>) -> Groups<'a> {
    let mut groups = Groups { not_take: Vec::new(), not_publish: Vec::new(), not_name: Vec::new(), fine: Vec::new() };
    for child in &list.children {
        let places = list.channels.iter().map(String::as_str).zip(&child.may_publish);
        let asked = places.filter(|(place, _)| channel.map_or(*place != WORK, |channel| channel == *place));
        let (allowed, refused): (Vec<_>, Vec<_>) = asked.partition(|(_, may)| **may);
        let words = |places: Vec<(&'a str, &bool)>| places.into_iter().map(|(place, _)| place).collect::<Vec<_>>();
        let (allowed, refused) = (words(allowed), words(refused));
        // Where they must not be shown at all, their name is no question.
        let names = list.channels.iter().map(String::as_str).zip(&child.may_name_at);
        let unnamed: Vec<&str> =
            names.filter(|(place, may)| !**may && allowed.contains(place)).map(|(place, _)| place).collect();
        let may_name = child.may_name && unnamed.is_empty();
        // Where nobody was asked about any such place, nobody said yes.
        let must_not_show = allowed.is_empty() || !refused.is_empty();
        match (child.may_take, must_not_show) {
            (false, _) => groups.not_take.push(child),
            (true, true) => groups.not_publish.push((child, refused, allowed)),
            (true, false) if may_name => groups.fine.push(child),
            (true, false) => {}
        }
        if !may_name {
            groups.not_name.push((child, if child.may_name { unnamed } else { Vec::new() }));
        }
    }
    groups
}

/// A whole list under `title`, with what is `missing` in it; `again` fetches it anew.
pub(crate) fn whole_list(
    title: &str,
    missing: Option<String>,
    list: ImagesResponse,
    again: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let channel = RwSignal::new(None::<String>);
    let is_stale = has_passed(FRESH_FOR);
    let has_no_consent = list.channels.is_empty();
    let channels = list.channels.clone();
    let as_at = list.as_at;
    let list = StoredValue::new(list);
    let lists = move || list.with_value(|list| channel.with(|channel| groups_view(list, channel.as_deref())));
    view! {
        <div class="l-desk__page c-images">
            {page_heading(title)}
            <p class="c-images__at"><strong>{text::as_at(as_at)}</strong></p>
            <div class="u-no-print" role="status">{move || is_stale.get().then(|| view! {
                <div class="c-images__stale">
                    <p>{text::LIST_STALE}</p>
                    <button type="button" class="c-button" on:click=move |_| again()>{text::LIST_AGAIN}</button>
                </div>
            })}</div>
            {missing.map(|words| view! { <p class="c-images__stale">{words}</p> })}
            {has_no_consent.then(|| view! { <p class="c-images__stale">{text::LIST_NO_CONSENT}</p> })}
            {(!has_no_consent).then(|| channel_choice(channels, channel))}
            {lists}
            <p class="c-row u-no-print">
                <button type="button" class="c-button c-button--quiet" on:click=move |_| page::print()>{text::PRINT}</button>
                <button type="button" class="c-button c-button--quiet" on:click=move |_| again()>{text::LIST_AGAIN}</button>
            </p>
        </div>
    }
    .into_any()
}

/// Where the picture is going: a plain list, so that it is one press on a phone.
fn channel_choice(channels: Vec<String>, channel: RwSignal<Option<String>>) -> AnyView {
    let choose = move |event: leptos::ev::Event| {
        let value = event_target_value(&event);
        channel.set((!value.is_empty()).then_some(value));
    };
    let option = |word: String| view! { <option value=word.clone()>{text::place_title(&word)}</option> };
    view! {
        <p class="c-images__where">
            <label for="where">{text::LIST_WHERE}</label>
            <select id="where" class="c-select" on:change=choose>
                <option value="">{text::LIST_ANYWHERE}</option>
                {channels.into_iter().map(option).collect_view()}
            </select>
        </p>
    }
    .into_any()
}

fn groups_view(list: &ImagesResponse, channel: Option<&str>) -> AnyView {
    if list.children.is_empty() {
        return view! { <p>{text::LIST_EMPTY}</p> }.into_any();
    }
    let Groups { not_take, not_publish, not_name, fine } = groups(list, channel);
    let all = list.children.len();
    let plain = |children: Vec<&ImageChild>| children.into_iter().map(|child| row(child, String::new())).collect_view();
    let not_take_rows = plain(not_take.clone());
    let not_publish_rows = not_publish.iter().map(|(child, refused, allowed)| {
        // Where only one place is asked about, naming it again would be noise.
        row(child, if channel.is_some() { String::new() } else { text::not_at(refused, allowed) })
    });
    let rows = not_publish_rows.collect_view();
    let not_name_rows = not_name.iter().map(|(child, places)| {
        let is_told = channel.is_none() && !places.is_empty();
        row(child, if is_told { text::not_named_at(places) } else { String::new() })
    });
    let not_name_rows = not_name_rows.collect_view();
    view! {
        <div class="c-images__groups">
            {group("c-images__group c-images__group--take", text::LIST_NOT_TAKE.to_owned(), not_take.len(), all, not_take_rows.into_any(), text::LIST_NOT_TAKE_LEAD)}
            {group("c-images__group c-images__group--publish", text::not_publish(channel), not_publish.len(), all, rows.into_any(), text::NO_HINT)}
            {group("c-images__group", text::LIST_NOT_NAME.to_owned(), not_name.len(), all, not_name_rows.into_any(), text::NO_HINT)}
            <details class="c-images__fine">
                <summary>{text::LIST_FINE}": " {text::so_many_of(fine.len(), all)} ". " {text::LIST_SHOW}</summary>
                <ul class="c-images__list">{plain(fine)}</ul>
            </details>
        </div>
    }
    .into_any()
}

fn group(class: &'static str, title: String, count: usize, all: usize, rows: AnyView, lead: &'static str) -> AnyView {
    let body = if count == 0 {
        view! { <p>{text::LIST_NOBODY}</p> }.into_any()
    } else {
        view! { <ul class="c-images__list">{rows}</ul> }.into_any()
    };
    view! {
        <section class=class>
            <h2>{title} " " <span class="c-images__count">{text::so_many_of(count, all)}</span></h2>
            {(count > 0 && !lead.is_empty()).then(|| view! { <p>{lead}</p> })}
            {body}
        </section>
    }
    .into_any()
}

fn row(child: &ImageChild, places: String) -> AnyView {
    let ImageChild { first_name, last_name, class_name, .. } = child.clone();
    view! {
        <li class="c-images__child">
            <strong dir="auto">{first_name} " " {last_name}</strong> " "
            <span class="c-images__class">{class_name}</span>
            {(!places.is_empty()).then(|| view! { <span class="c-images__places">{places}</span> })}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn child(first_name: &str, may_take: bool, may_publish: [bool; 2], may_name: bool) -> ImageChild {
        let (id, last_name, class_name) = ("p-0001".to_owned(), "Unreal".to_owned(), "Otters".to_owned());
        let may_publish = may_publish.to_vec();
        let may_name_at = vec![may_name; 2];
        let first_name = first_name.to_owned();
        ImageChild { id, first_name, last_name, class_name, may_take, may_publish, may_name, may_name_at }
    }

    fn names(children: &[&ImageChild]) -> Vec<String> {
        children.iter().map(|child| child.first_name.clone()).collect()
    }

    fn list() -> ImagesResponse {
        ImagesResponse {
            as_at: 0,
            channels: vec!["website".to_owned(), "press".to_owned()],
            children: vec![
                child("Fay", true, [true, true], true),
                child("Noah", true, [false, false], true),
                child("Pam", true, [true, false], true),
                child("Tom", false, [false, false], false),
                child("Una", true, [true, true], false),
            ],
        }
    }

    #[test]
    fn everybody_is_somewhere_and_a_no_is_never_among_everybody_else() {
        let list = list();
        let anywhere = groups(&list, None);
        assert_eq!(names(&anywhere.not_take), ["Tom"]);
        let not_publish: Vec<_> = anywhere
            .not_publish
            .iter()
            .map(|(child, refused, _)| (child.first_name.as_str(), refused.clone()))
            .collect();
        assert_eq!(not_publish, [("Noah", vec!["website", "press"]), ("Pam", vec!["press"])]);
        assert_eq!(not_named(&anywhere), [("Tom", vec![]), ("Una", vec![])]);
        assert_eq!(names(&anywhere.fine), ["Fay"]);
    }

    fn not_named<'a>(groups: &'a Groups<'a>) -> Vec<(&'a str, Vec<&'a str>)> {
        groups.not_name.iter().map(|(child, places)| (child.first_name.as_str(), places.clone())).collect()
    }

    #[test]
    fn whoever_may_be_shown_but_not_named_in_the_news_is_not_among_everybody_else_there() {
        let mut list = list();
        list.children[0].may_name_at = vec![true, false];
        let anywhere = groups(&list, None);
        assert_eq!(not_named(&anywhere)[0], ("Fay", vec!["press"]));
        assert!(anywhere.fine.is_empty());
        assert_eq!(not_named(&groups(&list, Some("press")))[0], ("Fay", vec!["press"]));
        assert_eq!(names(&groups(&list, Some("website")).fine), ["Fay", "Pam"]);
    }

    #[test]
    fn with_a_place_only_its_answers_count() {
        let list = list();
        let website = groups(&list, Some("website"));
        assert_eq!(
            website.not_publish.iter().map(|(child, _, _)| child.first_name.as_str()).collect::<Vec<_>>(),
            ["Noah"]
        );
        assert_eq!(names(&website.fine), ["Fay", "Pam"]);
        assert_eq!(names(&website.not_take), ["Tom"], "whatever the place");
    }

    #[test]
    fn a_childs_own_work_is_no_picture_of_the_child() {
        let mut list = list();
        list.channels.push("work".to_owned());
        list.children.iter_mut().for_each(|child| child.may_publish.push(false));
        assert_eq!(names(&groups(&list, None).fine), ["Fay"]);
        assert!(groups(&list, Some("work")).fine.is_empty());
    }

    #[test]
    fn where_only_a_childs_work_is_asked_about_nobodys_picture_may_be_shown() {
        let mut list = list();
        list.channels = vec!["work".to_owned()];
        for child in &mut list.children {
            (child.may_publish, child.may_name_at) = (vec![true], vec![true]);
        }
        assert!(groups(&list, None).fine.is_empty());
        assert_eq!(names(&groups(&list, Some("work")).fine), ["Fay", "Noah", "Pam"]);
    }

    #[test]
    fn without_any_consent_nobody_may_be_shown() {
        let mut list = list();
        list.channels.clear();
        list.children.iter_mut().for_each(|child| child.may_publish.clear());
        let nothing = groups(&list, None);
        assert!(nothing.fine.is_empty());
        assert_eq!(nothing.not_publish.len(), 4);
    }
}
