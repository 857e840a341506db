//! `cargo xtask gallery`: every component and kind of step, drawn natively with the built site's own styles, as pages to
//! open and to check. What is on them is `shine_ui::gallery`'s.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::build::{self, Flavour};
use crate::process::Job;
use crate::project::Project;
use crate::setup;
use crate::setup::rust::Toolchain;

/// The feature that holds the gallery.
pub(crate) const FEATURE: &str = "shine-ui/gallery";

/// Builds the site, draws the gallery and says where it is.
pub(crate) fn run(project: &Project) -> Result<ExitCode> {
    let toolchain = setup::for_site(project)?;
    let dist = build::site(project, toolchain, Flavour::Fast)?;
    let folder = draw(project, toolchain, &dist)?;
    println!("The gallery is drawn. Open {} in a browser.", folder.join("index.html").display());
    Ok(ExitCode::SUCCESS)
}

/// Draws the gallery with the styles of the site in `dist`; answers its folder.
pub(crate) fn draw(project: &Project, toolchain: Toolchain, dist: &Path) -> Result<PathBuf> {
    let folder = project.target.join("gallery");
    // A page of something that is gone would be looked at and checked for ever.
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    let mut cargo = toolchain.cargo(project);
    cargo.args(["run", "--package", "shine-ui", "--example", "gallery", "--features", FEATURE, "--"]);
    cargo.arg(dist).arg(&folder);
    Job::new(project, "drawing the gallery").must(&mut cargo, "The gallery could not be drawn.")?;
    Ok(folder)
}
