//! Building what is served: the site with trunk, the server with cargo, either quick for work and tests or small for
//! families. Nothing is built twice from the same inputs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::fingerprint::{Fingerprint, Stamp, files_below};
use crate::lock;
use crate::offline;
use crate::process::Job;
use crate::project::Project;
use crate::setup;
use crate::setup::rust::{BUILD_STD, BUILD_STD_CRATES, Toolchain};
use crate::stylesheet;

/// What a build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// Work and tests: quick to build.
    Fast,
    /// Families: small and fast.
    Release,
}

/// Everything the site is made from.
const SITE_INPUTS: [&str; 11] = [
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "src/site",
    "src/desk",
    "src/ui",
    "src/wire",
    "src/domain",
    "style",
    "public",
];

/// Endings of files that brotli makes smaller; the others are compressed already.
const COMPRESSIBLE: [&str; 9] = ["html", "css", "js", "wasm", "svg", "json", "txt", "xml", "webmanifest"];

/// `cargo xtask build`: the release site in `dist/` and the release server.
pub(crate) fn release(project: &Project) -> Result<()> {
    let toolchain = setup::for_release(project)?;
    let site = site(project, toolchain, Flavour::Release)?;
    let server = server(project, toolchain, Flavour::Release)?;
    println!("The site:   {}\nThe server: {}", site.display(), server.display());
    Ok(())
}

/// Where cargo reads the compiler's flags for the browser. Leptos' view types are erased in both builds: the same pages,
/// built sooner and in fewer bytes.
const WASM_FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

const RELEASE_FLAGS: &str = "--cfg erase_components -Zlocation-detail=none -Zfmt-debug=none -Zunstable-options \
                             -Cpanic=immediate-abort";

/// Builds the site unless the same is there already; answers its folder. Fails with trunk's last words.
pub(crate) fn site(project: &Project, toolchain: Toolchain, flavour: Flavour) -> Result<PathBuf> {
    let (name, profile) = match flavour {
        Flavour::Fast => ("site-fast", "wasm-fast"),
        Flavour::Release => ("site-release", "wasm-release"),
    };
    let dist = match flavour {
        Flavour::Fast => project.target.join("site-fast"),
        Flavour::Release => project.root.join("dist"),
    };
    // Two builds into one folder would take each other's files away.
    let _lock = lock::take(&project.stamps(), &format!("{name}.lock"), "another build of the site is running")?;
    let fingerprint = site_fingerprint(project, toolchain)?;
    let stamp = Stamp::at(project.stamps().join(name));
    let is_whole = ["index.html", FAMILY_PAGE, DESK_PAGE, offline::WORKER].iter().all(|file| dist.join(file).is_file());
    if stamp.is(&fingerprint) && is_whole {
        return Ok(dist);
    }
    stamp.clear();
    fs::create_dir_all(&dist).with_context(|| format!("cannot make {}", dist.display()))?;
    // Families' first and aside: a server that is running meanwhile finds both pages within a moment.
    let aside = families(project, toolchain, flavour, profile)?;
    let desk = desk(project, toolchain, flavour, profile)?;
    let site = Trunk { page: "index.html", dist: &dist, public_url: "/" };
    trunk(project, toolchain, flavour, profile, &site)?;
    add_families(&aside, &dist)?;
    stylesheet::join(&dist, &["index.html", FAMILY_PAGE], "/")?;
    add_desk(&desk, &dist)?;
    if flavour == Flavour::Release {
        compress_below(&dist)?;
    }
    // Last, for it lists the others; it is sent as the server fills it in, so a compressed copy would be of no use.
    offline::write_worker(project, &dist)?;
    stamp.write(&fingerprint)?;
    Ok(dist)
}

/// One call of trunk.
struct Trunk<'a> {
    /// The page that names everything else, from the project's root.
    page: &'a str,
    /// Where it is built.
    dist: &'a Path,
    /// Where it will stand on its host.
    public_url: &'a str,
}

fn trunk(project: &Project, toolchain: Toolchain, flavour: Flavour, profile: &str, what: &Trunk) -> Result<()> {
    let mut trunk = toolchain.command(project, "trunk");
    trunk.args(["build", what.page, "--offline", "--cargo-profile", profile, "--public-url", what.public_url]);
    trunk.arg("--dist").arg(what.dist);
    trunk.env("RUST_BACKTRACE", "0");
    match flavour {
        Flavour::Fast => trunk.env(WASM_FLAGS, "--cfg erase_components"),
        // What a phone would download only to print it when something breaks is left out, and the standard library is
        // built to be small.
        Flavour::Release => trunk
            .arg("--release")
            .env("RUSTC_BOOTSTRAP", "1")
            .env(BUILD_STD, BUILD_STD_CRATES)
            .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
            .env(WASM_FLAGS, RELEASE_FLAGS),
    };
    Job::new(project, &format!("building {} ({profile})", what.page))
        .must(&mut trunk, "The site could not be built.")
        .map(drop)
}

/// Everybody's program and families', as `index.html` names them.
const PROGRAMS: (&str, &str) = ("data-bin=\"shine-site\"", "data-bin=\"shine-family\"");
/// Families' page in a built site, as the server looks for it.
const FAMILY_PAGE: &str = "family.html";

