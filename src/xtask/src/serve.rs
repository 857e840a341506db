//! `cargo xtask serve`: from a clone to a school in the browser.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::ServeArgs;
use crate::build::{self, Flavour};
use crate::project::Project;
use crate::setup;

/// Builds what has changed and becomes the server; it says itself where it listens. Returns only when it ended.
pub(crate) fn run(project: &Project, args: &ServeArgs) -> Result<ExitCode> {
    let toolchain = setup::for_site(project)?;
    let dist = build::site(project, toolchain, Flavour::Fast)?;
    let binary = build::server(project, toolchain, Flavour::Fast)?;
    let data = match &args.data {
        Some(data) => std::path::absolute(data)?,
        None => demo_data(project),
    };
    let mut shine =
        command(project, &Served { binary: &binary, dist: &dist, data: &data, school: &args.school, port: args.port });
    if !args.no_demo {
        shine.arg("--demo");
    }
    become_(&mut shine)
}

/// What a server is started with.
pub(crate) struct Served<'a> {
    /// The `shine` program.
    pub(crate) binary: &'a Path,
    /// The built site.
    pub(crate) dist: &'a Path,
    /// Where records are kept.
    pub(crate) data: &'a Path,
    /// The school's folder name.
    pub(crate) school: &'a str,
    /// The port at 127.0.0.1.
    pub(crate) port: u16,
}

/// `shine serve` with everything but its switches.
pub(crate) fn command(project: &Project, served: &Served) -> Command {
    let mut shine = project.command(&served.binary.to_string_lossy());
    shine
        .args(["serve", "--school", served.school, "--port", &served.port.to_string()])
        .arg("--data")
        .arg(served.data)
        .arg("--content")
        .arg(project.root.join("content"))
        .arg("--dist")
        .arg(served.dist);
    shine
}

/// Where the invented school of `serve` and `dev` keeps its records.
pub(crate) fn demo_data(project: &Project) -> PathBuf {
    project.target.join("demo-data")
}

/// Turns this process into the server, so that whoever stops us stops it.
#[cfg(unix)]
fn become_(command: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    let program = command.get_program().display().to_string();
    Err(command.exec()).with_context(|| format!("cannot start {program}"))
}

/// Runs the server as a child, where a process cannot turn into another.
#[cfg(not(unix))]
fn become_(command: &mut Command) -> Result<ExitCode> {
    crate::process::pass_through(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_is_told_school_port_data_content_and_site() -> Result<()> {
        let project = Project::find()?;
        let served = Served {
            binary: Path::new("/b/shine"),
            dist: Path::new("/d"),
            data: Path::new("/data"),
            school: "casterton-primary",
            port: 81,
        };
        let command = command(&project, &served);
        let words: Vec<_> = command.get_args().map(|arg| arg.to_string_lossy()).collect();
        let content = project.root.join("content").display().to_string();
        assert_eq!(
            words,
            [
                "serve",
                "--school",
                "casterton-primary",
                "--port",
                "81",
                "--data",
                "/data",
                "--content",
                &content,
                "--dist",
                "/d"
            ]
        );
        Ok(())
    }
}
