//! What the site's pages are made of: components, the document view, step views, the same on paper, the family's own pages, and what a
//! page needs to work (routes, navigation, loading, keeping answers).
//!
//! Logic lives in plain structs with tests of their own; components only call them. Nothing outside [`platform`]
//! names the browser, so every component can also be drawn to HTML natively.

pub mod answer_book;
pub mod api;
pub mod board;
pub mod components;
pub mod document_view;
pub mod drawing;
pub mod family;
pub mod fault;
#[cfg(all(any(test, feature = "gallery"), not(target_arch = "wasm32")))]
pub mod gallery;
pub mod keeping;
pub mod library;
pub mod listening;
pub mod load;
pub mod navigation;
#[cfg(not(target_arch = "wasm32"))]
pub mod paper;
pub mod place;
pub mod platform;
pub mod reading;
pub mod receipt_check;
pub mod route;
pub mod school;
pub mod steps;
pub mod text;
pub mod uk_time;

#[cfg(test)]
mod testing;
