//! A Rust compiler whose standard library also exists for the browser. Ordinary way: `rustup target add`. Where rustup
//! cannot download: Debian's newer compiler and its source, from which the library is built once.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::{announce, debian, done, network, one_at_a_time};
use crate::fingerprint::{Fingerprint, Stamp};
use crate::process::{Job, words};
use crate::project::Project;

/// The browser's target.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The name under which rustup knows Debian's compiler.
const DEBIAN: &str = "debian-web";
const PACKAGES: [&str; 7] =
    ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22", "rust-web-clippy", "rustfmt-web"];
const DEBIAN_LIBRARY: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";
/// Names the Debian version the library was built from.
const LIBRARY_NOTE: &str = "built-from.txt";

/// The compiler everything is built with: one for native and browser code, or cargo builds all twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The one rustup chooses here.
    Current,
    /// Debian's, linked into rustup.
    Debian,
}

impl Toolchain {
    /// A `cargo` of this toolchain, started in the workspace.
    pub(crate) fn cargo(self, project: &Project) -> Command {
        self.command(project, "cargo")
    }

    /// Any program, so that a cargo it starts is this toolchain's.
    pub(crate) fn command(self, project: &Project, program: &str) -> Command {
        let mut command = project.command(program);
        if self == Self::Debian {
            command.env("RUSTUP_TOOLCHAIN", DEBIAN);
        }
        command
    }

    /// What the compiler says about itself. Fails where it does not start.
    pub(crate) fn identity(self, project: &Project) -> Result<String> {
        words(self.command(project, "rustc").arg("-vV")).context("`rustc -vV` does not work")
    }

    /// The target this machine itself is.
    pub(crate) fn host(self, project: &Project) -> Result<String> {
        let identity = self.identity(project)?;
        host_of(&identity).map(str::to_owned).context("`rustc -vV` names no host")
    }
}

/// Finds a compiler that builds for the browser, or makes one.
pub(crate) fn ensure(project: &Project) -> Result<Toolchain> {
    if project.which("rustc").is_none() {
        bail!("there is no Rust on this machine: install it from https://rustup.rs, then try again");
    }
    let found = match usable(project) {
        Some(found) => found,
        None => {
            let _lock = one_at_a_time(project)?;
            match usable(project) {
                Some(found) => found,
                None => install(project)?,
            }
        }
    };
    if found == Toolchain::Debian {
        forget_what_an_older_library_built(project)?;
    }
    Ok(found)
}

/// Makes sure rustfmt and clippy are there, which a minimal Rust lacks.
pub(crate) fn ensure_components(project: &Project, toolchain: Toolchain) -> Result<()> {
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(verb, _)| words(toolchain.cargo(project).args([verb, "--version"])).is_none())
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    announce(&format!("the checks need {}; adding it to Rust", missing.join(" and ")));
    if toolchain == Toolchain::Debian {
        return debian::install(project, &["rust-web-clippy", "rustfmt-web"]);
    }
    let ending = Job::new(project, "rustup component add").with_patience(network::PATIENCE).must(
        project.command("rustup").args(["component", "add"]).args(missing),
        "rustup could not add what the checks need.",
    )?;
    done(ending.took);
    Ok(())
}

