//! Where things are: the workspace's folders, and the environment each child process starts with. No chore's steps.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The folders a chore reads and writes.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    /// The top of the workspace.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds: `target`, unless CARGO_TARGET_DIR says otherwise.
    pub(crate) target: PathBuf,
    /// Where `cargo install` puts tools: CARGO_HOME, or `.cargo` in the home folder.
    pub(crate) cargo_home: PathBuf,
}

impl Project {
    /// Finds the workspace this chore was built from. Fails where neither CARGO_HOME nor a home folder is known.
    pub(crate) fn find() -> Result<Self> {
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root =
            manifest.parent().and_then(Path::parent).context("src/xtask is not inside a workspace")?.to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        let cargo_home = match env::var_os("CARGO_HOME") {
            Some(home) => PathBuf::from(home),
            None => env::home_dir().context("no home folder: set CARGO_HOME")?.join(".cargo"),
        };
        Ok(Self { root, target, cargo_home })
    }

    /// Full output of long steps, one file a step.
    pub(crate) fn logs(&self) -> PathBuf {
        self.target.join("xtask-logs")
    }

    /// Notes on what was built from what: see [`crate::fingerprint`].
    pub(crate) fn stamps(&self) -> PathBuf {
        self.target.join("xtask-stamps")
    }

    /// Tools which `cargo install` cannot place beside the developer's own: shared by every clone.
    pub(crate) fn tools(&self) -> PathBuf {
        self.cargo_home.join("shine-tools")
    }

    /// The schools with a folder of content, by name, sorted. Fails where the folder cannot be read.
    pub(crate) fn schools(&self) -> Result<Vec<String>> {
        let folder = self.root.join("content/schools");
        let mut schools = Vec::new();
        for entry in folder.read_dir().with_context(|| format!("cannot read {}", folder.display()))? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                schools.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        schools.sort();
        Ok(schools)
    }

    /// A child process in the workspace's top folder, which sees our tools first and nothing of the cargo that runs us.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.search_path());
        for (name, _) in env::vars_os().filter(|(name, _)| is_of_the_calling_cargo(&name.to_string_lossy())) {
            command.env_remove(name);
        }
        command
    }

    /// Whether a program of this name can be started by [`Project::command`], and where it is.
    pub(crate) fn which(&self, program: &str) -> Option<PathBuf> {
        env::split_paths(&self.search_path()).map(|dir| dir.join(program)).find(|path| path.is_file())
    }

    fn search_path(&self) -> OsString {
        let tools = self.tools();
        let ours = [tools.join("bin"), tools.join("node_modules/.bin"), self.cargo_home.join("bin")];
        let path = env::var_os("PATH").unwrap_or_default();
        let all: Vec<PathBuf> = ours.into_iter().chain(env::split_paths(&path)).collect();
        env::join_paths(all).unwrap_or(path)
    }
}

/// `cargo run` describes this crate and its own compiler to its children; the product's build must not see it.
/// NO_COLOR=1 is a fatal error to trunk 0.21.
fn is_of_the_calling_cargo(name: &str) -> bool {
    matches!(name, "CARGO" | "RUSTC" | "LD_LIBRARY_PATH" | "RUST_RECURSION_COUNT" | "NO_COLOR" | "OUT_DIR")
        || name.starts_with("CARGO_PKG_")
        || name.starts_with("CARGO_MANIFEST_")
        || name.starts_with("CARGO_BIN_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_calling_cargo_says_is_not_passed_on() {
        for name in ["CARGO", "CARGO_PKG_NAME", "CARGO_MANIFEST_DIR", "NO_COLOR"] {
            assert!(is_of_the_calling_cargo(name), "{name}");
        }
        for name in ["CARGO_HOME", "CARGO_TARGET_DIR", "RUSTUP_TOOLCHAIN", "PATH", "CARGO_NET_OFFLINE"] {
            assert!(!is_of_the_calling_cargo(name), "{name}");
        }
    }

    #[test]
    fn the_workspace_is_found_with_its_schools() -> Result<()> {
        let project = Project::find()?;
        assert!(project.root.join("Cargo.toml").is_file());
        assert!(project.schools()?.contains(&"casterton-primary".to_owned()));
        Ok(())
    }

    #[test]
    fn our_tools_come_first_on_the_path() -> Result<()> {
        let project = Project::find()?;
        let first = env::split_paths(&project.search_path()).next();
        assert_eq!(first, Some(project.tools().join("bin")));
        Ok(())
    }
}
