//! A family's own pages as components with real forms: drawn in the browser, and by the server where there is no
//! script. They are given what they show; fetching is the site's.

mod consent;
mod home;
mod open;
mod receipt;
mod sign;
mod signing;

pub use consent::{ConsentPage, Consenting, consent_view, one_view, question_told};
pub use home::family_view;
pub use open::{Opening, open_view, token_in};
pub use receipt::{receipt_facts_view, receipt_text_view, receipt_view};
pub use sign::{NOT_SENT_ID, SignPage, Signer, sign_view};
pub use signing::{Draft, Signing};
