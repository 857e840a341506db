//! The content folder, read from disk as it is. What the files mean is the domain's business.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use shine_domain::authoring::library::RECORDINGS;

/// The texts of a content folder and the pictures that go with it.
#[derive(Clone, Debug, Default)]
pub struct ContentFiles {
    /// By path below the folder, with `/`: Markdown and TOML, and recordings, whose text is empty.
    pub texts: BTreeMap<String, String>,
    /// The names of the pictures, without the ending.
    pub pictures: BTreeSet<String>,
}

/// Reads the content folder `folder`, with the pictures of `public/pictures` beside it.
///
/// # Errors
/// When a folder or file cannot be read. Bytes that are not UTF-8 are no error: they are shown as `�`.
pub fn load_content(folder: &Path) -> io::Result<ContentFiles> {
    let beside = folder.canonicalize()?.parent().map(|parent| parent.join("public").join("pictures"));
    load_content_with(folder, &beside.unwrap_or_else(|| PathBuf::from("public/pictures")))
}

/// As [`load_content`], with the pictures of the folder `pictures`. A folder that is not there holds none.
///
/// # Errors
/// As [`load_content`].
pub fn load_content_with(folder: &Path, pictures: &Path) -> io::Result<ContentFiles> {
    let mut files = ContentFiles::default();
    read_texts(folder, "", &mut files.texts)?;
    if pictures.is_dir() {
        for entry in std::fs::read_dir(pictures)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            files.pictures.extend(name.strip_suffix(".svg").map(str::to_owned));
        }
    }
    Ok(files)
}

fn read_texts(folder: &Path, prefix: &str, texts: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Editors and systems leave hidden files about; they are nobody's content.
        if name.starts_with('.') {
            continue;
        }
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        let kind = std::fs::metadata(entry.path())?;
        if kind.is_dir() {
            read_texts(&entry.path(), &path, texts)?;
        } else if is_text(&name) {
            texts.insert(path, String::from_utf8_lossy(&std::fs::read(entry.path())?).into_owned());
        } else if RECORDINGS.iter().any(|ending| name.ends_with(ending)) {
            // Only that it is there matters: it is sent from the disk as it is.
            texts.insert(path, String::new());
        }
    }
    Ok(())
}

fn is_text(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or("").to_lowercase();
    matches!(ending.as_str(), "md" | "toml" | "markdown" | "txt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_by_path_and_pictures_by_name() {
        let home = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &[u8]| {
            let path = home.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        };
        write("content/base/guides/a.md", b"hello \xff");
        write("content/base/guides/.a.md.swp", b"");
        write("content/base/guides/photo.jpg", b"");
        write("content/base/guides/a.step.mp3", b"sound");
        write("public/pictures/key.svg", b"<svg/>");
        let files = load_content(&home.path().join("content")).expect("content");
        let texts: Vec<(String, String)> = files.texts.into_iter().collect();
        let (text, sound) = ("base/guides/a.md".to_owned(), "base/guides/a.step.mp3".to_owned());
        assert_eq!(texts, [(text, "hello \u{fffd}".to_owned()), (sound, String::new())]);
        assert_eq!(files.pictures.into_iter().collect::<Vec<_>>(), ["key"]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        assert!(load_content(Path::new("no/such/folder")).is_err());
    }
}
