//! Backup and restore. A backup is one file: the database as it was at one moment, the school's keys and the lists kept
//! beside it, encrypted (age) to a recovery key of which this machine keeps only the public half. Whoever holds the file
//! and not the key holds nothing; whoever lost the key lost the backup.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use age::secrecy::{ExposeSecret as _, SecretString};
use age::x25519;
use serde::{Deserialize, Serialize};
use shine_domain::ids::{Digest, Slug};

use crate::erasures::{self, ERASURES_FILE, Erasure};
use crate::heads::{HEADS_FILE, SignedHead, read_heads};
use crate::keys::{KEYS_FOLDER, KeyError, Keys, WhenMissing, make_private_folder};
use crate::store::{DATABASE_FILE, Erased, Store, StoreError};

/// The file within the data folder that holds the recovery key's public half.
pub const RECOVERY_FILE: &str = "recovery.pub";
/// The name of the description within a backup. It comes first.
const MANIFEST: &str = "manifest.json";
/// What a backup holds besides the description and the database: taken if it is there.
const BESIDE: [&str; 6] =
    ["keys/school.key", "keys/signing.key", HEADS_FILE, ERASURES_FILE, RECOVERY_FILE, crate::demo::DEMO_FILE];

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format: 1.
    pub v: u32,
    /// The school.
    pub school: Slug,
    /// When it was taken, in milliseconds since 1970, UTC.
    pub at: i64,
    /// The last entry in it.
    pub number: u64,
    /// That entry's hash.
    pub hash: Digest,
}

/// Why a backup cannot be taken or restored. Each is one plain sentence.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// No recovery key was made yet.
    #[error(
        "this data folder has no recovery key yet: make one with shine recovery-key, and put it into the school's safe"
    )]
    NoRecoveryKey,
    /// There is one already.
    #[error(
        "this data folder has a recovery key already, which opens all its backups: to replace it (old backups keep the old \
         one) remove {0} first"
    )]
    RecoveryKeyThere(PathBuf),
    /// The recovery key given is none.
    #[error("this is not a recovery key: it is one line that begins with AGE-SECRET-KEY-1")]
    NotARecoveryKey,
    /// The key does not open the backup.
    #[error("this recovery key does not open this backup, or the file is damaged")]
    WrongKey,
    /// The file is no backup.
    #[error("this file is not a backup of SHINE, or it is damaged: {0}")]
    NotABackup(String),
    /// The target holds something.
    #[error("the folder {0} is not empty: restore into a new one, so that nothing is overwritten")]
    NotEmpty(PathBuf),
    /// What was restored does not prove itself.
    #[error("the restored records do not prove themselves, so nothing was kept: {0}")]
    NotSound(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The keys failed.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// An erasure could not be replayed.
    #[error(transparent)]
    Erasure(#[from] erasures::ErasureError),
    /// A file failed.
    #[error("a file cannot be read or written: {0}")]
    File(#[from] io::Error),
}

/// Makes the recovery key of the data folder `data` and keeps its public half there. The secret half is given back once
/// and kept nowhere.
///
/// # Errors
/// [`BackupError::RecoveryKeyThere`] when there is one.
pub fn make_recovery_key(data: &Path) -> Result<SecretString, BackupError> {
    let path = data.join(RECOVERY_FILE);
    let identity = x25519::Identity::generate();
    let mut file = match private_file(&path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(BackupError::RecoveryKeyThere(path)),
        file => file?,
    };
    file.write_all(format!("{}\n", identity.to_public()).as_bytes())?;
    file.sync_all()?;
    Ok(identity.to_string())
}

/// The text of a recovery key.
#[must_use]
pub fn show(key: &SecretString) -> &str {
    key.expose_secret()
}

/// Takes a backup of `store`, which lives in `data`, into the file `to`, which must not be there yet. The server may be
/// running.
///
/// # Errors
/// [`BackupError`]; then there is no file.
pub async fn take_backup(store: &Store, data: &Path, to: &Path, now: i64) -> Result<Manifest, BackupError> {
    let recipient = read_recipient(data)?;
    let copies = tempfile::Builder::new().prefix(".backup-").tempdir_in(data)?;
    let database = copies.path().join(DATABASE_FILE);
    store.copy_to(&database).await?;
    // What the copy really holds; the server may have written more by now.
    let copy = Store::open_to_read(copies.path(), store.school().clone(), store.keys().clone()).await?;
    let (number, hash) = copy.find_head().await?;
    copy.close().await;
    let manifest = Manifest { v: 1, school: store.school().clone(), at: now, number, hash };
    let part = part_of(to);
    let written = write_backup(&manifest, &recipient, &database, data, &part, to);
    if written.is_err() {
        drop(fs::remove_file(&part));
    }
    written.map(|()| manifest)
}

fn part_of(to: &Path) -> PathBuf {
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    PathBuf::from(part)
}

fn read_recipient(data: &Path) -> Result<x25519::Recipient, BackupError> {
    let text = match fs::read_to_string(data.join(RECOVERY_FILE)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(BackupError::NoRecoveryKey),
        text => text?,
    };
    text.trim().parse().map_err(|_| BackupError::NotARecoveryKey)
}

fn write_backup(
    manifest: &Manifest,
    recipient: &x25519::Recipient,
    database: &Path,
    data: &Path,
    part: &Path,
    to: &Path,
) -> Result<(), BackupError> {
    if to.exists() {
        let taken = format!("{} is there already", to.display());
        return Err(BackupError::File(io::Error::new(io::ErrorKind::AlreadyExists, taken)));
    }
    let encryptor = age::Encryptor::with_recipients(std::iter::once(recipient as &dyn age::Recipient))
        .map_err(|error| BackupError::NotABackup(error.to_string()))?;
    let mut archive = tar::Builder::new(encryptor.wrap_output(private_file(part)?)?);
    add_bytes(&mut archive, MANIFEST, &serde_json::to_vec(manifest).map_err(io::Error::from)?)?;
    archive.append_path_with_name(database, DATABASE_FILE)?;
    for name in BESIDE.iter().filter(|name| data.join(name).exists()) {
        archive.append_path_with_name(data.join(name), name)?;
    }
    let file = archive.into_inner()?.finish()?;
    file.sync_all()?;
    fs::rename(part, to)?;
    Ok(())
}

fn add_bytes(archive: &mut tar::Builder<impl Write>, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut header = tar::Header::new_gnu();
    header.set_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    header.set_mode(0o600);
    archive.append_data(&mut header, name, bytes)
}

fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// What the old machine may have left besides the backup: newer than it, and so the only witness of what it lacks.
#[derive(Clone, Debug, Default)]
pub struct Witnesses {
    /// Its file of heads.
    pub heads: Option<PathBuf>,
    /// Its list of erasures.
    pub erasures: Option<PathBuf>,
}

/// What a restore found and did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The backup's own description.
    pub manifest: Manifest,
    /// How many people were erased again.
    pub erased_again: usize,
    /// Entries that were written after the backup: the first and the last number, and until when (milliseconds since 1970,
    /// UTC). Their signers hold receipts for them and must be asked again.
    pub missing: Option<Missing>,
}

/// Entries that a backup does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The first that is missing.
    pub first: u64,
    /// The last that is known to be missing.
    pub last: u64,
    /// When the newest head was signed, in milliseconds since 1970, UTC.
    pub until: i64,
}

