//! Class lists: reading what a school exports from its management information system (SIMS, Arbor, Bromcom) or keeps in
//! a spreadsheet, and planning what taking it over would change.
//!
//! The way of a file: [`table::read_table`] → [`columns::Columns::guess`] → [`rows::read_rows`] → [`plan::plan`].
//! Nothing here reads a file, a clock, a random number, the network or a database, and nothing is ever changed: a plan is
//! shown to the office, which decides. A wrong match would give one child's consent to another, so whatever is in
//! doubt is not matched, but reported.

pub mod columns;
pub mod current;
mod decode;
mod doubt;
pub mod fields;
pub mod folding;
pub mod plan;
pub mod rows;
mod split;
mod synonyms;
pub mod table;
pub mod values;

/// Personal data never reaches a log by `{:?}`: only the type's name is printed.
macro_rules! hidden_debug {
    ($($name:ident),+ $(,)?) => {
        $(impl std::fmt::Debug for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(concat!(stringify!($name), "(…)"))
            }
        })+
    };
}
pub(crate) use hidden_debug;
