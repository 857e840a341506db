//! Any bytes at all where the server or a receipt's reader expects JSON: read or refused, never a panic; and a receipt
//! that was read is never genuine.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shine_domain::consent::read_answers;
use shine_domain::receipt::{PublicKey, SealedReceipt, verify_receipt};
use shine_domain::record::Entry;
use shine_wire::{ErrorEnvelope, FamilyResponse, RecordRequest, SessionRequest};

fuzz_target!(|data: &[u8]| {
    let _ = serde_json::from_slice::<RecordRequest>(data);
    let _ = serde_json::from_slice::<SessionRequest>(data);
    let _ = serde_json::from_slice::<FamilyResponse>(data);
    let _ = serde_json::from_slice::<ErrorEnvelope>(data);
    if let Ok(entry) = serde_json::from_slice::<Entry>(data) {
        assert!(entry.canonical().is_ok());
    }
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = read_answers(text);
    }
    // The public key of RFC 8032's first example: nobody here holds its other half.
    let key = PublicKey::from_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    if let (Ok(receipt), Some(key)) = (serde_json::from_slice::<SealedReceipt>(data), key) {
        assert!(verify_receipt(&receipt, &[key]).is_err());
    }
});
