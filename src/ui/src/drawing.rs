//! Drawing a page before any program runs in the browser: what pages do differently then, and what they tell whoever
//! draws them. In the browser nothing is ever being drawn in this sense.

use leptos::prelude::*;

/// A page that is being drawn.
#[derive(Clone, Copy, Debug)]
pub struct Drawing {
    name: StoredValue<String>,
}

impl Drawing {
    /// Says to all components that they are being drawn.
    #[must_use]
    pub fn provide() -> Self {
        let drawing = Self { name: StoredValue::new(String::new()) };
        provide_context(drawing);
        drawing
    }

    /// What the page is called.
    #[must_use]
    pub fn name(self) -> String {
        self.name.get_value()
    }

    /// Keeps what the page is called, if one is being drawn.
    pub(crate) fn name_page(name: &str) {
        if let Some(drawing) = use_context::<Self>() {
            drawing.name.set_value(name.to_owned());
        }
    }
}

/// Whether a page is being drawn: everything on it is there to be read at once, and nothing can be answered yet.
#[must_use]
pub fn is_drawing() -> bool {
    use_context::<Drawing>().is_some()
}
