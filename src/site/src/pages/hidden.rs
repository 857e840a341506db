//! What is shown when somebody hid their screen: times tables, which a child may be looking at anywhere.

use leptos::prelude::*;
use shine_ui::components::bare_heading;
use shine_ui::route::Route;
use shine_ui::text::pages;

/// The page. It has nothing of the site around it.
pub(crate) fn page() -> AnyView {
    let row = |of: u32| {
        let cells = (1..=12).map(|by| view! { <td>{of * by}</td> }).collect_view();
        view! { <tr><th scope="row">{of}</th>{cells}</tr> }
    };
    let head = (1..=12).map(|by| view! { <th scope="col">{by}</th> }).collect_view();
    view! {
        <div class="l-read">
            {bare_heading(pages::TIMES_TABLES)}
            <div class="c-table c-times" tabindex="0" role="group" aria-label=pages::TIMES_TABLES>
                <table>
                    <thead><tr><td>{pages::TIMES}</td>{head}</tr></thead>
                    <tbody>{(1..=12).map(row).collect_view()}</tbody>
                </table>
            </div>
            <p><a href=Route::Pupils.href()>{pages::TIMES_TABLES_BACK}</a></p>
        </div>
    }
    .into_any()
}
