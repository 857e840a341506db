//! Tools that are Rust programs: had ready-made through cargo-binstall where that is there and works, else built once
//! by `cargo install`, in its usual place. A developer's own other version is left alone: ours then goes beside it.

use anyhow::Result;

use super::{Toolchain, announce, done, network, one_at_a_time};
use crate::process::{Job, words};
use crate::project::Project;

/// One tool and how it is had.
pub(crate) struct CargoTool {
    /// The program, as it is called.
    pub(crate) program: &'static str,
    /// The crate it comes from.
    pub(crate) package: &'static str,
    /// The version that is installed where none will do.
    pub(crate) version: String,
    /// Whether a version that is there already will do.
    pub(crate) fits: fn(found: &str, wanted: &str) -> bool,
    /// What `cargo install` is told besides.
    pub(crate) options: &'static [&'static str],
    /// What it is for and how long building it takes, for the line shown.
    pub(crate) because: &'static str,
}

impl CargoTool {
    /// Installs the tool unless a version that fits is there.
    pub(crate) fn ensure(&self, project: &Project, toolchain: Toolchain) -> Result<()> {
        if self.is_there(project) {
            return Ok(());
        }
        let _lock = one_at_a_time(project)?;
        if self.is_there(project) {
            return Ok(());
        }
        announce(&format!("{} {}: {}", self.program, self.version, self.because));
        let binstall = project.which("cargo-binstall").is_some() && network::reaches("github.com");
        if binstall && self.download(project, toolchain)? {
            return Ok(());
        }
        self.build(project, toolchain)
    }

    fn is_there(&self, project: &Project) -> bool {
        words(project.command(self.program).arg("--version"))
            .is_some_and(|said| version_in(&said).is_some_and(|found| (self.fits)(found, &self.version)))
    }

    fn download(&self, project: &Project, toolchain: Toolchain) -> Result<bool> {
        let ending = Job::new(project, &format!("downloading {}", self.program)).with_patience(network::PATIENCE).run(
            toolchain
                .cargo(project)
                .args(["binstall", "--no-confirm", "--disable-strategies", "compile"])
                .args(self.place(project))
                .arg(self.named()),
        )?;
        let worked = ending.success && self.is_there(project);
        if worked {
            done(ending.took);
        } else {
            println!("  it cannot be downloaded ready-made here; building it");
        }
        Ok(worked)
    }

    fn build(&self, project: &Project, toolchain: Toolchain) -> Result<()> {
        let ending = Job::new(project, &format!("building {}", self.program)).must(
            toolchain.cargo(project).arg("install").arg(self.named()).args(self.options).args(self.place(project)),
            &format!("{} could not be installed: is the crates registry reachable?", self.program),
        )?;
        done(ending.took);
        Ok(())
    }

    fn named(&self) -> String {
        format!("{}@{}", self.package, self.version)
    }

    fn place(&self, project: &Project) -> Vec<String> {
        if project.cargo_home.join("bin").join(self.program).exists() {
            vec!["--root".into(), project.tools().to_string_lossy().into_owned()]
        } else {
            Vec::new()
        }
    }
}

/// The version in what `program --version` says: `trunk 0.21.14` or `wasm-opt version 132 (version_132)`.
pub(crate) fn version_in(said: &str) -> Option<&str> {
    said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_in_what_a_program_says() {
        assert_eq!(version_in("trunk 0.21.14"), Some("0.21.14"));
        assert_eq!(version_in("wasm-bindgen 0.2.130 (abcdef)"), Some("0.2.130"));
        assert_eq!(version_in("wasm-opt version 132 (version_132)"), Some("132"));
        assert_eq!(version_in("no version here"), None);
    }
}
