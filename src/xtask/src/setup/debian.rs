//! Packages from Debian, for machines that reach its registry and little else.

use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Result, bail};

use super::done;
use crate::process::{Job, words};
use crate::project::Project;

static UPDATED: OnceLock<()> = OnceLock::new();

/// Installs packages, after asking for the newest lists (old lists name packages that are gone). Fails in a sentence
/// where this is not Debian, where we may not install, or where a package cannot be had.
pub(crate) fn install(project: &Project, packages: &[&str]) -> Result<()> {
    if project.which("apt-get").is_none() {
        bail!(
            "this machine has no apt-get, so there is no second way: see docs/BUILDING.md for what to install by hand"
        );
    }
    if UPDATED.get().is_none() {
        // One broken list of many is no reason to stop: the installation below says what is missing.
        Job::new(project, "apt-get update").run(as_root(project, "apt-get")?.args(["update", "-q"]))?;
        UPDATED.get_or_init(|| ());
    }
    let ending = Job::new(project, "apt-get install").must(
        as_root(project, "apt-get")?
            .args(["install", "-y", "-q", "--no-install-recommends", "-o", "Acquire::Retries=3"])
            .args(packages),
        &format!("Debian's packages {} could not be installed.", packages.join(", ")),
    )?;
    done(ending.took);
    Ok(())
}

/// A command run as root: as it is where we are root, else through sudo, which may ask for a password here.
pub(crate) fn as_root(project: &Project, program: &str) -> Result<Command> {
    let mut command = if is_root(project) {
        project.command(program)
    } else if project.which("sudo").is_some() {
        if !project.command("sudo").arg("-v").status()?.success() {
            bail!("installing packages needs an administrator's password");
        }
        let mut command = project.command("sudo");
        command.args(["env", "DEBIAN_FRONTEND=noninteractive", program]);
        command
    } else {
        bail!("installing packages needs root, and there is no sudo on this machine");
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

fn is_root(project: &Project) -> bool {
    words(project.command("id").arg("-u")).is_some_and(|id| id == "0")
}
