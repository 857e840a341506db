//! Who is signed in: asked once, known to every page; pages that need somebody are behind the sign-in form.

use leptos::prelude::*;
use shine_domain::vocabulary::Role;
use shine_ui::components::{load_failed, loading};
use shine_ui::fault::Fault;
use shine_ui::load::{Load, Loader};
use shine_wire::desk::MeResponse;

use crate::{api, pages, text};

/// Who is signed in. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Me(Loader<MeResponse>);

impl Me {
    /// Asks the server, and provides the answer to all components.
    pub(crate) fn provide() -> Self {
        let me = Self(Loader::new(None, api::me));
        provide_context(me);
        me
    }

    /// Asks again: after signing in, or out.
    pub(crate) fn ask_again(self) {
        self.0.try_again();
    }

    /// Who it is, once it is known.
    pub(crate) fn get(self) -> Option<MeResponse> {
        self.0.ready()
    }

    /// What came of asking.
    pub(crate) fn state(self) -> Load<MeResponse> {
        self.0.get()
    }
}

/// Whether `me` has one of `roles`.
pub(crate) fn has_role(me: &MeResponse, roles: &[Role]) -> bool {
    roles.iter().any(|role| me.roles.iter().any(|word| word == role.word()))
}

/// Who is signed in.
pub(crate) fn use_me() -> Me {
    expect_context::<Me>()
}

/// `page` for whoever is signed in; the sign-in form for everybody else.
pub(crate) fn behind_sign_in(page: impl Fn(MeResponse) -> AnyView + Send + Sync + 'static) -> AnyView {
    let me = use_me();
    (move || match me.state() {
        Load::Waiting => loading(),
        Load::Ready(who) => page(who),
        Load::Failed(fault) if fault.is_not_signed_in() => pages::sign_in::page(),
        Load::Failed(fault) => load_failed(text::fault(&fault), move || me.ask_again()),
    })
    .into_any()
}

/// Shows what `loader` brings; a session that has ended meanwhile leads to the sign-in form.
pub(crate) fn shown<T: Clone + Send + Sync + 'static>(
    loader: Loader<T>,
    view: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let me = use_me();
    (move || match loader.get() {
        Load::Waiting => loading(),
        Load::Ready(value) => view(value),
        Load::Failed(fault) if fault.is_not_signed_in() => {
            me.ask_again();
            loading()
        }
        Load::Failed(fault) if is_not_there(&fault) => pages::not_found(),
        Load::Failed(fault) => load_failed(text::fault(&fault), move || loader.try_again()),
    })
    .into_any()
}

fn is_not_there(fault: &Fault) -> bool {
    fault.is_not_found() || fault.code() == Some(shine_wire::ErrorCode::NotAllowed)
}
