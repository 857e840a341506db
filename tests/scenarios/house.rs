//! The rules that keep the house liveable, held as tests (ARCHITECTURE.md, "Invariants").

use std::path::{Path, PathBuf};

/// Every Rust file below `src/`, with its path from there and its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read_to_string(&path).expect("text")));
            }
        }
    }
    assert!(found.len() > 40, "the sources were really read");
    found
}

/// Names that may stand only in files whose path begins with one of these.
fn only_in(words: &[&str], places: &[&str]) {
    for (path, text) in sources() {
        let is_place = places.iter().any(|place| path.starts_with(place));
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let word = words.iter().find(|word| line.contains(**word));
            assert!(is_place || word.is_none(), "src/{path}:{}: {word:?} belongs in {places:?}", number + 1);
        }
    }
}

#[test]
fn only_the_parser_names_pulldown_cmark() {
    only_in(&["pulldown_cmark"], &["domain/src/parse"]);
}

#[test]
fn only_the_platform_names_the_browser() {
    only_in(&["web_sys::", "js_sys::", "gloo::"], &["ui/src/platform/"]);
}

#[test]
fn only_the_store_holds_sql() {
    only_in(&["sqlx::", "SELECT ", "INSERT INTO "], &["server/src/store/"]);
}

#[test]
fn the_store_knows_no_http() {
    for (path, text) in sources() {
        assert!(!path.starts_with("server/src/store/") || !text.contains("axum"), "src/{path}");
    }
}

#[test]
fn nothing_sets_html_or_styles_by_hand() {
    only_in(&["inner_html", "set_inner_html", "insert_adjacent_html", "style=\""], &[]);
}

#[test]
fn the_domain_and_class_lists_have_no_clock_no_files_and_no_chance() {
    let is_pure = |path: &str| path.starts_with("domain/src/") || path.starts_with("roll/src/");
    for (path, text) in sources().into_iter().filter(|(path, _)| is_pure(path)) {
        for word in ["std::fs", "std::time", "std::env", "std::net", "use rand", "Timestamp::now"] {
            assert!(!text.contains(word), "src/{path} names {word}");
        }
    }
}

#[test]
fn the_site_and_the_server_never_see_each_other() {
    for (path, text) in sources() {
        let of_site = path.starts_with("site/") || path.starts_with("ui/");
        assert!(!(of_site && text.contains("shine_server")), "src/{path}");
        let of_server = path.starts_with("server/");
        assert!(!(of_server && text.contains("shine_site")), "src/{path}");
    }
}

#[test]
fn no_unwrap_outside_tests_and_nothing_left_half_done() {
    for (path, text) in sources() {
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        let is_test = path.contains("/tests/") || path.contains("/benches/");
        for word in [".unwrap()", "todo!(", "unimplemented!(", "dbg!("] {
            assert!(is_test || !code.contains(word), "src/{path} has {word}");
        }
    }
}
