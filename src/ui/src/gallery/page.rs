//! Whole pages of the gallery, to be opened as files beside the built site's style sheets, fonts and pictures.

use leptos::prelude::*;
use shine_domain::vocabulary::Band;

use super::drawn::drawn;
use super::{Example, Kind, Shows};

/// The page of `example` with these style sheets.
#[must_use]
pub fn whole(example: &Example, sheets: &[String]) -> String {
    shell(&example.shows.title(), &example.html, sheets)
}

/// The page that leads to all others, with these style sheets.
#[must_use]
pub fn index(examples: &[Example], sheets: &[String]) -> String {
    let all: Vec<Shows> = examples.iter().map(|example| example.shows).collect();
    let html = drawn(|| {
        view! {
            <div class="l-read c-prose">
                <h1 class="c-page-heading">"Gallery"</h1>
                {Kind::ALL.iter().map(|kind| kind_view(*kind, &all)).collect_view()}
                <h2>"Components"</h2>
                {links(all.iter().copied().filter(|shows| matches!(shows, Shows::Component(_))), Shows::title)}
            </div>
        }
        .into_any()
    });
    shell("Gallery", &html, sheets)
}

fn kind_view(kind: Kind, all: &[Shows]) -> AnyView {
    let bands = Band::ALL.iter().map(|band| {
        let is_here =
            |shows: &Shows| matches!(shows, Shows::Step { kind: of, band: at, .. } if (*of, *at) == (kind, *band));
        view! {
            <h3>{band.title()}</h3>
            {links(all.iter().copied().filter(is_here), state_of)}
        }
    });
    view! { <h2>{kind.word()}</h2> {bands.collect_view()} }.into_any()
}

fn state_of(shows: Shows) -> String {
    match shows {
        Shows::Step { state, .. } => state.word().to_owned(),
        Shows::Component(name) => name.to_owned(),
    }
}

fn links(all: impl Iterator<Item = Shows>, words: fn(Shows) -> String) -> AnyView {
    let row = |shows: Shows| view! { <li><a href=format!("{}.html", shows.name())>{words(shows)}</a></li> };
    view! { <ul>{all.map(row).collect_view()}</ul> }.into_any()
}

fn shell(title: &str, html: &str, sheets: &[String]) -> String {
    let links: String =
        sheets.iter().map(|sheet| format!("    <link rel=\"stylesheet\" href=\"{sheet}\">\n")).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n  <head>\n    <meta charset=\"utf-8\">\n    \
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n    \
         <title>{title} – Gallery</title>\n{links}  </head>\n  <body>\n    \
         <main class=\"l-main\" id=\"main\" tabindex=\"-1\">{html}</main>\n  </body>\n</html>\n"
    )
}
