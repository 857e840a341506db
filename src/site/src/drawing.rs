//! Drawing pages to HTML, natively: for the server, which sends them before any program is there, and for copies on other
//! web hosts. Only public pages are drawn; a family's own are not.

use std::sync::Arc;

use leptos::prelude::*;
use shine_domain::SourceText;
use shine_domain::document::Document;
use shine_domain::ids::{Language, Slug};
use shine_domain::journey::{Stop, stops};
use shine_domain::parse::{DocumentName, parse_document};
use shine_domain::vocabulary::{Band, Kind, Signer};
use shine_ui::drawing::Drawing;
use shine_ui::library::Library;
use shine_ui::navigation::Navigation;
use shine_ui::place;
use shine_ui::route::{Route, TELL_SOMEONE};
use shine_ui::school::School;
use shine_ui::text;
use shine_wire::{DrawnPage, PageSource, WHOLE_LESSONS};

use crate::app::{any_page, app_of, nothing};

/// What draws pages: given what to draw from and a path, gives the page, or nothing for a person's own pages.
pub type Drawer = Arc<dyn Fn(&PageSource, &str) -> Option<DrawnPage> + Send + Sync>;

/// The function that draws pages.
#[must_use]
pub fn drawer() -> Drawer {
    Arc::new(draw)
}

/// The page at `path`, drawn from `source`; `None` for a person's own page.
#[must_use]
pub fn draw(source: &PageSource, path: &str) -> Option<DrawnPage> {
    let route = Route::find(path);
    if route.as_ref().is_some_and(Route::is_personal) {
        return None;
    }
    // The second and later calls find it in place already.
    let _ = any_spawner::Executor::init_futures_executor();
    let owner = Owner::new();
    let (body, name) = owner.with(|| {
        let drawing = Drawing::provide();
        provide_context(Navigation::at(path));
        let library = Library::stocked(source.index.clone(), documents(source, route.as_ref()));
        let body = app_of(School::stocked(source.school.clone()), library, any_page, nothing).to_html();
        (body, drawing.name())
    });
    owner.cleanup();
    let is_missing = name == text::NOT_FOUND_TITLE;
    // What is shown in place of a hidden page says nothing of this site.
    let is_bare = route == Some(Route::Hidden);
    let title = escape(&if is_bare { name.clone() } else { text::page_title(&name, &source.school.short_name) });
    let fetches = if is_missing { Vec::new() } else { route.as_ref().map(fetches).unwrap_or_default() };
    Some(DrawnPage { title, body, fetches, is_missing })
}

/// The documents the page at `route` shows: parsing all of them for each page would be waste.
fn documents(source: &PageSource, route: Option<&Route>) -> Vec<Document> {
    let shown = route.and_then(Route::document);
    shown.into_iter().filter_map(|(kind, slug)| parse(source, kind, slug)).collect()
}

fn parse(source: &PageSource, kind: Kind, slug: Slug) -> Option<Document> {
    let language = shine_ui::library::LANGUAGE;
    let text = source.texts.get(&format!("{}/{slug}.{language}", kind.word()))?;
    let name = DocumentName { kind, slug, language: Language::try_from(language).ok()? };
    Some(parse_document(&name, &SourceText::new(text)).document)
}

/// What the program will fetch first on this page.
fn fetches(route: &Route) -> Vec<String> {
    if route.is_only_read() {
        return Vec::new();
    }
    let language = shine_ui::library::LANGUAGE;
    let mut paths = vec!["/content/school.json".to_owned()];
    if matches!(route, Route::Band(_) | Route::Charters | Route::School) {
        paths.push("/content/index.json".to_owned());
    }
    let guide = Slug::try_from(TELL_SOMEONE).ok().map(|slug| (Kind::Guide, slug));
    let mut names: Vec<_> = route.document().into_iter().collect();
    names.extend(guide.filter(|guide| !names.contains(guide)));
    let is_whole = matches!(route, Route::AdultNotes(_));
    let folder = |kind: Kind| if is_whole && kind == Kind::Lesson { WHOLE_LESSONS } else { kind.word() };
    paths.extend(names.iter().map(|(kind, slug)| format!("/content/{}/{slug}.{language}.md", folder(*kind))));
    paths.iter().map(|path| place::public(path)).collect()
}

/// The path of every page a copy can have, drawn from `source`, from the site's own first slash. Receipts are checked on
/// the school's own server, which has the keys.
#[must_use]
pub fn paths(source: &PageSource) -> Vec<String> {
    let mut routes =
        vec![Route::Home, Route::Pupils, Route::Charters, Route::TellSomeone, Route::Hidden, Route::School];
    routes.extend(Band::ALL.iter().map(|band| Route::Band(*band)));
    for entry in &source.index.documents {
        let (Some(kind), Ok(slug)) = (Kind::find(&entry.kind), Slug::try_from(entry.slug.as_str())) else { continue };
        if matches!(kind, Kind::Consent | Kind::Agreement) && entry.language == shine_ui::library::LANGUAGE {
            routes.push(Route::Read { kind, slug });
            continue;
        }
        routes.push(Route::of_document(kind, &slug));
        if kind == Kind::Charter && entry.meta.signers.contains(&Signer::Pupil) {
            routes.push(Route::Pledge(slug.clone()));
        }
        if kind == Kind::Lesson
            && let Some(lesson) = parse(source, kind, slug.clone())
        {
            let more = [Route::AdultNotes, Route::Finished, Route::Paper, Route::AtHome, Route::Certificate];
            routes.extend(more.map(|page| page(slug.clone())));
            let step =
                |stop: Stop<'_>| Route::Step { lesson: slug.clone(), step: stop.step.id.clone(), turn: stop.turn };
            let steps = stops(&lesson).into_iter().map(step);
            routes.extend(steps);
        }
    }
    let mut paths: Vec<String> = routes.iter().map(Route::path).collect();
    paths.sort();
    paths.dedup();
    paths
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
