//! Invented staff, one for each role, and everything that signs them in: in a demonstration only.

use std::collections::BTreeSet;

use shine_domain::ids::Slug;
use shine_domain::vocabulary::Role;
use shine_wire::desk::{DemoStaff, DemoStaffResponse};

use super::DemoError;
use crate::password::hash_password;
use crate::store::{Joining, Looker, NewStaff, Store, StoreError};
use crate::token::{SessionToken, generate_person_id};
use crate::totp::{generate_recovery_codes, recovery_hash};

/// What every invented member of staff signs in with, besides a code.
const PASSWORD: &str = "seven wet otters hum";

/// Name, address, roles, own classes.
type InventedStaff = (&'static str, &'static str, &'static [Role], &'static [&'static str]);

const STAFF: [InventedStaff; 6] = [
    ("Olive Office", "office@demo.example", &[Role::Office], &[]),
    ("Dee Safeguard", "dsl@demo.example", &[Role::Dsl], &[]),
    ("Terry Teacher", "teacher@demo.example", &[Role::Teacher], &["otters"]),
    ("Cleo Curriculum", "curriculum@demo.example", &[Role::Curriculum], &[]),
    ("Gil Governor", "governor@demo.example", &[Role::Governor], &[]),
    ("Opal Operator", "operator@demo.example", &[Role::Operator], &[]),
];

/// Adds the invented staff, unless they are there.
pub(super) async fn invent_staff(store: &Store, now: i64) -> Result<(), DemoError> {
    if !store.list_staff().await?.is_empty() {
        return Ok(());
    }
    let password = hash_password(PASSWORD.to_owned()).await?;
    for (name, email, roles, classes) in STAFF {
        let id = generate_person_id('s')?;
        let classes: BTreeSet<Slug> = classes.iter().filter_map(|class| Slug::try_from(*class).ok()).collect();
        let (name, email, roles) = (name.to_owned(), email.to_owned(), roles.iter().copied().collect());
        store.record_staff(NewStaff { id: id.clone(), name, email, roles, classes }, Looker::Machine, now).await?;
        let token = SessionToken::generate()?;
        store.record_invitation(&id, &token, Looker::Machine, now).await?;
        let joining = Joining { password: password.clone(), totp_step: 0, recovery: Vec::new() };
        store.take_up_invitation(&token, joining, now).await?;
    }
    Ok(())
}

/// Everybody one may sign in as. The code is one for paper, made for whoever asks: a telephone's would be used up by the
/// first who signs in within half a minute.
///
/// # Errors
/// [`StoreError`] when the store cannot be written.
pub(crate) async fn list_demo_staff(store: &Store, now: i64) -> Result<DemoStaffResponse, StoreError> {
    let mut staff = Vec::new();
    for (name, email, roles, _) in STAFF {
        let Some(credentials) = store.find_credentials(email).await? else { continue };
        let code = generate_recovery_codes()?.swap_remove(0);
        if let Some(hash) = recovery_hash(&code) {
            store.record_recovery_code(&credentials.staff, hash, now).await?;
        }
        let roles = roles.iter().map(|role| role.word().to_owned()).collect();
        let (name, email, password) = (name.to_owned(), email.to_owned(), PASSWORD.to_owned());
        staff.push(DemoStaff { name, roles, email, password, code });
    }
    Ok(DemoStaffResponse { staff })
}
