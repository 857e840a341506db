//! Counting attempts that failed, by sender. Only failures count: a whole school, or a hall full of parents, is one
//! address, and whoever holds a right link is never kept out by somebody who types wrong ones.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// How many failures a sender has in each [`WINDOW_MS`] before they are told to wait.
pub const MOST_FAILURES: u32 = 30;
/// The time failures are counted over, in milliseconds: a quarter of an hour.
pub const WINDOW_MS: i64 = 15 * 60 * 1000;
/// The most senders that are remembered; beyond that the oldest windows are forgotten first.
const MOST_SENDERS: usize = 10_000;

/// Failures by sender. Nothing of it is kept on disk or written to a log.
#[derive(Default)]
pub struct Failures {
    by_sender: Mutex<HashMap<Option<IpAddr>, Window>>,
}

#[derive(Clone, Copy)]
struct Window {
    began: i64,
    failures: u32,
}

impl Failures {
    /// Counts a failure of `sender` at `now`; answers whether they have had too many.
    pub fn count(&self, sender: Option<IpAddr>, now: i64) -> bool {
        let mut by_sender = self.by_sender.lock().unwrap_or_else(PoisonError::into_inner);
        if by_sender.len() >= MOST_SENDERS {
            make_room(&mut by_sender, now);
        }
        let window = by_sender.entry(sender.map(network_of)).or_insert(Window { began: now, failures: 0 });
        // A clock that was set back begins a new window rather than one that never ends.
        if now - window.began >= WINDOW_MS || now < window.began {
            *window = Window { began: now, failures: 0 };
        }
        window.failures = window.failures.saturating_add(1);
        window.failures > MOST_FAILURES
    }
}

fn make_room(by_sender: &mut HashMap<Option<IpAddr>, Window>, now: i64) {
    by_sender.retain(|_, window| now - window.began < WINDOW_MS && now >= window.began);
    if by_sender.len() >= MOST_SENDERS {
        let mut began: Vec<i64> = by_sender.values().map(|window| window.began).collect();
        began.sort_unstable();
        let middle = began[began.len() / 2];
        by_sender.retain(|_, window| window.began > middle);
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
