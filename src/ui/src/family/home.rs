//! A family's first page: their children, what to sign, what they signed.

use leptos::prelude::*;
use shine_domain::ids::{Reference, Slug};
use shine_domain::vocabulary::Kind;
use shine_wire::{ChildView, FamilyResponse, SignedView, StandingView, TaskView};

use crate::components::{PictureSize, decoration, heading_of};
use crate::route::Route;
use crate::text::{consent, family};
use crate::uk_time::UkTime;

/// The page.
#[must_use]
pub fn family_view(response: &FamilyResponse) -> AnyView {
    let name = response.adult_name.clone();
    let heading = view! { <span dir="auto">{family::greeting(&name)}</span> };
    let open: Vec<_> = response.tasks.iter().filter(|task| task.standing != StandingView::Signed).collect();
    let signed: Vec<_> = response.tasks.iter().filter(|task| task.standing == StandingView::Signed).collect();
    let tasks = open.iter().map(|task| task_view(task, &response.children)).collect_view();
    let none = open.is_empty().then(|| view! { <p class="c-note">{family::TO_SIGN_NONE}</p> });
    let done = (!signed.is_empty()).then(|| {
        let tasks = signed.iter().map(|task| task_view(task, &response.children)).collect_view();
        view! { <h2>{family::SIGNED}</h2> {tasks} }
    });
    view! {
        <div class="l-family">
            {heading_of(family::TITLE, heading.into_any())}
            <h2>{family::CHILDREN}</h2>
            {children_view(&response.children)}
            <h2>{family::TO_SIGN}</h2>
            {none}
            {tasks}
            {done}
        </div>
    }
    .into_any()
}

fn children_view(children: &[ChildView]) -> AnyView {
    let child = |child: &ChildView| {
        view! {
            <li class="c-children__child">
                {decoration("child", PictureSize::OfCard)}
                <span><strong dir="auto">{child.first_name.clone()}</strong><span class="c-children__class">{child.class_name.clone()}</span></span>
            </li>
        }
    };
    view! { <ul class="c-children">{children.iter().map(child).collect_view()}</ul> }.into_any()
}

/// The first names of the children with these ids, in the order of `ids`.
#[must_use]
pub(super) fn names(ids: &[String], children: &[ChildView]) -> Vec<String> {
    let find = |id: &String| children.iter().find(|child| child.id == *id).map(|child| child.first_name.clone());
    ids.iter().filter_map(find).collect()
}

fn task_view(task: &TaskView, children: &[ChildView]) -> AnyView {
    let is_consent = task.kind == Kind::Consent.word();
    let (status, class) = match task.standing {
        StandingView::ToSign if is_consent => (consent::STATUS_TO_ANSWER, "c-task__status"),
        StandingView::ToSign => (family::STATUS_TO_SIGN, "c-task__status"),
        StandingView::Signed if is_consent => (consent::STATUS_ANSWERED, "c-task__status c-task__status--done"),
        StandingView::Signed => (family::STATUS_SIGNED, "c-task__status c-task__status--done"),
        StandingView::WantsToTalk => (family::STATUS_TALK, "c-task__status c-task__status--talk"),
    };
    let talk = (task.standing == StandingView::WantsToTalk).then(|| view! { <p>{family::TALK_NOTE}</p> });
    let slug = Slug::try_from(task.slug.as_str()).ok();
    let child = task.children.first().and_then(|id| children.iter().position(|child| child.id == *id));
    let way = match (slug, child) {
        (Some(document), Some(at)) if is_consent => {
            let route = Route::Consent { document, child: at + 1, step: None };
            Some(way_view(task.standing, &route, (consent::TO_ANSWER, consent::LOOK_OR_CHANGE)))
        }
        (Some(slug), _) => {
            Some(way_view(task.standing, &Route::Sign(slug), (family::READ_AND_SIGN, family::READ_AGAIN)))
        }
        (None, _) => None,
    };
    let signed = task.signed.iter().map(|signed| signed_view(signed, children)).collect_view();
    view! {
        <section class="c-task">
            <p class=class>{status}</p>
            <h3 class="c-task__title" dir="auto">{task.title.clone()}</h3>
            <p>{task.summary.clone()}</p>
            <p class="c-task__for" dir="auto">{family::for_children(&names(&task.children, children))}</p>
            {talk}
            {way}
            <ul class="c-task__signed">{signed}</ul>
        </section>
    }
    .into_any()
}

