//! Who looked at what, when, and who let whom in: written at each look at a list or at a child's page and at each change of who
//! may sign in, readable by the safeguarding lead.

use std::collections::BTreeSet;

use shine_domain::ids::{PersonId, Slug};
use shine_domain::vocabulary::Role;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::staff::{read_roles, write_roles};
use super::{Store, StoreError};

macro_rules! looks {
    ($($(#[$doc:meta])* $variant:ident = $word:literal;)+) => {
        /// What was looked at or done. The words are permanent.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Opened {
            $($(#[$doc])* $variant,)+
        }

        impl Opened {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            fn find(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

looks!(
    /// The no-images list.
    List = "list";
    /// The checker.
    Check = "check";
    /// A child's page.
    Child = "child";
    /// A child's page by somebody who may not see it; they saw nothing.
    Refused = "refused";
    /// A trip list was made.
    Trip = "trip";
    /// A trip list was opened with its link.
    TripLink = "trip-link";
    /// A trip list's link was ended before its day was over.
    TripEnded = "trip-ended";
    /// A file with children's names was taken away.
    Export = "export";
    /// Families' links were made, and their letters shown.
    Letters = "letters";
    /// A class list was taken over.
    Import = "import";
    /// The children behind a number of the board.
    Board = "board";
    /// What there is to look at: children whose answers differ, and the like.
    Attention = "attention";
    /// This log.
    Log = "log";
    /// Somebody was added to those who may sign in.
    StaffAdded = "staff-added";
    /// A link was made with which somebody chooses a new password.
    StaffInvited = "staff-invited";
    /// Somebody chose a password with such a link.
    StaffJoined = "staff-joined";
    /// Somebody was given other roles or classes.
    StaffChanged = "staff-changed";
    /// Somebody's time at the desk was ended.
    StaffEnded = "staff-ended";
    /// A device was remembered for the no-images list.
    DeviceAdded = "device-added";
    /// A device was forgotten.
    DeviceForgotten = "device-forgotten";
);

/// Who looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looker {
    /// A member of staff.
    Staff(PersonId),
    /// One of the school's own devices.
    Device(PersonId),
    /// Whoever had a trip's link.
    TripLink,
    /// Whoever looks after the machine, with the command line.
    Machine,
}

/// One look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Which it is: given when it is written.
    pub number: i64,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Who.
    pub who: Looker,
    /// At what.
    pub what: Opened,
    /// The child it was about, where it was one.
    pub pupil: Option<PersonId>,
    /// The class it was about, where it was one.
    pub class: Option<Slug>,
    /// The member of staff whose access, or trip list, it was about, where it was one.
    pub colleague: Option<PersonId>,
    /// The device that was remembered or forgotten, where it was one.
    pub device: Option<PersonId>,
    /// The roles somebody was given, where that is what was done.
    pub roles: BTreeSet<Role>,
    /// How many children were shown.
    pub pupils: u32,
}

impl Opening {
    /// A look at nothing in particular yet.
    #[must_use]
    pub const fn new(at: i64, who: Looker, what: Opened) -> Self {
        let roles = BTreeSet::new();
        Self { number: 0, at, who, what, pupil: None, class: None, colleague: None, device: None, roles, pupils: 0 }
    }

    /// Something about the access of `colleague`.
    pub(super) fn of_colleague(at: i64, who: Looker, what: Opened, colleague: PersonId) -> Self {
        Self { colleague: Some(colleague), ..Self::new(at, who, what) }
    }
}

impl Store {
    /// Writes a look down, before what was asked for is shown.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be written: then nothing may be shown.
    pub async fn record_opening(&self, opening: Opening) -> Result<(), StoreError> {
        let school = self.school().to_string();
        self.write(move |connection| Box::pin(async move { insert_opening(connection, &school, opening).await })).await
    }

    /// Looks, newest first: at most `limit` before the one with the number `before`; of one child, if one is named.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be read.
    pub async fn list_openings(
        &self,
        pupil: Option<&PersonId>,
        before: i64,
        limit: u32,
    ) -> Result<Vec<Opening>, StoreError> {
        let school = self.school().to_string();
        let rows = match pupil {
            Some(pupil) => {
                let sql = "SELECT number, at, staff_id, device_id, what, pupil_id, class_id, colleague_id, roles, pupils FROM openings \
                           WHERE school_id = $1 AND pupil_id = $2 AND number < $3 ORDER BY number DESC LIMIT $4";
                let query = sqlx::query(sql).bind(school).bind(pupil.to_string()).bind(before).bind(i64::from(limit));
                query.fetch_all(self.readers()).await?
            }
            None => {
                let sql = "SELECT number, at, staff_id, device_id, what, pupil_id, class_id, colleague_id, roles, pupils FROM openings \
                           WHERE school_id = $1 AND number < $2 ORDER BY number DESC LIMIT $3";
                let query = sqlx::query(sql).bind(school).bind(before).bind(i64::from(limit));
                query.fetch_all(self.readers()).await?
            }
        };
        rows.iter().map(read_opening).collect()
    }
}

/// Writes a look down in the same transaction as what it is about.
pub(super) async fn insert_opening(
    connection: &mut AnyConnection,
    school: &str,
    opening: Opening,
) -> Result<(), StoreError> {
    let (staff, device) = match opening.who {
        // Beside a member of staff: the device they remembered or forgot.
        Looker::Staff(staff) => (Some(staff.to_string()), opening.device.map(|device| device.to_string())),
        Looker::Device(device) => (None, Some(device.to_string())),
        Looker::TripLink | Looker::Machine => (None, None),
    };
    let sql = "INSERT INTO openings (school_id, number, at, staff_id, device_id, what, pupil_id, class_id, \
               colleague_id, roles, pupils) \
               SELECT $1, 1 + COALESCE(MAX(number), 0), $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM openings WHERE school_id = $1";
    sqlx::query(sql)
        .bind(school.to_owned())
        .bind(opening.at)
        .bind(staff)
        .bind(device)
        .bind(opening.what.word())
        .bind(opening.pupil.map(|pupil| pupil.to_string()))
        .bind(opening.class.map(|class| class.to_string()))
        .bind(opening.colleague.map(|colleague| colleague.to_string()))
        .bind((!opening.roles.is_empty()).then(|| write_roles(&opening.roles)))
        .bind(i64::from(opening.pupils))
        .execute(connection)
        .await?;
    Ok(())
}

fn read_opening(row: &AnyRow) -> Result<Opening, StoreError> {
    let damaged = || StoreError::Damaged("a look that was written down");
    let person = |column: &str| -> Result<Option<PersonId>, StoreError> {
        let id: Option<String> = row.try_get(column)?;
        id.map(|id| PersonId::try_from(id).map_err(|_| damaged())).transpose()
    };
    let what = Opened::find(&row.try_get::<String, _>("what")?).ok_or_else(damaged)?;
    let (who, device) = match (person("staff_id")?, person("device_id")?) {
        (Some(staff), device) => (Looker::Staff(staff), device),
        (None, Some(device)) => (Looker::Device(device), None),
        (None, None) if what == Opened::TripLink => (Looker::TripLink, None),
        (None, None) => (Looker::Machine, None),
    };
    let class: Option<String> = row.try_get("class_id")?;
    Ok(Opening {
        number: row.try_get("number")?,
        at: row.try_get("at")?,
        who,
        what,
        pupil: person("pupil_id")?,
        class: class.map(|class| Slug::try_from(class).map_err(|_| damaged())).transpose()?,
        colleague: person("colleague_id")?,
        device,
        roles: row.try_get::<Option<String>, _>("roles")?.map_or(Ok(BTreeSet::new()), |roles| read_roles(&roles))?,
        pupils: u32::try_from(row.try_get::<i64, _>("pupils")?).map_err(|_| damaged())?,
    })
}
