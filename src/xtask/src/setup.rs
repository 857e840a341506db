//! Set-up: what each chore needs before it can start. Here lives which chore needs which tool; how one tool is had is
//! that tool's own file. Every step asks first whether all is there already, and is silent and quick when it is; else
//! it tries the ordinary way, else the way that needs package registries only (docs/BUILDING.md).

pub(crate) mod bindgen;
pub(crate) mod browser;
mod cargo_tool;
mod debian;
mod network;
mod npm;
pub(crate) mod rust;
pub(crate) mod trunk;
pub(crate) mod wasm_opt;

use std::fs::File;
use std::time::Duration;

use anyhow::Result;

use crate::fingerprint::{Fingerprint, Stamp};
use crate::lock;
use crate::process::{Job, clock};
use crate::project::Project;
use browser::Browser;
use rust::Toolchain;

/// What Rust chores need: a compiler which also builds for the browser.
pub(crate) fn for_rust(project: &Project) -> Result<Toolchain> {
    rust::ensure(project)
}

/// What building the site needs: the compiler, trunk, wasm-bindgen, and every crate of the lock file.
pub(crate) fn for_site(project: &Project) -> Result<Toolchain> {
    let toolchain = rust::ensure(project)?;
    fetch_crates(project, toolchain)?;
    trunk::ensure(project, toolchain)?;
    bindgen::ensure(project, toolchain)?;
    Ok(toolchain)
}

/// What building the site for families needs: as [`for_site`], the standard library's source, and wasm-opt.
pub(crate) fn for_release(project: &Project) -> Result<Toolchain> {
    let toolchain = for_site(project)?;
    rust::ensure_library_source(project, toolchain)?;
    wasm_opt::ensure(project)?;
    Ok(toolchain)
}

/// What every chore together needs.
pub(crate) fn everything(project: &Project) -> Result<(Toolchain, Browser)> {
    let toolchain = for_release(project)?;
    rust::ensure_components(project, toolchain)?;
    let browser = browser::ensure(project)?;
    Ok((toolchain, browser))
}

/// Builds are told to be offline, so the crates come first.
fn fetch_crates(project: &Project, toolchain: Toolchain) -> Result<()> {
    let mut fingerprint = Fingerprint::default();
    fingerprint.word(&project.cargo_home.to_string_lossy());
    fingerprint.path(&project.root.join("Cargo.lock"))?;
    let stamp = Stamp::at(project.stamps().join("crates"));
    if stamp.is(&fingerprint.text()) {
        return Ok(());
    }
    Job::new(project, "fetching crates").must(
        toolchain.cargo(project).args(["fetch", "--target", rust::WASM, "--target", &toolchain.host(project)?]),
        "The crates named in Cargo.lock could not be fetched: is the crates registry reachable?",
    )?;
    stamp.write(&fingerprint.text())
}

/// One set-up at a time on one machine: held until dropped.
fn one_at_a_time(project: &Project) -> Result<File> {
    lock::take(&project.tools(), "lock", "another set-up is running on this machine")
}

/// Says in one line what is about to be done, and why.
fn announce(line: &str) {
    println!("Set-up: {line}");
}

/// Says that a step of set-up is over.
fn done(took: Duration) {
    println!("  done in {}", clock(took));
}
