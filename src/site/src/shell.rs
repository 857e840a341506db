//! What stands around every page, in the same place: the skip link, the way home, "Tell someone", the footer.

use leptos::prelude::*;
use shine_domain::ids::Slug;
use shine_domain::vocabulary::Kind;
use shine_ui::components::{PictureSize, decoration, hide_screen, reading_settings};
use shine_ui::navigation::use_navigation;
use shine_ui::place;
use shine_ui::route::{ACCESSIBILITY, PRIVACY, Route};
use shine_ui::school::use_school;
use shine_ui::text::{self, pages};

/// The top of every page.
pub(crate) fn header() -> AnyView {
    let school = use_school();
    let navigation = use_navigation();
    let is_pupils = Memo::new(move |_| navigation.route().is_some_and(|route| route.is_pupils()));
    let is_demo = move || school.get().is_some_and(|school| school.demo);
    view! {
        <a class="c-skip" href="#main">{text::SKIP_LINK}</a>
        {move || is_demo().then(|| view! { <aside class="c-demo" aria-label=text::DEMO_LABEL>{text::DEMO}</aside> })}
        <header class="c-header">
            <a class="c-header__brand" href=Route::Home.href()>
                <img class="c-header__sun" src=place::public("/icons/shine.svg") alt="" width="44" height="44"/>
                <span class="c-header__names">
                    <span class="c-header__shine">{text::SHINE}</span>
                    <span class="c-header__school">{move || school.short_name()}</span>
                </span>
            </a>
            <nav class="c-header__nav" aria-label=text::NAV_LABEL>
                {nav_link(Route::Pupils, text::NAV_PUPILS)}
                {nav_link(Route::Family, text::NAV_FAMILIES)}
                {nav_link(Route::School, text::NAV_SCHOOL)}
            </nav>
            <a class="c-tell" href=Route::TellSomeone.href()>
                {decoration("speech-balloon", PictureSize::InText)}
                <span>{text::TELL_SOMEONE}</span>
            </a>
            {move || is_pupils.get().then(hide_screen)}
            {reading_settings()}
        </header>
    }
    .into_any()
}

fn nav_link(route: Route, name: &'static str) -> AnyView {
    let navigation = use_navigation();
    let href = route.href();
    let is_here = move || navigation.route().as_ref() == Some(&route);
    view! { <a class="c-header__link" href=href aria-current=move || is_here().then_some("page")>{name}</a> }.into_any()
}

/// The end of every page.
pub(crate) fn footer() -> AnyView {
    let school = use_school();
    let notice = |slug| Slug::try_from(slug).ok().map(|slug| Route::Read { kind: Kind::Notice, slug }.href());
    let (privacy, accessibility) = (notice(PRIVACY), notice(ACCESSIBILITY));
    let contact = move || {
        let school = school.get()?;
        let phone = format!("tel:{}", school.phone.replace(' ', ""));
        let email = format!("mailto:{}", school.email);
        Some(view! {
            <p class="c-footer__contact">
                <strong>{school.name}</strong>
                <a href=phone>{school.phone}</a>
                <a href=email>{school.email}</a>
            </p>
        })
    };
    view! {
        <footer class="c-footer">
            {contact}
            <nav class="c-footer__links" aria-label=text::FOOTER_LABEL>
                <a href=Route::Pupils.href()>{text::NAV_PUPILS}</a>
                <a href=Route::Family.href()>{text::NAV_FAMILIES}</a>
                <a href=Route::Charters.href()>{text::NAV_CHARTERS}</a>
                <a href=Route::School.href()>{text::NAV_SCHOOL}</a>
                <a href=privacy>{text::NAV_PRIVACY}</a>
                <a href=accessibility>{text::NAV_ACCESSIBILITY}</a>
                <a href=Route::Verify.href()>{pages::VERIFY_TITLE}</a>
                <a href=Route::TellSomeone.href()>{pages::TELL_TITLE}</a>
            </nav>
        </footer>
    }
    .into_any()
}
