//! The server: axum on top, the store below. `routes` knows HTTP and no SQL; `store` knows SQL and no HTTP.

pub mod app;
mod assets;
pub mod content;
pub mod content_folder;
pub mod demo;
mod error;
mod extract;
mod headers;
pub mod heads;
pub mod keys;
mod openapi;
mod router;
mod routes;
pub mod seal;
pub mod serve;
pub mod store;
pub mod token;
mod watch;

pub use router::router;
