//! The demonstration school.

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;

use shine_server::app::DemoMode;
use shine_server::content::WatchMode;
use shine_server::demo::{DEMO_FILE, Demo};
use shine_server::network::{Network, NetworkError};
use shine_server::serve::{Running, ServeError, Settings};
use shine_tests::{fixture_content, test_school};

fn settings(data: &Path, demo: DemoMode) -> Settings {
    Settings {
        school: test_school(),
        data: data.to_owned(),
        content: fixture_content(),
        dist: data.join("no-dist"),
        bind: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port: 0,
        demo,
        watch: WatchMode::Off,
        network: Network::default(),
    }
}

async fn start(settings: Settings) -> Result<Running, ServeError> {
    shine_server::serve::start(settings, None).await
}

fn read_demo(data: &Path) -> Demo {
    serde_json::from_str(&std::fs::read_to_string(data.join(DEMO_FILE)).expect("demo.json")).expect("a demonstration")
}

#[tokio::test]
async fn an_empty_folder_is_filled_with_invented_people_and_their_links() {
    let data = tempfile::tempdir().expect("a folder");
    let running = start(settings(data.path(), DemoMode::Invented)).await.expect("started");
    let demo = read_demo(data.path());
    assert_eq!(demo.site, format!("http://{}", running.address));
    let counts: Vec<_> = demo.families.iter().take(2).map(|family| family.children.len()).collect();
    assert_eq!(counts, [1, 2]);
    let mut classes: Vec<_> =
        demo.families.iter().flat_map(|f| &f.children).map(|c| (&c.year, &c.class_name)).collect();
    classes.sort();
    classes.dedup();
    assert_eq!(classes.len(), 8, "two classes a band");
    let first = demo.families[0].link.clone();
    running.run(async {}).await.expect("stopped");
    start(settings(data.path(), DemoMode::Invented)).await.expect("started again");
    let token = |link: &str| link.split_once('#').map(|(_, token)| token.to_owned());
    assert_eq!(token(&read_demo(data.path()).families[0].link), token(&first), "links stay good over a restart");
}

#[tokio::test]
async fn a_real_schools_folder_is_never_made_a_demonstration() {
    let data = tempfile::tempdir().expect("a folder");
    let running = start(settings(data.path(), DemoMode::Real)).await.expect("started");
    running.run(async {}).await.expect("stopped");
    let refused = start(settings(data.path(), DemoMode::Invented)).await.err().expect("refused");
    assert!(refused.to_string().contains("not a demonstration's"), "{refused}");
    assert!(!data.path().join(DEMO_FILE).exists());
}

#[tokio::test]
async fn an_address_others_can_reach_is_refused_in_one_sentence() {
    let data = tempfile::tempdir().expect("a folder");
    let mut open = settings(data.path(), DemoMode::Real);
    open.bind = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
    assert!(matches!(start(open).await, Err(ServeError::Network(NetworkError::NotPrivate(_)))));
}

#[tokio::test]
async fn records_without_their_keys_are_not_opened_with_new_ones() {
    let data = tempfile::tempdir().expect("a folder");
    let running = start(settings(data.path(), DemoMode::Real)).await.expect("started");
    running.run(async {}).await.expect("stopped");
    std::fs::remove_dir_all(data.path().join("keys")).expect("lost");
    let refused = start(settings(data.path(), DemoMode::Real)).await.err().expect("refused");
    assert!(refused.to_string().contains("backup"), "{refused}");
}

#[tokio::test]
async fn another_schools_folder_is_not_written_to() {
    let data = tempfile::tempdir().expect("a folder");
    let running = start(settings(data.path(), DemoMode::Real)).await.expect("started");
    running.run(async {}).await.expect("stopped");
    let other = shine_domain::ids::Slug::try_from("other-school").expect("a slug");
    let refused = shine_server::serve::open_data(data.path(), &other).await.err().expect("refused");
    assert!(refused.to_string().contains("holds the records of test-school"), "{refused}");
}
