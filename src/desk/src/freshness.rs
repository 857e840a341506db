//! How old what is on the screen has become. Told by the clock, not by a timer alone: a telephone that slept for hours says so
//! when it wakes.

use std::time::Duration;

use leptos::ev::focus;
use leptos::prelude::*;
use shine_ui::platform::clock;

/// After this long an answer about pictures says that it may be out of date.
pub(crate) const FRESH_FOR: Duration = Duration::from_secs(5 * 60);
/// How often the clock is looked at.
const EVERY: Duration = Duration::from_secs(15);

/// Whether `time` has passed since this was called. Goes with what called it.
pub(crate) fn has_passed(time: Duration) -> Signal<bool> {
    let (began, has_passed) = (clock::now(), RwSignal::new(false));
    let look = move || {
        let is_over = is_over(began, clock::now(), time);
        if is_over && has_passed.try_get_untracked() == Some(false) {
            let _ = has_passed.try_set(true);
        }
    };
    if let Ok(interval) = set_interval_with_handle(look, EVERY) {
        on_cleanup(move || interval.clear());
    }
    let looks = window_event_listener(focus, move |_| look());
    on_cleanup(move || looks.remove());
    has_passed.into()
}

/// Whether at `now` more than `time` has gone since `began`, all in milliseconds. A clock that was set back tells nothing: then
/// it has.
fn is_over(began: i64, now: i64, time: Duration) -> bool {
    now < began || u128::from(now.abs_diff(began)) >= time.as_millis()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_old_when_its_time_is_over_whatever_the_timers_did_meanwhile() {
        let five = Duration::from_secs(300);
        assert!(!is_over(1_000, 1_000, five) && !is_over(1_000, 300_999, five));
        assert!(is_over(1_000, 301_000, five) && is_over(1_000, 14_400_000, five));
        assert!(is_over(1_000, 999, five), "a clock that was set back");
    }
}
