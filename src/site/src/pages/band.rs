//! The lessons of a band, and its promises.

use leptos::prelude::*;
use shine_domain::ids::Slug;
use shine_domain::meta::Meta;
use shine_domain::vocabulary::{Band, Kind, Signer};
use shine_ui::components::{PictureSize, decoration, heading_of, listen_to_page, load_view};
use shine_ui::drawing::is_drawing;
use shine_ui::library::{LANGUAGE, entries_of, use_library};
use shine_ui::route::Route;
use shine_ui::text::{lesson, pages};
use shine_wire::{ContentIndex, DocumentEntry};

use super::cards::{Card, back_link, cards};
use super::pupils::picture_of;

/// The page of `band`.
pub(crate) fn page(band: Band) -> AnyView {
    load_view(use_library().load_index(), move |index| view(band, &index))
}

fn view(band: Band, index: &ContentIndex) -> AnyView {
    let title = pages::band_heading(band.title());
    let heading = view! { {decoration(picture_of(band), PictureSize::OfCard)} <span>{title.clone()}</span> };
    let lessons = lessons_of(band, index);
    for lesson in lessons.iter().filter_map(|entry| Slug::try_from(entry.slug.as_str()).ok()).filter(|_| !is_drawing())
    {
        // Fetched while somebody looks at the cards, so that the one they tap is there at once.
        let _ = use_library().load(Kind::Lesson, lesson);
    }
    let lessons: Vec<Card> = lessons.iter().filter_map(lesson_card).collect();
    let none = lessons.is_empty().then(|| {
        view! {
            <div class="c-message c-message--soft">
                {decoration("seedling", PictureSize::OfStep)}
                <h2>{pages::BAND_NONE_TITLE}</h2>
                <p>{pages::BAND_NONE}</p>
            </div>
        }
    });
    let charters: Vec<Card> = charters_of(band, index).iter().filter_map(charter_card).collect();
    view! {
        <div class=format!("l-pupil l-pupil--{}", band.word())>
            {back_link(&Route::Pupils, pages::BAND_BACK)}
            {heading_of(title, heading.into_any())}
            {listen_to_page(LANGUAGE)}
            {none}
            {cards(lessons)}
            {cards(charters)}
        </div>
    }
    .into_any()
}

fn lessons_of(band: Band, index: &ContentIndex) -> Vec<DocumentEntry> {
    entries_of(index, Kind::Lesson).into_iter().filter(|entry| is_for(band, &entry.meta)).collect()
}

fn charters_of(band: Band, index: &ContentIndex) -> Vec<DocumentEntry> {
    let is_pupils = |entry: &DocumentEntry| entry.meta.signers.contains(&Signer::Pupil) && is_for(band, &entry.meta);
    entries_of(index, Kind::Charter).into_iter().filter(is_pupils).collect()
}

/// Whether a document is for a band: by its own band, else by its years; one that names neither is for all.
fn is_for(band: Band, meta: &Meta) -> bool {
    match meta.band {
        Some(own) => own == band,
        None => meta.years.is_empty() || meta.years.iter().any(|year| year.band() == band),
    }
}

fn lesson_card(entry: &DocumentEntry) -> Option<Card> {
    let route = Route::Lesson(Slug::try_from(entry.slug.as_str()).ok()?);
    let note = entry.meta.minutes.map(lesson::minutes).unwrap_or_default();
    Some(Card { route, picture: "open-book", title: entry.meta.title.clone(), note })
}

fn charter_card(entry: &DocumentEntry) -> Option<Card> {
    let route = Route::Charter(Slug::try_from(entry.slug.as_str()).ok()?);
    Some(Card {
        route,
        picture: "handshake",
        title: entry.meta.title.clone(),
        note: pages::PUPILS_PROMISES_BODY.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shine_domain::vocabulary::Year;

    fn an_entry(kind: Kind, slug: &str, meta: Meta) -> DocumentEntry {
        let (kind, language) = (kind.word().to_owned(), "en".to_owned());
        DocumentEntry { kind, slug: slug.to_owned(), language, digest: String::new(), meta, recordings: Vec::new() }
    }

    fn slugs(entries: &[DocumentEntry]) -> Vec<&str> {
        entries.iter().map(|entry| entry.slug.as_str()).collect()
    }

    #[test]
    fn a_band_lists_its_own_lessons_and_the_charters_of_its_years() {
        let lower = Meta { band: Some(Band::LowerKs2), ..Meta::default() };
        let juniors = Meta { signers: vec![Signer::Pupil], years: vec![Year::Y3, Year::Y6], ..Meta::default() };
        let adults = Meta { signers: vec![Signer::Adult], ..Meta::default() };
        let index = ContentIndex {
            documents: vec![
                an_entry(Kind::Lesson, "keys", lower),
                an_entry(Kind::Charter, "juniors", juniors),
                an_entry(Kind::Charter, "parents", adults),
            ],
        };
        assert_eq!(slugs(&lessons_of(Band::LowerKs2, &index)), ["keys"]);
        assert!(lessons_of(Band::Eyfs, &index).is_empty());
        assert_eq!(slugs(&charters_of(Band::UpperKs2, &index)), ["juniors"]);
        assert!(charters_of(Band::Ks1, &index).is_empty());
    }
}
