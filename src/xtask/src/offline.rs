//! The worker that keeps the lessons on a device (docs/decisions/0016-offline.md): its template, with the list of what was
//! built. The server adds the content, which changes without a build.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest as _, Sha256};

use crate::fingerprint::files_below;
use crate::project::Project;

/// The worker in a built site, as the server looks for it.
pub(crate) const WORKER: &str = "sw.js";
/// Its template in the workspace.
const TEMPLATE: &str = "src/site/service-worker.js";
/// Where the list stands in the template.
const MARK: &str = "/* built */ []";
/// Endings of what a page of everybody's is made of. Pages themselves are the server's.
const ENDINGS: [&str; 7] = ["css", "js", "wasm", "woff2", "svg", "png", "webp"];
/// What the names of the files of families' program begin with: they are needed where the network is needed, too.
const FAMILY_PROGRAM: &str = "shine-family";
/// The desk's folder: nothing of it is kept on any device.
const DESK: &str = "desk/";

/// Writes the worker of the site built in `dist`.
pub(crate) fn write_worker(project: &Project, dist: &Path) -> Result<()> {
    let path = project.root.join(TEMPLATE);
    let template = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    fs::write(dist.join(WORKER), fill(&template, &built_files(dist)?)?).context("cannot write the worker")
}

fn fill(template: &str, files: &[(String, String)]) -> Result<String> {
    ensure!(template.contains(MARK), "{TEMPLATE} has no place for the list of what was built: {MARK}");
    Ok(template.replacen(MARK, &serde_json::to_string(files)?, 1))
}

/// What everybody's pages need of a built site: each path in it, with a digest of what is there.
fn built_files(dist: &Path) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for file in files_below(dist)? {
        let name = file.strip_prefix(dist).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        if is_everybodys(&name) {
            let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            files.push((name, digest_of(&bytes)));
        }
    }
    Ok(files)
}

fn is_everybodys(name: &str) -> bool {
    let has_ending = name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending));
    has_ending && name != WORKER && !name.starts_with(FAMILY_PROGRAM) && !name.starts_with(DESK)
}

/// The first 16 digits of the SHA-256: it tells versions of one file apart and guards nothing.
fn digest_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(dist: &Path) -> Result<Vec<String>> {
        Ok(built_files(dist)?.into_iter().map(|(name, _)| name).collect())
    }

    #[test]
    fn a_device_keeps_what_everybodys_pages_need_and_nothing_else() -> Result<()> {
        let dist = tempfile::tempdir()?;
        let wanted = [
            "base-fd0a8faf32ed1371.css",
            "family-73cd5ebc96061aa6.css",
            "fonts/a.woff2",
            "icons/shine.svg",
            "pictures/owl.svg",
            "shine-site-60fbf91a5b0c9265.js",
            "shine-site-60fbf91a5b0c9265_bg.wasm",
        ];
        let unwanted = [
            "base-fd0a8faf32ed1371.css.br",
            "desk/shine-desk-8ee441fed5756b14_bg.wasm",
            "desk/styles-8ee441fed5756b14.css",
            "family.html",
            "fonts/OFL.txt",
            "icons/site.webmanifest",
            "index.html",
            "pictures/ATTRIBUTION.md",
            "pictures/pictures.toml",
            "shine-family-8ee441fed5756b14.js",
            "shine-family-8ee441fed5756b14_bg.wasm",
            "sw.js",
        ];
        for name in wanted.iter().chain(&unwanted) {
            let file = dist.path().join(name);
            fs::create_dir_all(file.parent().unwrap_or(dist.path()))?;
            fs::write(file, name)?;
        }
        assert_eq!(names(dist.path())?, wanted);
        Ok(())
    }

    #[test]
    fn a_picture_that_changed_has_another_digest_and_the_others_have_the_same() -> Result<()> {
        let dist = tempfile::tempdir()?;
        fs::write(dist.path().join("owl.svg"), "an owl")?;
        fs::write(dist.path().join("sun.svg"), "the sun")?;
        let before = built_files(dist.path())?;
        fs::write(dist.path().join("owl.svg"), "another owl")?;
        let after = built_files(dist.path())?;
        assert_ne!(before[0], after[0]);
        assert_eq!(before[1], after[1]);
        Ok(())
    }

    #[test]
    fn the_template_has_a_place_for_the_list_and_one_only() -> Result<()> {
        let project = Project::find()?;
        let template = fs::read_to_string(project.root.join(TEMPLATE))?;
        assert_eq!(template.matches(MARK).count(), 1);
        let filled = fill(&template, &[("icons/shine.svg".into(), "0123456789abcdef".into())])?;
        assert!(filled.contains(r#"const BUILT = [["icons/shine.svg","0123456789abcdef"]];"#), "{filled}");
        assert!(fill("self.skipWaiting()", &[]).is_err(), "a list that stands nowhere must not pass");
        Ok(())
    }

    #[test]
    fn a_site_that_is_built_has_its_worker() -> Result<()> {
        let dist = tempfile::tempdir()?;
        fs::write(dist.path().join("tokens-57804cb26f4e80e3.css"), ":root {}")?;
        write_worker(&Project::find()?, dist.path())?;
        let worker = fs::read_to_string(dist.path().join(WORKER))?;
        assert!(worker.contains(r#"[["tokens-57804cb26f4e80e3.css","#), "{worker}");
        Ok(())
    }
}
