//! `shine serve`: starts the server and says where to look.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use shine_domain::ids::Slug;
use shine_server::app::DemoMode;
use shine_server::content::WatchMode;
use shine_server::demo::Demo;
use shine_server::network::{Network, TlsFiles};
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
    /// The address to listen on. One that other machines can reach needs --tls-cert and --tls-key, or --trusted-proxy.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    bind: IpAddr,
    /// The address people use, such as https://shine.example: for links, and for what browsers are told.
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// The certificate with its chain, PEM. A renewed one is taken up within the hour.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The certificate's private key, PEM.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// A server in front of this one that encrypts, and whose X-Forwarded-For is believed. May be given several times.
    #[arg(long, value_name = "ADDR")]
    trusted_proxy: Vec<IpAddr>,
    /// How the log on standard error is written. As json it has a line for every request, without anything personal.
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    log: LogForm,
    /// Fill an empty data folder with an invented school; every page says so.
    #[arg(long)]
    demo: bool,
    /// Show edited content at once, with its problems on the page: for writing, not for families.
    #[arg(long)]
    watch: bool,
}

/// How the log is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LogForm {
    /// Sentences, warnings only: for a person who watches.
    Text,
    /// One JSON object a line: for a machine that collects.
    Json,
}

fn start_logging(form: LogForm) {
    let usual = match form {
        LogForm::Text => "warn",
        LogForm::Json => "warn,shine_server=info",
    };
    let filter = tracing_subscriber::EnvFilter::try_from_default_env();
    let filter = filter.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(usual));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match form {
        LogForm::Text => log.init(),
        LogForm::Json => log.json().init(),
    }
    // A panic's own words may hold anything a person sent: only its place is written down.
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "something stopped unexpectedly");
    }));
}

pub(crate) fn run(args: ServeArgs) -> anyhow::Result<ExitCode> {
    start_logging(args.log);
    let settings = Settings {
        school: Slug::try_from(args.school.as_str()).context("--school")?,
        data: args.data,
        content: args.content,
        dist: args.dist,
        bind: args.bind,
        port: args.port,
        demo: if args.demo { DemoMode::Invented } else { DemoMode::Real },
        watch: if args.watch { WatchMode::On } else { WatchMode::Off },
        network: Network {
            tls: args.tls_cert.zip(args.tls_key).map(|(cert, key)| TlsFiles { cert, key }),
            public_url: args.public_url,
            trusted_proxies: args.trusted_proxy,
        },
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let running = start(settings, Some(shine_site::drawing::drawer())).await?;
        greet(&running, args.watch);
        running.run(stop_signal()).await?;
        anyhow::Ok(ExitCode::SUCCESS)
    })
}

fn greet(running: &Running, is_watching: bool) {
    println!("SHINE is at {}/", running.site);
    if running.clock_is_behind {
        println!(
            "Attention: this machine's clock is behind the newest record. Set it, or receipts carry a wrong time."
        );
    }
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
    println!("  the staff's desk    {}/desk: sign in with one press as anybody", demo.site);
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
