//! wasm-opt, which makes the shipped module smaller. Only release builds need it.

use std::fs;

use anyhow::{Result, bail};

use super::cargo_tool::version_in;
use super::{announce, npm, one_at_a_time};
use crate::process::words;
use crate::project::Project;

/// The version that is installed.
const VERSION: &str = "132";
/// Older ones corrupt a module of today's compilers.
const OLDEST: u32 = 123;

/// Makes sure a wasm-opt is there that is new enough.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    if is_there(project) {
        return Ok(());
    }
    let _lock = one_at_a_time(project)?;
    announce("wasm-opt shrinks the site for families; installing binaryen through npm");
    let folder = project.tools();
    fs::write(folder.join("package.json"), "{ \"private\": true }\n")?;
    npm::run(
        project,
        &folder,
        &["install", "--no-save", &format!("binaryen@{VERSION}")],
        "wasm-opt could not be installed: is the npm registry reachable?",
    )?;
    if !is_there(project) {
        bail!("wasm-opt was installed but does not start: look at {}", folder.display());
    }
    Ok(())
}

fn is_there(project: &Project) -> bool {
    words(project.command("wasm-opt").arg("--version")).is_some_and(|said| fits(&said))
}

fn fits(said: &str) -> bool {
    version_in(said).and_then(|version| version.parse::<u32>().ok()).is_some_and(|version| version >= OLDEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_wasm_opt_does_not_fit() {
        assert!(fits("wasm-opt version 132 (version_132)"));
        assert!(!fits("wasm-opt version 108"));
        assert!(!fits("something else"));
    }
}
