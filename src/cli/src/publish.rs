//! `shine publish`: freezes what families are asked to sign, in the store and in the school's `published.toml`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use shine_domain::authoring::published::{is_published, write_published};
use shine_domain::ids::Slug;
use shine_server::content::{Content, WatchMode};
use shine_server::serve::{Opened, open_data};
use shine_server::store::Publishing;

/// What to publish.
#[derive(Args)]
pub(crate) struct PublishArgs {
    /// The school: the name of its folder under <content>/schools.
    #[arg(long, value_name = "SCHOOL", default_value = "casterton-primary")]
    school: String,
    /// The folder for records and keys.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The folder of Markdown.
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
}

pub(crate) fn run(args: PublishArgs) -> anyhow::Result<ExitCode> {
    let school = Slug::try_from(args.school.as_str()).context("--school")?;
    let content = Content::load(&args.content, school.clone(), WatchMode::Off)?;
    let findings = content.findings();
    if !findings.is_empty() {
        for finding in &findings {
            println!("{finding}");
        }
        println!("Nothing was published: mend these first ({} problems).", findings.len());
        return Ok(ExitCode::from(1));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(publish(&args, &content, &school))?;
    Ok(ExitCode::SUCCESS)
}

async fn publish(args: &PublishArgs, content: &Content, school: &Slug) -> anyhow::Result<()> {
    // Held until the end: a server must not start in between.
    let Opened { store, in_use, .. } = open_data(&args.data, school).await?;
    let library = content.current().library;
    let now = shine_server::app::system_clock();
    for entry in library.documents.iter().filter(|entry| is_published(&entry.document)) {
        let name = format!("{}/{} ({})", entry.name.kind.word(), entry.name.slug, entry.name.language);
        match store.publish_document(&entry.document, entry.text.as_str(), now()).await? {
            Publishing::Frozen(number) => println!("{name}: published, ledger entry {number}."),
            Publishing::AlreadyPublished => println!("{name}: published before, nothing changed."),
        }
    }
    store.close().await;
    drop(in_use);
    let path = args.content.join("schools").join(school.as_str()).join("published.toml");
    let text = write_published(&library);
    std::fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    println!("Wrote {}: keep it with the content.", path.display());
    Ok(())
}
