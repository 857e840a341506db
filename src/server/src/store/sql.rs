//! Small helps for writing SQL: lists of placeholders. Placeholders are `$n`, which both databases read.

/// `$2, $3, $4`: `count` placeholders from `$first` on.
pub(super) fn placeholders(first: usize, count: usize) -> String {
    (first..first + count).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ")
}

/// `($1, $2), ($3, $4)`: `rows` rows of `columns` placeholders.
pub(super) fn rows(rows: usize, columns: usize) -> String {
    let row = |row: usize| format!("({})", placeholders(row * columns + 1, columns));
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// How many rows one statement writes, and what lists are filled up to: few different statements are prepared once and used
/// again, and the database looks for a parameter's name among few.
const PIECE: usize = 8;

/// `all` in pieces of [`PIECE`], the rest one by one.
pub(super) fn pieces<T>(all: &[T]) -> impl Iterator<Item = &[T]> {
    let whole = all.chunks_exact(PIECE);
    let rest = whole.remainder().chunks(1);
    whole.chain(rest)
}

/// `all` with its last one repeated until its length is a multiple of [`PIECE`]: for lists after `IN`, never empty.
pub(super) fn filled_up<T: Clone>(mut all: Vec<T>) -> Vec<T> {
    if let Some(last) = all.last().cloned() {
        all.resize(all.len().next_multiple_of(PIECE), last);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_through() {
        assert_eq!(placeholders(2, 3), "$2, $3, $4");
        assert_eq!(rows(2, 2), "($1, $2), ($3, $4)");
    }

    #[test]
    fn many_rows_are_few_statements() {
        let all: Vec<usize> = (0..19).collect();
        assert_eq!(pieces(&all).map(<[_]>::len).collect::<Vec<_>>(), [8, 8, 1, 1, 1]);
        assert_eq!(pieces(&all).flatten().copied().collect::<Vec<_>>(), all);
        assert_eq!(filled_up(vec![1, 2, 3]), [1, 2, 3, 3, 3, 3, 3, 3]);
        assert!(filled_up(Vec::<u8>::new()).is_empty());
    }
}
