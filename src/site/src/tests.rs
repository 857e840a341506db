//! The site drawn natively, page by page: what every page has, whatever was fetched.

use leptos::prelude::*;
use shine_ui::navigation::Navigation;

use shine_ui::library::Library;
use shine_ui::school::School;

use crate::app::{any_page, app_of};
use crate::offline;

/// The site at `path`, before anything was fetched.
fn site_at(path: &str) -> String {
    let _ = any_spawner::Executor::init_futures_executor();
    Owner::new().with(|| {
        provide_context(Navigation::at(path));
        app_of(School::provide(), Library::provide(), any_page, offline::panel).to_html()
    })
}

fn count(html: &str, part: &str) -> usize {
    html.matches(part).count()
}

const PAGES: [&str; 21] = [
    "/",
    "/pupils",
    "/pupils/ks1",
    "/lessons/keys",
    "/lessons/keys/which-school",
    "/lessons/keys/adult",
    "/lessons/keys/finished",
    "/lessons/keys/paper",
    "/lessons/keys/home",
    "/lessons/keys/certificate",
    "/charters",
    "/charters/parents",
    "/charters/children-ks2/pledge",
    "/tell-someone",
    "/notices/privacy",
    "/school",
    "/family",
    "/family/sign/parents",
    "/family/receipts/7KDW3XPA",
    "/family/receipts/7KDW3XPA/text",
    "/nowhere",
];

#[test]
fn every_page_has_the_skip_link_one_main_part_and_the_way_to_help_in_the_same_place() {
    for path in PAGES {
        let html = site_at(path);
        assert!(html.find("c-skip") < html.find("<header"), "{path}");
        assert_eq!(count(&html, "<main"), 1, "{path}");
        assert_eq!(count(&html, "<header"), 1, "{path}");
        assert!(html.contains(r#"<a href="/tell-someone" class="c-tell">"#), "{path}: {html}");
        assert_eq!(count(&html, r#"aria-live="polite""#), 1, "{path}");
        assert!(count(&html, "<h1") <= 1, "{path}");
        assert!(!html.contains("style=\""), "{path}");
    }
}

#[test]
fn pages_that_fetch_nothing_have_their_heading_at_once() {
    for path in ["/", "/pupils", "/tell-someone", "/school", "/nowhere"] {
        assert_eq!(count(&site_at(path), "<h1"), 1, "{path}");
    }
}

#[test]
fn help_is_readable_before_anything_was_fetched() {
    let html = site_at("/tell-someone");
    assert!(html.contains("0800 1111") && html.contains("999"));
}

#[test]
fn the_first_page_has_three_doors() {
    let html = site_at("/");
    assert_eq!(count(&html, "c-door__name"), 3);
    for href in [r#"href="/pupils""#, r#"href="/family""#, r#"href="/school""#] {
        assert!(html.contains(href), "{href}");
    }
}

#[test]
fn a_wrong_address_leads_back() {
    let html = site_at("/nowhere");
    assert!(html.contains("We could not find that page") && html.contains(r#"href="/""#));
}
