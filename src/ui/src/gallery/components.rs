//! Components on their own, one a page. Which band they stand in makes no difference to them.

use leptos::prelude::*;
use shine_domain::person::TextProblem;

use super::drawn::drawn;
use super::properties::{ticked, unfolded, with_value};
use super::step::lesson;
use super::{Example, Shows};
use crate::answer_book::AnswerBook;
use crate::components::{
    Announcer, FieldErrors, PictureSize, TextField, carry_on, error_summary, heading_of, hide_screen, listen_to_page,
    live_region, load_failed, loading, not_found, page_heading_with_problem, picture, progress, reading_settings,
    someone_else, text_field,
};
use crate::fault::Fault;
use crate::reading::{SETTINGS, Setting};
use crate::steps::{feedback_panel, told_panel};
use crate::text::errors::{self, Field, typed};
use crate::text::family;

/// Every component.
pub(super) fn examples() -> Vec<Example> {
    let all = [
        ("announcer", drawn(|| titled("Announcer", announcer()))),
        ("carry-on", drawn(|| titled("Carry on", carry_on_view()))),
        ("failed", drawn(|| load_failed(errors::reading(&Fault::Network), || ()))),
        ("feedback-again", drawn(|| titled("Think again", panel(|body| feedback_panel(false, body))))),
        ("feedback-right", drawn(|| titled("Well done", panel(|body| feedback_panel(true, body))))),
        ("feedback-told", drawn(|| titled("Told whatever was said", panel(told_panel)))),
        ("form", with_value(&form(Vec::new()), &Field::Name.word(), "Robin Example")),
        ("form-with-problems", form(problems())),
        ("hide-screen", drawn(|| titled("Hide this screen", hide_screen()))),
        ("listen", drawn(|| titled("Listen", listen_to_page("en")))),
        ("loading", drawn(|| titled("Loading", loading()))),
        ("not-found", drawn(not_found)),
        ("picture-sizes", drawn(|| titled("Picture sizes", pictures()))),
        ("progress", drawn(|| titled("Progress", progresses()))),
        ("reading-settings", drawn(settings)),
        ("reading-settings-open", chosen(unfolded(&drawn(settings)))),
        ("someone-else", drawn(turn)),
        ("someone-else-open", unfolded(&drawn(turn))),
    ];
    all.map(|(name, html)| Example { shows: Shows::Component(name), html }).into_iter().collect()
}

/// `view` below a heading, on a pupil's page.
fn titled(title: &'static str, view: AnyView) -> AnyView {
    view! { <article class="l-pupil">{heading_of(title, title.into_any())} {view}</article> }.into_any()
}

fn book() -> Option<AnswerBook> {
    lesson().map(|lesson| AnswerBook::new(&lesson.document))
}

fn announcer() -> AnyView {
    let announcer = Announcer::provide();
    announcer.say("“My password” is in “Keep private”. 3 cards left.");
    view! { <p>"What is said here is heard and not seen."</p> {live_region(announcer)} }.into_any()
}

fn carry_on_view() -> AnyView {
    book().map(|book| carry_on(book, |_| ())).into_any()
}

fn turn() -> AnyView {
    titled("Someone else's turn", book().map(|book| someone_else(book, || ())).into_any())
}

fn settings() -> AnyView {
    titled("Reading settings", reading_settings())
}

/// The reading settings as they are where nobody has changed them.
fn chosen(html: String) -> String {
    let first = |setting: &Setting| Some(format!("reading-{}-{}", setting.word, setting.choices.first()?.0));
    SETTINGS.iter().filter_map(first).fold(html, |html, id| ticked(&html, &id))
}

fn panel(panel: impl FnOnce(AnyView) -> AnyView) -> AnyView {
    panel(view! { <p>"Asking first is a good habit. What would you ask?"</p> }.into_any())
}

fn progresses() -> AnyView {
    view! { {progress(0, 12)} {progress(5, 12)} {progress(11, 12)} }.into_any()
}

fn pictures() -> AnyView {
    let sizes = [PictureSize::InText, PictureSize::OfCard, PictureSize::OfStep, PictureSize::OfPage];
    let rows = sizes.map(|size| view! { <p>{picture("hedgehog", "A hedgehog", size)} " among words"</p> });
    rows.into_iter().collect_view().into_any()
}

fn problems() -> Vec<(Field, String)> {
    let problem = |field| (field, typed(field, TextProblem::Empty).to_owned());
    vec![problem(Field::Name), problem(Field::Relationship)]
}

/// A family's form: its problems above its heading, its fields below.
fn form(problems: Vec<(Field, String)>) -> String {
    let name = TextField {
        field: Field::Name,
        kind: "text",
        label: family::NAME_LABEL,
        hint: family::NAME_HINT,
        autocomplete: "name",
    };
    let relationship = TextField {
        field: Field::Relationship,
        kind: "text",
        label: family::RELATIONSHIP_LABEL,
        hint: family::RELATIONSHIP_HINT,
        autocomplete: "off",
    };
    drawn(|| {
        let errors = FieldErrors::new(problems);
        view! {
            <div class="l-family">
                {error_summary(errors)}
                {page_heading_with_problem("A form", errors.any())}
                <form class="c-form" novalidate>
                    {text_field(name, RwSignal::new(String::new()), errors)}
                    {text_field(relationship, RwSignal::new(String::new()), errors)}
                </form>
            </div>
        }
        .into_any()
    })
}
