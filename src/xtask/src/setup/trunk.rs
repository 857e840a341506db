//! trunk, which turns index.html and the site's crate into a folder to serve.

use anyhow::Result;

use super::Toolchain;
use super::cargo_tool::CargoTool;
use crate::project::Project;

/// The newest version that every stable compiler since Rust 1.81 builds.
const VERSION: &str = "0.21.14";

/// Makes sure there is a trunk that Trunk.toml accepts.
pub(crate) fn ensure(project: &Project, toolchain: Toolchain) -> Result<()> {
    CargoTool {
        program: "trunk",
        package: "trunk",
        version: VERSION.to_owned(),
        fits,
        // Unoptimised: it spends its time waiting for others, and optimising it takes ten minutes more.
        options: &["--locked", "--debug", "--no-default-features", "--features", "rustls"],
        because: "puts the site together; installing it (6 minutes where it must be built)",
    }
    .ensure(project, toolchain)
}

/// 0.21 from .14 on, and 0.22: the same range as in Trunk.toml.
fn fits(found: &str, _wanted: &str) -> bool {
    let numbers: Vec<u32> = found.split('.').map_while(|part| part.parse().ok()).collect();
    matches!(numbers[..], [0, 21, patch] if patch >= 14) || matches!(numbers[..], [0, 22, _])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_versions_trunk_toml_accepts_fit() {
        for (version, expected) in [
            ("0.21.14", true),
            ("0.22.1", true),
            ("0.21.13", false),
            ("0.20.99", false),
            ("0.23.0", false),
            ("1.21.14", false),
            ("0.22.0-beta.1", false),
            ("", false),
        ] {
            assert_eq!(fits(version, VERSION), expected, "{version}");
        }
    }
}
