//! A copy of the public pages for any web host: no server of ours, every page readable as it is, signing elsewhere.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};
use shine_domain::authoring::pupils::pupils_text;
use shine_domain::vocabulary::Kind;
use shine_wire::{ContentIndex, DocumentEntry, FAMILY_PAGE, PageSource, WHOLE_LESSONS};

use crate::assets::{compose_page, inline_scripts};
use crate::content::Content;
use crate::offline::{SHELL, WORKER, fill};
use crate::pages::PageDrawer;
use crate::routes::school::view_of;

/// What the names of the files of families' program begin with.
const FAMILY_PROGRAM: &str = "shine-family";

/// Where a copy will stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copying {
    base: String,
    server: String,
}

/// Why a copy cannot be written. Each is one plain sentence.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The path is none.
    #[error("--base must be a path such as / or /shine, of letters, digits, dots, hyphens and slashes")]
    Base,
    /// The address is none.
    #[error("--server must be the address of the school's own server, such as https://shine.example, without a path")]
    Server,
    /// The site is not built.
    #[error(
        "the site has not been built in {0}: run \u{201c}cargo xtask build\u{201d}, or name its folder with --dist"
    )]
    NotBuilt(PathBuf),
    /// The target holds something.
    #[error("the folder {0} is not empty: name a new one, so that nothing old stays among the new")]
    NotEmpty(PathBuf),
    /// The built site is of another version.
    #[error("the built site has no place for drawn pages: build it again")]
    NoPlace,
    /// A file failed.
    #[error("a file cannot be read or written: {0}")]
    File(#[from] io::Error),
}

impl Copying {
    /// A copy below `base`, whose signing pages lead to `server`.
    ///
    /// # Errors
    /// [`ExportError`] when either is not what it must be.
    pub fn new(base: &str, server: &str) -> Result<Self, ExportError> {
        let base = base.trim_end_matches('/');
        let is_path = base.is_empty()
            || (base.starts_with('/') && base.bytes().all(|b| b.is_ascii_alphanumeric() || b"/.-_".contains(&b)));
        if !is_path {
            return Err(ExportError::Base);
        }
        let server = server.trim_end_matches('/');
        let is_server = crate::network::is_origin(server);
        if !is_server {
            return Err(ExportError::Server);
        }
        Ok(Self { base: base.to_owned(), server: server.to_owned() })
    }

    /// The path before every page, without a slash at its end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The address of the school's own server.
    #[must_use]
    pub fn server(&self) -> &str {
        &self.server
    }
}

/// What the pages of a copy are drawn from: the content as it reads now.
#[must_use]
pub fn source_of(content: &Content) -> PageSource {
    let library = content.current().library;
    let entry = |one: &shine_domain::authoring::library::LibraryDocument| DocumentEntry {
        kind: one.name.kind.word().to_owned(),
        slug: one.name.slug.to_string(),
        language: one.name.language.to_string(),
        digest: one.digest.to_string(),
        meta: one.document.meta.clone(),
        recordings: one.recording_names(),
    };
    let text = |one: &shine_domain::authoring::library::LibraryDocument| {
        let name = &one.name;
        (format!("{}/{}.{}", name.kind.word(), name.slug, name.language), one.text.as_str().to_owned())
    };
    PageSource {
        school: view_of(&library.school),
        index: ContentIndex { documents: library.documents.iter().map(entry).collect() },
        texts: library.documents.iter().map(text).collect(),
    }
}

