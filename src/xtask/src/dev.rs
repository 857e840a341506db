//! `cargo xtask dev`: a demonstration school that follows what is being written. The server watches the content
//! itself; here code, styles and pictures are watched, rebuilt, and the server is started again where its code changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, ExitCode};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::DevArgs;
use crate::build::{self, Flavour};
use crate::fingerprint::files_below;
use crate::project::Project;
use crate::serve::{self, Served};
use crate::setup;
use crate::setup::rust::Toolchain;

/// How often the folders are looked at.
const LOOK: Duration = Duration::from_millis(500);
/// What is looked at; content is the server's own to watch.
const WATCHED: [&str; 7] = ["src", "style", "public", "index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock"];
/// Starts of paths whose change concerns the site only.
const SITE_ONLY: [&str; 5] = ["src/site/", "style/", "public/", "index.html", "Trunk.toml"];

/// Serves, and rebuilds on every change, until it is interrupted.
pub(crate) fn run(project: &Project, args: &DevArgs) -> Result<ExitCode> {
    let toolchain = setup::for_site(project)?;
    let mut watch = Watch { project, toolchain, args, seen: snapshot(project)?, server: None };
    watch.rebuild(&[]);
    loop {
        thread::sleep(LOOK);
        let now = snapshot(project)?;
        let changed = changes(&watch.seen, &now);
        if changed.is_empty() {
            continue;
        }
        watch.seen = now;
        println!("Changed: {}", summary(&changed));
        watch.rebuild(&changed);
    }
}

/// When each watched file last changed, by its path in the workspace.
type Snapshot = BTreeMap<String, (u64, Option<SystemTime>)>;

struct Watch<'a> {
    project: &'a Project,
    toolchain: Toolchain,
    args: &'a DevArgs,
    seen: Snapshot,
    server: Option<Child>,
}

impl Watch<'_> {
    /// Builds what the changes concern; a mistake in the code is shown, and what ran before runs on.
    fn rebuild(&mut self, changed: &[String]) {
        if let Err(error) = self.try_rebuild(changed) {
            println!("{error:#}\nWaiting for the next change.");
        }
    }

    fn try_rebuild(&mut self, changed: &[String]) -> Result<()> {
        let dist = build::site(self.project, self.toolchain, Flavour::Fast)?;
        let site_only = !changed.is_empty() && changed.iter().all(|path| is_site_only(path));
        if site_only && self.server_runs() {
            println!("The site is rebuilt; open pages reload themselves.");
            return Ok(());
        }
        let binary = build::server(self.project, self.toolchain, Flavour::Fast)?;
        self.start_server(&binary, &dist)
    }

    fn server_runs(&mut self) -> bool {
        self.server.as_mut().is_some_and(|server| matches!(server.try_wait(), Ok(None)))
    }

    fn start_server(&mut self, binary: &Path, dist: &Path) -> Result<()> {
        if let Some(mut server) = self.server.take() {
            drop(server.kill());
            server.wait()?;
        }
        let data = serve::demo_data(self.project);
        let served = Served { binary, dist, data: &data, school: &self.args.school, port: self.args.port };
        let mut shine = serve::command(self.project, &served);
        self.server = Some(shine.args(["--demo", "--watch"]).spawn().context("cannot start the server")?);
        Ok(())
    }
}

fn snapshot(project: &Project) -> Result<Snapshot> {
    let mut seen = Snapshot::new();
    for watched in WATCHED {
        for file in files_below(&project.root.join(watched))? {
            // A file may vanish between being listed and being looked at.
            if let Ok(meta) = fs::metadata(&file) {
                seen.insert(path_in(project, &file), (meta.len(), meta.modified().ok()));
            }
        }
    }
    Ok(seen)
}

fn path_in(project: &Project, file: &Path) -> String {
    file.strip_prefix(&project.root).unwrap_or(file).to_string_lossy().replace('\\', "/")
}

/// Paths that are new, gone or different.
fn changes(before: &Snapshot, now: &Snapshot) -> Vec<String> {
    let different = now.iter().filter(|(path, state)| before.get(*path) != Some(state)).map(|(path, _)| path);
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    different.chain(gone).cloned().collect()
}

fn is_site_only(path: &str) -> bool {
    SITE_ONLY.iter().any(|start| path.starts_with(start))
}

fn summary(changed: &[String]) -> String {
    match changed {
        [one] => one.clone(),
        [one, rest @ ..] => format!("{one} and {} more", rest.len()),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(files: &[(&str, u64)]) -> Snapshot {
        files.iter().map(|(path, length)| ((*path).to_owned(), (*length, None))).collect()
    }

    #[test]
    fn new_changed_and_removed_files_are_changes() {
        let before = state(&[("a", 1), ("b", 1), ("c", 1)]);
        let now = state(&[("a", 1), ("b", 2), ("d", 1)]);
        assert_eq!(changes(&before, &now), ["b", "d", "c"]);
        assert!(changes(&now, &now).is_empty());
    }

    #[test]
    fn a_change_of_style_leaves_the_server_running() {
        assert!(is_site_only("style/base.css") && is_site_only("src/site/src/main.rs"));
        assert!(!is_site_only("src/domain/src/lib.rs"), "the server has the domain in it too");
    }

    #[test]
    fn a_change_is_named_shortly() {
        assert_eq!(summary(&["a".into()]), "a");
        assert_eq!(summary(&["a".into(), "b".into(), "c".into()]), "a and 2 more");
    }
}
