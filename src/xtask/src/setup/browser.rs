//! The browser tests' own needs: Playwright with axe, from npm, and a Chromium. Ordinary way: Playwright downloads its
//! own. Where it cannot: Debian's.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use super::{announce, debian, done, network, npm, one_at_a_time};
use crate::fingerprint::{Fingerprint, Stamp};
use crate::process::{Job, words};
use crate::project::Project;

/// The Chromium the tests drive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Browser {
    /// The one Playwright downloaded and finds itself.
    Playwrights,
    /// One installed on this machine.
    At(PathBuf),
}

/// Where the browser tests live.
pub(crate) fn folder(project: &Project) -> PathBuf {
    project.root.join("tests/browser")
}

/// Playwright's own command, started in the tests' folder.
pub(crate) fn playwright(project: &Project) -> Command {
    let mut command = project.command("node");
    command.current_dir(folder(project)).arg("node_modules/@playwright/test/cli.js");
    command
}

/// Makes sure Playwright and a Chromium are there.
pub(crate) fn ensure(project: &Project) -> Result<Browser> {
    ensure_packages(project)?;
    if let Some(browser) = find(project) {
        return Ok(browser);
    }
    let _lock = one_at_a_time(project)?;
    announce("the browser tests need Chromium; asking Playwright for it");
    if network::reaches("cdn.playwright.dev") {
        let ending = Job::new(project, "playwright install")
            .with_patience(network::PATIENCE)
            .run(playwright(project).args(["install", "chromium"]))?;
        if let Some(browser) = find(project) {
            done(ending.took);
            return Ok(browser);
        }
    }
    announce("Playwright's Chromium cannot be had or does not start here; taking Debian's");
    debian::install(project, &["chromium"])?;
    match find(project) {
        Some(browser) => Ok(browser),
        None => bail!("a Chromium was installed but does not start: set SHINE_CHROMIUM to one that does"),
    }
}

fn ensure_packages(project: &Project) -> Result<()> {
    let folder = folder(project);
    let mut fingerprint = Fingerprint::default();
    fingerprint.path(&folder.join("package.json"))?;
    fingerprint.path(&folder.join("package-lock.json"))?;
    let stamp = Stamp::at(folder.join("node_modules/.shine-stamp"));
    if stamp.is(&fingerprint.text()) {
        return Ok(());
    }
    announce("the browser tests need Playwright and axe; installing them through npm");
    let failed = "Playwright could not be installed: is the npm registry reachable?";
    npm::run(project, &folder, &["ci", "--prefer-offline"], failed)?;
    stamp.write(&fingerprint.text())
}

fn find(project: &Project) -> Option<Browser> {
    if let Some(named) = env::var_os("SHINE_CHROMIUM") {
        return Some(Browser::At(named.into()));
    }
    if playwrights_own(project).is_some_and(|path| starts(project, &path)) {
        return Some(Browser::Playwrights);
    }
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .filter_map(|name| project.which(name))
        .find(|path| starts(project, path))
        .map(Browser::At)
}

/// Where Playwright keeps its browsers, asked without starting Node when there are none at all.
fn playwrights_own(project: &Project) -> Option<PathBuf> {
    let cache = env::var_os("PLAYWRIGHT_BROWSERS_PATH").map(PathBuf::from).or_else(|| {
        let home = env::home_dir()?;
        Some(if cfg!(target_os = "macos") {
            home.join("Library/Caches/ms-playwright")
        } else {
            home.join(".cache/ms-playwright")
        })
    })?;
    fs::metadata(cache).ok()?;
    let script = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
    words(project.command("node").current_dir(folder(project)).args(["-e", script])).map(PathBuf::from)
}

fn starts(project: &Project, browser: &Path) -> bool {
    browser.is_file() && words(project.command(&browser.to_string_lossy()).arg("--version")).is_some()
}
