//! Tests of how content is read: every test is a text and what comes of it.

mod answers;
mod commonmark;
mod consent;
mod content;
mod front_matter;
mod guide;
mod journey;
mod knowledge;
mod library;
mod permission;
mod placeholders;
mod properties;
mod published;
mod pupils;
mod school;
mod slips;
mod steps;
mod support;
mod text;
mod tree;
mod walks;
