//! What time it is.

/// Milliseconds since 1970, UTC, by the device's clock.
#[must_use]
pub fn now() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a browser gives whole milliseconds well below 2^53")]
    let now = js_sys::Date::now() as i64;
    now
}
