//! `shine`: the one binary. Each verb is a thin file that calls the server or the domain and says what happened.

mod backup;
mod check;
mod export;
mod publish;
mod serve;
mod staff;
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
    /// Add the first people to the staff's desk, or let somebody in again.
    Staff(staff::StaffArgs),
    /// Prove a receipt, or a whole data folder's ledger.
    Verify(verify::VerifyArgs),
    /// Write a copy of lessons, charters, guides and policies that any web host can serve.
    Export(export::ExportArgs),
    /// Make the key that opens this school's backups, once, for the school's safe.
    RecoveryKey(backup::RecoveryKeyArgs),
    /// Take a backup: records and keys in one file, encrypted to the recovery key.
    Backup(backup::BackupArgs),
    /// Restore a backup into an empty folder, prove it, and say what it lacks.
    Restore(backup::RestoreArgs),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.verb {
        Verb::Serve(args) => serve::run(args),
        Verb::Check(args) => check::run(args),
        Verb::Publish(args) => publish::run(args),
        Verb::Staff(args) => staff::run(args),
        Verb::Verify(args) => verify::run(args),
        Verb::Export(args) => export::run(&args),
        Verb::RecoveryKey(args) => backup::run_recovery_key(&args),
        Verb::Backup(args) => backup::run_backup(&args),
        Verb::Restore(args) => backup::run_restore(args),
    };
    result.unwrap_or_else(|error| {
        eprintln!("shine: {error:#}");
        ExitCode::from(2)
    })
}
