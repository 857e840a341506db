//! wasm-bindgen's command, of exactly the version the site is built with: any other refuses the module.

use std::fs;

use anyhow::{Context, Result};

use super::Toolchain;
use super::cargo_tool::CargoTool;
use crate::project::Project;

/// Makes sure the wasm-bindgen named in Cargo.lock is there.
pub(crate) fn ensure(project: &Project, toolchain: Toolchain) -> Result<()> {
    let lock = fs::read_to_string(project.root.join("Cargo.lock")).context("cannot read Cargo.lock")?;
    CargoTool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: locked_version(&lock, "wasm-bindgen")?,
        fits: |found, wanted| found == wanted,
        // Not --locked: its own lock file has named crates that registries no longer have.
        options: &["--debug"],
        because: "joins the site's Rust to the browser; installing the version in Cargo.lock (3 minutes where built)",
    }
    .ensure(project, toolchain)
}

/// The version of a package in a lock file. Fails where there is none, or more than one.
fn locked_version(lock: &str, package: &str) -> Result<String> {
    let table: toml::Table = lock.parse().context("Cargo.lock is not TOML")?;
    let packages = table.get("package").and_then(|list| list.as_array()).context("Cargo.lock names no packages")?;
    let mut versions = packages
        .iter()
        .filter(|entry| entry.get("name").and_then(|name| name.as_str()) == Some(package))
        .filter_map(|entry| entry.get("version")?.as_str());
    let first = versions.next().with_context(|| format!("Cargo.lock does not name {package}"))?;
    anyhow::ensure!(versions.next().is_none(), "Cargo.lock names {package} more than once");
    Ok(first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4
[[package]]
name = "wasm-bindgen"
version = "0.2.130"
[[package]]
name = "wasm-bindgen-macro"
version = "0.2.131"
[[package]]
name = "twice"
version = "1.0.0"
[[package]]
name = "twice"
version = "2.0.0"
"#;

    #[test]
    fn the_locked_version_is_that_of_the_package_itself() -> Result<()> {
        assert_eq!(locked_version(LOCK, "wasm-bindgen")?, "0.2.130");
        Ok(())
    }

    #[test]
    fn a_package_absent_or_locked_twice_is_refused() {
        assert!(locked_version(LOCK, "absent").is_err());
        assert!(locked_version(LOCK, "twice").is_err());
        assert!(locked_version("not toml at all", "wasm-bindgen").is_err());
    }

    #[test]
    fn the_workspace_locks_one_wasm_bindgen() -> Result<()> {
        let lock = fs::read_to_string(Project::find()?.root.join("Cargo.lock"))?;
        assert!(locked_version(&lock, "wasm-bindgen")?.starts_with("0.2."));
        Ok(())
    }
}
