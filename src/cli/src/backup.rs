//! `shine recovery-key`, `shine backup` and `shine restore`: keeping a school's records safe from a broken machine.

use std::io::Read as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use shine_domain::ids::Slug;
use shine_server::app::system_clock;
use shine_server::backup::{Restored, Witnesses, make_recovery_key, restore_backup, show, take_backup};
use shine_server::serve::open_data_to_read;

/// Whose backups the key is for.
#[derive(Args)]
pub(crate) struct RecoveryKeyArgs {
    /// The folder for records and keys.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

/// What to back up, and where to.
#[derive(Args)]
pub(crate) struct BackupArgs {
    /// The folder for records and keys. Its server may be running.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The file to write; it must not be there yet.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// The school whose records they are.
    #[arg(long, value_name = "SCHOOL", default_value = "casterton-primary")]
    school: String,
}

/// What to restore, and where to.
#[derive(Args)]
pub(crate) struct RestoreArgs {
    /// The backup.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A new or empty folder.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// A file with the recovery key from the safe; without it the key is read from standard input.
    #[arg(long, value_name = "FILE")]
    recovery_key: Option<PathBuf>,
    /// heads.jsonl of the machine that was lost, if there is a copy: names the entries the backup lacks.
    #[arg(long, value_name = "FILE")]
    heads: Option<PathBuf>,
    /// erasures.jsonl of the machine that was lost, if there is a copy: people erased since the backup are erased again.
    #[arg(long, value_name = "FILE")]
    erasures: Option<PathBuf>,
}

pub(crate) fn run_recovery_key(args: &RecoveryKeyArgs) -> anyhow::Result<ExitCode> {
    if !args.data.is_dir() {
        bail!(
            "there is no folder {}: start the server once, so that there is something to back up",
            args.data.display()
        );
    }
    let key = make_recovery_key(&args.data)?;
    println!("This is the recovery key of all backups of this school. It is shown once and kept nowhere:");
    println!();
    println!("    {}", show(&key));
    println!();
    println!("Print it or write it down, put it into the school's safe, and clear this screen.");
    println!("Without it no backup can be opened, by anybody.");
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn run_backup(args: &BackupArgs) -> anyhow::Result<ExitCode> {
    let school = Slug::try_from(args.school.as_str()).context("--school")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let store = open_data_to_read(&args.data, &school).await?;
        let manifest = take_backup(&store, &args.data, &args.to, system_clock()()).await?;
        store.close().await;
        println!("Backed up {} entries to {}.", manifest.number, args.to.display());
        println!("Copy it to another building, and try from time to time whether it can be restored.");
        anyhow::Ok(ExitCode::SUCCESS)
    })
}

pub(crate) fn run_restore(args: RestoreArgs) -> anyhow::Result<ExitCode> {
    let key = match &args.recovery_key {
        Some(path) => std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?,
        None => {
            eprintln!("Type the recovery key from the safe, then Enter and Ctrl+D:");
            let mut key = String::new();
            std::io::stdin().take(4096).read_to_string(&mut key)?;
            key
        }
    };
    let witnesses = Witnesses { heads: args.heads, erasures: args.erasures };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let restored = runtime.block_on(restore_backup(&args.file, &key, &args.data, &witnesses, system_clock()()))?;
    tell(&restored, witnesses.heads.is_some());
    println!("The records are in {}. Start the server with --data {0}.", args.data.display());
    Ok(ExitCode::SUCCESS)
}

fn tell(restored: &Restored, has_heads: bool) {
    let Restored { manifest, erased_again, missing } = restored;
    let at =
        |ms: i64| jiff::Timestamp::from_millisecond(ms).map(|time| time.strftime("%d %B %Y, %H:%M UTC").to_string());
    let taken = at(manifest.at).unwrap_or_default();
    println!("Restored {} of {taken}: {} entries, every one proved.", manifest.school, manifest.number);
    if *erased_again > 0 {
        println!("{erased_again} people who had been erased since were erased again.");
    }
    match missing {
        Some(missing) => {
            let until = at(missing.until).unwrap_or_default();
            println!(
                "Missing: entries {} to {}, written after this backup and until {until}.",
                missing.first, missing.last
            );
            println!("Families hold receipts for them. Look at what was signed between the two times, and ask again.");
        }
        None if has_heads => println!("Nothing is missing, as far as the heads of the old machine show."),
        None => println!("Whatever was signed after {taken} is not in it. With --heads that could have been named."),
    }
}
