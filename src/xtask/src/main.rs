//! `cargo xtask`: the developers' chores. Here lives the command line and nothing else: each chore has its own module.
//! No product logic may live in this crate, and no chore may be needed to understand another.

mod bench;
mod budget;
mod build;
mod counts;
mod deny;
mod dev;
mod fingerprint;
mod gallery;
mod lock;
mod offline;
mod process;
mod project;
mod serve;
mod setup;
mod stage;
mod stylesheet;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use crate::project::Project;

/// The chores of the SHINE workspace. Each sets up what it needs first, and is quick when nothing is missing.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    /// Build the site and the server, and run a school on this machine.
    Serve(ServeArgs),
    /// Everything a change must pass. The last line says `N passed, N failed`.
    Test(TestArgs),
    /// Serve a demonstration school; rebuild and reload when code, style or content changes.
    Dev(DevArgs),
    /// Draw every component and every kind of step, in every band and state, into target/gallery.
    Gallery,
    /// Build what is shipped: `dist/` with brotli beside each file, and `target/release/shine`.
    Build,
    /// Build the release site and compare the bytes of a first visit with src/xtask/budget.toml.
    Budget,
    /// Run every benchmark of the workspace.
    Bench(BenchArgs),
    /// Format the Rust code.
    Fmt,
    /// Check licences, banned crates and sources with cargo-deny.
    Deny,
    /// Set up the tools of every chore, the browser too, and stop.
    Setup,
}

/// What `serve` may be told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub(crate) struct ServeArgs {
    /// The port to listen on, at 127.0.0.1.
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
    /// The school, as its folder in content/schools is called.
    #[arg(long, default_value = DEFAULT_SCHOOL)]
    pub(crate) school: String,
    /// Where the school's records are kept [default: target/demo-data].
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Serve the data folder as it is, without invented people. Needs --data.
    #[arg(long, requires = "data")]
    pub(crate) no_demo: bool,
}

/// What `dev` may be told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub(crate) struct DevArgs {
    /// The port to listen on, at 127.0.0.1.
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
    /// The school, as its folder in content/schools is called.
    #[arg(long, default_value = DEFAULT_SCHOOL)]
    pub(crate) school: String,
}

/// What `test` may be told.
#[derive(Debug, Clone, Args)]
pub(crate) struct TestArgs {
    /// Run only these stages, in the usual order [default: all of them].
    #[arg(value_enum, value_name = "STAGE")]
    pub(crate) only: Vec<stage::Stage>,
}

/// What `bench` may be told.
#[derive(Debug, Clone, Args)]
pub(crate) struct BenchArgs {
    /// Only benchmarks whose name contains this; `lessons` measures lessons in a real browser.
    #[arg(value_name = "FILTER")]
    pub(crate) filter: Option<String>,
}

const DEFAULT_SCHOOL: &str = "casterton-primary";

fn main() -> ExitCode {
    match run(Cli::parse().chore) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nStopped: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: Chore) -> Result<ExitCode> {
    let project = Project::find()?;
    match chore {
        Chore::Serve(args) => serve::run(&project, &args),
        Chore::Test(args) => test::run(&project, &args),
        Chore::Dev(args) => dev::run(&project, &args),
        Chore::Gallery => gallery::run(&project),
        Chore::Build => build::release(&project).map(|()| ExitCode::SUCCESS),
        Chore::Budget => budget::run(&project),
        Chore::Bench(args) => bench::run(&project, &args),
        Chore::Fmt => {
            let toolchain = setup::for_rust(&project)?;
            process::pass_through(toolchain.cargo(&project).args(["fmt", "--all"]))
        }
        Chore::Deny => deny::run(&project),
        Chore::Setup => {
            setup::everything(&project)?;
            println!("Everything is set up.");
            Ok(ExitCode::SUCCESS)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn parse(line: &str) -> Result<Chore, clap::Error> {
        Cli::try_parse_from(std::iter::once("xtask").chain(line.split_whitespace())).map(|cli| cli.chore)
    }

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn serve_without_words_is_the_demonstration_school_on_8080() {
        let Ok(Chore::Serve(args)) = parse("serve") else { panic!("not serve") };
        let expected = ServeArgs { port: 8080, school: "casterton-primary".into(), data: None, no_demo: false };
        assert_eq!(args, expected);
    }

    #[test]
    fn serve_takes_port_school_data_and_no_demo() {
        let Ok(Chore::Serve(args)) = parse("serve --port 9 --school other --data /d --no-demo") else {
            panic!("not serve")
        };
        let expected = ServeArgs { port: 9, school: "other".into(), data: Some("/d".into()), no_demo: true };
        assert_eq!(args, expected);
    }

    #[test]
    fn serve_without_demonstration_asks_for_a_data_folder() {
        assert!(parse("serve --no-demo").is_err());
    }

    #[test]
    fn test_may_be_told_its_stages() {
        let Ok(Chore::Test(args)) = parse("test rust browser") else { panic!("not test") };
        assert_eq!(args.only, [stage::Stage::Rust, stage::Stage::Browser]);
        assert!(parse("test nonsense").is_err());
    }

    #[test]
    fn every_chore_explains_itself() {
        for chore in Cli::command().get_subcommands() {
            assert!(chore.get_about().is_some(), "{} has no help", chore.get_name());
        }
    }
}
