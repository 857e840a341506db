//! Sealing: personal values are kept only encrypted under a key of the person's own, so that destroying one key
//! erases one person. XChaCha20-Poly1305; where a value belongs is bound to it, so it cannot be moved elsewhere.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE64;
use rand::TryRngCore as _;
use rand::rngs::OsRng;
use zeroize::Zeroizing;

/// A value that cannot be sealed or opened: a wrong key, a changed value, or a value moved from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value cannot be opened with this key")]
pub struct SealError;

/// A 32-byte key; wiped from memory when dropped, never printed.
#[derive(Clone)]
pub struct SealKey(Zeroizing<[u8; 32]>);

impl SealKey {
    /// A new random key.
    ///
    /// # Errors
    /// [`SealError`] when the system gives no randomness.
    pub fn generate() -> Result<Self, SealError> {
        let mut bytes = Zeroizing::new([0; 32]);
        fill_random(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    /// The key made of these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The raw bytes, for wrapping only.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals `value`, which belongs at `place`; gives base64 of nonce and ciphertext.
    ///
    /// # Errors
    /// [`SealError`] when the system gives no randomness.
    pub fn seal(&self, place: &str, value: &[u8]) -> Result<String, SealError> {
        let mut nonce = [0; 24];
        fill_random(&mut nonce)?;
        let cipher = XChaCha20Poly1305::new(self.0.as_slice().into());
        let payload = Payload { msg: value, aad: place.as_bytes() };
        let sealed = cipher.encrypt(XNonce::from_slice(&nonce), payload).map_err(|_| SealError)?;
        Ok(BASE64.encode(&[nonce.as_slice(), &sealed].concat()))
    }

    /// Opens what [`SealKey::seal`] made for the same `place`.
    ///
    /// # Errors
    /// [`SealError`] when the key, the place or the value is another.
    pub fn open(&self, place: &str, sealed: &str) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let bytes = BASE64.decode(sealed.as_bytes()).map_err(|_| SealError)?;
        let (nonce, sealed) = bytes.split_at_checked(24).ok_or(SealError)?;
        let cipher = XChaCha20Poly1305::new(self.0.as_slice().into());
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        cipher.decrypt(XNonce::from_slice(nonce), payload).map(Zeroizing::new).map_err(|_| SealError)
    }
}

/// Fills `bytes` with randomness from the operating system.
///
/// # Errors
/// [`SealError`] when it gives none.
pub fn fill_random(bytes: &mut [u8]) -> Result<(), SealError> {
    OsRng.try_fill_bytes(bytes).map_err(|_| SealError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_only_with_its_key_at_its_place() {
        let (key, other) = (SealKey::generate().expect("key"), SealKey::generate().expect("key"));
        let sealed = key.seal("school/1/name", b"Ann").expect("sealed");
        assert_eq!(key.open("school/1/name", &sealed).expect("open").as_slice(), b"Ann");
        assert!(key.open("school/2/name", &sealed).is_err());
        assert!(other.open("school/1/name", &sealed).is_err());
        assert!(key.open("school/1/name", "AAAA").is_err());
        assert_ne!(sealed, key.seal("school/1/name", b"Ann").expect("sealed"), "a nonce is never used twice");
    }
}
