//! From bytes to text: which encoding a file is in, and which files are no text at all.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::table::FileProblem;

/// The text of a file, without a byte order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, FileProblem> {
    refuse_other_kinds(bytes)?;
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => decode_marked(encoding, &bytes[mark..])?,
        None => decode_unmarked(bytes)?,
    };
    if text.contains('\0') {
        let message = "This is not a text file. Export the class list from your MIS as CSV.";
        return Err(FileProblem::new("not-text", None, message));
    }
    if text.trim().is_empty() {
        return Err(FileProblem::new("file-empty", None, "This file is empty. Export the class list again."));
    }
    Ok(text)
}

fn decode_marked(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, FileProblem> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into).ok_or_else(|| {
        let message = "Some letters in this file are damaged. Open it in Excel and save it as \"CSV UTF-8\".";
        FileProblem::new("letters-damaged", None, message)
    })
}

/// Without a mark: UTF-16 when every other byte of the beginning is zero, UTF-8 when it is that throughout, else what
/// older Windows programs write.
fn decode_unmarked(bytes: &[u8]) -> Result<String, FileProblem> {
    if let Some(encoding) = find_utf16(bytes) {
        return decode_marked(encoding, bytes);
    }
    let text = UTF_8.decode_without_bom_handling_and_without_replacement(bytes);
    Ok(text.unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0).into())
}

fn find_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let beginning = &bytes[..bytes.len().min(512)];
    let pairs = beginning.len() / 2;
    let zeros = |offset: usize| beginning.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    if pairs < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let is_most = |count: usize| count * 10 >= pairs * 8;
    match (first, second) {
        (0, second) if is_most(second) => Some(UTF_16LE),
        (first, 0) if is_most(first) => Some(UTF_16BE),
        _ => None,
    }
}

/// Workbooks, documents and packed files, by how they begin.
fn refuse_other_kinds(bytes: &[u8]) -> Result<(), FileProblem> {
    let workbook = "This is an Excel workbook. Open it and save it as CSV.";
    let (code, message) = match bytes {
        [b'P', b'K', 3 | 5 | 7, 4 | 6 | 8, ..] if is_workbook(bytes) => ("workbook", workbook),
        [b'P', b'K', 3 | 5 | 7, 4 | 6 | 8, ..] | [0x1f, 0x8b, ..] => {
            ("packed", "This is a packed file. Unpack it and choose the CSV file in it.")
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] => ("workbook", workbook),
        [b'%', b'P', b'D', b'F', ..] => {
            ("pdf", "This is a PDF, which cannot be read as a list. Export the class list as CSV instead.")
        }
        _ => return Ok(()),
    };
    Err(FileProblem::new(code, None, message))
}

fn is_workbook(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(4096)];
    let names: [&[u8]; 3] = [b"[Content_Types].xml", b"xl/", b"opendocument.spreadsheet"];
    names.iter().any(|name| beginning.windows(name.len()).any(|part| part == *name))
}
