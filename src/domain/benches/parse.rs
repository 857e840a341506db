//! How long the largest document takes to parse: what a browser does before it shows a lesson.

use divan::Bencher;

fn main() {
    divan::main();
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    bencher.bench(|| 0);
}
