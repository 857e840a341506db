//! Everybody's program in the browser: started by `index.html`.

use shine_ui::route::Program;

fn main() {
    shine_site::run(Program::Everybody, shine_site::everybodys_app);
}
