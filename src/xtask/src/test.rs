//! `cargo xtask test`: every stage runs even where one before it failed, and the last line sums them up.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::TestArgs;
use crate::budget;
use crate::build::{self, Flavour};
use crate::counts::{self, Counts};
use crate::gallery;
use crate::process::{Job, clock};
use crate::project::Project;
use crate::setup;
use crate::setup::browser::{self, Browser};
use crate::setup::rust::{Toolchain, WASM, ensure_components};
use crate::stage::Stage;

/// Sets up, runs the stages and prints `N passed, N failed` last.
pub(crate) fn run(project: &Project, args: &TestArgs) -> Result<ExitCode> {
    let stages = Stage::chosen(&args.only);
    let mut sum = Counts::default();
    match set_up(project, &stages) {
        Ok(toolchain) => {
            let bench = Workbench { project, toolchain, browser: set_up_browser(project, &stages) };
            for stage in stages {
                sum += run_stage(&bench, stage);
            }
        }
        Err(error) => {
            println!("Set-up failed, so nothing was tested: {error:#}");
            sum += Counts::FAILED;
        }
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    Ok(if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// All long installations before the first stage, so that nobody waits for the network between two results.
fn set_up(project: &Project, stages: &[Stage]) -> Result<Toolchain> {
    let toolchain = setup::for_rust(project)?;
    ensure_components(project, toolchain)?;
    if stages.contains(&Stage::Budget) {
        setup::for_release(project)?;
    } else if stages.contains(&Stage::Browser) {
        setup::for_site(project)?;
    }
    Ok(toolchain)
}

/// A machine on which no browser can be had still runs the other stages.
fn set_up_browser(project: &Project, stages: &[Stage]) -> Option<Browser> {
    if !stages.contains(&Stage::Browser) {
        return None;
    }
    browser::ensure(project).inspect_err(|error| println!("No browser: {error:#}")).ok()
}

/// What every stage works with.
struct Workbench<'a> {
    project: &'a Project,
    toolchain: Toolchain,
    browser: Option<Browser>,
}

fn run_stage(bench: &Workbench, stage: Stage) -> Counts {
    let start = Instant::now();
    let result = match stage {
        Stage::Fmt => bench.formatting(),
        Stage::Clippy => bench.clippy(),
        Stage::Rust => bench.rust_tests(),
        Stage::Content => bench.content(),
        Stage::Browser => bench.browser_tests(),
        Stage::Budget => bench.byte_budget(),
    };
    let counts = result.unwrap_or_else(|error| {
        println!("  {} stopped: {error:#}", stage.title());
        Counts::FAILED
    });
    let took = clock(start.elapsed());
    println!("{:<14} {:>5} passed, {} failed  ({took})", stage.title(), counts.passed, counts.failed);
    counts
}

impl Workbench<'_> {
    fn formatting(&self) -> Result<Counts> {
        self.check("cargo fmt", self.toolchain.cargo(self.project).args(["fmt", "--all", "--check"]))
    }

    fn clippy(&self) -> Result<Counts> {
        let deny = ["--", "-D", "warnings"];
        let mut native = self.toolchain.cargo(self.project);
        native
            .args(["clippy", "--keep-going", "--workspace", "--all-targets", "--features", gallery::FEATURE])
            .args(deny);
        let mut browser = self.toolchain.cargo(self.project);
        browser
            .args(["clippy", "--keep-going", "--package", "shine-site", "--package", "shine-desk", "--target", WASM])
            .args(deny);
        let mut counts = self.check("clippy for this machine", &mut native)?;
        counts += self.check("clippy for the browser", &mut browser)?;
        Ok(counts)
    }

    fn rust_tests(&self) -> Result<Counts> {
        let ending = Job::new(self.project, "cargo test").run(self.toolchain.cargo(self.project).args([
            "test",
            "--workspace",
            "--no-fail-fast",
        ]))?;
        let mut counts = counts::of_cargo_test(&ending.text());
        if !ending.success {
            println!("  the full output is in {}", ending.log.display());
            ending.show_tail();
            // Code that does not compile has no test that fails.
            counts.failed = counts.failed.max(1);
        }
        Ok(counts)
    }

    fn content(&self) -> Result<Counts> {
        let shine = build::server(self.project, self.toolchain, Flavour::Fast)?;
        let mut counts = Counts::default();
        for school in self.project.schools()? {
            let mut check = self.project.command(&shine.to_string_lossy());
            check.args(["check", "--content", "content", "--school", &school]);
            counts += self.check(&format!("shine check {school}"), &mut check)?;
        }
        Ok(counts)
    }

    fn browser_tests(&self) -> Result<Counts> {
        let browser = self.browser.as_ref().context("there is no browser to test with")?;
        let dist = build::site(self.project, self.toolchain, Flavour::Fast)?;
        let shine = build::server(self.project, self.toolchain, Flavour::Fast)?;
        let gallery = gallery::draw(self.project, self.toolchain, &dist)?;
        let report = self.project.logs().join("playwright.json");
        drop(fs::remove_file(&report));
        let mut playwright = browser::playwright(self.project);
        playwright
            .args(["test", "--reporter=list,json"])
            .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report)
            .env("SHINE_BIN", shine)
            .env("SHINE_DIST", dist)
            .env("SHINE_GALLERY", gallery)
            .env("SHINE_CONTENT", self.project.root.join("content"));
        if let Browser::At(path) = browser {
            playwright.env("SHINE_CHROMIUM", path);
        }
        self.count_browser_tests(&mut playwright, &report)
    }

    fn count_browser_tests(&self, playwright: &mut Command, report: &PathBuf) -> Result<Counts> {
        let ending = Job::new(self.project, "playwright test").run(playwright)?;
        if !ending.success {
            ending.show_tail();
        }
        let text = fs::read_to_string(report).context("Playwright wrote no report")?;
        let mut counts = counts::of_playwright(&text)?;
        if !ending.success {
            counts.failed = counts.failed.max(1);
        }
        Ok(counts)
    }

    fn byte_budget(&self) -> Result<Counts> {
        let dist = build::site(self.project, self.toolchain, Flavour::Release)?;
        let report = budget::measure(self.project, &dist)?;
        if report.counts().failed > 0 {
            println!("{report}");
        }
        Ok(report.counts())
    }

    /// One command that either succeeds or shows what it said.
    fn check(&self, title: &str, command: &mut Command) -> Result<Counts> {
        let ending = Job::new(self.project, title).run(command)?;
        if ending.success {
            return Ok(Counts::PASSED);
        }
        println!("  {title} failed:");
        ending.show_tail();
        Ok(Counts::FAILED)
    }
}
