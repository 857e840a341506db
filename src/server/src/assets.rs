//! The built site: files of `dist/`, and its page for every address that is no file.

use std::path::{Path, PathBuf};
use std::sync::RwLock;
use std::time::SystemTime;

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};
use shine_wire::desk::{DESK_PAGE, is_desk_path};
use shine_wire::{DrawnPage, FAMILY_PAGE, is_family_path};

/// The folder of the built site.
pub struct Assets {
    dist: PathBuf,
    hashes: RwLock<(Option<SystemTime>, Vec<String>)>,
}

impl Assets {
    /// The site built in `dist`.
    #[must_use]
    pub fn new(dist: PathBuf) -> Self {
        Self { dist, hashes: RwLock::new((None, Vec::new())) }
    }

    /// The folder.
    #[must_use]
    pub fn dist(&self) -> &Path {
        &self.dist
    }

    /// The page.
    #[must_use]
    pub fn index(&self) -> PathBuf {
        self.dist.join("index.html")
    }

    /// The page that is opened at `path`: the desk's, families' own, or everybody's, where there is one.
    #[must_use]
    pub fn shell(&self, path: &str) -> PathBuf {
        let desk = self.dist.join(DESK_PAGE);
        if is_desk_path(path) && desk.is_file() {
            return desk;
        }
        let family = self.dist.join(FAMILY_PAGE);
        if is_family_path(path) && family.is_file() { family } else { self.index() }
    }

    fn pages(&self) -> [PathBuf; 3] {
        [self.index(), self.dist.join(FAMILY_PAGE), self.dist.join(DESK_PAGE)]
    }

    /// When the pages were last built; the latest of all.
    #[must_use]
    pub fn built_at(&self) -> Option<SystemTime> {
        let pages = self.pages();
        let built = pages.iter().filter_map(|page| std::fs::metadata(page).and_then(|meta| meta.modified()).ok());
        built.max()
    }

    /// SHA-256 in base64 of each inline script in the pages, for the content security policy. Read again when the
    /// page was built again.
    #[must_use]
    pub fn script_hashes(&self) -> Vec<String> {
        let built_at = self.built_at();
        if let Ok(kept) = self.hashes.read()
            && kept.0 == built_at
        {
            return kept.1.clone();
        }
        let pages = self.pages().map(|page| std::fs::read_to_string(page).unwrap_or_default());
        let scripts = pages.iter().flat_map(|page| inline_scripts(page));
        let hashes = scripts.map(|script| BASE64.encode(&Sha256::digest(script))).collect::<Vec<_>>();
        if let Ok(mut kept) = self.hashes.write() {
            *kept = (built_at, hashes.clone());
        }
        hashes
    }
}

/// Where the drawn page stands in `index.html`, and where its title does.
const PAGE_MARKS: (&str, &str) = ("<!-- page -->", "<!-- /page -->");

/// `index.html` with `page` in it, whole; `None` when `shell` has no place for one.
#[must_use]
pub fn compose_page(shell: &str, page: &DrawnPage) -> Option<String> {
    let (before, rest) = shell.split_once(PAGE_MARKS.0)?;
    let (_, after) = rest.split_once(PAGE_MARKS.1)?;
    let (head, body) = before.split_once("</head>")?;
    let (start, rest) = head.split_once("<title>")?;
    let (_, end) = rest.split_once("</title>")?;
    let preload = |path: &String| format!("<link rel=\"preload\" href=\"{path}\" as=\"fetch\" crossorigin>");
    let preloads: String = page.fetches.iter().map(preload).collect();
    let DrawnPage { title, body: drawn, .. } = page;
    Some(format!(
        "{start}<title>{title}</title>{preloads}{end}</head>{body}<div id=\"waiting\" data-drawn>{drawn}</div>{after}"
    ))
}

/// The text of each `<script>` without `src`.
pub fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        let is_inline = !attributes.contains("src=") && !script.is_empty();
        is_inline.then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_page_takes_the_place_that_is_marked() {
        let shell = "<html><head><title>S</title></head><body><!-- page -->wait<!-- /page --><div id=app></div></html>";
        let page = DrawnPage {
            title: "T".into(),
            body: "<p>B</p>".into(),
            fetches: vec!["/content/x.md".into()],
            is_missing: false,
        };
        let composed = compose_page(shell, &page).expect("a place");
        assert!(
            composed.contains("<title>T</title>") && composed.contains("<div id=\"waiting\" data-drawn><p>B</p></div>")
        );
        assert!(composed.contains("href=\"/content/x.md\" as=\"fetch\"") && !composed.contains("wait<"));
        assert_eq!(compose_page("<html></html>", &page), None);
    }

    #[test]
    fn only_inline_scripts_are_hashed() {
        let page = r#"<script src="/a.js"></script><script type="module">go()</script><p>script</p>"#;
        assert_eq!(inline_scripts(page).collect::<Vec<_>>(), ["go()"]);
    }
}
