//! Handlers, by resource, and the conversions between what crosses the network and what the domain means. No SQL.

pub(crate) mod content;
pub(crate) mod desk;
pub(crate) mod family;
mod family_view;
pub(crate) mod offline;
pub(crate) mod record_request;
pub(crate) mod school;
pub(crate) mod site;
