//! Taking up an invitation: a password, an app that makes codes, codes on paper.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shine_ui::components::{
    FieldErrors, TextField, error_summary, load_failed, loading, page_heading, page_heading_with_problem, text_field,
};
use shine_ui::load::{Load, Loader};
use shine_ui::navigation::use_navigation;
use shine_ui::platform::page;
use shine_wire::desk::{InvitationResponse, JoinRequest};

use crate::field::{Field, problems};
use crate::me::use_me;
use crate::qr::qr_code;
use crate::route::DeskRoute;
use crate::{api, text};

/// The page. The link leaves the address at once: it is nobody else's business.
pub(crate) fn page() -> AnyView {
    let navigation = use_navigation();
    let token = StoredValue::new(navigation.fragment());
    navigation.drop_fragment();
    let codes = RwSignal::new(None::<Vec<String>>);
    let invitation = Loader::new(None, move || api::invitation(token.get_value()));
    (move || match (codes.get(), invitation.get()) {
        (Some(codes), _) => joined(codes),
        (None, Load::Waiting) => loading(),
        (None, Load::Ready(found)) => form(&found, token.get_value(), codes),
        (None, Load::Failed(fault)) if fault.code().is_some() => refused(text::fault(&fault)),
        (None, Load::Failed(fault)) => load_failed(text::fault(&fault), move || invitation.try_again()),
    })
    .into_any()
}

fn refused(why: &'static str) -> AnyView {
    view! {
        <section class="c-message">
            {page_heading(text::JOIN)}
            <p>{why}</p>
            <p><a class="c-button" href=DeskRoute::Start.href()>{text::TO_START}</a></p>
        </section>
    }
    .into_any()
}

fn form(found: &InvitationResponse, token: String, codes: RwSignal<Option<Vec<String>>>) -> AnyView {
    let (password, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (errors, is_busy) = (FieldErrors::new(Vec::new()), RwSignal::new(false));
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let request =
            JoinRequest { token: token.clone(), password: password.get_untracked(), code: code.get_untracked() };
        spawn_local(async move {
            let answer = api::join(request).await;
            let _ = is_busy.try_set(false);
            match answer {
                Ok(joined) => codes.set(Some(joined.recovery_codes)),
                Err(fault) => errors.show(problems(&fault, Field::Password)),
            }
        });
    };
    view! {
        <div class="l-family">
            {error_summary(errors)}
            {page_heading_with_problem(text::welcome(&found.name), errors.any())}
            <p>{text::EMAIL_LABEL}": " <strong>{found.email.clone()}</strong></p>
            <form class="c-form" novalidate on:submit=on_submit>
                // So that a password manager knows whose password it keeps.
                <input class="u-visually-hidden" type="email" autocomplete="username" value=found.email.clone() tabindex="-1" aria-hidden="true" readonly/>
                {text_field(password_field(), password, errors)}
                <section class="c-join" aria-labelledby="join-scan">
                    <h2 class="c-field__label" id="join-scan">{text::JOIN_SCAN}</h2>
                    {qr_code(&found.uri, text::JOIN_SCAN)}
                    <p>{text::JOIN_SCAN_HINT}</p>
                    <p class="c-join__secret"><code>{in_groups(&found.secret)}</code></p>
                </section>
                {text_field(code_field(), code, errors)}
                <p><button type="submit" class="c-button c-button--large" aria-disabled=move || is_busy.get().then_some("true")>
                    {text::JOIN_BUTTON}
                </button></p>
            </form>
        </div>
    }
    .into_any()
}

const fn password_field() -> TextField<Field> {
    let (kind, autocomplete) = ("password", "new-password");
    TextField {
        field: Field::Password,
        kind,
        label: text::JOIN_PASSWORD_LABEL,
        hint: text::JOIN_PASSWORD_HINT,
        autocomplete,
    }
}

const fn code_field() -> TextField<Field> {
    let (kind, autocomplete) = ("text", "one-time-code");
    TextField { field: Field::Code, kind, label: text::JOIN_CODE_LABEL, hint: text::JOIN_CODE_HINT, autocomplete }
}

/// `ABCD EFGH …`: easier to type than thirty-two letters in a row.
fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|some| some.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn joined(codes: Vec<String>) -> AnyView {
    let me = use_me();
    let navigation = use_navigation();
    let go_on = move |_| {
        me.ask_again();
        navigation.go_to_path(&DeskRoute::Start.href());
    };
    view! {
        <div class="l-family">
            {page_heading(text::JOINED)}
            <p>{text::JOINED_LEAD}</p>
            <ol class="c-section c-recovery">
                {codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view()}
            </ol>
            <p class="c-row u-no-print">
                <button type="button" class="c-button c-button--quiet" on:click=move |_| page::print()>{text::PRINT}</button>
                <button type="button" class="c-button" on:click=go_on>{text::GO_ON}</button>
            </p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::in_groups;

    #[test]
    fn a_secret_is_written_in_groups_of_four() {
        assert_eq!(in_groups("ABCDEFGHIJ"), "ABCD EFGH IJ");
    }
}
