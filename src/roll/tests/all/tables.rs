//! Files as they come: encodings, delimiters, quotes, line ends, and files that are none.

use shine_roll::table::{MOST_BYTES, MOST_LINE, MOST_ROWS, Table, read_table};

fn table(bytes: &[u8]) -> Table {
    read_table(bytes).expect("a table")
}

fn problem(bytes: &[u8]) -> (&'static str, Option<u32>) {
    let problem = read_table(bytes).expect_err("a problem");
    assert!(problem.message.ends_with('.'), "{}", problem.message);
    (problem.code, problem.line)
}

fn cells(table: &Table) -> Vec<(u32, Vec<&str>)> {
    table.rows.iter().map(|row| (row.line, row.cells().iter().map(String::as_str).collect())).collect()
}

const TEXT: &str = "First name,Last name,Class\nZoë,O’Unreal,3A\n";

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn one_list_in_every_encoding_is_the_same_list() {
    let mark = format!("\u{feff}{TEXT}");
    let encodings = [
        TEXT.as_bytes().to_vec(),
        mark.as_bytes().to_vec(),
        wide(&mark, u16::to_le_bytes),
        wide(&mark, u16::to_be_bytes),
        wide(TEXT.replace('’', "'").as_str(), u16::to_le_bytes),
        b"First name,Last name,Class\nZo\xeb,O\x92Unreal,3A\n".to_vec(),
    ];
    for (number, bytes) in encodings.iter().enumerate() {
        let table = table(bytes);
        assert_eq!(table.headings, ["First name", "Last name", "Class"], "{number}");
        assert_eq!(table.rows[0].cell(0), "Zoë", "{number}");
        assert_eq!(table.rows[0].cell(1).replace('’', "'"), "O'Unreal", "{number}");
    }
}

#[test]
fn delimiters_are_found_in_the_headings() {
    for text in [
        "First name,Last name\nUna,Unreal; Tested",
        "First name;Last name\nUna;Unreal; Tested",
        "First name\tLast name\nUna\tUnreal; Tested",
        "\"First name\"\t\"Last name\"\nUna\t\"Unreal; Tested\"",
        "sep=;\r\nFirst name;Last name\r\nUna;\"Unreal; Tested\"",
        "sep=|\nFirst name|Last name\nUna|Unreal; Tested",
    ] {
        let table = table(text.as_bytes());
        assert_eq!(table.headings, ["First name", "Last name"], "{text}");
        assert_eq!(table.rows[0].cell(0), "Una", "{text}");
        assert!(table.rows[0].cell(1).starts_with("Unreal"), "{text}");
    }
    assert_eq!(table(b"sep=;\nFirst name;Last name\n\nUna;Unreal").rows[0].line, 4);
}

#[test]
fn quoted_cells_hold_commas_quotes_and_line_ends_and_lines_are_counted_rightly() {
    for end in ["\n", "\r\n", "\r"] {
        let text = "Class,First name\n\"3A, upper\",Una\n\"3\nB\",\"U \"\"Uni\"\" A\"\n ,\n3C,Ulf".replace('\n', end);
        let expected = vec![(2, vec!["3A, upper", "Una"]), (3, vec!["3\nB", "U \"Uni\" A"]), (6, vec!["3C", "Ulf"])];
        assert_eq!(cells(&table(text.as_bytes())), expected, "{end:?}");
    }
}

#[test]
fn titles_above_the_headings_and_blank_lines_are_passed_over() {
    let text =
        "\n\n\"Class list, printed 01/09/2026\",,\nSchool: Invented Primary\n\nForename,Surname,Reg\nUna,Unreal,3A";
    let table = table(text.as_bytes());
    assert_eq!((table.heading_line, table.rows[0].line), (6, 7));
    assert_eq!(table.headings[0], "Forename");
}

#[test]
fn formulas_are_text_and_excels_way_to_keep_zeros_is_undone() {
    let text = "Class,First name,Last name\n=1+1,+Una,@Unreal\n\"=\"\"0123\"\"\",=\"007\",-x\n";
    let expected = vec![(2, vec!["=1+1", "+Una", "@Unreal"]), (3, vec!["0123", "007", "-x"])];
    assert_eq!(cells(&table(text.as_bytes())), expected);
}

#[test]
fn what_is_no_list_is_refused_with_a_code_and_a_line() {
    let giant = format!("Class,First name\n3A,Una\n3A,{}", "a".repeat(MOST_LINE));
    let rows = format!("Class,First name\n{}", "3A,Una\n".repeat(MOST_ROWS + 1));
    let columns = format!("Class,First name{}\n3A,Una", ",x".repeat(200));
    let far = format!("Class,First name\n3A,\"Una{}\n", "\n3A,Ulf".repeat(60));
    let large = vec![b'a'; MOST_BYTES + 1];
    let cases: [(&[u8], &str, Option<u32>); 19] = [
        (b"", "file-empty", None),
        (b"\xef\xbb\xbf \r\n\r\n", "file-empty", None),
        (b",,\n,,", "file-empty", None),
        (b"Class,First name\n", "only-headings", Some(1)),
        (b"Class,First name\n,\n", "only-headings", Some(1)),
        (b"Class,First name\n3A,Un\0a", "not-text", None),
        (b"PK\x03\x04....[Content_Types].xml", "workbook", None),
        (b"PK\x03\x04....list.csv", "packed", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook", None),
        (b"%PDF-1.7", "pdf", None),
        (b"\xff\xfeC\x00\x00\xd8", "letters-damaged", None),
        (b"Class,First name\n3A,\"Una\n3A,Ulf\n", "quote-unclosed", Some(2)),
        (far.as_bytes(), "quote-unclosed", Some(2)),
        (b"Class,First name\n\n3A,\"Una\" Uni\"\n", "quote-inside", Some(3)),
        (b"Class,First name,class\n3A,Una,3B", "heading-twice", Some(1)),
        (giant.as_bytes(), "line-too-long", Some(3)),
        (rows.as_bytes(), "too-many-rows", Some(50_002)),
        (columns.as_bytes(), "too-many-columns", Some(1)),
        (&large, "file-too-large", None),
    ];
    for (bytes, code, line) in cases {
        assert_eq!(problem(bytes), (code, line));
    }
}

#[test]
fn personal_cells_are_not_printed_by_debug() {
    let table = table(b"Class,First name\n3A,Una");
    assert_eq!(format!("{table:?} {:?}", table.rows[0]), "Table(…) Row(…)");
}
