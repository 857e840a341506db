//! The one `h1` of a page. It names the window, and takes focus when somebody came here by a link.

use leptos::prelude::*;

use crate::drawing::Drawing;
use crate::navigation::{HEADING_ID, use_navigation};
use crate::platform::{page, start};
use crate::school::use_school;
use crate::text;

/// A heading of plain words, which are also the page's name.
#[must_use]
pub fn page_heading(title: impl Into<String>) -> AnyView {
    let title = title.into();
    heading_of(title.clone(), title.into_any())
}

/// A heading on a page whose name in the window says nothing of this site.
#[must_use]
pub fn bare_heading(title: &'static str) -> AnyView {
    Drawing::name_page(title);
    Effect::new(move |_| page::set_title(title));
    heading(title.into_any())
}

/// A heading whose page is called `name`, with `content` of its own.
#[must_use]
pub fn heading_of(name: impl Into<String>, content: AnyView) -> AnyView {
    name_page(name.into(), Signal::stored(false));
    heading(content)
}

/// A heading of plain words on a page with a form; the page's name says so when there is a problem.
#[must_use]
pub fn page_heading_with_problem(title: impl Into<String>, has_problem: Signal<bool>) -> AnyView {
    let title = title.into();
    name_page(title.clone(), has_problem);
    heading(title.into_any())
}

/// A heading of plain words on a page that did not load. Where a page that was drawn before can still be read, it stays.
#[must_use]
pub fn failure_heading(title: &'static str) -> AnyView {
    let navigation = use_navigation();
    Effect::new(move |_| {
        if !start::is_drawn_page_shown() {
            navigation.arrived();
        }
    });
    view! { <h1 class="c-page-heading" id=HEADING_ID tabindex="-1">{title}</h1> }.into_any()
}

fn heading(content: AnyView) -> AnyView {
    let navigation = use_navigation();
    Effect::new(move |_| navigation.arrived());
    view! { <h1 class="c-page-heading" id=HEADING_ID tabindex="-1">{content}</h1> }.into_any()
}

fn name_page(name: String, has_problem: Signal<bool>) {
    Drawing::name_page(&name);
    let school = use_school();
    Effect::new(move |_| {
        let school = school.short_name();
        let title =
            if has_problem.get() { text::error_title(&name, &school) } else { text::page_title(&name, &school) };
        page::set_title(&title);
    });
}
