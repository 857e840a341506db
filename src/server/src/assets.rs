//! The built site: files of `dist/`, and its page for every address that is no file.

use std::path::{Path, PathBuf};
use std::sync::RwLock;
use std::time::SystemTime;

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};

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

    /// When the page was last built.
    #[must_use]
    pub fn built_at(&self) -> Option<SystemTime> {
        std::fs::metadata(self.index()).and_then(|meta| meta.modified()).ok()
    }

    /// SHA-256 in base64 of each inline script in the page, for the content security policy. Read again when the
    /// page was built again.
    #[must_use]
    pub fn script_hashes(&self) -> Vec<String> {
        let built_at = self.built_at();
        if let Ok(kept) = self.hashes.read()
            && kept.0 == built_at
        {
            return kept.1.clone();
        }
        let page = std::fs::read_to_string(self.index()).unwrap_or_default();
        let hashes = inline_scripts(&page).map(|script| BASE64.encode(&Sha256::digest(script))).collect::<Vec<_>>();
        if let Ok(mut kept) = self.hashes.write() {
            *kept = (built_at, hashes.clone());
        }
        hashes
    }
}

/// The text of each `<script>` without `src`.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
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
    fn only_inline_scripts_are_hashed() {
        let page = r#"<script src="/a.js"></script><script type="module">go()</script><p>script</p>"#;
        assert_eq!(inline_scripts(page).collect::<Vec<_>>(), ["go()"]);
    }
}
