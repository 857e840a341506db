//! What SHINE is about, as plain data and functions: documents, steps, answers, journeys, records, receipts.
//!
//! Nothing here reads a file, a clock, a random number, the network or a database, so the same code runs in the
//! browser, the server and the command line. Features that only authors need live in [`authoring`].

mod text;
pub use text::{LineColumn, SourceText, Span};

pub mod answers;
pub mod attention;
pub mod board;
pub mod canonical;
pub mod consent;
pub mod diagnostic;
pub mod document;
pub mod ids;
pub mod journey;
pub mod knowledge;
pub mod meta;
pub mod parse;
pub mod past;
pub mod permission;
pub mod person;
pub mod picture_use;
pub mod protection;
pub mod receipt;
pub mod record;
pub mod steps;
pub mod vocabulary;

#[cfg(feature = "authoring")]
pub mod authoring;
