//! The site for pupils, families and the public: which page stands at which address, and what each one fetches. What
//! pages are made of lives in `shine-ui`. In the browser it is one WebAssembly program; natively the same pages are drawn
//! to HTML, so that they can be read before that program is there.

mod app;
#[cfg(not(target_arch = "wasm32"))]
pub mod drawing;
mod pages;
mod shell;
mod watch;

#[cfg(test)]
mod tests;

pub use app::app;
