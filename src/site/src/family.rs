//! Families' program in the browser: started by `family.html`, which is made from `index.html`.

use shine_ui::route::Program;

fn main() {
    shine_site::run(Program::Families, shine_site::families_app);
}
