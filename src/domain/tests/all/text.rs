//! Places in texts.

use shine_domain::{LineColumn, SourceText, Span};

#[test]
fn columns_count_characters_and_lines_count_from_one() {
    let text = SourceText::new("\u{feff}one\r\nzwölf\rthree");
    assert_eq!(text.as_str(), "one\nzwölf\nthree");
    let place = |offset: usize| text.line_column(offset);
    assert_eq!(place(0), LineColumn { line: 1, column: 1 });
    assert_eq!(place(3), LineColumn { line: 1, column: 4 });
    assert_eq!(place(4), LineColumn { line: 2, column: 1 });
    assert_eq!(place(8), LineColumn { line: 2, column: 4 });
    assert_eq!(place(7), LineColumn { line: 2, column: 3 }, "inside a character is before it");
    assert_eq!(place(10_000), LineColumn { line: 3, column: 6 });
    assert_eq!(SourceText::new("").line_column(5), LineColumn { line: 1, column: 1 });
    assert_eq!(Span::new(1, 2), Span { start: 1, end: 2 });
}
