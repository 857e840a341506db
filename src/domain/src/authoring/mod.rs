//! What only authors need: reading TOML, schools, placeholders, overlays, and checking a whole content folder.
//! Nothing here reads a file: the caller hands over the texts of a folder ([`library::ContentFiles`]).

mod adaptations;
mod front_matter;
mod layout;
pub mod library;
mod links;
mod placeholders;
pub mod published;
pub mod pupils;
pub mod resolve;
pub mod school;
mod values;
