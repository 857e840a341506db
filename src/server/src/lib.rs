//! The server: axum on top, the store below. `routes` knows HTTP and no SQL; `store` knows SQL and no HTTP.

mod access;
pub mod app;
pub mod assets;
pub mod attempts;
pub mod backup;
pub mod content;
pub mod content_folder;
mod csv_file;
pub mod demo;
pub mod erasures;
mod error;
pub mod export;
mod extract;
mod headers;
pub mod heads;
pub mod in_use;
pub mod keys;
pub mod logging;
pub mod network;
pub mod offline;
mod openapi;
pub mod pages;
pub mod password;
mod router;
mod routes;
pub mod seal;
pub mod serve;
pub mod store;
pub mod token;
pub mod totp;
mod watch;

pub use router::router;
