//! One file per page: what it fetches, and its frame. Parts that are used twice live in `shine-ui`.

pub(crate) mod band;
pub(crate) mod cards;
pub(crate) mod charter;
pub(crate) mod charters;
pub(crate) mod consent;
pub(crate) mod family;
pub(crate) mod hidden;
pub(crate) mod home;
pub(crate) mod lesson;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod pledge;
pub(crate) mod print;
pub(crate) mod pupils;
pub(crate) mod read;
pub(crate) mod receipt;
pub(crate) mod school;
pub(crate) mod sending;
pub(crate) mod sign;
pub(crate) mod tell_someone;
pub(crate) mod verify;
