//! What scenarios share: a whole application on a temporary data folder, with a clock that stands still until told,
//! and families to sign with. Requests go through the real router; the database is a real file.

pub mod wire;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use serde_json::{Value, json};
use shine_domain::SourceText;
use shine_domain::ids::{Digest, Language, PersonId, Slug};
use shine_domain::parse::{DocumentName, parse_document};
use shine_domain::vocabulary::{Role, Year};
use shine_server::app::{App, Parts};
use shine_server::assets::Assets;
use shine_server::attempts::Failures;
use shine_server::content::{Content, WatchMode};
use shine_server::network::Network;
use shine_server::pages::DrawnPages;
use shine_server::serve::{fixed_clock, open_data, publish_content};
use shine_server::store::{Looker, NewAdult, NewClass, NewGuardian, NewPupil, NewRoll, NewStaff, Published, Store};
use shine_server::token::{FamilyToken, SessionToken, generate_person_id};
use shine_server::totp::{TotpSecret, step_at};
use sqlx::{AnyConnection, Connection as _, Executor as _};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// A quiet moment in November 2026, in milliseconds since 1970.
pub const NOON: i64 = 1_795_348_800_000;

/// The content scenarios run on.
#[must_use]
pub fn fixture_content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/content")
}

/// The school scenarios run in.
#[must_use]
pub fn test_school() -> Slug {
    Slug::try_from("test-school").expect("a slug")
}

/// One family: an adult's link and their children's ids.
#[derive(Clone)]
pub struct TestFamily {
    /// The adult's id.
    pub id: PersonId,
    /// The adult's name on the roll.
    pub adult: String,
    /// The private link's secret.
    pub token: FamilyToken,
    /// The children, in the order they were named.
    pub children: Vec<PersonId>,
}

/// A whole application on its own data folder.
pub struct TestApp {
    /// The router requests go through.
    pub router: Router,
    /// Its store.
    pub store: Store,
    /// Its data folder.
    pub data: TempDir,
    /// Its clock.
    pub clock: Arc<AtomicI64>,
    /// `Una Unreal`, with one child, Uli, in Year 3.
    pub one_child: TestFamily,
    /// `Uwe Unreal`, Uli's other parent.
    pub other_parent: TestFamily,
    /// `Ulla Unreal`, Uli's grandmother, whose yes does not count.
    pub grandmother: TestFamily,
    /// `Tia Testperson`, with two children, Tam in Year 5 and Tess in Reception.
    pub two_children: TestFamily,
}

impl TestApp {
    /// Starts with an invented roll of two families and the fixture's charter published.
    pub async fn start() -> Self {
        Self::start_with(Network::default()).await
    }