/// Restores the backup `file` into the folder `data`, which must be empty or not there, with the secret `key`. The ledger
/// is proved, erasures are replayed, and what the backup lacks is named.
///
/// # Errors
/// [`BackupError`]; then nothing of the backup stays in the folder.
pub async fn restore_backup(
    file: &Path,
    key: &str,
    data: &Path,
    witnesses: &Witnesses,
    now: i64,
) -> Result<Restored, BackupError> {
    let identity: x25519::Identity = key.trim().parse().map_err(|_| BackupError::NotARecoveryKey)?;
    let is_used = fs::read_dir(data).is_ok_and(|mut inside| inside.next().is_some());
    if is_used {
        return Err(BackupError::NotEmpty(data.to_owned()));
    }
    let was_there = data.exists();
    make_private_folder(data)?;
    let restored = match unpack(file, &identity, data) {
        Ok(manifest) => prove(manifest, data, witnesses, now).await,
        Err(error) => Err(error),
    };
    if restored.is_err() {
        let cleared = fs::remove_dir_all(data);
        drop(cleared);
        if was_there {
            drop(make_private_folder(data));
        }
    }
    restored
}

fn unpack(file: &Path, identity: &x25519::Identity, data: &Path) -> Result<Manifest, BackupError> {
    let not_a_backup = |error: &dyn std::fmt::Display| BackupError::NotABackup(error.to_string());
    let decryptor = age::Decryptor::new(File::open(file)?).map_err(|error| not_a_backup(&error))?;
    let plain =
        decryptor.decrypt(std::iter::once(identity as &dyn age::Identity)).map_err(|_| BackupError::WrongKey)?;
    make_private_folder(&data.join(KEYS_FOLDER))?;
    let mut archive = tar::Archive::new(plain);
    let mut manifest = None;
    for part in archive.entries().map_err(|error| not_a_backup(&error))? {
        let mut part = part.map_err(|error| not_a_backup(&error))?;
        let name = part.path().map_err(|error| not_a_backup(&error))?.to_string_lossy().into_owned();
        if name == MANIFEST {
            let mut text = String::new();
            part.read_to_string(&mut text).map_err(|error| not_a_backup(&error))?;
            manifest = Some(read_manifest(&text)?);
        } else if name == DATABASE_FILE || BESIDE.contains(&name.as_str()) {
            // Names are compared with a list, so nothing is ever written outside the folder.
            let mut to = private_file(&data.join(&name))?;
            io::copy(&mut part, &mut to).map_err(|error| not_a_backup(&error))?;
            to.sync_all()?;
        }
    }
    manifest.ok_or_else(|| not_a_backup(&"it has no description"))
}

