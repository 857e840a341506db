//! The worker that keeps the lessons on a device (docs/decisions/0016-offline.md): the built one, with the list of the
//! content as it reads now. Where it is sent is in `routes/offline.rs`; a copy gets its own from [`crate::export`].

use serde::Serialize;
use shine_domain::ids::Digest;
use shine_domain::vocabulary::{Kind, Signer};
use shine_wire::{ContentIndex, DocumentEntry, SchoolResponse};

/// The worker's file, in the built site and on the site.
pub const WORKER: &str = "sw.js";
/// The name under which the worker fetches the page without words, which the program draws any page in.
pub const SHELL: &str = "shell.html";
/// The guide that must be there when nothing else is.
const TELL_SOMEONE: &str = "tell-someone";
/// Where the list of the content and the digest of everything stand in the built worker.
const MARKS: (&str, &str) = ("/* content */ []", "/* version */ ''");

/// A path below the site and a digest of what is there.
type Kept = (String, String);

/// The built worker `template`, filled in: with the page `shell` as it is served, the school's facts and the list of
/// documents as they are served, and the texts pupils need. Whenever one of them changes, so does the worker.
#[must_use]
pub fn fill(template: &str, shell: &[u8], school: &SchoolResponse, index: &ContentIndex) -> String {
    let mut kept = vec![
        (SHELL.to_owned(), short(Digest::of(shell))),
        ("content/school.json".to_owned(), digest_of_json(school)),
        ("content/index.json".to_owned(), digest_of_json(index)),
    ];
    kept.extend(index.documents.iter().filter(|entry| is_for_pupils(entry)).map(text_of));
    let list = serde_json::to_string(&kept).unwrap_or_else(|_| "[]".to_owned());
    let filled = template.replacen(MARKS.0, &list, 1);
    let version = short(Digest::of(filled.as_bytes()));
    filled.replacen(MARKS.1, &format!("'{version}'"), 1)
}

/// Whether pupils need a text: lessons, their own charters, the guide to getting help, and what the site says of itself.
fn is_for_pupils(entry: &DocumentEntry) -> bool {
    match Kind::find(&entry.kind) {
        Some(Kind::Lesson | Kind::Notice) => true,
        Some(Kind::Charter) => entry.meta.signers.contains(&Signer::Pupil),
        Some(Kind::Guide) => entry.slug == TELL_SOMEONE,
        Some(Kind::Agreement | Kind::Consent | Kind::Policy) | None => false,
    }
}

/// A text as the browser asks for it. Its digest is the document's: whatever part of it is sent changes with it.
fn text_of(entry: &DocumentEntry) -> Kept {
    let DocumentEntry { kind, slug, language, digest, .. } = entry;
    (format!("content/{kind}/{slug}.{language}.md"), digest.chars().take(DIGITS).collect())
}

/// As many digits of a digest as tell versions of one file apart.
const DIGITS: usize = 16;

fn short(digest: Digest) -> String {
    digest.to_string().chars().take(DIGITS).collect()
}

fn digest_of_json(value: &impl Serialize) -> String {
    short(Digest::of(&serde_json::to_vec(value).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use shine_domain::meta::Meta;

    use super::*;

    const TEMPLATE: &str = include_str!("../../site/service-worker.js");

    fn entry(kind: &str, slug: &str, signers: Vec<Signer>) -> DocumentEntry {
        let meta = Meta { signers, ..Meta::default() };
        let digest = Digest::of(slug.as_bytes()).to_string();
        DocumentEntry {
            kind: kind.to_owned(),
            slug: slug.to_owned(),
            language: "en".to_owned(),
            digest,
            meta,
            recordings: Vec::new(),
        }
    }

    fn school() -> SchoolResponse {
        SchoolResponse {
            slug: "test-school".to_owned(),
            name: "Test School".to_owned(),
            short_name: "Test".to_owned(),
            trust: None,
            phone: String::new(),
            email: String::new(),
            words: BTreeMap::new(),
            roles: BTreeMap::new(),
            trusted_adults: Vec::new(),
            demo: false,
            watch: false,
        }
    }

    fn filled(documents: Vec<DocumentEntry>) -> String {
        fill(TEMPLATE, b"<html>", &school(), &ContentIndex { documents })
    }

    #[test]
    fn what_a_lesson_needs_is_kept_and_nothing_of_a_familys() {
        let worker = filled(vec![
            entry("lessons", "keys", vec![]),
            entry("charters", "children", vec![Signer::Pupil]),
            entry("charters", "parents", vec![Signer::Adult]),
            entry("consents", "images", vec![Signer::Adult]),
            entry("guides", "tell-someone", vec![]),
            entry("guides", "helping-at-home", vec![]),
            entry("notices", "privacy", vec![]),
            entry("policies", "safety", vec![]),
        ]);
        let list = worker.lines().find(|line| line.starts_with("const CONTENT")).expect("the list");
        for path in [
            "shell.html",
            "content/school.json",
            "content/index.json",
            "content/lessons/keys.en.md",
            "content/charters/children.en.md",
            "content/guides/tell-someone.en.md",
            "content/notices/privacy.en.md",
        ] {
            assert!(list.contains(&format!("[\"{path}\",")), "{path}: {list}");
        }
        assert_eq!(list.matches("[\"").count(), 7, "{list}");
    }

    #[test]
    fn a_change_of_a_text_the_school_or_the_page_is_a_newer_worker() {
        let index = |slug| ContentIndex { documents: vec![entry("lessons", slug, vec![])] };
        let first = fill(TEMPLATE, b"<html>", &school(), &index("keys"));
        assert_eq!(first, fill(TEMPLATE, b"<html>", &school(), &index("keys")), "nothing changed");
        let mut renamed = school();
        renamed.name.push('!');
        let mut edited = index("keys");
        edited.documents[0].digest = Digest::of(b"edited").to_string();
        let others = [
            fill(TEMPLATE, b"<html lang>", &school(), &index("keys")),
            fill(TEMPLATE, b"<html>", &renamed, &index("keys")),
            fill(TEMPLATE, b"<html>", &school(), &edited),
        ];
        let version = |worker: &str| worker.lines().find(|line| line.starts_with("const VERSION")).map(str::to_owned);
        for other in &others {
            assert_ne!(version(&first), version(other));
        }
    }

    #[test]
    fn both_lists_have_their_place_in_the_worker() {
        let worker = filled(vec![]);
        assert!(!worker.contains(MARKS.0) && !worker.contains(MARKS.1), "{worker}");
        assert!(worker.contains(&format!("const SHELL = '{SHELL}';")), "the worker fetches the page under its name");
    }

    #[test]
    fn the_worker_knows_every_address_that_is_a_familys() {
        let never = TEMPLATE.lines().find(|line| line.starts_with("const NOT_OURS")).expect("the list");
        for word in ["family", "verify"] {
            assert!(shine_wire::is_family_path(&format!("/{word}")) && never.contains(&format!("'{word}'")), "{word}");
        }
    }
}
