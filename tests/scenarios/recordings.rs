//! A school's own voice: a step read aloud by somebody children know.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use shine_server::app::{App, DemoMode, system_clock};
use shine_server::content::{Content, WatchMode};
use shine_server::export::write_recordings;
use shine_server::serve::open_data;
use shine_tests::{Visitor, copy_folder, fixture_content, test_school};

const LESSON: &str = "+++\ntitle = \"Keys\"\n+++\n\n## Keep your keys {#keep}\n\nA password is a key.\n";

#[tokio::test]
async fn a_recording_beside_its_lesson_is_listed_and_played_whole_or_in_part_and_goes_with_a_copy() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("content");
    copy_folder(&fixture_content(), &folder);
    let lessons = folder.join("base/lessons");
    std::fs::create_dir_all(&lessons).expect("a folder");
    std::fs::write(lessons.join("keys.md"), LESSON).expect("a lesson");
    std::fs::write(lessons.join("keys.keep.mp3"), b"0123456789").expect("a recording");
    let content = Content::load(&folder, test_school(), WatchMode::Off).expect("content");
    let store = open_data(&home.path().join("data"), &test_school()).await.expect("a store").store;
    let app = App::new(store, content.clone(), home.path().join("dist"), system_clock(), DemoMode::Real);
    let visitor = Visitor::new(shine_server::router(app));

    let index = visitor.get("/content/index.json").await;
    assert!(String::from_utf8_lossy(&index.bytes).contains("\"recordings\":[\"keys.keep.mp3\"]"));
    let whole = visitor.get("/content/lessons/keys.keep.mp3").await;
    assert_eq!((whole.status, whole.bytes.as_slice()), (StatusCode::OK, b"0123456789".as_slice()));
    assert_eq!(whole.headers["content-type"], "audio/mpeg");
    let request = Request::get("/content/lessons/keys.keep.mp3").header(header::RANGE, "bytes=2-4");
    let part = visitor.send(request.body(Body::empty()).expect("a request")).await;
    assert_eq!((part.status, part.bytes.as_slice()), (StatusCode::PARTIAL_CONTENT, b"234".as_slice()));
    for path in
        ["/content/lessons/keys.nothing.mp3", "/content/guides/keys.keep.mp3", "/content/lessons/..%2Fkeys.keep.mp3"]
    {
        assert_eq!(visitor.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }

    let copy = home.path().join("copy");
    write_recordings(&content, &copy).expect("written");
    assert_eq!(std::fs::read(copy.join("content/lessons/keys.keep.mp3")).expect("a recording"), b"0123456789");
}