fn read_manifest(text: &str) -> Result<Manifest, BackupError> {
    #[derive(Deserialize)]
    struct Format {
        v: u32,
    }
    let wrong = |error: serde_json::Error| BackupError::NotABackup(error.to_string());
    let Format { v } = serde_json::from_str(text).map_err(wrong)?;
    if v != 1 {
        return Err(BackupError::NotABackup(format!("its format {v} is of a newer SHINE")));
    }
    serde_json::from_str(text).map_err(wrong)
}

async fn prove(manifest: Manifest, data: &Path, witnesses: &Witnesses, now: i64) -> Result<Restored, BackupError> {
    let keys = Keys::load(data, WhenMissing::Refuse)?;
    let store = Store::open(data, manifest.school.clone(), keys).await?;
    let result = prove_store(&store, manifest, data, witnesses, now).await;
    store.close().await;
    result
}

async fn prove_store(
    store: &Store,
    manifest: Manifest,
    data: &Path,
    witnesses: &Witnesses,
    now: i64,
) -> Result<Restored, BackupError> {
    let known: Vec<SignedHead> = witnesses.heads.as_deref().map(read_heads_file).transpose()?.unwrap_or_default();
    let (newer, older): (Vec<_>, Vec<_>) = known.into_iter().partition(|head| head.number > manifest.number);
    let heads: Vec<SignedHead> = read_heads(data)?.into_iter().chain(older).collect();
    // A head may have been signed between the copy of the database and the copy of the file.
    let heads: Vec<SignedHead> = heads.into_iter().filter(|head| head.number <= manifest.number).collect();
    let report = store.verify_ledger(&heads).await?;
    if let Some(fault) = report.faults.first() {
        return Err(BackupError::NotSound(fault.message.clone()));
    }
    if store.find_head().await? != (manifest.number, manifest.hash) {
        return Err(BackupError::NotSound("the ledger does not end where the backup says".to_owned()));
    }
    let erased_again = replay_erasures(store, data, witnesses.erasures.as_deref(), now).await?;
    let public = store.keys().public();
    let newest = newer.iter().filter(|head| head.is_signed_by(&public)).max_by_key(|head| head.number);
    let missing = newest.map(|head| Missing { first: manifest.number + 1, last: head.number, until: head.at });
    // From here on the ledger goes another way than the old machine's heads say.
    let lines: String =
        heads.iter().filter_map(|head| serde_json::to_string(head).ok()).map(|line| line + "\n").collect();
    fs::write(data.join(HEADS_FILE), lines)?;
    Ok(Restored { manifest, erased_again, missing })
}

fn read_heads_file(path: &Path) -> io::Result<Vec<SignedHead>> {
    let text = fs::read_to_string(path)?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

async fn replay_erasures(store: &Store, data: &Path, witness: Option<&Path>, now: i64) -> Result<usize, BackupError> {
    let mut listed: Vec<Erasure> = erasures::read(&data.join(ERASURES_FILE))?;
    if let Some(path) = witness {
        if !path.exists() {
            let gone = format!("{} is not there", path.display());
            return Err(BackupError::File(io::Error::new(io::ErrorKind::NotFound, gone)));
        }
        listed.extend(erasures::read(path)?);
    }
    let mut erased_again = 0;
    for erasure in listed {
        if erasures::erase(store, data, &erasure.person, now).await? == Erased::Now {
            erased_again += 1;
        }
    }
    Ok(erased_again)
}
