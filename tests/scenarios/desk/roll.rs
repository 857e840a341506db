//! Taking a class list over: what is shown before anything is written, all or nothing, and the same file twice.

use axum::http::StatusCode;
use data_encoding::BASE64;
use serde_json::{Value, json};
use shine_domain::permission::{AWAY_DAYS, Permission, Reason};
use shine_domain::vocabulary::Role;
use shine_server::store::DATABASE_FILE;
use shine_tests::{Answer, Colleague, TestApp};

use super::entering::{YES, enter, entry, permission};

const HEADINGS: &str = "UPN,Preferred forename,Legal surname,Year group,Reg group,Contact ID,Contact name,Relationship,Parental responsibility,Email,Mobile\n";

/// Uli moves up, Tess is gone, two are new; Una is matched beside Uli by her name.
const NEXT_YEAR: &str = "\
H801200001001,Uli,Unreal,4,Badgers,C1,Una Unreal,Mother,T,una@family.test,07700 900001\n\
H801200001001,Uli,Unreal,4,Badgers,C2,Uwe Unreal,Father,T,,\n\
H801200001001,Uli,Unreal,4,Badgers,C5,Ulla Unreal,Grandmother,F,,\n\
,Tam,Unreal,5,year-5,C3,Tia Testperson,Mother,T,tia@family.test,\n\
,Nia,Newcomer,R,reception,C4,Ned Newcomer,Father,T,ned@family.test,07700 900002\n\
,Noa,Newcomer,R,reception,C4,Ned Newcomer,Father,T,ned@family.test,07700 900002\n";

fn file(rows: &str) -> String {
    BASE64.encode(format!("{HEADINGS}{rows}").as_bytes())
}

async fn plan(office: &Colleague, file: &str) -> Value {
    let answer = office.visitor.post("/api/v1/desk/roll/plan", &json!({ "file": file })).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

async fn apply(office: &Colleague, file: &str, plan: &Value, leavers: bool) -> Answer {
    let body = json!({ "file": file, "plan": plan["plan"], "leavers": leavers, "confirmed": true });
    office.visitor.post("/api/v1/desk/roll/apply", &body).await
}

fn named(plan: &Value, kind: &str) -> Vec<String> {
    let changes = plan["changes"].as_array().expect("changes");
    let found = changes.iter().find(|one| one["kind"] == kind);
    let named = found.map(|one| one["named"].as_array().expect("names").clone()).unwrap_or_default();
    named.iter().map(|name| name.as_str().expect("text").to_owned()).collect()
}

async fn classes(office: &Colleague) -> Vec<String> {
    let me = office.visitor.get("/api/v1/desk/session").await.json();
    me["classes"]
        .as_array()
        .expect("classes")
        .iter()
        .map(|class| class["name"].as_str().expect("a name").to_owned())
        .collect()
}

#[tokio::test]
async fn everything_is_shown_before_anything_is_written_and_the_same_file_twice_changes_nothing() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let file = file(NEXT_YEAR);
    let shown = plan(&office, &file).await;
    assert_eq!(shown["file_problem"], "");
    assert_eq!(named(&shown, "added"), ["Nia Newcomer, reception, Reception", "Noa Newcomer, reception, Reception"]);
    assert_eq!(named(&shown, "moved"), ["Uli Unreal: from year-3 to Badgers"]);
    assert!(named(&shown, "changed")[0].starts_with("Uli Unreal: Year 3 becomes Year 4"), "{shown}");
    assert_eq!(named(&shown, "leavers"), ["Tess Unreal"]);
    assert_eq!(named(&shown, "adults-added"), ["Ned Newcomer"], "one father of two");
    assert_eq!(classes(&office).await, ["reception", "year-3", "year-5"], "nothing was written yet");

    assert_eq!(apply(&office, &file, &shown, true).await.status, StatusCode::NO_CONTENT);
    assert_eq!(classes(&office).await, ["reception", "Badgers", "year-5"]);
    let again = plan(&office, &file).await;
    assert_eq!((&again["is_empty"], &again["changes"]), (&json!(true), &json!([])), "{again}");
    let list = office.visitor.get("/api/v1/desk/images").await.json();
    let names: Vec<_> =
        list["children"].as_array().expect("children").iter().map(|one| one["first_name"].clone()).collect();
    assert_eq!(names, [json!("Nia"), json!("Noa"), json!("Uli"), json!("Tam")], "Tess has left");
    // What families said and their links stay with the child who moved; the leaver's page shows nothing of her.
    assert_eq!(
        app.open(&app.one_child).await.get("/api/v1/family").await.json()["children"][0]["class_name"],
        "Badgers"
    );
    let tia = app.open(&app.two_children).await.get("/api/v1/family").await.json();
    assert_eq!(tia["children"].as_array().expect("children").len(), 1);
    let letters =
        office.visitor.post("/api/v1/desk/letters", &json!({ "class": "reception", "letters": "without-link" })).await;
    assert_eq!(letters.json()["letters"][0]["adult_name"], "Ned Newcomer");
    assert_eq!(letters.json()["letters"][0]["children"].as_array().expect("children").len(), 2);
    let page = office.visitor.get(&format!("/api/v1/desk/children/{}", app.one_child.children[0])).await.json();
    let una = page["adults"].as_array().expect("adults").iter().find(|one| one["name"] == "Una Unreal").expect("Una");
    assert_eq!((&una["relationship"], &una["email"]), (&json!("Mother"), &json!("una@family.test")));
}

