//! Counting attempts that failed, by sender. Only failures count: a whole school, or a hall full of parents, is one
//! address, and whoever holds a right link is never kept out by somebody who types wrong ones.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// How many failures a sender has in each [`WINDOW_MS`] before they are told to wait.
pub const MOST_FAILURES: u32 = 30;
/// The time failures are counted over, in milliseconds: a quarter of an hour.
pub const WINDOW_MS: i64 = 15 * 60 * 1000;
/// The most senders that are remembered; beyond that those with the fewest failures are forgotten first.
const MOST_SENDERS: usize = 10_000;

/// How many times in each [`WINDOW_MS`] one sender may fail to sign in with one address, before they must wait.
pub const MOST_SIGN_IN_FAILURES: u32 = 10;
/// The same for one address from everywhere together: whoever guesses from many places waits too, and whoever only wants to
/// keep somebody out needs many places.
pub const MOST_ACCOUNT_FAILURES: u32 = 100;

/// The longest address that is told from others, in bytes; longer ones are nobody's.
const MOST_ACCOUNT: usize = 254;

/// Failures, by who made them. Nothing of it is kept on disk or written to a log.
#[derive(Default)]
pub struct Failures {
    by_sender: Mutex<HashMap<Option<IpAddr>, Window>>,
    sign_ins: Mutex<HashMap<(String, Option<IpAddr>), Window>>,
    accounts: Mutex<HashMap<String, Window>>,
}

#[derive(Clone, Copy)]
struct Window {
    began: i64,
    failures: u32,
}

impl Window {
    /// A clock that was set back begins a new window rather than one that never ends.
    const fn is_over(self, now: i64) -> bool {
        now - self.began >= WINDOW_MS || now < self.began
    }
}

impl Failures {
    /// Counts a failure of `sender` at `now`; answers whether they have had too many.
    pub fn count(&self, sender: Option<IpAddr>, now: i64) -> bool {
        count_in(&self.by_sender, sender.map(network_of), now) > MOST_FAILURES
    }

    /// Whether `sender` may try to sign in as `account` now, whether or not there is one. The try counts as failed until
    /// [`Failures::forget_sign_in`]: many at the same moment are no way round the limit.
    #[must_use]
    pub fn may_sign_in(&self, account: &str, sender: Option<IpAddr>, now: i64) -> bool {
        let (account, sender) = (named(account), sender.map(network_of));
        let own = (account.to_owned(), sender);
        if !count_below(&self.sign_ins, own.clone(), now, MOST_SIGN_IN_FAILURES) {
            return false;
        }
        let is_open = count_below(&self.accounts, account.to_owned(), now, MOST_ACCOUNT_FAILURES);
        if !is_open {
            // The wait is others' doing: a try in it is no failure of this sender's.
            take_one_back(&self.sign_ins, &own);
        }
        is_open
    }

    /// Forgets what `sender` got wrong before they signed in as `account`, and that they tried.
    pub fn forget_sign_in(&self, account: &str, sender: Option<IpAddr>) {
        let (account, sender) = (named(account), sender.map(network_of));
        let mut sign_ins = self.sign_ins.lock().unwrap_or_else(PoisonError::into_inner);
        sign_ins.remove(&(account.to_owned(), sender));
        drop(sign_ins);
        take_one_back(&self.accounts, account);
    }

    /// Takes a try back that was none, because the server could not work on it.
    pub fn take_sign_in_back(&self, account: &str, sender: Option<IpAddr>) {
        let account = named(account);
        take_one_back(&self.sign_ins, &(account.to_owned(), sender.map(network_of)));
        take_one_back(&self.accounts, account);
    }
}

/// The part of an address that is kept: nobody fills the memory with long ones.
fn named(account: &str) -> &str {
    account.get(..account.floor_char_boundary(MOST_ACCOUNT)).unwrap_or_default()
}

fn take_one_back<K, Q>(windows: &Mutex<HashMap<K, Window>>, key: &Q)
where
    K: Eq + Hash + Borrow<Q>,
    Q: Eq + Hash + ?Sized,
{
    let mut windows = windows.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(window) = windows.get_mut(key) {
        window.failures = window.failures.saturating_sub(1);
        if window.failures == 0 {
            windows.remove(key);
        }
    }
}

fn count_in<K: Eq + Hash>(windows: &Mutex<HashMap<K, Window>>, key: K, now: i64) -> u32 {
    let mut windows = windows.lock().unwrap_or_else(PoisonError::into_inner);
    add_to(&mut windows, key, now, u32::MAX).unwrap_or(u32::MAX)
}

/// One more failure, unless there are `most`; how many there are then.
fn add_to<K: Eq + Hash>(windows: &mut HashMap<K, Window>, key: K, now: i64, most: u32) -> Option<u32> {
    if windows.len() >= MOST_SENDERS {
        make_room(windows, now);
    }
    let window = windows.entry(key).or_insert(Window { began: now, failures: 0 });
    if window.is_over(now) {
        *window = Window { began: now, failures: 0 };
    }
    if window.failures >= most {
        return None;
    }
    window.failures = window.failures.saturating_add(1);
    Some(window.failures)
}

/// Counts one more, unless there are `most` already; answers whether it was counted.
fn count_below<K: Eq + Hash>(windows: &Mutex<HashMap<K, Window>>, key: K, now: i64, most: u32) -> bool {
    let mut windows = windows.lock().unwrap_or_else(PoisonError::into_inner);
    add_to(&mut windows, key, now, most).is_some()
}