/// The way to a task: what it is called while it waits, and afterwards.
fn way_view(standing: StandingView, route: &Route, (waiting, done): (&'static str, &'static str)) -> AnyView {
    let (class, name) = match standing {
        StandingView::ToSign | StandingView::WantsToTalk => ("c-button c-button--large", waiting),
        StandingView::Signed => ("c-button c-button--quiet", done),
    };
    view! { <p><a class=class href=route.href()>{name}</a></p> }.into_any()
}

fn signed_view(signed: &SignedView, children: &[ChildView]) -> AnyView {
    let at = UkTime::new(signed.at);
    let act = match signed.act.as_str() {
        "declined" => family::STATUS_TALK,
        "answered" => consent::STATUS_ANSWERED,
        "withdrawn" => consent::RECEIPT_ACT_WITHDRAWN,
        "objected" => consent::RECEIPT_ACT_OBJECTED,
        _ => family::STATUS_SIGNED,
    };
    let whom = family::for_children(&names(&signed.children, children));
    let link = Reference::try_from(signed.reference.as_str()).ok().map(|reference| {
        let words = format!("{} {reference}", family::SEE_RECEIPT);
        view! { <a href=Route::Receipt(reference).href()>{words}</a> }
    });
    view! {
        <li>
            <span dir="auto">{format!("{act}: {}. {whom}.", family::on_at(&at.date(), &at.clock()))}</span>
            " "
            {link}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{count, drawn};

    fn a_family(standing: StandingView) -> FamilyResponse {
        let child = |id: &str, name: &str| ChildView {
            id: id.into(),
            first_name: name.into(),
            class_name: "Willow".into(),
            year: "Y3".into(),
        };
        let signed = SignedView {
            reference: "7KDW3XPA".into(),
            act: "acknowledged".into(),
            version: "1.0".into(),
            digest: "d".repeat(64),
            at: 1_795_363_500_000,
            children: vec!["p-1".into(), "p-2".into()],
        };
        let task = TaskView {
            slug: "parents".into(),
            kind: "charters".into(),
            title: "SHINE charter".into(),
            summary: "What we ask.".into(),
            version: "1.0".into(),
            language: "en".into(),
            digest: "d".repeat(64),
            children: vec!["p-1".into(), "p-2".into()],
            standing,
            signed: if standing == StandingView::Signed { vec![signed] } else { vec![] },
            answers: vec![],
        };
        FamilyResponse {
            adult_name: "Ann <Example>".into(),
            children: vec![child("p-1", "Rowan"), child("p-2", "Hazel")],
            tasks: vec![task],
        }
    }

    #[test]
    fn a_family_sees_its_children_and_what_waits() {
        let html = drawn(|| family_view(&a_family(StandingView::ToSign)));
        assert_eq!(count(&html, "<h1"), 1);
        assert!(html.contains("Hello, Ann &lt;Example&gt;"));
        assert!(html.contains("Rowan") && html.contains("Hazel") && html.contains("For Rowan and Hazel"));
        assert!(html.contains(r#"href="/family/sign/parents""#) && html.contains(family::READ_AND_SIGN));
    }

    #[test]
    fn a_family_sees_what_it_signed_and_when() {
        let html = drawn(|| family_view(&a_family(StandingView::Signed)));
        assert!(html.contains(r#"href="/family/receipts/7KDW3XPA""#));
        assert!(html.contains("22 November 2026 at 4:05\u{a0}pm, UK time"));
        assert!(html.contains(family::TO_SIGN_NONE));
    }

    #[test]
    fn somebody_who_wants_to_talk_can_still_sign() {
        let html = drawn(|| family_view(&a_family(StandingView::WantsToTalk)));
        assert!(html.contains(family::TALK_NOTE) && html.contains(family::READ_AND_SIGN));
    }
}
