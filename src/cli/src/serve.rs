//! `shine serve`: starts the server and says where to look.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use shine_domain::ids::Slug;
use shine_server::app::DemoMode;
use shine_server::content::WatchMode;
use shine_server::demo::Demo;
use shine_server::serve::{Running, Settings, start};

/// What to serve, from where, to whom.
#[derive(Args)]
pub(crate) struct ServeArgs {
    /// The school: the name of its folder under <content>/schools.
    #[arg(long, value_name = "SCHOOL", default_value = "casterton-primary")]
    school: String,
    /// The port to listen on; 0 takes any free one.
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    /// The folder for records and keys; made on first start, readable by its owner only.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The folder of Markdown.
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// The folder of the built site.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    dist: PathBuf,
    /// The address to listen on. Only addresses of this machine itself, until there is TLS.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    bind: IpAddr,
    /// Fill an empty data folder with an invented school; every page says so.
    #[arg(long)]
    demo: bool,
    /// Show edited content at once, with its problems on the page: for writing, not for families.
    #[arg(long)]
    watch: bool,
}

pub(crate) fn run(args: ServeArgs) -> anyhow::Result<ExitCode> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env();
    let filter = filter.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let settings = Settings {
        school: Slug::try_from(args.school.as_str()).context("--school")?,
        data: args.data,
        content: args.content,
        dist: args.dist,
        bind: args.bind,
        port: args.port,
        demo: if args.demo { DemoMode::Invented } else { DemoMode::Real },
        watch: if args.watch { WatchMode::On } else { WatchMode::Off },
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let running = start(settings).await?;
        greet(&running, args.watch);
        running.run(stop_signal()).await?;
        anyhow::Ok(ExitCode::SUCCESS)
    })
}

fn greet(running: &Running, is_watching: bool) {
    println!("SHINE is at http://{}/", running.address);
    if let Some(demo) = &running.demo {
        greet_demo(demo);
    }
    if is_watching {
        println!("Watching the content folder: save a file and look at its page.");
    }
    println!("Stop with Ctrl+C.");
}

fn greet_demo(demo: &Demo) {
    println!("{}. Try:", demo.notice);
    println!("  a lesson            {}/pupils", demo.site);
    for family in demo.families.iter().take(2) {
        let children: Vec<&str> = family.children.iter().map(|child| child.first_name.as_str()).collect();
        println!("  a family's own page {}", family.link);
        println!("                      ({}, for {}): sign the parents' charter", family.adult, children.join(" and "));
    }
    println!("Every family link is in demo.json in the data folder.");
}

async fn stop_signal() {
    let interrupt = async {
        // Without a way to hear Ctrl+C the server runs until it is killed, which it survives too.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return interrupt.await };
        tokio::select! {
            () = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}