/// Makes sure the source of the standard library is there, and the crates it is made of: what families download holds one
/// that was built to be small.
pub(crate) fn ensure_library_source(project: &Project, toolchain: Toolchain) -> Result<()> {
    let sysroot = words(toolchain.command(project, "rustc").args(["--print", "sysroot"]));
    let source = Path::new(sysroot.context("`rustc --print sysroot` does not work")?.trim())
        .join("lib/rustlib/src/rust/library/Cargo.lock");
    if !source.exists() {
        announce("the site for families needs the source of Rust's standard library; adding it");
        if toolchain == Toolchain::Debian {
            debian::install(project, &["rust-web-src"])?;
        } else {
            let ending = Job::new(project, "rustup component add rust-src").with_patience(network::PATIENCE).must(
                project.command("rustup").args(["component", "add", "rust-src"]),
                "rustup could not add the source of the standard library.",
            )?;
            done(ending.took);
        }
    }
    let mut fingerprint = Fingerprint::default();
    fingerprint.word(&project.cargo_home.to_string_lossy());
    fingerprint.path(&source)?;
    let stamp = Stamp::at(project.stamps().join("library-crates"));
    if stamp.is(&fingerprint.text()) {
        return Ok(());
    }
    let mut fetch = toolchain.cargo(project);
    fetch.args(["fetch", "--target", WASM]).env("RUSTC_BOOTSTRAP", "1").env(BUILD_STD, BUILD_STD_CRATES);
    Job::new(project, "fetching the standard library's crates")
        .must(&mut fetch, "The crates of Rust's standard library could not be fetched.")?;
    stamp.write(&fingerprint.text())
}

/// Tells cargo to build the standard library too, and which parts of it.
pub(crate) const BUILD_STD: &str = "CARGO_UNSTABLE_BUILD_STD";
/// As above.
pub(crate) const BUILD_STD_CRATES: &str = "std,panic_abort";

fn usable(project: &Project) -> Option<Toolchain> {
    if builds_for_the_browser(project, Toolchain::Current) {
        return Some(Toolchain::Current);
    }
    let debian = debian_library_is_current(project) && builds_for_the_browser(project, Toolchain::Debian);
    debian.then_some(Toolchain::Debian)
}

/// Compiles one empty function: a library that is absent, broken or of another compiler is found out here.
fn builds_for_the_browser(project: &Project, toolchain: Toolchain) -> bool {
    let output = project.stamps().join("probe.rmeta");
    let probe = || -> Result<bool> {
        fs::create_dir_all(project.stamps())?;
        let mut child = toolchain
            .command(project, "rustc")
            .args(["--target", WASM, "--crate-type", "lib", "--crate-name", "probe", "--edition", "2024", "--emit"])
            .arg(format!("metadata={}", output.display()))
            .arg("-")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(b"pub fn probe() -> String { String::new() }")?;
        }
        Ok(child.wait()?.success())
    };
    probe().unwrap_or(false)
}

fn install(project: &Project) -> Result<Toolchain> {
    announce("the site needs Rust's standard library for the browser; asking rustup for it");
    if project.which("rustup").is_some() && network::reaches("static.rust-lang.org") {
        let ending = Job::new(project, "rustup target add")
            .with_patience(network::PATIENCE)
            .run(project.command("rustup").args(["target", "add", WASM]).env("RUSTUP_MAX_RETRIES", "1"))?;
        if ending.success && builds_for_the_browser(project, Toolchain::Current) {
            done(ending.took);
            return Ok(Toolchain::Current);
        }
    }
    announce("rustup cannot download it here; taking Debian's compiler and building the library once (2 minutes)");
    debian::install(project, &PACKAGES)?;
    build_library(project)?;
    link(project)?;
    if !builds_for_the_browser(project, Toolchain::Debian) {
        bail!("Debian's compiler was set up but does not build for the browser: see {}", project.logs().display());
    }
    Ok(Toolchain::Debian)
}

fn debian_library_is_current(project: &Project) -> bool {
    let note = fs::read_to_string(Path::new(DEBIAN_LIBRARY).join(LIBRARY_NOTE));
    // Without a note somebody built it by hand: the probe decides.
    note.map_or(true, |note| debian_version(project).is_none_or(|version| version == note.trim()))
}

fn debian_version(project: &Project) -> Option<String> {
    words(project.command("dpkg-query").args(["-W", "-f", "${Version}", "rustc-web"]))
}

