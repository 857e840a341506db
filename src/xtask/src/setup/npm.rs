//! Packages from npm. Ours need Node, which is asked for here.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::done;
use crate::process::{Job, words};
use crate::project::Project;

/// The oldest Node the browser tests run on.
const NODE: u32 = 20;

/// Runs npm in a folder with the given words. Fails in a sentence where Node is absent or too old.
pub(crate) fn run(project: &Project, folder: &Path, args: &[&str], sentence: &str) -> Result<()> {
    check_node(project)?;
    let ending = Job::new(project, &format!("npm {}", args.first().unwrap_or(&""))).must(
        command(project, folder).args(args).args(["--no-audit", "--no-fund", "--no-update-notifier"]),
        sentence,
    )?;
    done(ending.took);
    Ok(())
}

fn command(project: &Project, folder: &Path) -> Command {
    let mut command = project.command("npm");
    command.current_dir(folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}

fn check_node(project: &Project) -> Result<()> {
    let said = words(project.command("node").arg("--version"));
    match said.as_deref().and_then(major) {
        Some(major) if major >= NODE => Ok(()),
        Some(major) => bail!("Node {major} is too old for the browser tests: they need {NODE} or newer"),
        None => bail!("Node {NODE} or newer is needed and is not there: install it (nodejs.org, or your packages)"),
    }
}

fn major(said: &str) -> Option<u32> {
    said.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("what"), None);
    }
}