#[tokio::test]
async fn a_barred_adult_who_comes_under_another_number_sees_nothing_gets_no_letter_and_their_yes_does_not_count() {
    for name in ["Uwe Unreal", "U. Unreal-Other"] {
        let app = TestApp::start().await;
        let (office, dsl) = (app.staff(&[Role::Office], &[]).await, app.staff(&[Role::Dsl], &[]).await);
        let child = &app.one_child.children[0];
        let path = format!("/api/v1/desk/children/{child}/adults/{}", app.other_parent.id);
        let order = json!({ "flags": ["may-answer", "barred"], "seen": ["may-answer"], "reason": "A court order." });
        assert_eq!(dsl.visitor.post(&path, &order).await.status, StatusCode::NO_CONTENT);
        let numbered = file(NEXT_YEAR);
        let shown = plan(&office, &numbered).await;
        assert_eq!(apply(&office, &numbered, &shown, false).await.status, StatusCode::NO_CONTENT);
        let rows = NEXT_YEAR.replace("C2,Uwe Unreal,Father,T,,", &format!("C99,{name},Father,T,uwe@new.test,"));
        let next = file(&rows);
        let shown = plan(&office, &next).await;
        assert!(named(&shown, "guardians-added").iter().any(|one| one.contains("kept from the child")), "{shown}");
        assert_eq!(apply(&office, &next, &shown, false).await.status, StatusCode::NO_CONTENT);
        let class = office.visitor.get("/api/v1/desk/session").await.json()["classes"].clone();
        let badgers = class.as_array().expect("classes").iter().find(|one| one["name"] == "Badgers").expect("Badgers");
        let letters = json!({ "class": badgers["id"], "letters": "everybody" });
        let made = office.visitor.post("/api/v1/desk/letters", &letters).await.json();
        let to: Vec<_> = made["letters"].as_array().expect("letters").iter().map(|one| &one["adult_name"]).collect();
        assert!(!to.is_empty() && !to.iter().any(|one| **one == json!(name)), "{made}");
        let page = dsl.visitor.get(&format!("/api/v1/desk/children/{child}")).await.json();
        let adults = page["adults"].as_array().expect("adults");
        let new =
            adults.iter().find(|one| one["name"] == name && one["id"] != app.other_parent.id.to_string().as_str());
        assert_eq!(new.expect("on the roll")["flags"], json!(["barred"]));
        let again = plan(&office, &next).await;
        assert_eq!(named(&again, "guardians-added"), Vec::<String>::new());
        assert_eq!(named(&again, "guardians-changed"), Vec::<String>::new(), "{again}");
    }
}

