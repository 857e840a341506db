//! The documents of the site: fetched when first read, parsed here, kept until the page is left.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use shine_domain::SourceText;
use shine_domain::document::Document;
use shine_domain::ids::{Digest, Language, Slug, StepId};
use shine_domain::parse::{DocumentName, parse_document};
use shine_domain::vocabulary::Kind;
use shine_wire::{ContentIndex, DocumentEntry, ErrorCode, WHOLE_LESSONS};

use crate::api;
use crate::drawing::is_drawing;
use crate::fault::Fault;
use crate::listening::find_recording;
use crate::load::{Load, Loader};
use crate::place;

/// The language of this interface, and so of the documents it asks for first.
pub const LANGUAGE: &str = "en";

/// Documents by the folder they come from and their name: a lesson for pupils and the whole of it lie apart.
type Shelf = HashMap<(&'static str, Slug), Arc<Document>>;

/// The documents of the site. Copies are the same library.
#[derive(Clone, Copy, Debug)]
pub struct Library {
    index: StoredValue<Option<ContentIndex>>,
    shelf: StoredValue<Shelf>,
}

impl Library {
    /// An empty library, provided to all components.
    #[must_use]
    pub fn provide() -> Self {
        let library = Self { index: StoredValue::new(None), shelf: StoredValue::new(Shelf::new()) };
        provide_context(library);
        library
    }

    /// A library that holds all there is: for drawing pages without a browser.
    #[must_use]
    pub fn stocked(index: ContentIndex, documents: Vec<Document>) -> Self {
        let mut shelf = Shelf::new();
        for document in documents.into_iter().filter(|document| document.language.as_str() == LANGUAGE) {
            let (kind, slug, document) = (document.kind, document.slug.clone(), Arc::new(document));
            if kind == Kind::Lesson {
                shelf.insert((WHOLE_LESSONS, slug.clone()), Arc::clone(&document));
            }
            shelf.insert((kind.word(), slug), document);
        }
        let library = Self { index: StoredValue::new(Some(index)), shelf: StoredValue::new(shelf) };
        provide_context(library);
        library
    }

    /// Loads the list of documents.
    #[must_use]
    pub fn load_index(self) -> Loader<ContentIndex> {
        Loader::new(self.index.get_value(), move || self.fetch_index())
    }

    /// Loads a document as it stands now; a lesson without its notes for adults.
    #[must_use]
    pub fn load(self, kind: Kind, slug: Slug) -> Loader<Arc<Document>> {
        self.load_from(kind.word(), kind, slug)
    }

    /// Loads a lesson with its notes for adults: for pages that are not a pupil's.
    #[must_use]
    pub fn load_whole_lesson(self, slug: Slug) -> Loader<Arc<Document>> {
        self.load_from(WHOLE_LESSONS, Kind::Lesson, slug)
    }

    fn load_from(self, folder: &'static str, kind: Kind, slug: Slug) -> Loader<Arc<Document>> {
        let known = self.shelf.with_value(|shelf| shelf.get(&(folder, slug.clone())).cloned());
        if known.is_none() && is_drawing() {
            return Loader::fixed(Load::Failed(Fault::refused(ErrorCode::NotFound)));
        }
        Loader::new(known, move || self.fetch(folder, kind, slug.clone()))
    }

    /// The address of the school's own recording of a step, if there is one.
    pub async fn recording(self, document: &Document, step: &StepId) -> Option<String> {
        let index = self.fetch_index().await.ok()?;
        let is_it = |entry: &&DocumentEntry| {
            let DocumentEntry { kind, slug, language, .. } = entry;
            *kind == document.kind.word() && *slug == document.slug.as_str() && *language == document.language.as_str()
        };
        let entry = index.documents.iter().find(is_it)?;
        let name = find_recording(&entry.recordings, step.as_str())?;
        Some(place::public(&format!("/content/{}/{name}", entry.kind)))
    }

    async fn fetch_index(self) -> Result<ContentIndex, Fault> {
        if let Some(known) = self.index.get_value() {
            return Ok(known);
        }
        let index = api::content_index().await?;
        self.index.set_value(Some(index.clone()));
        Ok(index)
    }

    async fn fetch(self, folder: &'static str, kind: Kind, slug: Slug) -> Result<Arc<Document>, Fault> {
        let first = language(LANGUAGE)?;
        let (language, text) = match api::document_text(folder, slug.clone(), first.clone()).await {
            Ok(text) => (first, text),
            Err(fault) if fault.is_not_found() => {
                let other = self.other_language(kind, &slug).await?;
                let text = api::document_text(folder, slug.clone(), other.clone()).await?;
                (other, text)
            }
            Err(fault) => return Err(fault),
        };
        let document = Arc::new(parse(kind, slug.clone(), language, &text));
        self.shelf.update_value(|shelf| {
            shelf.insert((folder, slug), Arc::clone(&document));
        });
        Ok(document)
    }

    /// The language a document is in when it is not in the interface's.
    async fn other_language(self, kind: Kind, slug: &Slug) -> Result<Language, Fault> {
        let index = self.fetch_index().await?;
        let entry = find_entry(&index, kind, slug).filter(|entry| entry.language != LANGUAGE);
        language(&entry.ok_or_else(|| Fault::refused(ErrorCode::NotFound))?.language)
    }
}

fn language(word: &str) -> Result<Language, Fault> {
    Language::try_from(word).map_err(|_| Fault::Unreadable)
}

fn parse(kind: Kind, slug: Slug, language: Language, text: &str) -> Document {
    parse_document(&DocumentName { kind, slug, language }, &SourceText::new(text)).document
}

/// Fetches a published text and makes sure that it is the one with `digest`.
///
/// # Errors
/// [`Fault`] when it cannot be had; [`Fault::Altered`] when the bytes are not those.
pub async fn fetch_frozen(name: DocumentName, digest: Digest) -> Result<Arc<Document>, Fault> {
    let text = api::frozen_text(digest).await?;
    let document = parse(name.kind, name.slug, name.language, &text);
    if document.digest == digest { Ok(Arc::new(document)) } else { Err(Fault::Altered(digest)) }
}

/// The entry of a document: in the interface's language if there is one, else in any.
#[must_use]
pub fn find_entry<'a>(index: &'a ContentIndex, kind: Kind, slug: &Slug) -> Option<&'a DocumentEntry> {
    let same = |entry: &&DocumentEntry| entry.kind == kind.word() && entry.slug == slug.as_str();
    let mut entries = index.documents.iter().filter(same);
    let first = entries.next()?;
    std::iter::once(first).chain(entries).find(|entry| entry.language == LANGUAGE).or(Some(first))
}

