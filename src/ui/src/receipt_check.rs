//! Proving a receipt on the reader's own device, with the school's public keys. Nothing of the receipt is sent anywhere.

use shine_domain::receipt::{PublicKey, Receipt, ReceiptFault, SealedReceipt, verify_receipt};
use shine_wire::KeysResponse;

/// What became of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// The school signed exactly this.
    Genuine(Box<Receipt>),
    /// It did not.
    NotGenuine(ReceiptFault),
    /// The text is no receipt.
    NoReceipt,
}

/// Checks the text of a receipt, as downloaded, against the school's keys. They come from the school, never from the text.
#[must_use]
pub fn check(text: &str, keys: &KeysResponse) -> Checked {
    let keys: Vec<PublicKey> = keys.keys.iter().filter_map(|key| PublicKey::from_hex(&key.public_key)).collect();
    let Ok(sealed) = serde_json::from_str::<SealedReceipt>(text.trim()) else { return Checked::NoReceipt };
    match verify_receipt(&sealed, &keys) {
        Ok(()) => Checked::Genuine(Box::new(sealed.receipt)),
        Err(fault) => Checked::NotGenuine(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_receipt_is_not_called_forged() {
        let keys = KeysResponse { school: "hill".into(), keys: vec![] };
        for text in ["", "{}", "my receipt", "{\"receipt\":1}"] {
            assert_eq!(check(text, &keys), Checked::NoReceipt, "{text}");
        }
    }
}
