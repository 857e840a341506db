//! A trip's list: made from a no-images list or from the children chosen at the checker, opened by its link for a day, without
//! signing in.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_ui::components::{load_failed, loading, page_heading, use_announcer};
use shine_ui::load::{Load, Loader};
use shine_ui::navigation::use_navigation;
use shine_ui::platform::page;
use shine_ui::text::errors;
use shine_wire::ErrorCode;
use shine_wire::desk::{OpenTripView, TripLink, TripResponse, TripsResponse};

use super::list::whole_list;
use crate::freshness::has_passed;
use crate::qr::qr_code;
use crate::{api, text};

/// The page. The secret leaves the address at once.
pub(crate) fn page() -> AnyView {
    let navigation = use_navigation();
    let token = StoredValue::new(navigation.fragment());
    navigation.drop_fragment();
    let trip = Loader::new(None, move || api::open_trip(token.get_value()));
    (move || match trip.get() {
        Load::Waiting => loading(),
        Load::Ready(found) => trip_view(found, trip),
        Load::Failed(fault) if fault.code() == Some(ErrorCode::LinkNotValid) => over_view(),
        Load::Failed(fault) => load_failed(errors::fault(&fault), move || trip.try_again()),
    })
    .into_any()
}

/// The list, for as long as its link opens.
fn trip_view(found: TripResponse, trip: Loader<TripResponse>) -> AnyView {
    let left = u64::try_from(found.until - found.list.as_at).unwrap_or_default();
    let is_over = has_passed(Duration::from_millis(left));
    let missing = usize::try_from(found.not_on_roll).unwrap_or(usize::MAX);
    let title = format!("{}: {}", text::TRIP_TITLE, text::children(found.list.children.len()));
    // Whether the link still opens the server says: this device's clock may be wrong.
    Effect::new(move |_| {
        if is_over.get() {
            trip.try_again();
        }
    });
    let missing = (missing > 0).then(|| text::not_on_roll(missing));
    whole_list(&title, missing, found.list, move || trip.try_again())
}

fn over_view() -> AnyView {
    view! {
        <section class="c-message">
            {page_heading(text::TRIP_TITLE)}
            <p>{text::TRIP_OVER}</p>
        </section>
    }
    .into_any()
}

/// Makes a link for `children`, by id. A link that was made for others is not shown any more.
pub(crate) fn maker(children: Signal<Vec<String>>) -> AnyView {
    let made = RwSignal::new(None::<TripLink>);
    let problem = RwSignal::new(None::<&'static str>);
    let is_open = RwSignal::new(false);
    let look = move |_| is_open.update(|is_open| *is_open = !*is_open);
    // Asked for when somebody wants to know.
    let trips = Loader::new(None, move || {
        let is_open = is_open.get();
        async move { if is_open { api::trips().await } else { Ok(TripsResponse { trips: Vec::new() }) } }
    });
    Effect::new(move |_| {
        children.track();
        made.set(None);
    });
    let is_busy = RwSignal::new(false);
    let make = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let wanted = children.get_untracked();
        spawn_local(async move {
            let link = api::make_trip(wanted.clone()).await;
            let _ = is_busy.try_set(false);
            // One for children who are not the chosen ones any more is among those that open, to be ended.
            let is_still_wanted = children.try_with_untracked(|children| *children == wanted) == Some(true);
            match link {
                Ok(link) => {
                    let _ = problem.try_set(None);
                    let _ = made.try_set(Some(link).filter(|_| is_still_wanted));
                    trips.try_again();
                }
                Err(fault) => drop(problem.try_set(Some(text::fault(&fault)))),
            }
        });
    };
    let link = |link: TripLink| {
        let address = format!("{}{}", page::origin(), link.path);
        view! {
            <p>{text::until_moment(link.until)}</p>
            {qr_code(&address, text::TRIP_QR)}
            <p class="c-new-link__address"><code>{address}</code></p>
        }
    };
    view! {
        <details class="c-section u-no-print" on:toggle=look>
            <summary>{text::TRIP_MAKE}</summary>
            <p>{text::TRIP_LEAD}</p>
            <p><button type="button" class="c-button c-button--quiet" on:click=make
                aria-disabled=move || is_busy.get().then_some("true")>{text::TRIP_BUTTON}</button></p>
            {move || problem.get().map(|words| view! { <p class="c-field__error" role="alert">{words}</p> })}
            <div role="status">{move || made.get().map(link)}</div>
            <h3 id=OPEN_ID tabindex="-1">{text::TRIP_OPEN}</h3>
            {move || match trips.get() {
                Load::Waiting => ().into_any(),
                Load::Failed(_) => view! { <p class="c-field__error" role="alert">{text::TRIP_UNKNOWN}</p> }.into_any(),
                Load::Ready(open) if open.trips.is_empty() => view! { <p>{text::TRIP_NONE}</p> }.into_any(),
                Load::Ready(open) => open_links(open.trips, trips, made),
            }}
        </details>
    }
    .into_any()
}

/// The id of the heading above the links that open now.
const OPEN_ID: &str = "open-trips";

/// The links that open now, each with what ends it.
fn open_links(open: Vec<OpenTripView>, trips: Loader<TripsResponse>, made: RwSignal<Option<TripLink>>) -> AnyView {
    let failed = RwSignal::new(None::<&'static str>);
    let announcer = use_announcer();
    let row = |trip: OpenTripView| {
        let (id, told) = (trip.id, text::trip_told(&trip.made_by, trip.children, trip.until));
        let label = format!("{}: {told}", text::TRIP_END);
        let end = move |_| {
            let id = id.clone();
            spawn_local(async move {
                // The page, or this row, may be gone when the answer comes.
                match api::end_trip(&id).await {
                    Err(fault) if !fault.is_not_found() => drop(failed.try_set(Some(text::fault(&fault)))),
                    // One that was over already is over.
                    _ => {
                        // Nobody can read a link again: only the one that was ended goes.
                        let is_it = |made: &Option<TripLink>| made.as_ref().is_some_and(|made| made.id == id);
                        let Some(is_shown) = made.try_with_untracked(is_it) else { return };
                        if is_shown {
                            made.set(None);
                        }
                        announcer.say(text::TRIP_ENDED);
                        page::go_to(OPEN_ID);
                        trips.try_again();
                    }
                }
            });
        };
        view! {
            <li class="c-row">
                <span dir="auto">{told}</span>
                <button type="button" class="c-button c-button--quiet" aria-label=label on:click=end>{text::TRIP_END}</button>
            </li>
        }
    };
    view! {
        {move || failed.get().map(|words| view! { <p class="c-field__error" role="alert">{words}</p> })}
        <ul class="c-rows">{open.into_iter().map(row).collect_view()}</ul>
    }
    .into_any()
}