#[tokio::test]
async fn a_list_taken_over_twice_at_the_same_moment_adds_no_child_twice() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let newcomers = file(
        ",Nia,Newcomer,3,year-3,C4,Ned Newcomer,Father,T,ned@family.test,\n\
         ,Noa,Newcomer,3,year-3,C4,Ned Newcomer,Father,T,ned@family.test,\n",
    );
    let shown = plan(&office, &newcomers).await;
    let take = || apply(&office, &newcomers, &shown, false);
    let answers = tokio::join!(take(), take(), take());
    let mut codes = [answers.0, answers.1, answers.2].map(|answer| answer.status.as_u16());
    codes.sort_unstable();
    assert_eq!(codes, [204, 409, 409]);
    let found = office.visitor.post("/api/v1/desk/children/find", &json!({ "find": "newcomer" })).await.json();
    assert_eq!(found["children"].as_array().expect("children").len(), 2, "{found}");
}

#[tokio::test]
async fn a_plan_is_taken_over_only_as_it_was_shown() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let first = file(NEXT_YEAR);
    let shown = plan(&office, &first).await;
    let other = file(&NEXT_YEAR.replace("Noa", "Nora"));
    assert_eq!(apply(&office, &other, &shown, false).await.code(), "changed-meanwhile");
    let unseen = json!({ "file": first, "plan": shown["plan"], "leavers": false, "confirmed": false });
    let without_word = file(&NEXT_YEAR.replace(",Mother,T,una", ",Mother,T,broken address una"));
    let with_problem = plan(&office, &without_word).await;
    assert!(with_problem["problems"].as_array().is_some_and(|problems| !problems.is_empty()), "{with_problem}");
    assert_eq!(office.visitor.post("/api/v1/desk/roll/apply", &unseen).await.status, StatusCode::NO_CONTENT);
    assert_eq!(apply(&office, &first, &shown, false).await.code(), "changed-meanwhile", "it was taken over before");
    assert_eq!(
        plan(&office, &first).await["changes"][0]["kind"],
        "leavers",
        "those who were not to leave are proposed again"
    );
}

#[tokio::test]
async fn the_office_own_decision_about_an_adult_stands_against_every_file() {
    let app = TestApp::start().await;
    let (office, dsl) = (app.staff(&[Role::Office], &[]).await, app.staff(&[Role::Dsl], &[]).await);
    let child = &app.one_child.children[0];
    let path = format!("/api/v1/desk/children/{child}/adults/{}", app.other_parent.id);
    let body = json!({ "flags": [], "seen": ["may-answer"], "reason": "A court order." });
    assert_eq!(dsl.visitor.post(&path, &body).await.status, StatusCode::NO_CONTENT);
    let file = file(NEXT_YEAR);
    let shown = plan(&office, &file).await;
    assert_eq!(apply(&office, &file, &shown, false).await.status, StatusCode::NO_CONTENT);
    let page = dsl.visitor.get(&format!("/api/v1/desk/children/{child}")).await.json();
    let uwe = page["adults"].as_array().expect("adults").iter().find(|one| one["name"] == "Uwe Unreal").expect("Uwe");
    assert_eq!(uwe["flags"], json!([]), "the file said T");
}

#[tokio::test]
async fn what_cannot_be_read_is_said_in_words_and_nothing_is_written() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    for (bytes, words) in [
        (b"".to_vec(), "empty"),
        (HEADINGS.as_bytes().to_vec(), "no children"),
        (b"PK\x03\x04 a workbook".to_vec(), "choose the CSV file"),
        (b"a,b\n\0\0\0\0".to_vec(), ""),
        (format!("{HEADINGS}\"never closed,{}", "x".repeat(50)).into_bytes(), "quot"),
    ] {
        let shown = plan(&office, &BASE64.encode(&bytes)).await;
        let said = shown["file_problem"].as_str().expect("text").to_lowercase();
        assert!(!said.is_empty() && said.contains(&words.to_lowercase()), "{words}: {said}");
        assert_eq!(
            apply(&office, &BASE64.encode(&bytes), &json!({ "plan": "" }), false).await.code(),
            "changed-meanwhile"
        );
    }
    let shown = plan(&office, &BASE64.encode(b"Colour,Shape\nred,round\n")).await;
    assert_eq!(
        (&shown["is_readable"], shown["column_problems"].as_array().expect("problems").is_empty()),
        (&json!(false), false)
    );
    let not_base64 = office.visitor.post("/api/v1/desk/roll/plan", &json!({ "file": "%%%" })).await;
    assert_eq!(not_base64.code(), "malformed-body");
    let huge = json!({ "file": "A".repeat(24 * 1024 * 1024) });
    assert_eq!(office.visitor.post("/api/v1/desk/roll/plan", &huge).await.code(), "body-too-large");
    assert_eq!(classes(&office).await.len(), 3);
}

