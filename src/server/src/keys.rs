//! The school's own keys: the one that wraps every person's key, and the one that signs receipts. They live in
//! files beside the database, never in it, readable by their owner only.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;
use ed25519_dalek::{Signer as _, SigningKey};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use shine_domain::receipt::{PublicKey, Receipt, SealedReceipt, receipt_message};
use zeroize::Zeroizing;

use crate::seal::{SealError, SealKey, fill_random};

/// The folder of keys within the data folder.
pub const KEYS_FOLDER: &str = "keys";

/// Why the keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A key file cannot be read or written.
    #[error("the key file {path} cannot be read or written: {error}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A key file holds no key.
    #[error("the key file {0} is damaged: put back the one from your backup")]
    Damaged(PathBuf),
    /// Others on this machine may read it.
    #[error("the key file {0} can be read by others on this machine: make it private (chmod 600) and start again")]
    NotPrivate(PathBuf),
    /// There are records, but the keys that open them are gone.
    #[error("there are records in this data folder but no key file {0}: put back the one from your backup")]
    Missing(PathBuf),
    /// The system gives no randomness.
    #[error("the system gives no random numbers, so no key can be made")]
    NoRandomness,
}

/// Whether keys may be made when there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenMissing {
    /// A new data folder: make them.
    Make,
    /// There are records already: refuse.
    Refuse,
}

/// The school's keys. Cheap to clone.
#[derive(Clone)]
pub struct Keys {
    school: Arc<SealKey>,
    signing: Arc<SigningKey>,
    public: PublicKey,
    public_id: Arc<str>,
}

impl Keys {
    /// Reads the keys below `data`, or makes them.
    ///
    /// # Errors
    /// [`KeyError`] says which file and what to do.
    pub fn load(data: &Path, when_missing: WhenMissing) -> Result<Self, KeyError> {
        let folder = data.join(KEYS_FOLDER);
        let school = load_key(&folder.join("school.key"), when_missing)?;
        let signing = load_key(&folder.join("signing.key"), when_missing)?;
        let signing = SigningKey::from_bytes(&signing);
        let public = HEXLOWER.encode(signing.verifying_key().as_bytes());
        let public = PublicKey::from_hex(&public).expect("a signing key's public half is a public key");
        let (school, public_id) = (Arc::new(SealKey::from_bytes(*school)), public.id().into());
        Ok(Self { school, signing: Arc::new(signing), public, public_id })
    }

    /// The key receipts can be checked with.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        self.public.clone()
    }

    /// 128 hexadecimal digits: this school's signature over `message`.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> String {
        HEXLOWER.encode(&self.signing.sign(message).to_bytes())
    }

    /// Signs `receipt`.
    #[must_use]
    pub fn seal_receipt(&self, receipt: Receipt) -> SealedReceipt {
        let message = receipt_message(&receipt).expect("a receipt has a canonical form");
        SealedReceipt { signature: self.sign(&message), key: self.public_id.to_string(), receipt }
    }

    /// A keyed hash of `content`: tells whether two submissions are the same without keeping a digest of answers.
    #[must_use]
    pub fn mac(&self, purpose: &str, content: &[u8]) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.school.as_bytes()).expect("any length is a key for HMAC");
        mac.update(purpose.as_bytes());
        mac.update(b"\n");
        mac.update(content);
        HEXLOWER.encode(&mac.finalize().into_bytes())
    }

    /// Seals a text that is nobody's in particular, such as what a device is called, bound to its place.
    ///
    /// # Errors
    /// [`SealError`] when the system gives no randomness.
    pub fn seal(&self, place: &str, text: &str) -> Result<String, SealError> {
        self.school.seal(place, text.as_bytes())
    }

    /// Opens what [`Keys::seal`] sealed.
    ///
    /// # Errors
    /// [`SealError`] when it was sealed with another school's key or for another place.
    pub fn open(&self, place: &str, sealed: &str) -> Result<String, SealError> {
        let bytes = self.school.open(place, sealed)?;
        String::from_utf8(bytes.to_vec()).map_err(|_| SealError)
    }

    /// Wraps a person's key.
    ///
    /// # Errors
    /// [`SealError`] when the system gives no randomness.
    pub fn wrap(&self, person: &str, key: &SealKey) -> Result<String, SealError> {
        self.school.seal(&format!("person-key/{person}"), key.as_bytes())
    }

    /// Unwraps a person's key.
    ///
    /// # Errors
    /// [`SealError`] when it was wrapped by another school's key or for another person.
    pub fn unwrap_key(&self, person: &str, wrapped: &str) -> Result<SealKey, SealError> {
        let bytes = self.school.open(&format!("person-key/{person}"), wrapped)?;
        let bytes: [u8; 32] = bytes.as_slice().try_into().map_err(|_| SealError)?;
        Ok(SealKey::from_bytes(bytes))
    }
}

fn load_key(path: &Path, when_missing: WhenMissing) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let fault = |error| KeyError::File { path: path.to_owned(), error };
    match fs::read_to_string(path) {
        Ok(text) => {
            check_private(path)?;
            let bytes = HEXLOWER.decode(text.trim().as_bytes()).map(Zeroizing::new);
            let key = bytes.ok().and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok());
            key.map(Zeroizing::new).ok_or_else(|| KeyError::Damaged(path.to_owned()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => match when_missing {
            WhenMissing::Make => make_key(path),
            WhenMissing::Refuse => Err(KeyError::Missing(path.to_owned())),
        },
        Err(error) => Err(fault(error)),
    }
}

fn make_key(path: &Path) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let fault = |error| KeyError::File { path: path.to_owned(), error };
    let mut key = Zeroizing::new([0; 32]);
    fill_random(key.as_mut_slice()).map_err(|_| KeyError::NoRandomness)?;
    if let Some(folder) = path.parent() {
        make_private_folder(folder).map_err(fault)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(fault)?;
    let text = Zeroizing::new(HEXLOWER.encode(key.as_slice()) + "\n");
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(fault)?;
    Ok(key)
}

/// Makes a folder only its owner can look into, unless it is there already.
#[cfg(unix)]
pub(crate) fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Makes a folder, unless it is there already.
#[cfg(not(unix))]
pub(crate) fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(unix)]
fn check_private(path: &Path) -> Result<(), KeyError> {
    use std::os::unix::fs::PermissionsExt as _;
    let fault = |error| KeyError::File { path: path.to_owned(), error };
    let mode = fs::metadata(path).map_err(fault)?.permissions().mode();
    if mode & 0o077 == 0 { Ok(()) } else { Err(KeyError::NotPrivate(path.to_owned())) }
}

#[cfg(not(unix))]
fn check_private(_path: &Path) -> Result<(), KeyError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_private_and_read_again() {
        let data = tempfile::tempdir().expect("a folder");
        let first = Keys::load(data.path(), WhenMissing::Make).expect("made");
        let second = Keys::load(data.path(), WhenMissing::Refuse).expect("read");
        assert_eq!(first.public(), second.public());
        assert_eq!(first.mac("x", b"y"), second.mac("x", b"y"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let path = data.path().join(KEYS_FOLDER).join("school.key");
            assert_eq!(fs::metadata(&path).expect("file").permissions().mode() & 0o777, 0o600);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("set");
            assert!(matches!(Keys::load(data.path(), WhenMissing::Refuse), Err(KeyError::NotPrivate(_))));
        }
    }

    #[test]
    fn keys_are_not_made_anew_over_records_they_could_not_open() {
        let data = tempfile::tempdir().expect("a folder");
        assert!(matches!(Keys::load(data.path(), WhenMissing::Refuse), Err(KeyError::Missing(_))));
    }
}
