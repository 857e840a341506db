//! Counting what passed and failed: pure sums over what test runners say.

use std::ops::AddAssign;

use anyhow::{Context, Result};
use serde_json::Value;

/// How many tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed, checks that could not run included.
    pub(crate) failed: u64,
}

impl Counts {
    /// One check that passed.
    pub(crate) const PASSED: Self = Self { passed: 1, failed: 0 };
    /// One check that failed.
    pub(crate) const FAILED: Self = Self { passed: 0, failed: 1 };
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The sum over every `test result:` line cargo printed.
pub(crate) fn of_cargo_test(output: &str) -> Counts {
    let mut sum = Counts::default();
    for line in output.lines().filter_map(|line| line.trim().strip_prefix("test result: ")) {
        sum += Counts { passed: number_before(line, " passed"), failed: number_before(line, " failed") };
    }
    sum
}

/// The sum of a Playwright JSON report: a flaky test counts as failed, a skipped one not at all, and an error outside
/// any test as one failure. Fails where the text is no report.
pub(crate) fn of_playwright(report: &str) -> Result<Counts> {
    let report: Value = serde_json::from_str(report).context("Playwright's report is not JSON")?;
    let stats = report.get("stats").context("Playwright's report has no sums")?;
    let count = |name: &str| stats.get(name).and_then(Value::as_u64).unwrap_or(0);
    let errors = report.get("errors").and_then(Value::as_array).map_or(0, Vec::len) as u64;
    Ok(Counts { passed: count("expected"), failed: count("unexpected") + count("flaky") + errors })
}

fn number_before(line: &str, word: &str) -> u64 {
    let number = line.split_once(word).and_then(|(before, _)| before.rsplit([' ', '.', ';']).next());
    number.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_result_lines_are_summed() {
        let output = "running 3 tests\ntest a ... ok\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            noise about 7 passed\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s\n";
        assert_eq!(of_cargo_test(output), Counts { passed: 15, failed: 2 });
    }

    #[test]
    fn nothing_said_is_nothing_counted() {
        assert_eq!(of_cargo_test(""), Counts::default());
    }

    #[test]
    fn a_playwright_report_counts_flaky_tests_and_stray_errors_as_failed() -> Result<()> {
        let report = r#"{"stats":{"expected":5,"unexpected":1,"flaky":1,"skipped":2},"errors":[{"message":"x"}]}"#;
        assert_eq!(of_playwright(report)?, Counts { passed: 5, failed: 3 });
        Ok(())
    }

    #[test]
    fn what_is_no_report_is_refused() {
        assert!(of_playwright("").is_err());
        assert!(of_playwright("{}").is_err());
    }

    #[test]
    fn counts_add_up() {
        let mut sum = Counts::PASSED;
        sum += Counts::FAILED;
        sum += Counts::PASSED;
        assert_eq!(sum, Counts { passed: 2, failed: 1 });
    }
}
