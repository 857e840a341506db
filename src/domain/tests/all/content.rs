//! The content that comes with SHINE, as every school would read it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use shine_domain::authoring::library::{Files, build_library, check_content, list_schools};
use shine_domain::steps::StepBody;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("UTF-8");
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        if entry.path().is_dir() {
            read_folder(&entry.path(), &path, files);
        } else if name.ends_with(".md") || name.ends_with(".toml") {
            files.insert(path, std::fs::read_to_string(entry.path()).expect("UTF-8"));
        }
    }
}

fn content() -> (Files, BTreeSet<String>) {
    let mut files = BTreeMap::new();
    read_folder(&root().join("content"), "", &mut files);
    let pictures = std::fs::read_dir(root().join("public/pictures")).expect("the pictures");
    let names = pictures.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    (files, names.filter_map(|name| name.strip_suffix(".svg").map(str::to_owned)).collect())
}

#[test]
fn the_content_that_comes_with_shine_has_no_findings() {
    let (files, pictures) = content();
    let schools = list_schools(&files);
    assert!(!schools.is_empty());
    let findings = check_content(&files, &pictures, &schools);
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
}

#[test]
fn every_document_of_every_school_can_be_shown() {
    let (files, pictures) = content();
    for school in list_schools(&files) {
        let library = build_library(&files, &pictures, &school);
        assert!(!library.documents.is_empty());
        for document in &library.documents {
            assert!(!document.document.meta.title.is_empty(), "{}", document.path);
            assert!(!document.text.as_str().contains("{{"), "{}", document.path);
            let is_shown = |body: &StepBody| !matches!(body, StepBody::NotYet { .. });
            assert!(document.document.steps.iter().all(|step| is_shown(&step.body)), "{}", document.path);
        }
    }
}