    /// The same, reached as `network` says.
    pub async fn start_with(network: Network) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let content = Content::load(&fixture_content(), test_school(), WatchMode::Off).expect("content");
        assert_eq!(content.findings(), [], "the fixture's content is right");
        let store = open_data(data.path(), &test_school()).await.expect("a store").store;
        let clock = Arc::new(AtomicI64::new(NOON));
        publish_content(&store, &content, &fixed_clock(clock.clone())).await.expect("published");
        let InventedRoll { roll, one_child, other_parent, grandmother, two_children } = invent_roll();
        store.record_roll(roll, NOON).await.expect("a roll");
        let dist = data.path().join("dist");
        let app = App::from_parts(Parts {
            store: store.clone(),
            content,
            assets: Assets::new(dist),
            clock: fixed_clock(clock.clone()),
            demo: false,
            network,
            failures: Failures::default(),
            pages: None,
            drawn: DrawnPages::default(),
        });
        Self {
            router: shine_server::router(app),
            store,
            data,
            clock,
            one_child,
            other_parent,
            grandmother,
            two_children,
        }
    }

    /// Lets time pass.
    pub fn pass(&self, milliseconds: i64) {
        self.clock.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// Somebody who opened this family's link.
    pub async fn open(&self, family: &TestFamily) -> Visitor {
        let visitor = self.visitor();
        let answer = visitor.post("/api/v1/family/session", &json!({ "token": family.token.to_text() })).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
        let cookie = answer.headers.get(header::SET_COOKIE).expect("a cookie").to_str().expect("text");
        let cookie = cookie.split(';').next().expect("a pair").to_owned();
        Visitor { router: self.router.clone(), cookie: Some(cookie) }
    }

    /// Somebody without a link.
    #[must_use]
    pub fn visitor(&self) -> Visitor {
        Visitor::new(self.router.clone())
    }

    /// Somebody who works at the desk with these roles and own classes, signed in by taking up their invitation.
    pub async fn staff(&self, roles: &[Role], classes: &[&str]) -> Colleague {
        let id = generate_person_id('s').expect("random");
        let email = format!("{id}@school.test");
        let classes = classes.iter().map(|class| Slug::try_from(*class).expect("a slug")).collect();
        let (name, roles) = (format!("Sam {}", roles[0].title()), roles.iter().copied().collect());
        let staff = NewStaff { id: id.clone(), name: name.clone(), email: email.clone(), roles, classes };
        self.store.record_staff(staff, Looker::Machine, self.now()).await.expect("added");
        let token = SessionToken::generate().expect("random");
        self.store.record_invitation(&id, &token, Looker::Machine, self.now()).await.expect("invited");
        let invitation = self.store.find_invitation(&token, self.now()).await.expect("read").expect("an invitation");
        let mut visitor = self.visitor();
        let code = invitation.totp.code_at(step_at(self.now()));
        let body = json!({ "token": token.as_str(), "password": PASSWORD, "code": code });
        let answer = visitor.post("/api/v1/desk/invitation/join", &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        visitor.cookie = answer.cookie();
        Colleague { id, name, email, totp: invitation.totp, visitor, recovery: answer.json()["recovery_codes"].clone() }
    }

    /// Now, as the application tells the time.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    /// A request that signs the parents' charter for `family`'s children, under `key`.
    pub async fn signing(&self, family: &TestFamily, key: &str) -> Value {
        json!({
            "key": key, "act": "acknowledged", "digest": self.charter_digest().await.to_string(),
            "pupils": family.children.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "name": family.adult, "relationship": "Mother",
        })
    }

    /// The digest of the published parents' charter.
    pub async fn charter_digest(&self) -> Digest {
        let documents = self.store.list_current_documents().await.expect("documents");
        documents.iter().find(|one| one.document.slug.as_str() == "parents").expect("published").document.digest
    }

    /// How many entries the ledger has beyond the published texts: signatures and answers.
    pub async fn count_records(&self) -> u64 {
        let published = u64::try_from(self.store.list_current_documents().await.expect("documents").len());
        self.store.find_head().await.expect("a head").0 - published.expect("a small number")
    }

    /// Publishes `published` again with the version `version`, in `language`, and its text as `edit` makes it.
    ///
    /// # Panics
    /// When it cannot be published.
    pub async fn republish(
        &self,
        published: &Published,
        language: &str,
        version: &str,
        edit: impl Fn(String) -> String,
    ) {
        let name = DocumentName {
            kind: published.document.kind,
            slug: published.document.slug.clone(),
            language: Language::try_from(language).expect("a language"),
        };
        let text = published.text.replace("\"version\":\"1.0\"", &format!("\"version\":\"{version}\""));
        let text = edit(text);
        assert_ne!(text, published.text, "nothing was changed");
        let document = parse_document(&name, &SourceText::new(&text)).document;
        self.store.publish_document(&document, &text, self.now()).await.expect("published");
    }

    /// The published image consent.
    pub async fn consent(&self) -> Arc<Published> {
        let documents = self.store.list_current_documents().await.expect("documents");
        documents.iter().find(|one| one.document.slug.as_str() == "images").expect("published").clone()
    }

    /// A request about the image consent for `child`: an act and what is said, question by question.
    pub async fn consenting(
        &self,
        family: &TestFamily,
        child: &PersonId,
        key: &str,
        act: &str,
        answers: &[(&str, &str)],
    ) -> Value {
        let answers: serde_json::Map<String, Value> =
            answers.iter().map(|(step, said)| ((*step).to_owned(), json!(said))).collect();
        json!({
            "key": key, "act": act, "digest": self.consent().await.document.digest.to_string(),
            "pupils": [child.to_string()], "name": family.adult, "relationship": "Mother", "answers": answers,
        })
    }
}

struct InventedRoll {
    roll: NewRoll,
    one_child: TestFamily,
    other_parent: TestFamily,
    grandmother: TestFamily,
    two_children: TestFamily,
}

/// Records the invented roll and gives two of its families who have nothing to do with one another.
///
/// # Panics
/// When it cannot be written.
pub async fn record_families(store: &Store) -> [TestFamily; 2] {
    let InventedRoll { roll, one_child, two_children, .. } = invent_roll();
    store.record_roll(roll, NOON).await.expect("a roll");
    [one_child, two_children]
}

fn invent_roll() -> InventedRoll {
    let mut roll = NewRoll::default();
    for (id, year) in [("reception", Year::Reception), ("year-3", Year::Y3), ("year-5", Year::Y5)] {
        roll.classes.push(NewClass { id: Slug::try_from(id).expect("a slug"), name: id.to_owned(), year });
    }
    let uli = invent_children(&mut roll, &[("Uli", "year-3")]);
    let one_child = invent_adult(&mut roll, "Una Unreal", &uli, true);
    let other_parent = invent_adult(&mut roll, "Uwe Unreal", &uli, true);
    let grandmother = invent_adult(&mut roll, "Ulla Unreal", &uli, false);
    let two = invent_children(&mut roll, &[("Tam", "year-5"), ("Tess", "reception")]);
    let two_children = invent_adult(&mut roll, "Tia Testperson", &two, true);
    InventedRoll { roll, one_child, other_parent, grandmother, two_children }
}

fn invent_children(roll: &mut NewRoll, children: &[(&str, &str)]) -> Vec<PersonId> {
    let mut ids = Vec::new();
    for (first_name, class) in children {
        let id = generate_person_id('p').expect("random");
        let class = Slug::try_from(*class).expect("a slug");
        let (first_name, last_name) = ((*first_name).to_owned(), "Unreal".to_owned());
        roll.pupils.push(NewPupil { id: id.clone(), class, first_name, last_name });
        ids.push(id);
    }
    ids
}

fn invent_adult(roll: &mut NewRoll, adult: &str, children: &[PersonId], may_answer: bool) -> TestFamily {
    let token = FamilyToken::generate().expect("random");
    let id = generate_person_id('a').expect("random");
    let pupils = children.iter().map(|pupil| NewGuardian { pupil: pupil.clone(), may_answer }).collect();
    roll.adults.push(NewAdult { id: id.clone(), name: adult.to_owned(), pupils, token: token.clone() });
    TestFamily { id, adult: adult.to_owned(), token, children: children.to_vec() }
}

/// Copies a folder and all below it.
///
/// # Panics
/// When something cannot be read or written.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let from = entry.expect("an entry").path();
        let to = to.join(from.file_name().expect("a name"));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            std::fs::copy(&from, &to).expect("copied");
        }
    }
}