#[tokio::test]
async fn the_rest_of_a_file_and_the_numbers_of_the_schools_system_are_nowhere() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let rows = NEXT_YEAR.replace('\n', ",SECRETETHNICITY\n");
    let file = BASE64.encode(format!("{},Ethnicity\n{rows}", HEADINGS.trim_end()).as_bytes());
    let shown = plan(&office, &file).await;
    assert_eq!(apply(&office, &file, &shown, true).await.status, StatusCode::NO_CONTENT);
    app.store.close().await;
    let bytes = std::fs::read(app.data.path().join(DATABASE_FILE)).expect("the database");
    for word in ["SECRETETHNICITY", "H801200001001", "Newcomer", "ned@family.test", "900002", "Grandmother"] {
        assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word} is in the database");
    }
}

#[tokio::test]
async fn columns_chosen_once_are_remembered() {
    let app = TestApp::start().await;
    let office = app.staff(&[Role::Office], &[]).await;
    let own = BASE64
        .encode(b"Kind,Familie,Gruppe,Stufe\nUli,Unreal,year-3,3\nTam,Unreal,year-5,5\nTess,Unreal,reception,R\n");
    assert_eq!(plan(&office, &own).await["is_readable"], false);
    let columns = json!({ "first-name": "Kind", "last-name": "Familie", "class": "Gruppe", "year": "Stufe" });
    let answer =
        office.visitor.post("/api/v1/desk/roll/plan", &json!({ "file": own, "columns": columns })).await.json();
    assert_eq!((&answer["is_readable"], &answer["unchanged"]), (&json!(true), &json!(3)), "{answer}");
    let body = json!({ "file": own, "columns": columns, "plan": answer["plan"], "leavers": false, "confirmed": true });
    assert_eq!(office.visitor.post("/api/v1/desk/roll/apply", &body).await.status, StatusCode::NO_CONTENT);
    assert_eq!(plan(&office, &own).await["is_readable"], true, "without choosing again");
}

/// Takes a list over, leavers and all.
async fn take_over(app: &TestApp, rows: &str) {
    let office = app.staff(&[Role::Office], &[]).await;
    let list = file(rows);
    let shown = plan(&office, &list).await;
    assert_eq!(apply(&office, &list, &shown, true).await.status, StatusCode::NO_CONTENT, "{shown}");
}

const WITH_ULI: &str = ",Uli,Unreal,3,year-3,C1,Una Unreal,Mother,T,una@family.test,\n,Nia,Newcomer,3,year-3,,,,,,\n";
const WITHOUT_ULI: &str = ",Nia,Newcomer,3,year-3,,,,,,\n";
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