/// Writes the copy into the folder `to`: the built site of `dist`, the content, and a drawn page for each of `paths`.
/// Gives the number of pages.
///
/// # Errors
/// [`ExportError`] in one plain sentence.
pub fn write_copy(
    copying: &Copying,
    source: &PageSource,
    paths: &[String],
    draw: &PageDrawer,
    dist: &Path,
    to: &Path,
) -> Result<usize, ExportError> {
    let index = dist.join("index.html");
    if !index.exists() {
        return Err(ExportError::NotBuilt(dist.to_owned()));
    }
    if fs::read_dir(to).is_ok_and(|mut inside| inside.next().is_some()) {
        return Err(ExportError::NotEmpty(to.to_owned()));
    }
    copy_files(dist, to, &index)?;
    let manifest = to.join("icons/site.webmanifest");
    if let Ok(text) = fs::read_to_string(&manifest) {
        fs::write(&manifest, text.replace("\": \"/", &format!("\": \"{}/", copying.base)))?;
    }
    write_content(source, to)?;
    let shell = shell_of(&fs::read_to_string(&index)?, copying);
    write_worker(source, &shell, to)?;
    let mut pages = 0;
    for path in paths {
        let Some(page) = draw(source, &format!("{}{path}", copying.base)) else { continue };
        let html = compose_page(&shell, &page).ok_or(ExportError::NoPlace)?;
        let folder = to.join(path.trim_start_matches('/'));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), html)?;
        pages += 1;
    }
    let missing = draw(source, &format!("{}/not-found", copying.base));
    if let Some(html) = missing.and_then(|page| compose_page(&shell, &page)) {
        fs::write(to.join("404.html"), html)?;
    }
    Ok(pages)
}

/// Writes every step that `content` has read aloud beside the texts of the copy in `to`.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write_recordings(content: &Content, to: &Path) -> io::Result<()> {
    for document in &content.current().library.documents {
        let folder = to.join("content").join(document.name.kind.word());
        for path in &document.recordings {
            fs::create_dir_all(&folder)?;
            let name = Path::new(path).file_name().unwrap_or_default();
            fs::copy(content.folder().join(path), folder.join(name))?;
        }
    }
    Ok(())
}

/// Everything of the built site but its page and the compressed copies, which web hosts make themselves.
fn copy_files(from: &Path, to: &Path, index: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_files(&path, &target, index)?;
        } else if path != index && !is_families(&path) && path.extension().is_none_or(|ending| ending != "br") {
            fs::copy(&path, target)?;
        }
    }
    Ok(())
}

/// Whether a file belongs to families' program, which only the school's own server has a use for.
fn is_families(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name == FAMILY_PAGE || name.starts_with(FAMILY_PROGRAM)
}

/// What the program fetches, as files.
fn write_content(source: &PageSource, to: &Path) -> io::Result<()> {
    let content = to.join("content");
    fs::create_dir_all(&content)?;
    fs::write(content.join("index.json"), serde_json::to_vec(&source.index)?)?;
    fs::write(content.join("school.json"), serde_json::to_vec(&source.school)?)?;
    for (name, text) in &source.texts {
        if let Some(rest) = name.strip_prefix(Kind::Lesson.word()) {
            write_text(&content, &format!("{WHOLE_LESSONS}{rest}"), text)?;
            write_text(&content, name, &pupils_text(text))?;
        } else {
            write_text(&content, name, text)?;
        }
    }
    Ok(())
}

/// One text as the file `<name>.md` below `content`.
fn write_text(content: &Path, name: &str, text: &str) -> io::Result<()> {
    let path = content.join(format!("{name}.md"));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// The worker that keeps the lessons on a device, and the page it keeps for them. It finds out by itself below which path
/// the copy stands. A site built without one does without.
fn write_worker(source: &PageSource, shell: &str, to: &Path) -> io::Result<()> {
    let worker = to.join(WORKER);
    let Ok(template) = fs::read_to_string(&worker) else { return Ok(()) };
    fs::write(&worker, fill(&template, shell.as_bytes(), &source.school, &source.index))?;
    fs::write(to.join(SHELL), shell)
}

/// The site's page as it stands on its new host: every address of its own below the base, where the server is said, and
/// a policy that forbids everything from elsewhere, since the host may send none.
fn shell_of(index: &str, copying: &Copying) -> String {
    let Copying { base, server } = copying;
    let based = ["=\"/", "'/"].iter().fold(index.to_owned(), |text, start| {
        // An address that begins with two slashes would be another host's; there is none in our own page.
        text.replace(start, &format!("{}{base}/", &start[..start.len() - 1]))
    });
    let hashes: String =
        inline_scripts(&based).map(|script| format!(" 'sha256-{}'", BASE64.encode(&Sha256::digest(script)))).collect();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; connect-src 'self'; img-src \
         'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action \
         'none'"
    );
    let tags = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n    \
         <meta name=\"shine-base\" content=\"{base}\">\n    <meta name=\"shine-server\" content=\"{server}\">\n    <title>"
    );
    based.replacen("<title>", &tags, 1)
}

