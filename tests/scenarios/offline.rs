//! A tablet in a room without network: what its browser is told to keep, and when that is something newer.

use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use shine_server::app::{App, DemoMode, system_clock};
use shine_server::content::{Content, WatchMode};
use shine_server::serve::open_data;
use shine_tests::{Visitor, copy_folder, fixture_content, test_school};

/// A school with one lesson, whose content can be edited.
struct Edited {
    visitor: Visitor,
    content: Content,
    folder: tempfile::TempDir,
}

const BUILT: &str = r#"const BUILT = [["icons/shine.svg","0123456789abcdef"]];
const CONTENT = /* content */ [];
const VERSION = /* version */ '';"#;

impl Edited {
    async fn start(mode: WatchMode) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy_folder(&fixture_content(), &folder.path().join("content"));
        write(&folder.path().join(LESSON), "+++\ntitle = \"Keys\"\n+++\n\n## Keep your keys\n\nA password is a key.\n");
        let content = Content::load(&folder.path().join("content"), test_school(), mode).expect("content");
        let store = open_data(&folder.path().join("data"), &test_school()).await.expect("a store").store;
        let dist = folder.path().join("dist");
        write(&dist.join("sw.js"), BUILT);
        write(&dist.join("index.html"), "<title>S</title><!-- page -->wait<!-- /page -->");
        let app = App::new(store, content.clone(), dist, system_clock(), DemoMode::Real);
        Self { visitor: Visitor::new(shine_server::router(app)), content, folder }
    }

    async fn worker(&self) -> String {
        let answer = self.visitor.get("/sw.js").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.headers["content-type"], "text/javascript; charset=utf-8");
        assert_eq!(answer.headers["cache-control"], "no-cache");
        String::from_utf8(answer.bytes).expect("text")
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let file = self.folder.path().join(path);
        let text = std::fs::read_to_string(&file).expect("text");
        assert!(text.contains(from), "{path}");
        std::fs::write(file, text.replace(from, to)).expect("edited");
        self.content.reload().expect("read again");
    }
}

const LESSON: &str = "content/base/lessons/keys.md";

fn write(file: &Path, text: &str) {
    let folder: PathBuf = file.parent().expect("a folder").to_owned();
    std::fs::create_dir_all(folder).expect("a folder");
    std::fs::write(file, text).expect("written");
}

/// What is listed for one path; `None` when it is not kept.
fn listed<'a>(worker: &'a str, path: &str) -> Option<&'a str> {
    let (_, rest) = worker.split_once(&format!("[\"{path}\",\""))?;
    rest.split_once('"').map(|(digest, _)| digest)
}

fn version(worker: &str) -> &str {
    worker.lines().find(|line| line.starts_with("const VERSION")).expect("a version")
}

#[tokio::test]
async fn a_corrected_lesson_is_a_newer_worker_in_which_only_the_lesson_changed() {
    let school = Edited::start(WatchMode::Off).await;
    let before = school.worker().await;
    assert_eq!(before, school.worker().await, "nothing changed, so nobody is offered anything newer");
    school.edit(LESSON, "A password is a key.", "A password is a key. Keep it.");
    let after = school.worker().await;
    assert_ne!(version(&before), version(&after));
    let changes = |path| listed(&before, path).expect(path) != listed(&after, path).expect(path);
    assert!(changes("content/lessons/keys.en.md"), "{after}");
    assert!(changes("content/index.json"), "the list names the text's digest");
    for path in ["shell.html", "content/school.json", "content/notices/privacy.en.md", "icons/shine.svg"] {
        assert!(!changes(path), "{path} need not be fetched again");
    }
}

#[tokio::test]
async fn the_schools_own_words_are_kept_as_they_read_now() {
    let school = Edited::start(WatchMode::Off).await;
    let before = school.worker().await;
    school.edit("content/schools/test-school/school.toml", "Test School", "Test Academy");
    assert_ne!(listed(&before, "content/school.json"), listed(&school.worker().await, "content/school.json"));
}

#[tokio::test]
async fn everything_a_browser_is_told_to_keep_is_there_and_nothing_of_it_is_a_familys() {
    let school = Edited::start(WatchMode::Off).await;
    let worker = school.worker().await;
    let content = worker.lines().find(|line| line.starts_with("const CONTENT")).expect("the list");
    let paths: Vec<&str> = content.split("[\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(paths.contains(&"content/lessons/keys.en.md"), "{content}");
    for path in paths {
        assert_eq!(school.visitor.get(&format!("/{path}")).await.status, StatusCode::OK, "{path}");
        assert!(!path.contains("parents") && !path.contains("consents") && !path.contains("documents"), "{path}");
    }
}

#[tokio::test]
async fn the_page_that_is_kept_has_no_words_of_another_page() {
    let school = Edited::start(WatchMode::Off).await;
    let shell = school.visitor.get("/shell.html").await;
    assert_eq!(
        (shell.status, &shell.headers["cache-control"]),
        (StatusCode::OK, &"no-cache".parse().expect("a value"))
    );
    assert!(String::from_utf8_lossy(&shell.bytes).contains("<!-- page -->wait"));
}

#[tokio::test]
async fn whoever_edits_never_sees_an_old_text_because_the_worker_leaves() {
    let school = Edited::start(WatchMode::On).await;
    let worker = school.worker().await;
    assert!(worker.contains("registration.unregister()") && worker.contains("caches.delete"), "{worker}");
    assert!(!worker.contains("'fetch'") && !worker.contains("const CONTENT"), "it answers nothing: {worker}");
}

#[tokio::test]
async fn a_site_built_without_a_worker_takes_nobodys_worker_away() {
    let school = Edited::start(WatchMode::Off).await;
    std::fs::remove_file(school.folder.path().join("dist/sw.js")).expect("removed");
    let answer = school.visitor.get("/sw.js").await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::NOT_FOUND, "not-found"));
}

#[tokio::test]
async fn every_page_allows_the_sites_own_worker_and_no_other() {
    let school = Edited::start(WatchMode::Off).await;
    for path in ["/", "/sw.js"] {
        let headers = school.visitor.get(path).await.headers;
        let policy = headers["content-security-policy"].to_str().expect("text");
        assert!(policy.contains("worker-src 'self';") && policy.contains("connect-src 'self';"), "{path}: {policy}");
    }
}