fn make_room<K: Eq + Hash>(windows: &mut HashMap<K, Window>, now: i64) {
    windows.retain(|_, window| !window.is_over(now));
    if windows.len() >= MOST_SENDERS {
        // Those with the fewest failures, and of these the oldest: whoever is being guessed at is not forgotten for a crowd of
        // others who were tried once.
        let mut order: Vec<(u32, i64)> = windows.values().map(|window| (window.failures, window.began)).collect();
        order.sort_unstable();
        let middle = order[order.len() / 2];
        windows.retain(|_, window| (window.failures, window.began) > middle);
    }
}

/// One home has a whole /64 of IPv6 addresses: they count as one sender.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> Option<IpAddr> {
        text.parse().ok()
    }

    #[test]
    fn after_thirty_failures_a_sender_waits_and_a_quarter_of_an_hour_later_no_more() {
        let failures = Failures::default();
        for _ in 0..MOST_FAILURES {
            assert!(!failures.count(ip("203.0.113.9"), 0));
        }
        assert!(failures.count(ip("203.0.113.9"), 1));
        assert!(!failures.count(ip("203.0.113.10"), 1), "somebody else");
        assert!(!failures.count(ip("203.0.113.9"), WINDOW_MS));
        assert!(!failures.count(ip("203.0.113.9"), 5), "a clock that was set back");
    }

    #[test]
    fn whoever_guesses_a_password_waits_and_keeps_out_nobody_elsewhere() {
        let failures = Failures::default();
        for _ in 0..MOST_SIGN_IN_FAILURES {
            assert!(failures.may_sign_in("a", ip("203.0.113.9"), 0), "counted before anything is checked");
        }
        assert!(!failures.may_sign_in("a", ip("203.0.113.9"), 1));
        assert!(failures.may_sign_in("a", ip("203.0.113.10"), 1), "the owner, somewhere else");
        assert!(failures.may_sign_in("b", ip("203.0.113.9"), 1), "a colleague at the same school");
        assert!(failures.may_sign_in("a", ip("203.0.113.9"), WINDOW_MS));
        failures.forget_sign_in("a", ip("203.0.113.9"));
        assert!(failures.may_sign_in("a", ip("203.0.113.9"), 1));
        for sender in 0..MOST_ACCOUNT_FAILURES {
            assert!(failures.may_sign_in("c", ip(&format!("10.0.0.{sender}")), 0));
        }
        for _ in 0..=MOST_SIGN_IN_FAILURES {
            assert!(!failures.may_sign_in("c", ip("203.0.113.77"), WINDOW_MS - 1), "from a hundred places");
        }
        assert!(failures.may_sign_in("c", ip("203.0.113.77"), WINDOW_MS), "who only waited waits no longer");
    }

    #[test]
    fn an_account_that_is_guessed_at_is_not_forgotten_for_a_crowd_of_invented_ones() {
        let failures = Failures::default();
        let sender = ip("203.0.113.9");
        for _ in 0..MOST_SIGN_IN_FAILURES {
            assert!(failures.may_sign_in("head", sender, 0));
        }
        for number in 0..(MOST_SENDERS * 3) {
            assert!(failures.may_sign_in(&format!("invented-{number}"), sender, 1));
        }
        assert!(!failures.may_sign_in("head", sender, 2));
        assert!(failures.sign_ins.lock().expect("not poisoned").len() <= MOST_SENDERS);
        for number in 0..(MOST_SENDERS * 3) {
            let busy = format!("busy-{number}");
            assert!(failures.may_sign_in(&busy, sender, 3));
            failures.take_sign_in_back(&busy, sender);
        }
        assert!(!failures.may_sign_in("head", sender, 4), "nor for tries that were none");
    }

    #[test]
    fn a_try_the_server_could_not_work_on_is_none() {
        let failures = Failures::default();
        for _ in 0..1_000 {
            assert!(failures.may_sign_in("a", ip("203.0.113.9"), 0));
            failures.take_sign_in_back("a", ip("203.0.113.9"));
        }
    }

    #[test]
    fn an_address_of_a_million_letters_is_kept_as_a_short_one() {
        let failures = Failures::default();
        assert!(failures.may_sign_in(&"ä".repeat(1_000_000), None, 0));
        assert!(failures.accounts.lock().expect("not poisoned").keys().all(|account| account.len() <= MOST_ACCOUNT));
    }

    #[test]
    fn a_home_with_many_addresses_is_one_sender() {
        let failures = Failures::default();
        for last in 0..MOST_FAILURES {
            failures.count(ip(&format!("2001:db8::{last:x}")), 0);
        }
        assert!(failures.count(ip("2001:db8::ffff"), 0));
    }

    #[test]
    fn senders_are_forgotten_rather_than_filling_the_memory() {
        let failures = Failures::default();
        for number in 0..(MOST_SENDERS * 2) {
            let [.., a, b] = u32::try_from(number).expect("small").to_be_bytes();
            failures.count(Some(IpAddr::from([10, 0, a, b])), i64::try_from(number).expect("small"));
        }
        assert!(failures.by_sender.lock().expect("not poisoned").len() <= MOST_SENDERS);
    }
}