/// Builds families' program and its page, which is everybody's page but for the program it starts; answers their folder.
fn families(project: &Project, toolchain: Toolchain, flavour: Flavour, profile: &str) -> Result<PathBuf> {
    let page = fs::read_to_string(project.root.join("index.html"))?;
    anyhow::ensure!(page.contains(PROGRAMS.0), "index.html does not name the program shine-site");
    // Trunk wants it beside what it names; two builds at once must not share it.
    let name = format!(".family-{profile}.html");
    let source = project.root.join(&name);
    fs::write(&source, page.replace(PROGRAMS.0, PROGRAMS.1))?;
    let aside = project.target.join(format!("families-{profile}"));
    fs::create_dir_all(&aside).with_context(|| format!("cannot make {}", aside.display()))?;
    let page = Trunk { page: &name, dist: &aside, public_url: "/" };
    let built = trunk(project, toolchain, flavour, profile, &page);
    // Left behind by an interrupted build it is written over by the next.
    let _ = fs::remove_file(&source);
    built.map(|()| aside)
}

/// Puts families' program and its page beside everybody's.
fn add_families(aside: &Path, dist: &Path) -> Result<()> {
    for file in files_below(aside)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("shine-family") {
            fs::copy(&file, dist.join(&name))?;
        } else if name.ends_with(".html") {
            fs::copy(&file, dist.join(FAMILY_PAGE))?;
        }
    }
    Ok(())
}

/// The desk's page in the workspace, and in a built site, as the server looks for it.
const DESK_SOURCE: &str = "src/desk/index.html";
const DESK_PAGE: &str = "desk/index.html";
/// Where the desk stands on its host.
const DESK_URL: &str = "/desk/";

/// Builds the desk's program and its page aside; answers their folder.
fn desk(project: &Project, toolchain: Toolchain, flavour: Flavour, profile: &str) -> Result<PathBuf> {
    let aside = project.target.join(format!("desk-{profile}"));
    fs::create_dir_all(&aside).with_context(|| format!("cannot make {}", aside.display()))?;
    let page = Trunk { page: DESK_SOURCE, dist: &aside, public_url: DESK_URL };
    trunk(project, toolchain, flavour, profile, &page)?;
    stylesheet::join(&aside, &["index.html"], DESK_URL)?;
    Ok(aside)
}

/// Puts the desk into its own folder of the site, in place of an older one.
fn add_desk(aside: &Path, dist: &Path) -> Result<()> {
    let folder = dist.join("desk");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for file in files_below(aside)? {
        fs::copy(&file, folder.join(file.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// Builds the `shine` binary; answers where it is. Fails with the compiler's last words.
pub(crate) fn server(project: &Project, toolchain: Toolchain, flavour: Flavour) -> Result<PathBuf> {
    let mut cargo = toolchain.cargo(project);
    cargo.args(["build", "--package", "shine-cli", "--bin", "shine"]);
    let folder = match flavour {
        Flavour::Fast => "debug",
        Flavour::Release => {
            cargo.arg("--release");
            "release"
        }
    };
    Job::new(project, &format!("building the server ({folder})")).must(&mut cargo, "The server could not be built.")?;
    Ok(project.target.join(folder).join(format!("shine{}", std::env::consts::EXE_SUFFIX)))
}

/// These bytes as the best brotli makes them.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

fn site_fingerprint(project: &Project, toolchain: Toolchain) -> Result<String> {
    let mut fingerprint = Fingerprint::default();
    fingerprint.word(&toolchain.identity(project)?);
    // A change in how the site is built is a change in what is built.
    fingerprint.word(include_str!("build.rs"));
    fingerprint.word(include_str!("offline.rs"));
    for input in SITE_INPUTS {
        fingerprint.path(&project.root.join(input))?;
    }
    Ok(fingerprint.text())
}

/// Puts a brotli copy beside each file that gains by it: `app.js.br` beside `app.js`.
fn compress_below(dist: &Path) -> Result<()> {
    for file in files_below(dist)? {
        if !is_compressible(&file) {
            continue;
        }
        let bytes = fs::read(&file)?;
        let compressed = brotli(&bytes)?;
        if compressed.len() < bytes.len() {
            let mut beside = file.into_os_string();
            beside.push(".br");
            fs::write(beside, compressed)?;
        }
    }
    Ok(())
}

fn is_compressible(file: &Path) -> bool {
    file.extension().is_some_and(|ending| COMPRESSIBLE.iter().any(|known| ending == *known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_compressible_file_gets_a_smaller_copy_beside_it() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("app.js"), "let a = 1;".repeat(200))?;
        fs::write(folder.path().join("tiny.txt"), "x")?;
        fs::write(folder.path().join("font.woff2"), "let a = 1;".repeat(200))?;
        compress_below(folder.path())?;
        let there = |name: &str| folder.path().join(name).exists();
        assert!(there("app.js.br"));
        assert!(!there("tiny.txt.br"), "a copy that is larger helps nobody");
        assert!(!there("font.woff2.br"), "fonts are compressed already");
        Ok(())
    }

    #[test]
    fn what_brotli_compresses_comes_back() -> Result<()> {
        let text = b"Safe, Here, Inspired, Neighbourly, Excellent. ".repeat(50);
        let compressed = brotli(&text)?;
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut compressed.as_slice(), &mut back)?;
        assert!(back == text && compressed.len() < text.len() / 10);
        Ok(())
    }
}
