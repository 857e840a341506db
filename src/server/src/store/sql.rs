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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_through() {
        assert_eq!(placeholders(2, 3), "$2, $3, $4");
        assert_eq!(rows(2, 2), "($1, $2), ($3, $4)");
    }
}
