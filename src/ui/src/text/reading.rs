//! The words of the reading settings.

use super::sentences;

sentences! {
    OPEN = "Reading settings";
    SIGN = "Aa";
    SIZE = "Size of the words";
    SIZE_USUAL = "Usual";
    SIZE_LARGE = "Large";
    SIZE_LARGEST = "Very large";
    SPACING = "Space between letters and lines";
    SPACING_USUAL = "Usual";
    SPACING_WIDE = "Wide";
    TYPEFACE = "Letters";
    TYPEFACE_USUAL = "Rounded";
    TYPEFACE_PLAIN = "Plain";
    CONTRAST = "Colours";
    CONTRAST_USUAL = "Usual";
    CONTRAST_HIGH = "Strong";
    CONTRAST_CREAM = "Soft cream";
    CALM = "Moving things and sounds";
    CALM_USUAL = "As this device says";
    CALM_STILL = "Keep still and quiet";
    DEVICE = "Your choices stay on this device.";
    LISTEN = "Listen";
    STOP_LISTENING = "Stop";
    ASK_A_GROWN_UP = "This device cannot read aloud. Ask your grown-up to read this.";
}
