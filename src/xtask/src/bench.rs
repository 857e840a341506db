//! `cargo xtask bench`: every benchmark of the workspace, one after the other, on an otherwise idle machine.

use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::BenchArgs;
use crate::build;
use crate::process::{pass_through, words};
use crate::project::Project;
use crate::setup;
use crate::setup::browser::{self, Browser};

/// Runs the benchmarks and says where their numbers are kept.
pub(crate) fn run(project: &Project, args: &BenchArgs) -> Result<ExitCode> {
    if args.filter.as_deref() == Some(LESSONS) {
        return lessons(project);
    }
    let toolchain = setup::for_rust(project)?;
    let metadata = words(toolchain.cargo(project).args(["metadata", "--no-deps", "--format-version", "1"]))
        .context("`cargo metadata` does not work")?;
    let benches = benches_in(&metadata)?;
    if benches.is_empty() {
        println!("The workspace has no benchmarks.");
        return Ok(ExitCode::SUCCESS);
    }
    let mut cargo = toolchain.cargo(project);
    cargo.arg("bench");
    for bench in &benches {
        cargo.args(["--package", &bench.package, "--bench", &bench.name]);
    }
    if let Some(filter) = &args.filter {
        cargo.args(["--", filter]);
    }
    let code = pass_through(&mut cargo)?;
    println!(
        "\nThe numbers of record are in docs/BENCHMARKS.md: run this twice with nothing else running, and where a median\n\
         moved by more than a tenth write down the new one, the day, the processor and the line below.\n{}",
        toolchain.identity(project)?.lines().next().unwrap_or_default()
    );
    Ok(code)
}

/// What names the benchmark of lessons: it needs a release site, a release server and a browser, so it is run by its name only.
const LESSONS: &str = "lessons";

/// What lessons cost in a real browser.
fn lessons(project: &Project) -> Result<ExitCode> {
    let (_, browser) = setup::everything(project)?;
    build::release(project)?;
    let mut node = project.command("node");
    node.current_dir(browser::folder(project)).arg("lessons-bench.mjs");
    if let Browser::At(path) = browser {
        node.env("SHINE_CHROMIUM", path);
    }
    pass_through(&mut node)
}

/// One benchmark program.
#[derive(Debug, PartialEq, Eq)]
struct Bench {
    package: String,
    name: String,
}

fn benches_in(metadata: &str) -> Result<Vec<Bench>> {
    let metadata: Value = serde_json::from_str(metadata).context("cargo's metadata is not JSON")?;
    let mut benches = Vec::new();
    for package in list(&metadata, "packages") {
        for target in
            list(package, "targets").iter().filter(|target| list(target, "kind").iter().any(|kind| kind == "bench"))
        {
            benches.push(Bench { package: word(package, "name"), name: word(target, "name") });
        }
    }
    Ok(benches)
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn word(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn benchmarks_are_found_in_cargos_metadata() -> Result<()> {
        let metadata = r#"{"packages":[
            {"name":"a","targets":[{"name":"a","kind":["lib"]},{"name":"parse","kind":["bench"]}]},
            {"name":"b","targets":[]}]}"#;
        assert_eq!(benches_in(metadata)?, [Bench { package: "a".into(), name: "parse".into() }]);
        Ok(())
    }
}
