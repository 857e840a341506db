//! `shine staff`: who may sign in at the desk. The first one has nobody to add them there, and whoever looks after the
//! machine can let somebody in again who has lost everything.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use shine_domain::ids::{PersonId, Slug};
use shine_domain::person::PersonName;
use shine_domain::vocabulary::Role;
use shine_server::serve::open_data;
use shine_server::store::{Looker, NewStaff, StaffMember, Store, fold_email};
use shine_server::token::{SessionToken, generate_person_id};

/// What to do about staff. The server must not be running.
#[derive(Args)]
pub(crate) struct StaffArgs {
    /// The school: the name of its folder under <content>/schools.
    #[arg(long, value_name = "SCHOOL", default_value = "casterton-primary", global = true)]
    school: String,
    /// The folder for records and keys; made on first use, readable by its owner only.
    #[arg(long, value_name = "DIR", default_value = "data", global = true)]
    data: PathBuf,
    /// The address people use, such as https://shine.example: for the link that is printed.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080", global = true)]
    public_url: String,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Add somebody, and print the link with which they choose a password.
    Add {
        /// Their full name.
        #[arg(long)]
        name: String,
        /// The address they will sign in with.
        #[arg(long)]
        email: String,
        /// What they may do: office, dsl, teacher, curriculum, governor or operator. May be given several times.
        #[arg(long = "role", value_name = "ROLE", required = true)]
        roles: Vec<String>,
    },
    /// Print a new link for somebody who has lost their password, their telephone or their first link.
    Invite {
        /// The address they sign in with.
        #[arg(long)]
        email: String,
    },
    /// List who may sign in: address and roles.
    List,
    /// End somebody's time at the desk: they are signed out everywhere and cannot sign in.
    End {
        /// The address they sign in with.
        #[arg(long)]
        email: String,
    },
}

pub(crate) fn run(args: StaffArgs) -> anyhow::Result<ExitCode> {
    let school = Slug::try_from(args.school.as_str()).context("--school")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let opened = open_data(&args.data, &school).await?;
        let site = args.public_url.trim_end_matches('/');
        let done = act(&opened.store, site, args.what).await;
        opened.store.close().await;
        drop(opened.in_use);
        done.map(|()| ExitCode::SUCCESS)
    })
}

async fn act(store: &Store, site: &str, what: What) -> anyhow::Result<()> {
    match what {
        What::Add { name, email, roles } => {
            let staff = new_staff(&name, email, &roles)?;
            let id = staff.id.clone();
            store.record_staff(staff, Looker::Machine, now()).await?;
            print_link(store, site, &id).await
        }
        What::Invite { email } => print_link(store, site, &find(store, &email).await?.id).await,
        What::List => {
            for one in store.list_staff().await? {
                let roles: Vec<&str> = one.roles.iter().map(|role| role.word()).collect();
                let joined = if one.has_joined { "" } else { "  (has not chosen a password yet)" };
                println!("{}  {}{joined}", one.email, roles.join(", "));
            }
            Ok(())
        }
        What::End { email } => {
            store.end_staff(&find(store, &email).await?.id, Looker::Machine, now()).await?;
            println!("They are signed out everywhere, and cannot sign in any more.");
            Ok(())
        }
    }
}

fn now() -> i64 {
    Timestamp::now().as_millisecond()
}

fn new_staff(name: &str, email: String, roles: &[String]) -> anyhow::Result<NewStaff> {
    let name = match PersonName::try_from(name) {
        Ok(name) => name.as_str().to_owned(),
        Err(problem) => bail!("--name: {}", problem.code()),
    };
    if !email.split_once('@').is_some_and(|(before, after)| !before.is_empty() && after.contains('.')) {
        bail!("--email: an address looks like name@school.example");
    }
    let read = |word: &String| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        Role::find(word).with_context(|| format!("--role: there is no role {word}; there are {}", known.join(", ")))
    };
    let roles = roles.iter().map(read).collect::<anyhow::Result<BTreeSet<Role>>>()?;
    let id: PersonId = generate_person_id('s')?;
    Ok(NewStaff { id, name, email, roles, classes: BTreeSet::new() })
}

async fn find(store: &Store, email: &str) -> anyhow::Result<StaffMember> {
    let wanted = fold_email(email);
    let staff = store.list_staff().await?;
    staff.into_iter().find(|one| fold_email(&one.email) == wanted).context("nobody at the desk has this address")
}

async fn print_link(store: &Store, site: &str, staff: &PersonId) -> anyhow::Result<()> {
    let token = SessionToken::generate()?;
    store.record_invitation(staff, &token, Looker::Machine, now()).await?;
    println!("Give them this link. It opens once, within seven days, and lets them choose a password:");
    println!("{site}/desk/join#{}", token.as_str());
    Ok(())
}
