//! The desk's program in the browser: started by `src/desk/index.html`.

fn main() {
    shine_desk::run();
}
