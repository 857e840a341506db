//! Draws the gallery into a folder: `gallery DIST FOLDER`. `DIST` is a built site, whose style sheets, fonts and pictures
//! go beside the pages, so that the folder can be opened as it is and carried anywhere. `cargo xtask gallery` calls this.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use shine_ui::gallery::{examples, index, whole};
use shine_ui::place::Place;

/// What the style sheets and pages name besides each other.
const FOLDERS: [&str; 3] = ["fonts", "icons", "pictures"];

fn main() -> ExitCode {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [dist, folder] = folders.as_slice() else {
        eprintln!("Say where the built site is and where the gallery goes: gallery DIST FOLDER");
        return ExitCode::FAILURE;
    };
    match draw(dist, folder) {
        Ok(count) => {
            println!("{count} pages");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("The gallery could not be drawn: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Draws every page into `folder`; answers how many.
fn draw(dist: &Path, folder: &Path) -> Result<usize, Box<dyn Error>> {
    // Pages are opened as files: what they name is looked for beside them.
    Place { base: ".".to_owned(), server: String::new() }.set();
    fs::create_dir_all(folder)?;
    for name in FOLDERS {
        copy_files(&dist.join(name), &folder.join(name))?;
    }
    let sheets = sheets(&fs::read_to_string(dist.join("index.html"))?);
    if sheets.is_empty() {
        return Err(format!("{} names no style sheet", dist.join("index.html").display()).into());
    }
    for sheet in &sheets {
        fs::copy(dist.join(sheet), folder.join(sheet))?;
    }
    let examples = examples();
    for example in &examples {
        fs::write(folder.join(format!("{}.html", example.shows.name())), whole(example, &sheets))?;
    }
    fs::write(folder.join("index.html"), index(&examples, &sheets))?;
    Ok(examples.len() + 1)
}

/// The style sheets that `page` names, in its order.
fn sheets(page: &str) -> Vec<String> {
    let links = page.split("<link ").filter(|link| link.contains("rel=\"stylesheet\""));
    let address = |link: &str| link.split("href=\"").nth(1)?.split('"').next().map(str::to_owned);
    links.filter_map(address).map(|address| address.trim_start_matches('/').to_owned()).collect()
}

fn copy_files(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
