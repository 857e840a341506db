//! Scenarios: what people do, and what goes wrong, through the real router on a real database.

mod api;
mod backups;
mod bad_input;
mod consents;
mod demo;
mod desk;
mod garbage;
mod house;
mod ledger;
mod link;
mod network;
mod offline;
mod recordings;
mod signing;
mod watch;
