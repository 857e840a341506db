//! The letters of SHINE, each on a tile of its own.

use leptos::prelude::*;

/// A letter on its tile. Its word is said by the heading beside it, so the tile itself is silent.
#[must_use]
pub fn letter_tile(letter: char) -> AnyView {
    view! { <span class="c-letter" aria-hidden="true">{letter.to_uppercase().to_string()}</span> }.into_any()
}

/// A charter's heading in its two parts: `Safe` and `I look after myself`. Without a colon all of it is the first.
#[must_use]
pub fn split_letter_heading(heading: &str) -> (String, Option<String>) {
    match heading.split_once(':') {
        Some((word, rest)) if !rest.trim().is_empty() => {
            let rest = rest.trim();
            let mut letters = rest.chars();
            let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
            (word.trim().to_owned(), Some(format!("{first}{}", letters.as_str())))
        }
        _ => (heading.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_with_a_colon_has_two_parts() {
        let parts = split_letter_heading("Safe: we look after what is private");
        assert_eq!(parts, ("Safe".to_owned(), Some("We look after what is private".to_owned())));
        assert_eq!(split_letter_heading("Welcome"), ("Welcome".to_owned(), None));
        assert_eq!(split_letter_heading("Safe:"), ("Safe:".to_owned(), None));
    }
}
