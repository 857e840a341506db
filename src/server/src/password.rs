//! Passwords of staff: how good one must be, how one is kept, and how one is tried. No rule about letters and digits and no
//! date on which one must be changed (domain.md R113): only whether it could be guessed.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::{Arc, LazyLock};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The shortest password, in characters.
pub const MIN_PASSWORD: usize = 10;
/// The longest, in characters: longer ones would only be slow.
pub const MAX_PASSWORD: usize = 200;
/// Two passwords are tried at a time, for each takes 19 MiB for a moment. Of sixty-four who wait the last waits for about two
/// seconds; whoever comes then is told to come again.
static QUEUE: LazyLock<Queue> = LazyLock::new(|| Queue::new(2, 64));

/// A queue that is not longer than it may be.
struct Queue {
    places: Arc<Semaphore>,
    turns: Arc<Semaphore>,
}

/// A turn: kept by the work itself, which goes on when whoever asked for it has gone away.
type Turn = (OwnedSemaphorePermit, OwnedSemaphorePermit);

impl Queue {
    fn new(turns: usize, waiting: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(turns + waiting)), turns: Arc::new(Semaphore::new(turns)) }
    }

    /// Waits for a turn, unless too many wait already.
    async fn turn(&self) -> Result<Turn, PasswordFault> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| PasswordFault::Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| PasswordFault::Broken)?;
        Ok((place, turn))
    }
}

/// Why a password cannot be chosen. [`PasswordProblem::code`] is what crosses the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Shorter than [`MIN_PASSWORD`].
    TooShort,
    /// Longer than [`MAX_PASSWORD`].
    TooLong,
    /// Somebody who knows common passwords, this person and this school would soon guess it.
    TooWeak,
}

impl PasswordProblem {
    /// The code: permanent, kebab-case.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::TooWeak => "too-weak",
        }
    }
}

/// Why a password could not be worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Too many others wait: whoever asks again in a moment may have a turn.
    #[error("too many passwords are being worked on")]
    Busy,
    /// No memory or no randomness.
    #[error("a password could not be worked on: no memory or no randomness")]
    Broken,
}

/// Whether `password` may be chosen by somebody of whom everybody knows `known`: their name, address, school.
///
/// # Errors
/// [`PasswordProblem`].
pub fn check_password(password: &str, known: &[&str]) -> Result<(), PasswordProblem> {
    let length = password.chars().count();
    if length < MIN_PASSWORD {
        return Err(PasswordProblem::TooShort);
    }
    if length > MAX_PASSWORD {
        return Err(PasswordProblem::TooLong);
    }
    let words: Vec<&str> =
        known.iter().flat_map(|text| text.split([' ', '@', '.', '-'])).chain(known.iter().copied()).collect();
    let estimate = zxcvbn::zxcvbn(password, &words);
    if estimate.score() < zxcvbn::Score::Three { Err(PasswordProblem::TooWeak) } else { Ok(()) }
}

/// Argon2id with what OWASP advises at the least: 19 MiB, two passes, one lane.
fn argon2() -> Result<Argon2<'static>, PasswordFault> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|_| PasswordFault::Broken)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// What is kept of `password`, in Argon2's own notation with its salt.
///
/// # Errors
/// [`PasswordFault`].
pub async fn hash_password(password: String) -> Result<String, PasswordFault> {
    let turn = QUEUE.turn().await?;
    let hash = move || -> Result<String, PasswordFault> {
        let _turn = turn;
        let mut salt = [0; 16];
        crate::seal::fill_random(&mut salt).map_err(|_| PasswordFault::Broken)?;
        let hash = argon2()?.hash_password_with_salt(password.as_bytes(), &salt).map_err(|_| PasswordFault::Broken)?;
        Ok(hash.to_string())
    };
    tokio::task::spawn_blocking(hash).await.map_err(|_| PasswordFault::Broken)?
}

/// Whether `password` is the one `kept` was made from. Without `kept` it takes as long and is not.
///
/// # Errors
/// [`PasswordFault`].
pub async fn is_password(password: String, kept: Option<String>) -> Result<bool, PasswordFault> {
    let turn = QUEUE.turn().await?;
    let verify = move || -> Result<bool, PasswordFault> {
        let _turn = turn;
        let is_known = kept.is_some();
        let kept = kept.unwrap_or_else(|| NOBODYS.to_owned());
        let kept = PasswordHash::new(&kept).map_err(|_| PasswordFault::Broken)?;
        Ok(argon2()?.verify_password(password.as_bytes(), &kept).is_ok() && is_known)
    };
    tokio::task::spawn_blocking(verify).await.map_err(|_| PasswordFault::Broken)?
}

/// What an unknown address' password is tried against, so that it takes as long as a known one's.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRub2JvZHlz$0JzH0R6mNo1lSSiYtlPkYcVYzgFYEZzDzOAQ8XgZVCY";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_refused_for_what_makes_it_easy_to_guess_and_nothing_else() {
        let known = ["Olive Office", "olive.office@example.org", "Casterton Primary Academy"];
        assert_eq!(check_password("short", &known), Err(PasswordProblem::TooShort));
        assert_eq!(check_password(&"long ".repeat(60), &known), Err(PasswordProblem::TooLong));
        for weak in ["password1234", "Casterton2026", "OliveOffice1", "qwertyuiop12", "aaaaaaaaaaaa"] {
            assert_eq!(check_password(weak, &known), Err(PasswordProblem::TooWeak), "{weak}");
        }
        for good in ["seven wet otters hum", "Ümläut kräht laut 9", "x7#kPq!v2LmZ"] {
            assert_eq!(check_password(good, &known), Ok(()), "{good}");
        }
    }

    #[tokio::test]
    async fn a_crowd_that_guesses_fills_no_memory_and_a_place_that_is_free_again_is_given() {
        let queue = Queue::new(1, 1);
        let first = queue.turn().await.expect("a turn");
        let mut second = Box::pin(queue.turn());
        tokio::select! {
            biased;
            _ = &mut second => panic!("two had the only turn"),
            () = std::future::ready(()) => {}
        }
        assert!(queue.turn().await.is_err(), "there is no room for a third");
        drop(first);
        drop(second.await.expect("a turn"));
        assert!(queue.turn().await.is_ok());
    }

    #[tokio::test]
    async fn a_password_is_known_again_and_nobodys_is_not() {
        let kept = hash_password("seven wet otters hum".to_owned()).await.expect("a hash");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        let is = |password: &str, kept: Option<&String>| is_password(password.to_owned(), kept.cloned());
        assert_eq!(is("seven wet otters hum", Some(&kept)).await, Ok(true));
        assert_eq!(is("seven wet otters hum ", Some(&kept)).await, Ok(false));
        assert_eq!(is("seven wet otters hum", None).await, Ok(false), "an address nobody has");
    }
}
