//! Links and pictures against what there is.

use std::collections::{BTreeMap, BTreeSet};

use super::resolve::Reading;
use crate::diagnostic::{Diagnostic, Finding, suggest};
use crate::document::Link;
use crate::ids::Slug;
use crate::parse::{DocumentName, Mention, Target};
use crate::vocabulary::Kind;

/// What can be linked to: the steps of each document, in whatever language.
pub(crate) struct Targets<'a> {
    pub(crate) documents: BTreeMap<(Kind, Slug), BTreeSet<String>>,
    pub(crate) pictures: &'a BTreeSet<String>,
}

impl<'a> Targets<'a> {
    /// All that `readings` and `pictures` offer.
    pub(crate) fn new<'r>(
        readings: impl Iterator<Item = (&'r DocumentName, &'r Reading)>,
        pictures: &'a BTreeSet<String>,
    ) -> Self {
        let mut documents: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for (name, reading) in readings {
            let steps = reading.parsed.document.steps.iter().map(|step| step.id.to_string());
            documents.entry((name.kind, name.slug.clone())).or_default().extend(steps);
        }
        Self { documents, pictures }
    }

    /// The dead links and unknown pictures of a document.
    pub(crate) fn check(&self, path: &str, reading: &Reading) -> Vec<Finding> {
        let wrong = reading.parsed.mentions.iter().filter_map(|mention| self.check_mention(mention, reading));
        let place = |one: &Diagnostic| reading.authored.line_column(reading.map.authored(one.span.start));
        wrong.map(|one| Finding::new(path, place(&one), one)).collect()
    }

    fn check_mention(&self, mention: &Mention, reading: &Reading) -> Option<Diagnostic> {
        let document = &reading.parsed.document;
        let (code, message, help) = match &mention.target {
            Target::Picture(name) if !self.pictures.contains(name.as_str()) => {
                let message = format!("There is no picture called \"{name}\".");
                ("unknown-picture", message, self.suggest_picture(name))
            }
            Target::Link(Link::Step(step)) if !document.has_place(step, mention.span) => {
                let known = document.steps.iter().map(|step| step.id.as_str());
                ("dead-link", format!("This page has no step called #{step}."), suggest(step, known))
            }
            Target::Link(Link::Document { kind, slug, step }) => {
                return self.check_document(mention, *kind, slug, step.as_deref());
            }
            _ => return None,
        };
        Some(Diagnostic::new(code, mention.span, message, help))
    }

    fn check_document(&self, mention: &Mention, kind: Kind, slug: &Slug, step: Option<&str>) -> Option<Diagnostic> {
        let word = kind.link_word();
        let (message, help) = match (self.documents.get(&(kind, slug.clone())), step) {
            (Some(_), None) => return None,
            (Some(steps), Some(step)) if steps.contains(step) => return None,
            (Some(steps), Some(step)) => {
                (format!("{word}:{slug} has no step called #{step}."), suggest(step, steps.iter().map(String::as_str)))
            }
            (None, _) => {
                let known: Vec<&str> =
                    self.documents.keys().filter(|(one, _)| *one == kind).map(|(_, slug)| slug.as_str()).collect();
                let help = match known.as_slice() {
                    [] => format!("There is nothing in the folder {} yet; take the link away.", kind.word()),
                    known => suggest(slug.as_str(), known.iter().copied()),
                };
                (format!("There is no {word} called \"{slug}\"."), help)
            }
        };
        Some(Diagnostic::new("dead-link", mention.span, message, help))
    }

    fn suggest_picture(&self, name: &Slug) -> String {
        let known: Vec<&str> = self.pictures.iter().map(String::as_str).collect();
        match known.as_slice() {
            [] => "The folder of pictures was not found: is public/pictures beside the content folder?".to_owned(),
            known => suggest(name.as_str(), known.iter().copied()),
        }
    }
}
