//! The API as a whole: its description, its errors, its headers.

use axum::http::StatusCode;
use serde_json::Value;
use shine_server::app::{App, DemoMode, system_clock};
use shine_server::content::{Content, WatchMode};
use shine_tests::TestApp;
use shine_wire::ErrorCode;

#[tokio::test]
async fn the_description_is_openapi_3_1_and_names_every_endpoint() {
    let app = TestApp::start().await;
    let description = app.visitor().get("/api/v1/openapi.json").await.json();
    assert!(description["openapi"].as_str().expect("a version").starts_with("3.1"));
    let mut paths: Vec<_> = description["paths"].as_object().expect("paths").keys().cloned().collect();
    // The desk's have a table of their own: desk/access.rs.
    paths.retain(|path| !path.starts_with("/api/v1/desk/"));
    paths.sort();
    let expected = [
        "/api/v1/family",
        "/api/v1/family/receipts/{reference}",
        "/api/v1/family/records",
        "/api/v1/family/session",
        "/api/v1/health",
        "/api/v1/keys",
        "/api/v1/openapi.json",
        "/api/v1/school",
    ];
    assert_eq!(paths, expected);
    assert!(description["components"]["schemas"]["ErrorEnvelope"].is_object());
}

#[tokio::test]
async fn wrong_addresses_and_methods_get_the_one_envelope() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let not_found = visitor.get("/api/v1/pupils").await;
    assert_eq!((not_found.status, not_found.code().as_str()), (StatusCode::NOT_FOUND, "not-found"));
    let wrong_method = visitor.get("/api/v1/family/records").await;
    assert_eq!(
        (wrong_method.status, wrong_method.code().as_str()),
        (StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed")
    );
    for path in ["/content/lessons/nothing.en.md", "/content/documents/xyz.md", "/content/watch.json", "/content/a/b/c"]
    {
        assert_eq!(visitor.get(path).await.code(), "not-found", "{path}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let app = TestApp::start().await;
    for path in ["/", "/api/v1/school", "/api/v1/nothing", "/content/index.json"] {
        let headers = app.visitor().get(path).await.headers;
        let policy = headers["content-security-policy"].to_str().expect("text");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"), "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["referrer-policy"], "no-referrer");
    }
    let api = app.visitor().get("/api/v1/school").await;
    assert_eq!(api.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn the_school_says_who_it_is_and_nothing_of_anybody() {
    let app = TestApp::start().await;
    let school: Value = app.visitor().get("/api/v1/school").await.json();
    assert_eq!(school["name"], "Test School");
    assert_eq!(school["demo"], false);
    assert_eq!(school["trusted_adults"][0], "your teacher");
    assert!(!school.to_string().contains("Unreal"));
}

#[tokio::test]
async fn documents_are_served_resolved_and_listed() {
    let app = TestApp::start().await;
    let index = app.visitor().get("/content/index.json").await.json();
    let titles: Vec<_> =
        index["documents"].as_array().expect("a list").iter().map(|d| d["meta"]["title"].clone()).collect();
    assert_eq!(titles, ["The parents' charter", "Photographs of your child", "Privacy"]);
    let text = app.visitor().get("/content/charters/parents.en.md").await;
    assert!(String::from_utf8(text.bytes).expect("text").contains("Test School"));
}

#[tokio::test]
async fn a_lesson_is_served_to_pupils_without_the_adults_notes_and_whole_at_an_address_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    shine_tests::copy_folder(&shine_tests::fixture_content(), &content);
    let lessons = content.join("base/lessons");
    std::fs::create_dir_all(&lessons).expect("a folder");
    let lesson = "+++\ntitle = \"Keys\"\n+++\n\n## Before you teach {.adult}\n\nGround rules at {{ school.name }}.\n\n\
                  ## A key\n\nIt opens a door.\n";
    std::fs::write(lessons.join("keys.md"), lesson).expect("written");
    let read = Content::load(&content, shine_tests::test_school(), WatchMode::Off).expect("content");
    let data = shine_server::serve::open_data(&folder.path().join("data"), &shine_tests::test_school()).await;
    let store = data.expect("a store").store;
    let app = App::new(store, read, folder.path().join("dist"), system_clock(), DemoMode::Real);
    let visitor = shine_tests::Visitor::new(shine_server::router(app));
    let text = async |path: &str| String::from_utf8(visitor.get(path).await.bytes).expect("text");
    let (pupils, whole) = (text("/content/lessons/keys.en.md").await, text("/content/whole/lessons/keys.en.md").await);
    assert!(pupils.contains("It opens a door.") && !pupils.contains("Ground rules"), "{pupils}");
    assert!(whole.contains("It opens a door.") && whole.contains("Ground rules at Test School."), "{whole}");
    for path in ["/content/whole/charters/parents.en.md", "/content/whole/lessons/nothing.en.md"] {
        assert_eq!(visitor.get(path).await.code(), "not-found", "{path}");
    }
}

#[test]
fn every_error_code_has_a_status_of_an_error() {
    for code in ErrorCode::ALL {
        assert!((400..600).contains(&code.status()), "{}", code.word());
    }
}

#[tokio::test]
async fn every_address_opens_the_site_but_a_missing_file_is_missing() {
    let app = TestApp::start().await;
    let dist = app.data.path().join("dist");
    std::fs::create_dir_all(&dist).expect("a folder");
    std::fs::write(dist.join("index.html"), "<h1>the site</h1><script>go()</script>").expect("a page");
    std::fs::write(dist.join("app-0123456789abcdef.css"), "a{}").expect("a file");
    for path in ["/", "/family", "/lessons/any-lesson/any-step"] {
        let page = app.visitor().get(path).await;
        assert_eq!((page.status, page.bytes.starts_with(b"<h1>the site")), (StatusCode::OK, true), "{path}");
        assert_eq!(page.headers["cache-control"], "no-cache");
        assert!(page.headers["content-security-policy"].to_str().expect("text").contains("'sha256-"), "{path}");
    }
    std::fs::write(dist.join("family.html"), "<h1>families' page</h1><script>sign()</script>").expect("a page");
    for (path, is_families) in [("/family/sign/parents", true), ("/verify", true), ("/families", false), ("/", false)] {
        let page = app.visitor().get(path).await;
        assert_eq!(page.bytes.starts_with(b"<h1>families'"), is_families, "{path}");
    }
    let file = app.visitor().get("/app-0123456789abcdef.css").await;
    assert!(file.headers["cache-control"].to_str().expect("text").contains("immutable"));
    let missing = app.visitor().get("/app-fedcba9876543210.js").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(!missing.headers["cache-control"].to_str().expect("text").contains("immutable"));
    assert_eq!(app.visitor().get("/../shine.sqlite").await.status, StatusCode::NOT_FOUND);
}