#[cfg(test)]
mod tests {
    use shine_domain::ids::Slug;

    use super::*;
    use crate::content::WatchMode;

    #[test]
    fn a_copys_page_has_its_own_addresses_its_server_and_its_policy() {
        let copying = Copying::new("/shine/", "https://school.example/").expect("right");
        let index = "<head><title>S</title><link href=\"/a.css\"></head><script>go('/a.js')</script>";
        let shell = shell_of(index, &copying);
        assert!(shell.contains("href=\"/shine/a.css\"") && shell.contains("go('/shine/a.js')"), "{shell}");
        assert!(shell.contains("name=\"shine-server\" content=\"https://school.example\""));
        let hash = BASE64.encode(&Sha256::digest("go('/shine/a.js')"));
        assert!(shell.contains(&format!("'sha256-{hash}'")), "{shell}");
        assert!(shell.contains("worker-src 'self'; base-uri 'none'; form-action 'none'"), "{shell}");
    }

    #[test]
    fn a_copy_has_a_worker_that_keeps_the_copys_own_page() {
        const TEMPLATE: &str = "const CONTENT = /* content */ [];";
        let (dist, to) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let page = "<head><title>S</title></head><!-- page --><!-- /page -->";
        fs::write(dist.path().join("index.html"), page).expect("written");
        fs::write(dist.path().join(WORKER), TEMPLATE).expect("written");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/content");
        let school = Slug::try_from("test-school").expect("a slug");
        let source = source_of(&Content::load(&folder, school, WatchMode::Off).expect("content"));
        let copying = Copying::new("/shine", "https://school.example").expect("right");
        let draw: PageDrawer = std::sync::Arc::new(|_, _| None);
        write_copy(&copying, &source, &[], &draw, dist.path(), to.path()).expect("a copy");
        let shell = fs::read_to_string(to.path().join(SHELL)).expect("the page");
        assert!(shell.contains("name=\"shine-base\" content=\"/shine\""), "{shell}");
        let worker = fs::read_to_string(to.path().join(WORKER)).expect("the worker");
        assert_eq!(worker, fill(TEMPLATE, shell.as_bytes(), &source.school, &source.index));
        assert!(worker.contains("[\"content/notices/privacy.en.md\","), "paths are below the copy: {worker}");
    }

    #[test]
    fn a_copy_has_each_lesson_for_pupils_and_whole() {
        let to = tempfile::tempdir().expect("a folder");
        let lesson = "+++\n{}\n+++\n## Note {.adult}\n\nQuietly.\n\n## Hello\n\nText.\n";
        let texts = [("lessons/keys.en", lesson), ("guides/keys.en", lesson)];
        let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
        let school = view_of(&shine_domain::authoring::school::School::unknown(
            shine_domain::ids::Slug::try_from("hill").expect("a slug"),
        ));
        let source = PageSource { school, index: ContentIndex::default(), texts };
        write_content(&source, to.path()).expect("written");
        let written = |name: &str| fs::read_to_string(to.path().join("content").join(name)).expect("a file");
        assert_eq!(written("lessons/keys.en.md"), "+++\n{}\n+++\n## Hello\n\nText.\n");
        assert_eq!((written("whole/lessons/keys.en.md"), written("guides/keys.en.md")), (lesson.into(), lesson.into()));
    }

    #[test]
    fn a_base_is_a_path_and_a_server_an_address() {
        assert_eq!(Copying::new("/", "https://x.example").expect("right").base(), "");
        for (base, server) in
            [("shine", "https://x.example"), ("/a b", "https://x.example"), ("/", "x.example"), ("/", "")]
        {
            assert!(Copying::new(base, server).is_err(), "{base} {server}");
        }
    }
}
