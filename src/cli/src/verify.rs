//! `shine verify`: proves a receipt with the school's public keys, or a whole data folder's ledger.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use serde::Deserialize;
use shine_domain::ids::Slug;
use shine_domain::receipt::{PublicKey, SealedReceipt, verify_receipt};
use shine_server::heads::read_heads;
use shine_server::serve::open_data_to_read;
use shine_server::store::Store;

/// What to prove: a receipt with `--keys`, or a data folder with `--data`.
#[derive(Args)]
pub(crate) struct VerifyArgs {
    /// A receipt as downloaded.
    #[arg(value_name = "FILE", required_unless_present = "data", requires = "keys")]
    receipt_file: Option<PathBuf>,
    /// The school's public keys, as its server gives them at /api/v1/keys. Never taken from the receipt itself.
    #[arg(long, value_name = "FILE", conflicts_with = "data")]
    keys: Option<PathBuf>,
    /// A data folder: proves every entry, the chain, the texts signed, the sealed values and the heads kept outside.
    #[arg(long, value_name = "DIR", conflicts_with = "receipt_file")]
    data: Option<PathBuf>,
    /// With --data: also prove that this receipt is in the ledger.
    #[arg(long, value_name = "FILE", requires = "data")]
    receipt: Option<PathBuf>,
    /// With --data: the school whose ledger it is.
    #[arg(long, value_name = "SCHOOL", default_value = "casterton-primary")]
    school: String,
}

#[derive(Deserialize)]
struct KeysFile {
    keys: Vec<KeyInFile>,
}

#[derive(Deserialize)]
struct KeyInFile {
    public_key: String,
}

pub(crate) fn run(args: VerifyArgs) -> anyhow::Result<ExitCode> {
    match (&args.data, &args.receipt_file, &args.keys) {
        (Some(data), _, _) => {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
            runtime.block_on(verify_data(data, &args))
        }
        (None, Some(file), Some(keys)) => verify_file(file, keys),
        _ => bail!("name a receipt and its --keys, or a data folder with --data"),
    }
}

fn verify_file(file: &Path, keys: &Path) -> anyhow::Result<ExitCode> {
    let sealed = read_receipt(file)?;
    let keys: KeysFile = read_json(keys).context("this is not a file of public keys as /api/v1/keys gives them")?;
    let keys: Vec<PublicKey> = keys.keys.iter().filter_map(|key| PublicKey::from_hex(&key.public_key)).collect();
    if keys.is_empty() {
        bail!("there is no public key in the keys file");
    }
    match verify_receipt(&sealed, &keys) {
        Ok(()) => {
            println!("Genuine: receipt {} was signed by {}.", sealed.receipt.reference, sealed.receipt.controller);
            Ok(ExitCode::SUCCESS)
        }
        Err(fault) => {
            println!("Not genuine: {fault}.");
            Ok(ExitCode::from(1))
        }
    }
}

async fn verify_data(data: &Path, args: &VerifyArgs) -> anyhow::Result<ExitCode> {
    let school = Slug::try_from(args.school.as_str()).context("--school")?;
    let store = open_data_to_read(data, &school).await?;
    let heads = read_heads(data).context("the file of heads cannot be read")?;
    let report = store.verify_ledger(&heads).await?;
    for fault in &report.faults {
        let place = fault.entry.map_or_else(String::new, |entry| format!("entry {entry}: "));
        println!("{place}{}: {}", fault.code, fault.message);
    }
    let mut is_sound = report.is_sound();
    if let Some(file) = &args.receipt {
        is_sound &= verify_receipt_in(&store, &read_receipt(file)?).await?;
    }
    store.close().await;
    let heads = report.heads;
    if is_sound {
        println!("Sound: {} entries, {heads} heads kept outside the database.", report.entries);
        Ok(ExitCode::SUCCESS)
    } else {
        println!("Not sound: {} entries, {heads} heads, {} faults.", report.entries, report.faults.len());
        Ok(ExitCode::from(1))
    }
}

async fn verify_receipt_in(store: &Store, sealed: &SealedReceipt) -> anyhow::Result<bool> {
    if let Err(fault) = verify_receipt(sealed, &[store.keys().public()]) {
        println!("receipt {}: {fault}.", sealed.receipt.reference);
        return Ok(false);
    }
    let is_there = store.has_entry(sealed.receipt.entry, sealed.receipt.entry_hash).await?;
    if !is_there {
        println!("receipt-not-in-ledger: receipt {} names an entry that is not there.", sealed.receipt.reference);
    }
    Ok(is_there)
}

fn read_receipt(path: &Path) -> anyhow::Result<SealedReceipt> {
    read_json(path).context("this is not a receipt as downloaded")
}

fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(serde_json::from_str(&text)?)
}
