//! Canonical bytes: one JSON value, one sequence of bytes (RFC 8785), so that a hash or a signature made today can
//! be checked by any program later.

use serde::Serialize;

/// A value that has no canonical form: a map with keys that are not text, or a number JSON cannot hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this value has no canonical JSON form")]
pub struct NotCanonical;

/// The RFC 8785 bytes of `value`.
///
/// # Errors
/// [`NotCanonical`] when `value` cannot be JSON.
pub fn canonical_bytes(value: &impl Serialize) -> Result<Vec<u8>, NotCanonical> {
    serde_json_canonicalizer::to_vec(value).map_err(|_| NotCanonical)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_nothing_is_spaced() {
        let value = serde_json::json!({"b": 1, "a": [true, null, "é\n"]});
        let bytes = canonical_bytes(&value).expect("canonical");
        assert_eq!(String::from_utf8(bytes).expect("UTF-8"), r#"{"a":[true,null,"é\n"],"b":1}"#);
    }
}
