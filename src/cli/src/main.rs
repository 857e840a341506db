//! `shine`: the one binary. Each verb is a thin file that calls the server or the domain and says what happened.

mod check;
mod publish;
mod serve;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// SHINE: a primary school's online-safety home.
#[derive(Parser)]
#[command(name = "shine", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Serve a school's site and take its families' signatures.
    Serve(serve::ServeArgs),
    /// Read all content and say, line by line, what is wrong and how to mend it.
    Check(check::CheckArgs),
    /// Freeze the charters, agreements, consents and notices as they read now, so that families are asked to sign them.
    Publish(publish::PublishArgs),
    /// Prove a receipt, or a whole data folder's ledger.
    Verify(verify::VerifyArgs),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.verb {
        Verb::Serve(args) => serve::run(args),
        Verb::Check(args) => check::run(args),
        Verb::Publish(args) => publish::run(args),
        Verb::Verify(args) => verify::run(args),
    };
    result.unwrap_or_else(|error| {
        eprintln!("shine: {error:#}");
        ExitCode::from(2)
    })
}