/// One entry for every document of a kind, in the order of the index.
#[must_use]
pub fn entries_of(index: &ContentIndex, kind: Kind) -> Vec<DocumentEntry> {
    let mut found: Vec<DocumentEntry> = Vec::new();
    for entry in index.documents.iter().filter(|entry| entry.kind == kind.word()) {
        match found.iter_mut().find(|other| other.slug == entry.slug) {
            Some(other) if entry.language == LANGUAGE => *other = entry.clone(),
            Some(_) => {}
            None => found.push(entry.clone()),
        }
    }
    found
}

/// The library of the site.
///
/// # Panics
/// Outside an app that provided one.
#[must_use]
pub fn use_library() -> Library {
    expect_context::<Library>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(slug: &str, language: &str) -> DocumentEntry {
        DocumentEntry {
            kind: "lessons".into(),
            slug: slug.into(),
            language: language.into(),
            digest: String::new(),
            meta: shine_domain::meta::Meta::default(),
            recordings: Vec::new(),
        }
    }

    #[test]
    fn a_document_in_several_languages_is_listed_once_in_ours() {
        let index = ContentIndex { documents: vec![entry("keys", "ur"), entry("keys", "en"), entry("kind", "pl")] };
        let listed: Vec<_> = entries_of(&index, Kind::Lesson).into_iter().map(|e| (e.slug, e.language)).collect();
        assert_eq!(listed, [("keys".into(), "en".into()), ("kind".into(), "pl".into())]);
        let slug = Slug::try_from("keys").expect("a slug");
        assert_eq!(find_entry(&index, Kind::Lesson, &slug).map(|e| e.language.as_str()), Some("en"));
        assert!(find_entry(&index, Kind::Charter, &slug).is_none());
    }
}
