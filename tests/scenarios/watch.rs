//! How a curriculum lead works: save a file, look at its page.

use shine_server::app::{App, DemoMode, system_clock};
use shine_server::content::{Content, WatchMode};
use shine_server::serve::{open_data, publish_content};
use shine_tests::{Visitor, fixture_content, test_school};

#[tokio::test]
async fn an_edit_shows_at_once_with_its_problem_and_families_keep_the_published_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let content_folder = folder.path().join("content");
    shine_tests::copy_folder(&fixture_content(), &content_folder);
    let content = Content::load(&content_folder, test_school(), WatchMode::On).expect("content");
    let store = open_data(&folder.path().join("data"), &test_school()).await.expect("a store").store;
    publish_content(&store, &content, &system_clock()).await.expect("published");
    let app = App::new(store.clone(), content.clone(), folder.path().join("dist"), system_clock(), DemoMode::Real);
    let visitor = Visitor::new(shine_server::router(app));
    let before = visitor.get("/content/watch.json").await.json();
    assert_eq!(before["findings"].as_array().map(Vec::len), Some(0));

    let file = content_folder.join("base/charters/parents.md");
    let text = std::fs::read_to_string(&file).expect("text");
    std::fs::write(&file, text.replace("Welcome to", "Hello from <i>all</i> at")).expect("edited");
    content.reload().expect("read again");

    let after = visitor.get("/content/watch.json").await.json();
    assert_ne!(before["revision"], after["revision"]);
    let finding = &after["findings"][0];
    assert_eq!((&finding["path"], &finding["line"]), (&"base/charters/parents.md".into(), &11.into()), "{after}");
    let page = visitor.get("/content/charters/parents.en.md").await;
    assert!(String::from_utf8_lossy(&page.bytes).contains("Hello from"));
    let published = store.list_current_documents().await.expect("documents");
    assert!(published.iter().all(|one| !one.text.contains("Hello from")));
}
