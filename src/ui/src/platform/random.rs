//! Numbers nobody can guess.

use leptos::prelude::window;

/// A key for one submission: 32 hexadecimal digits of 128 random bits; with an old browser, 20 digits of the clock
/// and a weak number, which is still a key of its own.
#[must_use]
pub fn submission_key() -> String {
    let mut bytes = [0_u8; 16];
    let strong = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if strong.is_err() {
        let weak = (js_sys::Math::random() * 1e15).to_bits() ^ js_sys::Date::now().to_bits().rotate_left(17);
        bytes[..8].copy_from_slice(&weak.to_be_bytes());
        bytes[8..].copy_from_slice(&js_sys::Math::random().to_bits().to_be_bytes());
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
