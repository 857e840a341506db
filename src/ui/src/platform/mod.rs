//! The browser: the only folder that names web-sys or js-sys. Thin: each function does one thing and decides nothing.
//!
//! Everything here is called from effects, events and tasks, never while a component is being drawn, so that pages can
//! be drawn natively. What the browser may refuse (storage, printing) is refused quietly: the page still works.

pub mod clock;
pub mod crash;
pub mod download;
pub mod file;
pub mod history;
pub mod http;
pub mod offline;
pub mod page;
pub mod random;
pub mod speech;
pub mod start;
pub mod storage;
