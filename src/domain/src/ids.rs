//! Names for things: slugs, step ids, versions, digests, references. Each is checked once, when it is made.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// Why a text is not an id of the kind asked for. The sentence says what such an id looks like.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} {rule}")]
pub struct IdError {
    what: &'static str,
    rule: &'static str,
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $what:literal, $rule:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id as written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<&str> for $name {
            type Error = IdError;
            fn try_from(text: &str) -> Result<Self, IdError> {
                let is_right: fn(&str) -> bool = $check;
                if is_right(text) { Ok(Self(text.to_owned())) } else { Err(IdError { what: $what, rule: $rule }) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::try_from(text.as_str())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

fn is_kebab(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

text_id!(
    /// The name of a document, school or picture in files and addresses: `private-or-okay-to-share`.
    Slug, "a name", "has only small letters, digits and single hyphens, at most 80", is_kebab
);
text_id!(
    /// The name of a step within its document: `which-school`.
    StepId, "a step's id", "has only small letters, digits and single hyphens, at most 80", is_kebab
);
text_id!(
    /// A language, as BCP 47's primary tag: `en`, `ur`, `pl`.
    Language, "a language", "is two or three small letters", |text| (2..=3).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase())
);
text_id!(
    /// A person's or submission's random identifier: small letters, digits, `_` and `-`, 4 to 64 long.
    /// It means nothing outside the school's own store.
    PersonId, "an identifier", "is 4 to 64 small letters, digits, '_' or '-'", |text| (4..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
);
text_id!(
    /// The key a browser makes for one submission, so that sending it twice records it once.
    SubmissionKey, "a submission key", "is 16 to 64 letters, digits or '-'", |text| (16..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
);

/// The letters of references and family codes: Crockford's base 32, without I, L, O and U.
pub const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

text_id!(
    /// What a family quotes on the telephone: 8 characters, none that look alike (no 0, 1, I, L, O or U).
    Reference, "a reference", "is 8 letters and digits", |text| text.len() == 8
        && text.bytes().all(|b| CROCKFORD[2..].contains(&b))
);

impl Reference {
    /// The 30 characters a reference is made of.
    #[must_use]
    pub fn alphabet() -> &'static [u8] {
        &CROCKFORD[2..]
    }
}

/// A SHA-256 digest, written as 64 small hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of `bytes`, as `sha256sum` would give it.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest of nothing yet: what the first entry of a ledger names as the entry before it.
    #[must_use]
    pub const fn zero() -> Self {
        Self([0; 32])
    }

    /// The raw 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl TryFrom<&str> for Digest {
    type Error = IdError;
    fn try_from(text: &str) -> Result<Self, IdError> {
        let wrong = IdError { what: "a digest", rule: "is 64 small hexadecimal digits" };
        let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).map_err(|_| wrong.clone())?;
        Ok(Self(bytes.try_into().map_err(|_| wrong)?))
    }
}

impl TryFrom<String> for Digest {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        Self::try_from(text.as_str())
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> String {
        digest.to_string()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Digest({self})")
    }
}

/// The version of a document that is signed: `2.1`. A new major number is material, a new minor one editorial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Version {
    /// Goes up when what is signed changes in substance: those affected are asked again.
    pub major: u16,
    /// Goes up when only the wording changes.
    pub minor: u16,
}

impl TryFrom<&str> for Version {
    type Error = IdError;
    fn try_from(text: &str) -> Result<Self, IdError> {
        let wrong = IdError { what: "a version", rule: "is two numbers with a full stop between, such as \"1.0\"" };
        let (major, minor) = text.split_once('.').ok_or_else(|| wrong.clone())?;
        let number = |part: &str| {
            let is_plain = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
            if is_plain { part.parse::<u16>().ok() } else { None }
        };
        match (number(major), number(minor)) {
            (Some(major), Some(minor)) => Ok(Self { major, minor }),
            _ => Err(wrong),
        }
    }
}

impl TryFrom<String> for Version {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        Self::try_from(text.as_str())
    }
}

impl From<Version> for String {
    fn from(version: Version) -> String {
        version.to_string()
    }
}

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.major, self.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_what_sha256sum_prints() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of(b"abc").to_string(), expected);
        assert_eq!(Digest::try_from(expected), Ok(Digest::of(b"abc")));
    }

    #[test]
    fn ids_refuse_what_would_be_misread() {
        assert!(Slug::try_from("tell-someone").is_ok());
        for wrong in ["", "Tell", "-a", "a-", "a b", "../x", "é"] {
            assert!(Slug::try_from(wrong).is_err(), "{wrong}");
        }
        assert!(Reference::try_from("7KDW3XPA").is_ok());
        for wrong in ["7KDW3XP", "7KDW3XPO", "7KDW3XP1", "7kdw3xpa"] {
            assert!(Reference::try_from(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn versions_compare_by_number_not_by_letter() {
        let version = |text| Version::try_from(text).expect("a version");
        assert!(version("1.10") > version("1.9"));
        for wrong in ["1", "1.", ".1", "1.0.0", "v1.0", "1.+1", "1. 0"] {
            assert!(Version::try_from(wrong).is_err(), "{wrong}");
        }
    }
}
