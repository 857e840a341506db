//! The second factor: six digits that a telephone makes from a shared secret and the time (RFC 6238), and the codes on paper
//! for when the telephone is lost. No code works twice.

use data_encoding::BASE32_NOPAD;
use shine_domain::ids::{CROCKFORD, Digest};
use subtle::ConstantTimeEq as _;
use totp_rs::Builder;

use crate::seal::{SealError, fill_random};

/// How long a code is shown, in seconds.
const STEP_SECONDS: i64 = 30;
/// How many steps a telephone's clock may be before or behind.
const SKEW_STEPS: i64 = 1;
/// How many codes there are on paper.
pub const RECOVERY_CODES: usize = 10;

/// The secret a telephone and the school share: 160 bits. Never printed by `{:?}`.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret(Vec<u8>);

impl TotpSecret {
    /// A new random secret.
    ///
    /// # Errors
    /// [`SealError`] when the system gives no randomness.
    pub fn generate() -> Result<Self, SealError> {
        let mut bytes = vec![0; 20];
        fill_random(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// As people type it: base 32.
    #[must_use]
    pub fn to_text(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// Reads what [`TotpSecret::to_text`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        BASE32_NOPAD.decode(text.as_bytes()).ok().map(Self)
    }

    /// What a QR code says to an app that makes codes.
    #[must_use]
    pub fn to_uri(&self, issuer: &str, account: &str) -> String {
        let (issuer, account) = (percent(issuer), percent(account));
        format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period=30",
            self.to_text()
        )
    }

    /// The code of time step `step`.
    #[must_use]
    pub fn code_at(&self, step: i64) -> String {
        // Six digits, thirty seconds and SHA-1 are the builder's own: what every app that makes codes knows.
        let totp = Builder::new().with_secret(self.0.clone()).build_noncompliant();
        totp.generate(u64::try_from(step * STEP_SECONDS).unwrap_or(0)).to_string()
    }

    /// The time step whose code `code` is at `now` (milliseconds since 1970, UTC), if it is one of the few that count and
    /// later than `used`, the last one whose code was used.
    #[must_use]
    pub fn find_step(&self, code: &str, now: i64, used: i64) -> Option<i64> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let here = step_at(now);
        let is_it = |step: &i64| bool::from(self.code_at(*step).as_bytes().ct_eq(code.as_bytes()));
        (here - SKEW_STEPS..=here + SKEW_STEPS).filter(|step| *step > used).find(is_it)
    }
}

/// The time step of `now`, in milliseconds since 1970, UTC.
#[must_use]
pub const fn step_at(now: i64) -> i64 {
    now.div_euclid(STEP_SECONDS * 1000)
}

fn percent(text: &str) -> String {
    let one = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(one).collect()
}

/// Ten codes for paper, `ABCDE-FGHJK`: 50 random bits each.
///
/// # Errors
/// [`SealError`] when the system gives no randomness.
pub fn generate_recovery_codes() -> Result<Vec<String>, SealError> {
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let mut bytes = [0; 10];
        fill_random(&mut bytes)?;
        let letters: String = bytes.iter().map(|byte| char::from(CROCKFORD[usize::from(byte & 31)])).collect();
        codes.push(format!("{}-{}", &letters[..5], &letters[5..]));
    }
    Ok(codes)
}

/// What is kept of a recovery code, as it was typed: any case, blanks and hyphens anywhere, O for 0 and I or L for 1.
/// `None` when it cannot be one.
#[must_use]
pub fn recovery_hash(typed: &str) -> Option<String> {
    let letters = typed.chars().filter(|c| !c.is_whitespace() && *c != '-');
    let plain = letters.map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    let text: String = plain.collect();
    let is_code = text.len() == 10 && text.bytes().all(|byte| CROCKFORD.contains(&byte));
    is_code.then(|| Digest::of(text.as_bytes()).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238's examples.
    fn example() -> TotpSecret {
        TotpSecret(b"12345678901234567890".to_vec())
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(example().code_at(seconds / 30), code);
            assert_eq!(example().find_step(code, seconds * 1000, 0), Some(seconds / 30));
        }
        assert!(TotpSecret::parse(&example().to_text()) == Some(example()));
        assert!(
            example()
                .to_uri("Our School", "a@b.example")
                .starts_with("otpauth://totp/Our%20School:a%40b.example?secret=")
        );
    }

    #[test]
    fn a_code_works_once_and_only_near_its_time() {
        let (secret, now) = (example(), 1_111_111_109_000);
        let step = step_at(now);
        let code = secret.code_at(step);
        assert_eq!(secret.find_step(&code, now, 0), Some(step));
        assert_eq!(secret.find_step(&code, now, step), None, "the same code again");
        assert_eq!(secret.find_step(&format!("{} {}", &code[..3], &code[3..]), now, 0), Some(step), "typed with a gap");
        assert_eq!(secret.find_step(&code, now + 30_000, 0), Some(step), "half a minute late");
        assert_eq!(secret.find_step(&code, now - 30_000, 0), Some(step), "the telephone's clock is fast");
        assert_eq!(secret.find_step(&code, now + 90_000, 0), None, "too late");
        assert_eq!(secret.find_step("", now, 0), None);
    }

    #[test]
    fn recovery_codes_are_read_as_people_type_them() {
        let codes = generate_recovery_codes().expect("random");
        assert_eq!(codes.len(), RECOVERY_CODES);
        let hash = recovery_hash(&codes[0]);
        assert!(hash.is_some());
        assert_eq!(recovery_hash(&codes[0].to_lowercase().replace('-', " ")), hash);
        assert_eq!(recovery_hash("OIL00-00000"), recovery_hash("01100-00000"));
        assert_eq!(recovery_hash("123456"), None);
    }
}