#[tokio::test]
async fn a_yes_ends_with_a_child_who_leaves_and_comes_back_and_a_no_does_not() {
    for (away, photo) in [(AWAY_DAYS, Permission::Allowed), (AWAY_DAYS + 1, Permission::Forbidden(Reason::RunOut))] {
        let app = TestApp::start().await;
        let answers = [("photo-website", "yes"), ("photo-press", "no")];
        let child = &app.one_child.children[0];
        let said = app.consenting(&app.one_child, child, "0123456789abcdef", "answered", &answers).await;
        let family = app.open(&app.one_child).await;
        assert_eq!(family.post("/api/v1/family/records", &said).await.status, StatusCode::CREATED);
        take_over(&app, WITH_ULI).await;
        app.pass(DAY_MS);
        take_over(&app, WITHOUT_ULI).await;
        assert_eq!(app.open(&app.one_child).await.get("/api/v1/family").await.json()["children"], json!([]));
        app.pass(away * DAY_MS);
        take_over(&app, WITH_ULI).await;
        let stands = async |step: &str| permission(&app, step).await;
        assert_eq!(stands("photo-website").await, photo, "{away} days");
        assert_eq!(stands("photo-press").await, Permission::Forbidden(Reason::AdultRefused), "a no never ends");
        // A paper of before counts no more, and is not answered "entered".
        let office = app.staff(&[Role::Office], &[]).await;
        let website = &[("photo-website", "yes")];
        let mut paper = entry(&app, &app.one_child, "2123456789abcdef", "answered", website).await;
        paper["from"] = json!("paper");
        let refused = enter(&office, &app, &paper).await.json();
        let code = if photo == Permission::Allowed { Value::Null } else { json!("older-than-leaving") };
        assert_eq!(refused["error"]["fields"][0]["code"], code, "{refused}");
        // The family is asked anew, and what they say now counts.
        let page = app.open(&app.one_child).await.get("/api/v1/family").await.json();
        let images = page["tasks"].as_array().expect("tasks").iter().find(|task| task["slug"] == "images").expect("it");
        let is_asked = photo != Permission::Allowed;
        let website = images["answers"].as_array().expect("answers").iter().find(|one| one["step"] == "photo-website");
        assert_eq!(images["standing"] == "to-sign", is_asked);
        assert_eq!(website.expect("their own yes")["has_run_out"], is_asked);
        let answers = [("photo-website", "yes"), ("photo-press", "yes")];
        let said = app.consenting(&app.one_child, child, "1123456789abcdef", "answered", &answers).await;
        let again = app.open(&app.one_child).await.post("/api/v1/family/records", &said).await;
        assert_eq!(again.status, StatusCode::CREATED, "{again:?}");
        assert_eq!(stands("photo-website").await, Permission::Allowed);
    }
}

#[tokio::test]
async fn what_a_family_signs_on_the_papers_of_the_return_counts() {
    let app = TestApp::start().await;
    take_over(&app, WITH_ULI).await;
    take_over(&app, WITHOUT_ULI).await;
    app.pass((AWAY_DAYS + 7) * DAY_MS);
    take_over(&app, WITH_ULI).await;
    let office = app.staff(&[Role::Office], &[]).await;
    let mut paper = entry(&app, &app.one_child, "0123456789abcdef", "answered", YES).await;
    (paper["from"], paper["on"]) = (json!("paper"), json!("2026-12-24"));
    let entered = enter(&office, &app, &paper).await;
    assert_eq!(entered.status, StatusCode::CREATED, "{entered:?}");
    assert_eq!(permission(&app, "photo-website").await, Permission::Allowed, "signed before the list was taken over");
}

#[tokio::test]
async fn a_trips_list_says_that_somebody_of_it_is_on_the_roll_no_more() {
    let app = TestApp::start().await;
    let teacher = app.staff(&[Role::Teacher], &[]).await;
    take_over(&app, WITH_ULI).await;
    let children =
        json!({ "children": [app.one_child.children[0].to_string(), app.two_children.children[0].to_string()] });
    let made = teacher.visitor.post("/api/v1/desk/trips", &children).await.json();
    let token = json!({ "token": made["path"].as_str().and_then(|path| path.strip_prefix("/desk/trip#")) });
    let open = async || app.visitor().post("/api/v1/desk/trip", &token).await.json();
    assert_eq!(open().await["not_on_roll"], 0);
    take_over(&app, WITHOUT_ULI).await;
    let list = open().await;
    assert_eq!(
        (&list["not_on_roll"], &list["list"]["children"][0]["first_name"]),
        (&json!(1), &json!("Tam")),
        "{list}"
    );
}
