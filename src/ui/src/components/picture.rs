//! Pictures of the school's own set.

use leptos::prelude::*;

use crate::place;

/// How large a picture is, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureSize {
    /// Among words.
    InText,
    /// Beside words, in a card or a row.
    OfCard,
    /// Above a step's words.
    OfStep,
    /// The one large picture of a page.
    OfPage,
}

impl PictureSize {
    const fn class(self) -> &'static str {
        match self {
            Self::InText => "c-picture c-picture--in-text",
            Self::OfCard => "c-picture c-picture--of-card",
            Self::OfStep => "c-picture c-picture--of-step",
            Self::OfPage => "c-picture c-picture--of-page",
        }
    }

    const fn pixels(self) -> &'static str {
        match self {
            Self::InText => "24",
            Self::OfCard => "64",
            Self::OfStep => "96",
            Self::OfPage => "160",
        }
    }
}

/// The picture called `name`, described for those who cannot see it.
#[must_use]
pub fn picture(name: &str, description: &str, size: PictureSize) -> AnyView {
    let address = place::public(&format!("/pictures/{name}.svg"));
    view! {
        <img class=size.class() src=address alt=description.to_owned() width=size.pixels() height=size.pixels()/>
    }
    .into_any()
}

/// A picture that says nothing the words beside it do not say.
#[must_use]
pub fn decoration(name: &str, size: PictureSize) -> AnyView {
    picture(name, "", size)
}
