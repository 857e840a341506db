//! A QR code, drawn as one shape: no picture is fetched for it, and nothing of it leaves the page.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// Blank modules around the code, as the standard wants.
const QUIET: i32 = 4;

/// The code that says `text`, called `name` for those who do not see it; nothing if it is too long for one.
pub(crate) fn qr_code(text: &str, name: &'static str) -> AnyView {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return ().into_any() };
    let size = code.size() + 2 * QUIET;
    view! {
        <svg class="c-qr" viewBox=format!("0 0 {size} {size}") role="img" aria-label=name>
            <rect class="c-qr__paper" width=size height=size></rect>
            <path class="c-qr__ink" d=path_of(&code)></path>
        </svg>
    }
    .into_any()
}

/// Every dark module as a square.
fn path_of(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners() {
        let code = QrCode::encode_text("otpauth://totp/x", QrCodeEcc::Medium).expect("short enough");
        let path = path_of(&code);
        let last = code.size() - 1 + QUIET;
        for (x, y) in [(QUIET, QUIET), (last, QUIET), (QUIET, last)] {
            assert!(path.contains(&format!("M{x} {y}h1v1h-1z")), "{x} {y}");
        }
    }
}