/// Makes the database file `path` look as if a newer program had brought its structure up to date.
///
/// # Panics
/// When it cannot be opened or written.
pub async fn pretend_newer_database(path: &Path) {
    sqlx::any::install_default_drivers();
    let opened = AnyConnection::connect(&format!("sqlite://{}", path.display())).await;
    let mut connection = opened.expect("opened by hand");
    let sql = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
               VALUES (99991231235959, 'of a newer program', TRUE, X'00', 0)";
    connection.execute(sql).await.expect("written");
    connection.close().await.expect("closed");
}

/// What every colleague of scenarios chose.
pub const PASSWORD: &str = "seven wet otters hum";

/// Somebody who works at the desk.
pub struct Colleague {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// What makes their codes.
    pub totp: TotpSecret,
    /// Their browser, signed in.
    pub visitor: Visitor,
    /// Their codes on paper.
    pub recovery: Value,
}

impl Colleague {
    /// What signs them in at `now`, with the code of that moment.
    #[must_use]
    pub fn signing_in(&self, now: i64) -> Value {
        json!({ "email": self.email, "password": PASSWORD, "code": self.totp.code_at(step_at(now)) })
    }
}

/// Somebody with a browser.
#[derive(Clone)]
pub struct Visitor {
    router: Router,
    /// The session's cookie, `name=value`.
    pub cookie: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// The body's bytes.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as JSON; null when it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    /// The cookie that was set, `name=value`.
    #[must_use]
    pub fn cookie(&self) -> Option<String> {
        let cookie = self.headers.get(header::SET_COOKIE)?.to_str().ok()?;
        cookie.split(';').next().map(ToOwned::to_owned)
    }

    /// The error's code.
    #[must_use]
    pub fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or("").to_owned()
    }
}

impl Visitor {
    /// Somebody without a link.
    #[must_use]
    pub const fn new(router: Router) -> Self {
        Self { router, cookie: None }
    }

    /// Gets `path`.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).body(Body::empty()).expect("a request")).await
    }

    /// Posts `body` as JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_raw(path, "application/json", body.to_string().into_bytes()).await
    }

    /// Posts bytes of any kind.
    pub async fn post_raw(&self, path: &str, content_type: &str, body: Vec<u8>) -> Answer {
        let request = self.request("POST", path).header(header::CONTENT_TYPE, content_type);
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// A request with this visitor's cookie.
    pub fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(path).header(header::HOST, "shine.test");
        match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        }
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}