/// Builds the standard library from source in an empty throw-away crate, and puts it where the compiler looks.
fn build_library(project: &Project) -> Result<()> {
    let crate_dir = project.target.join("xtask-std");
    drop(fs::remove_dir_all(&crate_dir));
    fs::create_dir_all(crate_dir.join("src"))?;
    fs::write(crate_dir.join("Cargo.toml"), THROWAWAY)?;
    fs::write(crate_dir.join("src/lib.rs"), "#![no_std]\n")?;
    let ending = Job::new(project, "building the standard library").must(
        project
            .command("/usr/bin/cargo")
            .current_dir(&crate_dir)
            .args(["build", "--release", "-Zbuild-std=core,alloc,std,proc_macro,panic_abort", "--target", WASM])
            .env("CARGO_TARGET_DIR", crate_dir.join("target"))
            .env("RUSTC", "/usr/bin/rustc")
            .env("RUSTC_BOOTSTRAP", "1")
            // Without bitcode a later build with LTO cannot use it.
            .env("RUSTFLAGS", "-Cembed-bitcode=yes"),
        "Rust's standard library could not be built for the browser.",
    )?;
    place_library(project, &crate_dir)?;
    drop(fs::remove_dir_all(&crate_dir));
    done(ending.took);
    Ok(())
}

fn place_library(project: &Project, crate_dir: &Path) -> Result<()> {
    let built = crate_dir.join("target").join(WASM).join("release/deps");
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(&built).with_context(|| format!("cannot read {}", built.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libthrowaway") {
            files.push(path);
        }
    }
    let note = crate_dir.join(LIBRARY_NOTE);
    fs::write(&note, debian_version(project).unwrap_or_default())?;
    files.push(note);
    let failed = "The standard library could not be put beside Debian's compiler.";
    // A library of the compiler before would stand beside the new one, and neither could be chosen.
    Job::new(project, "removing the old library")
        .must(debian::as_root(project, "rm")?.args(["-rf", DEBIAN_LIBRARY]), failed)?;
    Job::new(project, "placing the library").must(
        debian::as_root(project, "install")?.args(["-D", "-m", "644", "-t", DEBIAN_LIBRARY]).args(files),
        failed,
    )?;
    Ok(())
}

fn link(project: &Project) -> Result<()> {
    if project.which("rustup").is_none() {
        bail!("rustup is needed to choose between compilers: install it from https://rustup.rs, then try again");
    }
    Job::new(project, "linking the compiler").must(
        project.command("rustup").args(["toolchain", "link", DEBIAN, "/usr"]),
        "rustup could not be told of Debian's compiler.",
    )?;
    Ok(())
}

/// Cargo does not see that the standard library changed below it; what was built upon the old one must go.
fn forget_what_an_older_library_built(project: &Project) -> Result<()> {
    let mut fingerprint = Fingerprint::default();
    for entry in fs::read_dir(DEBIAN_LIBRARY)? {
        let entry = entry?;
        let meta = entry.metadata()?;
        if entry.file_name().to_string_lossy().starts_with("libstd-") {
            fingerprint.word(&format!("{:?} {} {:?}", entry.file_name(), meta.len(), meta.modified()?));
        }
    }
    let stamp = Stamp::at(project.stamps().join("library"));
    if stamp.is(&fingerprint.text()) {
        return Ok(());
    }
    if stamp.exists() {
        announce("the standard library is new; forgetting what was built upon the old one");
        drop(fs::remove_dir_all(project.target.join(WASM)));
    }
    stamp.write(&fingerprint.text())
}

fn host_of(identity: &str) -> Option<&str> {
    identity.lines().find_map(|line| line.strip_prefix("host: "))
}

const THROWAWAY: &str = r#"[package]
name = "throwaway"
version = "0.0.0"
edition = "2024"

[lib]

[profile.release]
panic = "abort"

[workspace]
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_read_from_what_rustc_says() {
        let said = "rustc 1.96.0\nbinary: rustc\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0";
        assert_eq!(host_of(said), Some("x86_64-unknown-linux-gnu"));
        assert_eq!(host_of("rustc"), None);
    }

    #[test]
    fn the_throw_away_crate_is_a_workspace_of_its_own() {
        let manifest: Result<toml::Table, _> = THROWAWAY.parse();
        assert!(manifest.is_ok_and(|table| table.contains_key("workspace")));
    }
}
