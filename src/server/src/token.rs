//! Tokens: the secret in a family's private link, and the secret in a session's cookie. Only their SHA-256 is kept.

use shine_domain::ids::{CROCKFORD, Digest, PersonId, Reference};

use crate::seal::{SealError, fill_random};

/// Letters of a family token: 26 of Crockford's base 32 hold its 128 random bits.
const FAMILY_LETTERS: usize = 26;

/// The secret of a family's private link: 128 random bits. Never printed by `{:?}`.
#[derive(Clone, PartialEq, Eq)]
pub struct FamilyToken(u128);

impl FamilyToken {
    /// A new random token.
    ///
    /// # Errors
    /// [`SealError`] when the system gives no randomness.
    pub fn generate() -> Result<Self, SealError> {
        let mut bytes = [0; 16];
        fill_random(&mut bytes)?;
        Ok(Self(u128::from_be_bytes(bytes)))
    }

    /// Reads a token as people type it: any case, spaces and hyphens anywhere, O for 0 and I or L for 1.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
        let (mut value, mut count) = (0_u128, 0);
        for letter in letters {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let digit = CROCKFORD.iter().position(|known| char::from(*known) == letter)?;
            count += 1;
            if count > FAMILY_LETTERS || value >> 123 != 0 {
                return None;
            }
            value = (value << 5) | u128::try_from(digit).ok()?;
        }
        (count == FAMILY_LETTERS).then_some(Self(value))
    }

    /// As it stands in a link: 26 capitals and digits.
    #[must_use]
    pub fn to_text(&self) -> String {
        (0..FAMILY_LETTERS).rev().map(|at| letter_at(self.0 >> (at * 5))).collect()
    }

    /// As it is printed on a letter: groups of four or five with hyphens between.
    #[must_use]
    pub fn to_code(&self) -> String {
        let text = self.to_text();
        [&text[..5], &text[5..10], &text[10..15], &text[15..20], &text[20..]].join("-")
    }

    /// What is kept: hexadecimal SHA-256.
    #[must_use]
    pub fn hash(&self) -> String {
        Digest::of(self.to_text().as_bytes()).to_string()
    }
}

fn letter_at(bits: u128) -> char {
    char::from(CROCKFORD[usize::try_from(bits & 31).unwrap_or(0)])
}

/// The secret of a session's cookie: 256 random bits. Never printed by `{:?}`.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    /// A new random token.
    ///
    /// # Errors
    /// [`SealError`] when the system gives no randomness.
    pub fn generate() -> Result<Self, SealError> {
        let mut bytes = [0; 32];
        fill_random(&mut bytes)?;
        Ok(Self(data_encoding::HEXLOWER.encode(&bytes)))
    }

    /// The token a cookie holds, if it looks like one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_token = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        is_token.then(|| Self(text.to_owned()))
    }

    /// For the cookie.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept: hexadecimal SHA-256.
    #[must_use]
    pub fn hash(&self) -> String {
        Digest::of(self.0.as_bytes()).to_string()
    }
}

/// A new random reference.
///
/// # Errors
/// [`SealError`] when the system gives no randomness.
pub fn generate_reference() -> Result<Reference, SealError> {
    let alphabet = Reference::alphabet();
    let text = random_text(alphabet, 8)?;
    Ok(Reference::try_from(text).expect("letters of a reference make a reference"))
}

/// A new random person's identifier, beginning with `prefix`.
///
/// # Errors
/// [`SealError`] when the system gives no randomness.
pub fn generate_person_id(prefix: char) -> Result<PersonId, SealError> {
    let text = random_text(b"0123456789abcdefghjkmnpqrstvwxyz", 20)?;
    Ok(PersonId::try_from(format!("{prefix}-{text}")).expect("small letters make an identifier"))
}

/// Picks letters without favour: a byte past the last whole multiple of the alphabet is thrown away.
fn random_text(alphabet: &[u8], length: usize) -> Result<String, SealError> {
    let whole = 256 - 256 % alphabet.len();
    let mut text = String::with_capacity(length);
    while text.len() < length {
        let mut byte = [0];
        fill_random(&mut byte)?;
        if usize::from(byte[0]) < whole {
            text.push(char::from(alphabet[usize::from(byte[0]) % alphabet.len()]));
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_code_is_read_however_it_is_typed() {
        let token = FamilyToken::generate().expect("random");
        let code = token.to_code();
        assert!(FamilyToken::parse(&code.to_lowercase()).as_ref() == Some(&token));
        assert!(FamilyToken::parse(&format!(" {} ", code.replace('-', " "))).as_ref() == Some(&token));
        assert!(FamilyToken::parse(&token.to_text().replace('0', "o").replace('1', "l")).as_ref() == Some(&token));
    }

    #[test]
    fn what_is_no_code_is_not_read() {
        let full = "Z".repeat(26);
        for wrong in ["", "ABC", "U0000000000000000000000000", &"0".repeat(27), &full, "é"] {
            assert!(FamilyToken::parse(wrong).is_none(), "{wrong}");
        }
    }
}
