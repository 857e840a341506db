//! Dates and times as a British school says them. Pure arithmetic on milliseconds: the browser's own zone may be
//! another, and a table of zones would cost a family's phone more than the rest of this program.

const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `22 November 2026`, of a day written `2026-11-22`; `None` when it is no such day.
#[must_use]
pub fn long_date(day: &str) -> Option<String> {
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?.parse::<usize>().ok()?, parts.next()?.parse::<u8>().ok()?);
    let month = MONTHS.get(month.checked_sub(1)?)?;
    Some(format!("{day} {month} {year}"))
}

/// A moment on a British wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UkTime {
    year: i64,
    month: usize,
    day: i64,
    hour: i64,
    minute: i64,
}

impl UkTime {
    /// The British time at `at`, milliseconds since 1970, UTC.
    #[must_use]
    pub fn new(at: i64) -> Self {
        let local = if is_summer_time(at) { at + HOUR } else { at };
        let (year, month, day) = civil(local.div_euclid(DAY));
        let in_day = local.rem_euclid(DAY);
        Self { year, month, day, hour: in_day / HOUR, minute: in_day % HOUR / 60_000 }
    }

    /// `22 November 2026`.
    #[must_use]
    pub fn date(&self) -> String {
        format!("{} {} {}", self.day, MONTHS[self.month - 1], self.year)
    }

    /// `4:05 pm`, with a space that does not break.
    #[must_use]
    pub fn clock(&self) -> String {
        let half = if self.hour < 12 { "am" } else { "pm" };
        let hour = if self.hour % 12 == 0 { 12 } else { self.hour % 12 };
        format!("{hour}:{:02}\u{a0}{half}", self.minute)
    }

    /// `2026-11-22`: the school day that saved answers belong to.
    #[must_use]
    pub fn day_word(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// From the last Sunday of March to the last Sunday of October, both at 01:00 UTC.
fn is_summer_time(at: i64) -> bool {
    let (year, _, _) = civil(at.div_euclid(DAY));
    let change = |month| last_sunday(year, month) * DAY + HOUR;
    (change(3)..change(10)).contains(&at)
}

/// The day number of the last Sunday of a month with 31 days.
fn last_sunday(year: i64, month: usize) -> i64 {
    let last = day_number(year, month, 31);
    // Day 0, 1 January 1970, was a Thursday.
    last - (last + 4).rem_euclid(7)
}

/// Days since 1970 of a date (the algorithm of Howard Hinnant's `days_from_civil`).
fn day_number(year: i64, month: usize, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month = i64::try_from(month).unwrap_or(1);
    let shifted = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * shifted + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of a day number: the reverse of [`day_number`].
fn civil(days: i64) -> (i64, usize, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, usize::try_from(month).unwrap_or(1), day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_a_file_is_said_as_people_say_it() {
        assert_eq!(long_date("2026-11-02").as_deref(), Some("2 November 2026"));
        assert_eq!(long_date("2026-13-02"), None);
        assert_eq!(long_date("soon"), None);
    }

    fn shown(at: i64) -> String {
        let time = UkTime::new(at);
        format!("{}, {}", time.date(), time.clock().replace('\u{a0}', " "))
    }

    #[test]
    fn winter_is_utc_and_summer_an_hour_ahead() {
        assert_eq!(shown(0), "1 January 1970, 12:00 am");
        assert_eq!(shown(1_795_363_500_000), "22 November 2026, 4:05 pm");
        assert_eq!(shown(1_782_907_200_000), "1 July 2026, 1:00 pm");
    }

    #[test]
    fn the_clocks_change_at_one_in_the_morning_on_the_last_sunday() {
        // 29 March 2026, 00:59 and 01:00 UTC.
        assert_eq!(shown(1_774_745_940_000), "29 March 2026, 12:59 am");
        assert_eq!(shown(1_774_746_000_000), "29 March 2026, 2:00 am");
        // 25 October 2026, 00:59 and 01:00 UTC.
        assert_eq!(shown(1_792_889_940_000), "25 October 2026, 1:59 am");
        assert_eq!(shown(1_792_890_000_000), "25 October 2026, 1:00 am");
    }

    #[test]
    fn every_day_of_four_hundred_years_has_one_number() {
        let first = day_number(1900, 1, 1);
        for days in first..first + 146_097 {
            let (year, month, day) = civil(days);
            assert_eq!(day_number(year, month, day), days);
        }
    }

    #[test]
    fn a_school_day_is_written_so_that_it_sorts() {
        assert_eq!(UkTime::new(1_782_907_200_000).day_word(), "2026-07-01");
    }
}
