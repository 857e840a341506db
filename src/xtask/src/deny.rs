//! `cargo xtask deny`: licences, banned crates and sources, by cargo-deny and deny.toml.

use std::process::ExitCode;

use anyhow::Result;

use crate::process::pass_through;
use crate::project::Project;

/// Runs cargo-deny where it is installed, else says how to have it.
pub(crate) fn run(project: &Project) -> Result<ExitCode> {
    if project.which("cargo-deny").is_none() {
        println!("cargo-deny is not installed: `cargo install cargo-deny --locked`, then try again.");
        return Ok(ExitCode::FAILURE);
    }
    pass_through(project.command("cargo").args(["deny", "check", "bans", "licenses", "sources"]))
}
