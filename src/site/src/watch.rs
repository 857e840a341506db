//! While the server watches the content (`--watch`): the page is loaded anew when anything changed, and what is wrong
//! with the content stands at its foot.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_ui::api;
use shine_ui::navigation::use_navigation;
use shine_ui::platform::page;
use shine_ui::route::Route;
use shine_ui::school::School;
use shine_ui::text;
use shine_wire::{FindingView, WatchResponse};

/// How often the server is asked.
const EVERY: Duration = Duration::from_secs(1);

/// The panel; empty unless the server watches.
pub(crate) fn panel(school: School) -> AnyView {
    let state = RwSignal::new(None::<WatchResponse>);
    let is_watching = Memo::new(move |_| school.get().is_some_and(|school| school.watch));
    Effect::new(move |_| {
        if is_watching.get() {
            ask(state);
            let _ = set_interval_with_handle(move || ask(state), EVERY);
        }
    });
    let navigation = use_navigation();
    (move || {
        let shown = shown_file(&navigation.route()?)?;
        state.get().map(|state| findings_view(&shown, &state.findings))
    })
    .into_any()
}

fn ask(state: RwSignal<Option<WatchResponse>>) {
    spawn_local(async move {
        // A server that is being rebuilt does not answer for a moment: the next time it will.
        let Ok(now) = api::watch().await else { return };
        let before = state.with_untracked(|state| state.as_ref().map(|state| state.revision.clone()));
        if before.is_some_and(|before| before != now.revision) {
            page::reload();
        } else if state.with_untracked(|state| state.as_ref() != Some(&now)) {
            state.set(Some(now));
        }
    });
}

/// The end of the path of the file a page shows, without language and ending.
fn shown_file(route: &Route) -> Option<String> {
    match route.document() {
        Some((kind, slug)) => Some(format!("{}/{slug}", kind.word())),
        None if route.is_personal() => None,
        None => Some(String::new()),
    }
}

/// Whether `path` is the file `shown` is drawn from, in any language.
fn is_of(path: &str, shown: &str) -> bool {
    let rest = path.split_once(shown).map(|(_, rest)| rest);
    shown.is_empty() || rest.is_some_and(|rest| rest.starts_with('.') && rest.ends_with(".md"))
}

fn findings_view(shown: &str, findings: &[FindingView]) -> AnyView {
    let (here, elsewhere): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| is_of(&finding.path, shown));
    let rows = here.iter().map(|finding| finding_view(finding)).collect_view();
    let clean = here.is_empty().then(|| view! { <p>{text::WATCH_CLEAN}</p> });
    let more = (!elsewhere.is_empty()).then(|| view! { <p>{text::findings_elsewhere(elsewhere.len())}</p> });
    view! {
        <aside class="c-findings" aria-labelledby="findings-title">
            <h2 class="c-findings__title" id="findings-title">{text::WATCH_TITLE}</h2>
            {clean}
            <ul class="c-findings__list">{rows}</ul>
            {more}
        </aside>
    }
    .into_any()
}

fn finding_view(finding: &FindingView) -> AnyView {
    view! {
        <li class="c-findings__finding">
            <p class="c-findings__place">{text::finding_place(&finding.path, finding.line, finding.column)}</p>
            <p><strong>{finding.message.clone()}</strong></p>
            <p>{finding.help.clone()}</p>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_belong_to_the_file_that_is_shown_in_any_language() {
        assert!(is_of("base/lessons/keys.md", "lessons/keys"));
        assert!(is_of("schools/casterton/lessons/keys.ur.md", "lessons/keys"));
        assert!(!is_of("base/lessons/keys-and-locks.md", "lessons/keys"));
        assert!(!is_of("base/guides/keys.md", "lessons/keys"));
        assert!(is_of("schools/casterton/school.toml", ""));
    }
}
