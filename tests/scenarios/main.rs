//! Scenarios: what people do, and what goes wrong, through the real router on a real database.

mod api;
mod bad_input;
mod consents;
mod demo;
mod house;
mod ledger;
mod link;
mod signing;
mod watch;
