//! The file's class names beside the school's classes.

use std::collections::{BTreeMap, BTreeSet};

use shine_domain::ids::Slug;

use super::AddedClass;
use crate::current::KnownClass;
use crate::folding::fold_name;

/// Classes by name, known and new.
pub(super) struct Classes<'a> {
    names: BTreeMap<&'a Slug, String>,
    by_name: BTreeMap<String, Slug>,
    taken: BTreeSet<Slug>,
    /// Those that must be made.
    pub(super) added: Vec<AddedClass>,
}

impl<'a> Classes<'a> {
    pub(super) fn new(known: &'a [KnownClass]) -> Self {
        let mut by_name = BTreeMap::new();
        for class in known {
            by_name.entry(fold_name(&class.name)).or_insert_with(|| class.id.clone());
        }
        let names = known.iter().map(|class| (&class.id, fold_name(&class.name))).collect();
        let taken = known.iter().map(|class| class.id.clone()).collect();
        Self { names, by_name, taken, added: Vec::new() }
    }

    /// The known class called `name`.
    pub(super) fn find(&self, name: &str) -> Option<&Slug> {
        self.by_name.get(&fold_name(name))
    }

    /// Whether the class `id` is called `name`.
    pub(super) fn is_called(&self, id: &Slug, name: &str) -> bool {
        self.names.get(id).is_some_and(|known| *known == fold_name(name))
    }

    /// The name of the class `id`, for comparing; empty when it is unknown.
    pub(super) fn name(&self, id: &Slug) -> &str {
        self.names.get(id).map_or("", String::as_str)
    }

    /// The class called `name`, which is made when there is none. `None` when no name for addresses can be found.
    pub(super) fn find_or_add(&mut self, name: &str) -> Option<Slug> {
        if let Some(known) = self.find(name) {
            return Some(known.clone());
        }
        let id = self.free_slug(name)?;
        self.taken.insert(id.clone());
        self.by_name.insert(fold_name(name), id.clone());
        self.added.push(AddedClass { id: id.clone(), name: name.to_owned() });
        Some(id)
    }

    fn free_slug(&self, name: &str) -> Option<Slug> {
        let stem = slug_stem(name);
        let numbered = (2_usize..).map(|number| format!("{stem}-{number}"));
        let most = self.taken.len() + 2;
        let slugs =
            std::iter::once(stem.clone()).chain(numbered).take(most).filter_map(|text| Slug::try_from(text).ok());
        slugs.into_iter().find(|slug| !self.taken.contains(slug))
    }
}

/// "Year 3/4 Oak" is `year-3-4-oak`; a name without any such letter is `class`.
fn slug_stem(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "class".to_owned() } else { slug.to_owned() }
}
