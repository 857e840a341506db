//! Class lists: every oddity of an export that schools were seen to send, and what a plan makes of them.

mod adults;
mod columns;
mod plans;
mod properties;
mod pupils;
mod samples;
mod support;
mod tables;
mod values;
