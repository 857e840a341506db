//! `shine export`: a copy of lessons, charters, guides and policies that any web host can serve.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use shine_domain::ids::Slug;
use shine_server::content::{Content, WatchMode};
use shine_server::export::{Copying, write_copy, write_recordings};
use shine_ui::place::Place;

/// What to copy, and where it will stand.
#[derive(Args)]
pub(crate) struct ExportArgs {
    /// The folder to write; it must be empty or not there yet.
    #[arg(value_name = "DIR")]
    to: PathBuf,
    /// The school: the name of its folder under <content>/schools.
    #[arg(long, value_name = "SCHOOL", default_value = "casterton-primary")]
    school: String,
    /// The address of the school's own server, where families sign, such as https://shine.example.
    #[arg(long, value_name = "URL")]
    server: String,
    /// The path below which the copy stands on its host, such as /shine; the default is the host's top.
    #[arg(long, value_name = "PATH", default_value = "/")]
    base: String,
    /// The folder of Markdown.
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// The folder of the built site.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    dist: PathBuf,
}

pub(crate) fn run(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let school = Slug::try_from(args.school.as_str()).context("--school")?;
    let content = Content::load(&args.content, school, WatchMode::Off)?;
    let copying = Copying::new(&args.base, &args.server)?;
    Place { base: copying.base().to_owned(), server: copying.server().to_owned() }.set();
    let source = shine_server::export::source_of(&content);
    let paths = shine_site::drawing::paths(&source);
    let pages = write_copy(&copying, &source, &paths, &shine_site::drawing::drawer(), &args.dist, &args.to)?;
    write_recordings(&content, &args.to)?;
    println!("Wrote {pages} pages to {}.", args.to.display());
    println!("Put the folder on a web host below {}/. Signing leads to {}.", copying.base(), copying.server());
    Ok(ExitCode::SUCCESS)
}
