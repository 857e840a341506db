//! Choosing a class band, by picture.

use leptos::prelude::*;
use shine_domain::vocabulary::Band;
use shine_ui::components::{PictureSize, decoration, listen_to_page, page_heading};
use shine_ui::library::LANGUAGE;
use shine_ui::route::Route;
use shine_ui::text::pages;

use super::cards::{Card, cards};

/// The page.
pub(crate) fn page() -> AnyView {
    let bands = Band::ALL.iter().map(|band| band_view(*band)).collect_view();
    let promises = Card {
        route: Route::Charters,
        picture: "handshake",
        title: pages::PUPILS_PROMISES.to_owned(),
        note: pages::PUPILS_PROMISES_BODY.to_owned(),
    };
    view! {
        <div class="l-pupil">
            {page_heading(pages::PUPILS_TITLE)}
            {listen_to_page(LANGUAGE)}
            <p class="c-lead">{pages::PUPILS_LEAD}</p>
            <ul class="c-bands">{bands}</ul>
            {cards(vec![promises])}
        </div>
    }
    .into_any()
}

/// The picture a band is known by.
pub(crate) const fn picture_of(band: Band) -> &'static str {
    match band {
        Band::Eyfs => "teddy-bear",
        Band::Ks1 => "hedgehog",
        Band::LowerKs2 => "owl",
        Band::UpperKs2 => "rocket",
    }
}

fn band_view(band: Band) -> AnyView {
    let class = format!("c-band c-band--{}", band.word());
    view! {
        <li>
            <a class=class href=Route::Band(band).href()>
                {decoration(picture_of(band), PictureSize::OfPage)}
                <span class="c-band__name">{band.title()}</span>
            </a>
        </li>
    }
    .into_any()
}
